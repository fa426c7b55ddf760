package io.lavra.source.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that lead out of their folder, never end, or lack a part of what they name. */
class HostileGitTest {
  private static final PersonIdent ANA =
      new PersonIdent("Ana", "ana@example.org", Instant.EPOCH, ZoneOffset.UTC);

  private final Path root;
  private final Path repository;
  private final Path git;
  private String head = "";

  HostileGitTest(@TempDir Path root) {
    this.root = root;
    this.repository = root.resolve("repository");
    this.git = repository.resolve(".git");
  }

  @BeforeEach
  void makeARepository() throws Exception {
    assertThrows(GitException.class, () -> GitFiles.fingerprint(repository, "HEAD"));
    try (Git made = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
      Files.createDirectory(repository.resolve("in"));
      Files.writeString(repository.resolve("in/a.txt"), "a");
      made.add().addFilepattern(".").call();
      head = made.commit().setMessage("m").setAuthor(ANA).setCommitter(ANA).call().getName();
    }
  }

  @Test
  void itsConfigurationIncludesNothingAndDecidesNothing() throws Exception {
    Path fifo = fifo(root.resolve("fifo"));
    append(
        git.resolve("config"),
        """
        [include]
          path = %s
        [include]
          path = ../../../nowhere
        [includeIf "gitdir:/"]
          path = %s
        [core]
          worktree = /
          bare = maybe
          commitGraph = true
          streamFileThreshold = x
        """
            .formatted(fifo, fifo));
    assertEquals(List.of("in/a.txt"), read());
  }

  @Test
  void nothingOutsideIsFollowed() throws Exception {
    Path outside = root.resolve("outside");
    Files.move(git, outside);
    Files.writeString(git, "gitdir: " + outside + "\n");
    String remedy =
        " Name the folder of the repository it belongs to, and a ref: if it has another commit out.";
    refused(
        "is a file that names another folder, as in a worktree or a submodule, which is not followed."
            + remedy);
    Files.delete(git);
    Files.createSymbolicLink(git, outside);
    refused("is a symbolic link, which is not followed." + remedy);
    Files.delete(git);
    Files.createDirectory(git);
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(git.resolve("commondir"), outside + "\n");
    refused("commondir names the folder of another repository, which is not followed." + remedy);
    Files.delete(git.resolve("commondir"));
    refused("objects is missing. Clone it anew, or remove the folder.");
  }

  @Test
  void linksAndPipesWithinAreNotRead() throws Exception {
    Path loose = git.resolve("objects/" + head.substring(0, 2) + "/" + head.substring(2));
    List<Path> parts =
        List.of(
            git.resolve("HEAD"),
            git.resolve("config"),
            git.resolve("packed-refs"),
            git.resolve("shallow"),
            git.resolve("refs"),
            git.resolve("refs/heads/main"),
            git.resolve("logs/HEAD"),
            git.resolve("objects"),
            git.resolve("objects/pack"),
            git.resolve("objects/info/alternates"),
            loose.getParent(),
            loose);
    Path aside = root.resolve("aside");
    for (Path part : parts) {
      boolean there = Files.exists(part);
      if (there) {
        Files.move(part, aside);
      }
      Files.createDirectories(part.getParent());
      Files.createSymbolicLink(part, aside);
      refused(
          git.relativize(part)
              + " is a symbolic link, and only plain files are read. Clone it anew.");
      Files.delete(part);
      fifo(part);
      refused(
          git.relativize(part)
              + " is a pipe, a socket or a device, and only plain files are read. Clone it anew.");
      Files.delete(part);
      if (there) {
        Files.move(aside, part);
      }
    }
    assertEquals(List.of("in/a.txt"), read());
  }

  @Test
  void alternatesAreReadWithinTheRepositoryOnly() throws Exception {
    Path alternates = git.resolve("objects/info/alternates");
    Files.createDirectories(alternates.getParent());
    Path pool = root.resolve("pool/objects");
    Path first = git.resolve("objects/" + head.substring(0, 2));
    Files.createDirectories(pool);
    Files.move(first, pool.resolve(first.getFileName()));
    Files.writeString(alternates, pool + "\n");
    refused(
        "objects/info/alternates names the folder %s, which lies outside of %s and is not followed."
                .formatted(pool, repository)
            + " Give it all its objects with git repack -a -d, and delete objects/info/alternates.");
    Files.writeString(alternates, "../../../nowhere\n");
    refused(
        "objects/info/alternates names the folder ../../../nowhere, which cannot be read."
            + " Give it all its objects with git repack -a -d, and delete objects/info/alternates.");
    Files.move(root.resolve("pool"), repository.resolve("pool"));
    Files.writeString(alternates, "# shared\n../../pool/objects\n");
    assertEquals(List.of("in/a.txt"), read());
    Files.delete(alternates);
    Files.writeString(git.resolve("objects/info/http-alternates"), repository + "/pool/objects\n");
    refused(
        "the object %s is missing, or lies in a damaged pack. If it is a partial clone, clone it anew without --filter; if not, look at it with git fsck."
            .formatted(head));
  }

  @Test
  void refsLeadToRefs() throws Exception {
    Files.writeString(root.resolve("secret"), head + "\n");
    Files.writeString(git.resolve("HEAD"), "ref: ../../secret\n");
    refused(
        "HEAD leads to \"../../secret\", which is no name of a branch. Look at it with git fsck, or clone it anew.");
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/a\n");
    Files.writeString(git.resolve("refs/heads/a"), "ref: refs/../../../secret\n");
    refused(
        "refs/heads/a leads to \"refs/../../../secret\", which is no name of a branch. Look at it with git fsck, or clone it anew.");
    Files.writeString(git.resolve("refs/heads/a"), "ref: refs/heads/b\n");
    Files.writeString(git.resolve("refs/heads/b"), "ref: refs/heads/a\n");
    String nothing =
        "No commit is called \"HEAD\" in %s. Name a branch, a tag or a commit id that exists there."
            .formatted(git);
    assertEquals(nothing, failure());
    Files.writeString(git.resolve("refs/heads/b"), "");
    refused("refs/heads/b is empty. Look at it with git fsck, or clone it anew.");
    Files.writeString(git.resolve("refs/heads/b"), "<html>\n");
    refused("refs/heads/b holds no commit's id. Look at it with git fsck, or clone it anew.");
    Files.delete(git.resolve("refs/heads/b"));
    assertEquals(nothing, failure());
    Files.writeString(git.resolve("packed-refs"), head + " refs/../../secret\n");
    assertEquals(nothing, failure());
  }

  @Test
  void formatsThatAreNotKnownAreNamed() throws Exception {
    String config = Files.readString(git.resolve("config"));
    Map<String, String> answers = new TreeMap<>();
    answers.put(
        "[core]\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = sha256\n",
        "its objects have sha256 names, and only SHA-1 is read. Make a copy with git init --object-format=sha1, and fetch its branches into it.");
    answers.put(
        "[extensions]\nrefStorage = reftable\n",
        "its branches are kept as reftable, and only files are read. Make a copy with git init --ref-format=files, and fetch its branches into it.");
    answers.put(
        "[core]\nrepositoryformatversion = 2\n",
        "the repository format \"2\" is not known. Clone it anew with the settings that git has by itself.");
    answers.put(
        "[core]\nrepositoryformatversion = 1\n[extensions]\nshiny = true\n",
        "the extension \"shiny\" is not known. Clone it anew with the settings that git has by itself.");
    answers.put("[core\n", "its config is not written as git writes it. Mend it.");
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      Files.writeString(git.resolve("config"), answer.getKey());
      refused(answer.getValue());
    }
    Files.writeString(
        git.resolve("config"),
        config + "[core]\nrepositoryformatversion = 1\n[extensions]\nworktreeConfig = true\n");
    assertEquals(List.of("in/a.txt"), read());
  }

  @Test
  void missingAndDamagedObjectsAreNamed() throws Exception {
    ObjectId blob = new ObjectInserter.Formatter().idFor(3, "a".getBytes(StandardCharsets.UTF_8));
    Path file = loose(blob);
    byte[] bytes = Files.readAllBytes(file);
    file.toFile().setWritable(true);
    Files.write(file, new byte[] {1, 2, 3});
    refused(
        "the object %s is damaged. Look at it with git fsck, or clone it anew. It holds in/a.txt."
            .formatted(blob.name()));
    Files.copy(
        loose(ObjectId.fromString(head)), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused(
        "a commit or a folder in it is not written as git writes them. Look at it with git fsck, or clone it anew.");
    Files.delete(file);
    refused(
        "the object %s is missing, or lies in a damaged pack. If it is a partial clone, clone it anew without --filter; if not, look at it with git fsck. It holds in/a.txt."
            .formatted(blob.name()));
    Files.write(file, bytes);
    try (Git opened = Git.open(repository.toFile())) {
      opened.gc().call();
    }
    assertEquals(List.of("in/a.txt"), read());
    Path pack = first(git.resolve("objects/pack"), ".pack");
    byte[] packed = Files.readAllBytes(pack);
    pack.toFile().setWritable(true);
    cut(pack);
    String index = "objects/pack/" + pack.getFileName().toString().replace(".pack", ".idx");
    refused(index + " or its pack is cut or damaged. Look at it with git fsck, or clone it anew.");
    for (int i = 20; i < packed.length - 20; i++) {
      packed[i] ^= (byte) 0x55;
    }
    Files.write(pack, packed);
    refused(
        "the object %s is missing, or lies in a damaged pack. If it is a partial clone, clone it anew without --filter; if not, look at it with git fsck."
            .formatted(head));
  }

  @Test
  void aShallowCloneDoesNotKnowWhenItsFilesCame() throws Exception {
    Files.writeString(git.resolve("shallow"), head + "\n");
    List<Optional<GitFile.Change>> known = new ArrayList<>();
    GitFiles.read(repository, "HEAD", List.of(), List.of(), file -> known.add(file.last()));
    assertEquals(List.of(Optional.empty()), known);
  }

  @Test
  void foldersThatMultiplyEnd() throws Exception {
    try (Git opened = Git.open(repository.toFile());
        ObjectInserter objects = opened.getRepository().newObjectInserter()) {
      ObjectId inner = objects.insert(3, new byte[] {'x'});
      for (int level = 0; level < 10; level++) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < 10; i++) {
          tree.append("f" + i, level == 0 ? FileMode.REGULAR_FILE : FileMode.TREE, inner);
        }
        inner = objects.insert(tree);
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inner);
      commit.setAuthor(ANA);
      commit.setCommitter(ANA);
      ObjectId bomb = objects.insert(commit);
      objects.flush();
      Files.writeString(git.resolve("refs/heads/main"), bomb.name() + "\n");
      refused(
          "the commit %s has more than 1000000 files and folders, or a path of more than 4096 bytes. Name another ref."
              .formatted(bomb.name()));
    }
  }

  @Test
  void objectsThatDifferFromThemselvesEnd() throws Exception {
    ObjectId id = ObjectId.fromString(head);
    Files.delete(loose(id));
    byte[] delta = deflated(new byte[] {5, 5, (byte) 0x90, 5});
    for (byte[] base : List.of(new byte[] {0x64, 0}, concat(new byte[] {0x74}, raw(id)))) {
      byte[] header =
          ByteBuffer.allocate(12).put("PACK".getBytes(US_ASCII)).putInt(2).putInt(1).array();
      byte[] pack = signed(concat(header, base, delta));
      byte[] checksum = Arrays.copyOfRange(pack, pack.length - 20, pack.length);
      ByteBuffer index = ByteBuffer.allocate(8 + 1024 + 28).putInt(0xff744f63).putInt(2);
      for (int first = 0; first < 256; first++) {
        index.putInt(first < id.getFirstByte() ? 0 : 1);
      }
      index.put(raw(id)).putInt(0).putInt(12);
      Path place = Files.createDirectories(git.resolve("objects/pack"));
      Files.write(place.resolve("pack-1.pack"), pack);
      Files.write(place.resolve("pack-1.idx"), signed(concat(index.array(), checksum)));
      refused(
          "the object %s is damaged. Look at it with git fsck, or clone it anew.".formatted(head));
    }
  }

  private static byte[] raw(ObjectId id) {
    byte[] bytes = new byte[20];
    id.copyRawTo(bytes, 0);
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    return Bytes.concat(parts);
  }

  private static byte[] signed(byte[] content) throws Exception {
    return concat(content, MessageDigest.getInstance("SHA-1").digest(content));
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private void refused(String message) {
    assertEquals(git + ": " + message, failure());
  }

  private String failure() {
    return String.valueOf(assertThrows(GitException.class, this::read).getMessage());
  }

  private List<String> read() {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          List<String> before = names();
          List<String> paths = new ArrayList<>();
          try {
            GitFiles.read(repository, "HEAD", List.of(), List.of(), file -> paths.add(file.path()));
          } finally {
            assertEquals(before, names());
          }
          return paths;
        });
  }

  /** All that lies in the repository, which nobody may add to. */
  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  private Path loose(ObjectId id) {
    return git.resolve("objects/" + id.name().substring(0, 2) + "/" + id.name().substring(2));
  }

  private static Path first(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static void cut(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static Path fifo(Path path) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
    return path;
  }
}
