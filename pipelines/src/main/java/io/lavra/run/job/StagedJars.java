package io.lavra.run.job;

import io.lavra.lake.io.OwnFolder;
import io.lavra.lake.io.PlacedOutput;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The jars a job brings to a cluster: what its workers need of this process's class path. What only
 * the launcher uses, and what the cluster has itself, stays here; so do models and parsers that no
 * table of the job asks for, and native libraries for other systems than Linux.
 */
final class StagedJars {
  /** One expression a line; whoever puts the workers' jars into a cluster reads them too. */
  private static final Pattern LAUNCHER = lines("launcher-jars.txt");

  /** Jars that are needed where a table is made by one of these transforms only. */
  private static final Map<Pattern, Set<String>> FOR =
      Map.of(
          Pattern.compile("(langchain4j|onnxruntime|tokenizers|api)-.*"), Set.of("embed"),
          Pattern.compile("jdplus-.*"), Set.of("forecast"),
          Pattern.compile("(tree-sitter)-.*"), Set.of("symbols"));

  private static final Pattern WITH_NATIVES =
      Pattern.compile("(duckdb_jdbc|onnxruntime|tokenizers)-.*");
  private static final Pattern NOT_LINUX =
      Pattern.compile(".*(_macos_|_windows_|/osx-|/win-|\\.pdb$|\\.dylib|\\.dll$).*");

  private final Path cache;

  /**
   * @param cache where jars without foreign natives are kept from run to run
   */
  StagedJars(Path cache) {
    this.cache = cache;
  }

  /** Beside other caches of this user. */
  static StagedJars ofUser() {
    String root = System.getenv("XDG_CACHE_HOME");
    return new StagedJars(
        (root == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(root))
            .resolve("lavra"));
  }

  /**
   * The jars of a job.
   *
   * @param transforms the names of the transforms that make its tables
   * @param there the file names of the jars that the cluster has itself
   */
  List<String> of(Set<String> transforms, Set<String> there) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      String name = String.valueOf(jar.getFileName());
      if (!there.contains(name) && !LAUNCHER.matcher(name).find() && isWanted(name, transforms)) {
        jars.add((WITH_NATIVES.matcher(name).matches() ? forLinux(jar) : jar).toString());
      }
    }
    return jars;
  }

  private static Pattern lines(String resource) {
    try (InputStream in =
        Objects.requireNonNull(StagedJars.class.getResourceAsStream(resource), resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile(text.strip().replace("\n", "|"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWanted(String name, Set<String> transforms) {
    return FOR.entrySet().stream()
        .filter(part -> part.getKey().matcher(name).matches())
        .allMatch(part -> part.getValue().stream().anyMatch(transforms::contains));
  }

  private Path forLinux(Path jar) throws IOException {
    String name = jar.getFileName().toString().replace(".jar", "");
    OwnFolder.makeTrusted(cache, "Name one of your own with XDG_CACHE_HOME=FOLDER.");
    Path lean = cache.resolve("%s-%s-linux.jar".formatted(name, Files.size(jar)));
    if (Files.exists(lean)) {
      return lean;
    }
    Path unfinished = Files.createTempFile(cache, name, ".part");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        OutputStream file = PlacedOutput.open(unfinished);
        ZipOutputStream out = new ZipOutputStream(file)) {
      copy(in, out);
    }
    return Files.move(unfinished, lean, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void copy(ZipInputStream in, ZipOutputStream out) throws IOException {
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (!NOT_LINUX.matcher(entry.getName()).matches()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        ((InputStream) in).transferTo(out);
      }
    }
  }
}
