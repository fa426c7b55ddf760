package io.lavra.source.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitFilesTest {
  private final Path root;
  private int day = 0;

  GitFilesTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void loadSettings() {
    // Whatever git configuration the machine has must not reach the commits made here either.
    assertThrows(GitException.class, () -> GitFiles.fingerprint(root, "HEAD"));
  }

  @Test
  void everyFileComesWithItsOwnLastCommit() throws Exception {
    try (Git git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call()) {
      write("a/Old.java", "class Old {}");
      write("notes.txt", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
      String first = commit(git, "Ana");
      write("a/New.py", "x = 1");
      write("image.png", new byte[] {1, 0, 2});
      write("large.csv", "x".repeat(GitFiles.LARGEST_TEXT + 1));
      String second = commit(git, "Bia");
      Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("notes.txt"));
      commit(git, "Caio");
      // Another branch touches Old, main goes on, and the merge takes the branch's content.
      git.checkout().setCreateBranch(true).setName("side").call();
      write("a/Old.java", "class Old { int x; }");
      String side = commit(git, "Davi");
      git.checkout().setName("main").call();
      write("a/New.py", "x = 2");
      String third = commit(git, "Eva");
      git.merge()
          .include(git.getRepository().resolve("side"))
          .setFastForward(FastForwardMode.NO_FF)
          .call();

      assertEquals(
          List.of(
              file("a/New.py", "x = 2", 5, third, "Eva", 5, "python"),
              file("a/Old.java", "class Old { int x; }", 20, side, "Davi", 4, "java"),
              file("image.png", null, 3, second, "Bia", 2, null),
              file("large.csv", null, GitFiles.LARGEST_TEXT + 1, second, "Bia", 2, null),
              file("notes.txt", "caf\u00e9", 4, first, "Ana", 1, "text")),
          read("HEAD", List.of(), List.of()));
      assertEquals(
          List.of(file("a/Old.java", "class Old {}", 12, first, "Ana", 1, "java")),
          read(first, List.of("**/*.{java,py}"), List.of()));
      assertEquals(
          List.of("a/New.py", "notes.txt"),
          read("main", List.of(), List.of("*.{png,csv}", "**/Old*")).stream()
              .map(GitFile::path)
              .toList());
      assertEquals(third, GitFiles.fingerprint(root.resolve("a"), "HEAD^1"));
    }
  }

  @Test
  void errorsSayWhatToDo() throws Exception {
    assertEquals(
        "There is no git repository at or above %s. Name a folder inside a clone.".formatted(root),
        assertThrows(GitException.class, () -> GitFiles.fingerprint(root, "HEAD")).getMessage());
    Git.init().setDirectory(root.toFile()).setInitialBranch("main").call().close();
    for (String ref : List.of("HEAD", "nowhere", "a..b", "^{")) {
      assertEquals(
          "No commit is called \"%s\" in %s. Name a branch, a tag or a commit id that exists there."
              .formatted(ref, root.resolve(".git")),
          assertThrows(GitException.class, () -> GitFiles.fingerprint(root, ref)).getMessage());
    }
    assertEquals(
        "The pattern \"{a\" opens a { and never closes it. Close it with }.",
        assertThrows(
                IllegalArgumentException.class,
                () -> GitFiles.read(root, "HEAD", List.of("{a"), List.of(), file -> {}))
            .getMessage());
  }

  private List<GitFile> read(String ref, List<String> include, List<String> exclude)
      throws IOException {
    List<GitFile> files = new ArrayList<>();
    GitFiles.read(root, ref, include, exclude, files::add);
    return files;
  }

  private String commit(Git git, String author) throws Exception {
    day++;
    PersonIdent who = new PersonIdent(author, author + "@example.org", at(day), ZoneOffset.UTC);
    git.add().addFilepattern(".").call();
    return git.commit().setMessage("m").setAuthor(who).setCommitter(who).call().getName();
  }

  private static Instant at(int day) {
    return Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * day);
  }

  private static GitFile file(
      String path,
      @Nullable String text,
      long size,
      String commit,
      String author,
      int day,
      @Nullable String language) {
    return new GitFile(
        path,
        Optional.ofNullable(text),
        size,
        Optional.of(new GitFile.Change(commit, author, at(day))),
        Optional.ofNullable(language));
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.write(root.resolve(path), bytes);
  }
}
