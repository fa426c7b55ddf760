package io.lavra.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command in a process of its own, for what must die or race. */
public final class ChildJvm {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** What several commands say, one after the other in one process. */
  public static List<Said> sayAll(Map<String, String> environment, List<List<String>> commands)
      throws IOException, InterruptedException {
    Path in = Files.createTempFile("lavra-child", ".in");
    Path answers = Files.createTempFile("lavra-child", ".answers");
    JSON.writeValue(in.toFile(), commands);
    String[] files = {in.toString(), answers.toString()};
    Said said =
        start("", List.of("-Xmx512m"), environment, ChildCommands.class.getName(), files).await();
    if (said.exit() != 0) {
      throw new AssertionError(said);
    }
    List<Said> all = JSON.readValue(answers.toFile(), new TypeReference<List<Said>>() {});
    Files.delete(in);
    Files.delete(answers);
    return all;
  }

  private static ChildJvm start(
      String failpoint, List<String> options, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(failpoint, options, environment, "io.lavra.cli.Lavra", arguments);
  }

  private static ChildJvm start(
      String failpoint,
      List<String> options,
      Map<String, String> environment,
      String main,
      String[] arguments)
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
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
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
