package io.lavra.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/cli.md names every command and every option there is, and no other. */
class CliPageTest {
  private final CommandLine lavra = new CommandLine(Lavra.class);
  private String page = "";

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("../docs/cli.md"));
  }

  @Test
  void namesEveryCommand() {
    Set<String> onPage = words("\n\\| `([a-z][a-z ]*?)(?: [A-Z]+)?` \\|", section("Commands"));
    Set<String> inCode = new TreeSet<>();
    leaves(lavra).stream().filter(c -> !hidden(c)).forEach(c -> inCode.add(name(c)));
    assertEquals(inCode, onPage);
  }

  @Test
  void namesTheCommandsThatAreKeptFree() {
    String paragraph =
        page.lines()
            .dropWhile(line -> !line.startsWith("These names are kept free"))
            .takeWhile(line -> !line.isEmpty())
            .collect(joining(" "));
    Set<String> inCode = new TreeSet<>();
    leaves(lavra).stream().filter(CliPageTest::hidden).forEach(c -> inCode.add(name(c)));
    assertEquals(inCode, words("`([a-z ]+)`", paragraph));
  }

  @Test
  void namesTheOptionsOfEveryCommand() {
    assertEquals(
        names(new CommandLine(new Common())),
        words("`(--?[a-z][a-z-]*)", section("Options of every command")));
  }

  @Test
  void namesEachCommandsOwnOptions() {
    Set<String> common = names(new CommandLine(new Common()));
    for (CommandLine command : leaves(lavra)) {
      Set<String> own = names(command);
      own.removeAll(common);
      String where = name(command).equals("run") ? section("run") : row(name(command));
      assertEquals(own, words("`(--?[a-z][a-z-]*)", where), name(command));
    }
  }

  private static List<CommandLine> leaves(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      return List.of(command);
    }
    List<CommandLine> leaves = new ArrayList<>();
    command.getSubcommands().values().forEach(child -> leaves.addAll(leaves(child)));
    return leaves;
  }

  private static boolean hidden(CommandLine command) {
    return command.getCommandSpec().usageMessage().hidden()
        || command.getCommand() instanceof NotYet;
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName().substring("lavra ".length());
  }

  private static Set<String> names(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::names)
        .flatMap(java.util.Arrays::stream)
        .collect(toCollection(TreeSet::new));
  }

  private String row(String command) {
    Pattern row = Pattern.compile("\\| `" + command + "(?: [A-Z]+)?` \\|[^|]*\\|.*");
    return row.matcher(page).results().map(MatchResult::group).findFirst().orElse("");
  }

  /** What stands below a heading, up to the next. */
  private String section(String heading) {
    String from = page.substring(page.indexOf("\n## " + heading + "\n") + 3);
    int end = from.indexOf("\n## ");
    return end < 0 ? from : from.substring(0, end);
  }

  private static Set<String> words(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(toCollection(TreeSet::new));
  }
}
