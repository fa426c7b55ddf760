package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same lake gives the same tables on any runner, at any parallelism, in any buckets. */
@Tag("slow")
class SameTablesTest {
  private static final List<String> TABLES = tables();
  private static Map<String, String> expected = Map.of();

  private final Path folder;

  SameTablesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void runOnce(@TempDir Path folder) {
    SmallLake lake = lake(folder);
    assertEquals(new Said(0, "", ""), lake.run("-q", "--set", "parallelism=1"));
    expected = lake.hashes(TABLES);
  }

  @ParameterizedTest
  @CsvSource({"direct,4,3", "flink,1,1", "flink,2,3", "flink,4,2"})
  void asOnOneSlot(String runner, String slots, String buckets) {
    SmallLake lake = lake(folder);
    String[] options = {
      "--runner", runner, "--set", "parallelism=" + slots, "--set", "buckets=" + buckets, "-q"
    };
    assertEquals(new Said(0, "", ""), lake.lavra("run", options));
    assertEquals(expected, lake.hashes(TABLES));
  }

  /** The shop, and demand with forecasts, documents with vectors. */
  private static SmallLake lake(Path folder) {
    StringBuilder demand = new StringBuilder("item,month,quantity\n");
    for (String item : List.of("bolt", "antenna")) {
      for (int month = 0; month < 24; month++) {
        int quantity =
            item.equals("bolt") ? 100 + month + 10 * (month % 12) : month % 5 == 0 ? 2 : 0;
        demand.append(
            "%s,%d-%02d-01,%d%n".formatted(item, 2024 + month / 12, month % 12 + 1, quantity));
      }
    }
    return SmallLake.shop(folder)
        .with("landing/demand_1.csv", demand.toString())
        .with("landing/demand_2.csv", "item,month,quantity\nbolt,2024-01-01,5\nmast,2025-01-01,3\n")
        .with("bronze/demand.yaml", "source: { files: landing/demand_*.csv, format: csv }\n")
        .with(
            "silver/demand.yaml",
            """
            from: bronze.demand
            columns:
              item: { type: string }
              month: { type: date }
              quantity: { type: double }
            deduplicate: { key: [item, month], keep: latest }
            """)
        .with(
            "gold/forecasts.yaml",
            """
            transform: forecast
            inputs: { series: silver.demand }
            with: { keys: [item], time: month, value: quantity, frequency: month, horizon: 3, levels: [80] }
            """)
        .with(
            "docs/a.md",
            "# Towers\n\nA tower stands on a hill.\n\n## Masts\n\nMasts are thinner.\n")
        .with("docs/b.txt", "Spare parts are kept in a store.\n")
        .with("bronze/docs.yaml", "source: { documents: 'docs/**/*' }\n")
        .with("silver/chunks.yaml", "transform: chunk\ninputs: { documents: bronze.docs }\n")
        .with(
            "gold/vectors.yaml",
            """
            transform: embed
            inputs: { text: silver.chunks }
            with: { id: [chunk_id], text: text, model: all-minilm-l6-v2 }
            """);
  }

  private static List<String> tables() {
    List<String> tables = new ArrayList<>(SmallLake.TABLES);
    tables.addAll(
        List.of(
            "bronze.demand",
            "silver.demand",
            "gold.forecasts",
            "bronze.docs",
            "silver.chunks",
            "gold.vectors"));
    return tables;
  }
}
