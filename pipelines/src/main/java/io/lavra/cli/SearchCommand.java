package io.lavra.cli;

import com.google.common.collect.ImmutableMap;
import io.lavra.cli.output.Json;
import io.lavra.embed.SearchIndex.Hit;
import io.lavra.project.Lake;
import io.lavra.run.SearchLake;
import io.lavra.run.record.LakeState;
import io.lavra.words.Inert;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "search",
    description = "Finds passages of documents and code in what the last run precomputed.")
final class SearchCommand implements Callable<Integer> {
  private static final int EXCERPT = 160;
  @Mixin Common common = new Common();

  @Option(
      names = "--limit",
      defaultValue = "10",
      description = "How many passages (default: ${DEFAULT-VALUE}).")
  int limit = 10;

  @Override
  public Integer call() throws IOException {
    common.start();
    String text = String.join(" ", common.subjects());
    if (text.isBlank()) {
      throw new UsageException(
          "Say what to search for, such as: lavra search \"late deliveries\".");
    }
    Lake lake = common.lake();
    List<Hit> hits =
        SearchLake.search(
            lake, LakeState.read(lake, common.target), common.engine(lake), text, limit);
    if (common.json()) {
      Json.print(hits.stream().map(SearchCommand::json).toList());
    } else if (hits.isEmpty()) {
      System.err.println(
          "Nothing found. Only tables with embeddings are searched; has the lake run?");
    } else {
      hits.forEach(SearchCommand::print);
    }
    return ExitCodes.OK;
  }

  private static Map<String, Object> json(Hit hit) {
    return ImmutableMap.of(
        "id", hit.id(), "score", hit.score(), "title", hit.title(), "text", hit.text());
  }

  private static void print(Hit hit) {
    System.out.println(Inert.line(hit.title()));
    System.out.println("    " + excerpt(hit.text()));
  }

  /** The beginning of a text, on one line. */
  static String excerpt(String text) {
    String line = Inert.line(text.replaceAll("\\s+", " ").strip());
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
  }
}
