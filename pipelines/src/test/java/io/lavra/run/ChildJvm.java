package io.lavra.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command in a process of its own, for what must die or race. */
public final class ChildJvm {
  private final Process process;
  private final Path out;
  private final Path err;

  private ChildJvm(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * @param failpoint the step at which it dies; empty for none
   */
  static ChildJvm start(String failpoint, String... arguments) throws IOException {
    return start(failpoint, List.of("-Xmx512m"), Map.of(), arguments);
  }

  /**
   * @param options of Java
   */
  static ChildJvm start(List<String> options, String... arguments) throws IOException {
    return start("", options, Map.of(), arguments);
  }

  /**
   * @param environment variables it sees besides those of this process
   */
  public static ChildJvm start(Map<String, String> environment, String... arguments)
      throws IOException {
    return start("", List.of("-Xmx512m"), environment, arguments);
  }

  private static ChildJvm start(
      String failpoint, List<String> options, Map<String, String> environment, String... arguments)
      throws IOException {
    Path out = Files.createTempFile("lavra-child", ".out");
    Path err = Files.createTempFile("lavra-child", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String part : List.of("lang", "util", "nio", "time")) {
      command.add("--add-opens=java.base/java." + part + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    // A fifth of a short life goes into verifying the libraries' classes.
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
    if (!failpoint.isEmpty()) {
      command.add("-Dlavra.failpoint=" + failpoint);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.lavra.cli.Lavra"));
    command.addAll(List.of(arguments));
    ProcessBuilder child = new ProcessBuilder(command);
    child.environment().putAll(environment);
    Process process = child.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new ChildJvm(process, out, err);
  }

  public Said await() throws IOException, InterruptedException {
    int exit = process.waitFor();
    Said said =
        new Said(
            exit,
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return said;
  }
}
