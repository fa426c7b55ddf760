package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Provenance;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.quality.Suite;
import io.lavra.table.conform.Conform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a table changes: by its mode, by what makes its rows, and by what is known of the past. */
class WritePlanTest {
  private static final Map<String, String> DEFINITIONS =
      Map.of(
          "conform", "from: bronze.t",
          "sql", "sql: t.sql",
          "transform", "transform: forecast\ninputs: { series: bronze.t }");

  private final SmallLake lake;

  WritePlanTest(@TempDir Path folder) {
    lake = SmallLake.empty(folder).with("bronze/t.yaml", "source: { files: t.csv, format: csv }\n");
  }

  @Test
  void everyModeOverEveryDefinition() {
    StringBuilder plans = new StringBuilder();
    for (String definition : List.of("conform", "sql", "transform")) {
      for (String mode : List.of("overwrite", "append", "merge", "overwrite-partitions")) {
        Blueprint blueprint = blueprint(definition, mode);
        plans.append(
            "%-9s %-20s | %-13s | %-13s | %-30s | %s\n"
                .formatted(
                    definition,
                    mode,
                    plan(blueprint, true, Optional.empty(), 0),
                    plan(blueprint, true, Optional.of(version(4, "a", "b")), 0),
                    plan(blueprint, false, Optional.of(version(4, "a", "b")), 0),
                    plan(blueprint, false, Optional.of(version(4, "a", "b")), 9)));
      }
    }
    // new table, all anew, as its mode says, the same after an input was made anew
    assertEquals(
        """
        conform   overwrite            | REPLACE 0     | REPLACE 5     | REPLACE 5                      | REPLACE 5
        conform   append               | REPLACE 0     | REPLACE 5     | ADD 2 of [] alone              | REPLACE 5
        conform   merge                | REPLACE 0     | REPLACE 5     | MERGE 2 of [] alone            | REPLACE 5
        conform   overwrite-partitions | REPLACE 0     | REPLACE 5     | REPLACE_PARTITIONS 5           | REPLACE_PARTITIONS 5
        sql       overwrite            | REPLACE 0     | REPLACE 5     | REPLACE 5                      | REPLACE 5
        sql       append               | ADD 0         | REPLACE 5     | ADD 2                          | ADD 2
        sql       merge                | MERGE 0       | REPLACE 5     | MERGE 2                        | MERGE 2
        sql       overwrite-partitions | REPLACE 0     | REPLACE 5     | REPLACE_PARTITIONS 2           | REPLACE_PARTITIONS 2
        transform overwrite            | REPLACE 0     | REPLACE 5     | REPLACE 5                      | REPLACE 5
        transform append               | ADD 0         | REPLACE 5     | ADD 2                          | ADD 2
        transform merge                | MERGE 0       | REPLACE 5     | MERGE 2                        | MERGE 2
        transform overwrite-partitions | REPLACE 0     | REPLACE 5     | REPLACE_PARTITIONS 2           | REPLACE_PARTITIONS 2
        """,
        plans.toString());
  }

  /**
   * @param before the version of its input that the table was made from; the input is at 0
   */
  private static String plan(
      Blueprint blueprint, boolean whole, Optional<TableVersion> base, long before) {
    WritePlan plan =
        WritePlan.of(
            blueprint,
            whole,
            false,
            base.map(version -> madeFrom(version, before)),
            Map.of("bronze.t", version(0, "c")));
    return plan.kind()
        + " "
        + plan.since()
        + plan.newFiles().map(files -> " of " + files.get("bronze.t") + " alone").orElse("");
  }

  private static TableVersion version(long version, String... files) {
    return new TableVersion(
        new Location("file:///nowhere", ""),
        "id",
        version,
        0,
        TableSchema.of(new Column("a", ColumnType.STRING)),
        List.of(),
        List.of(files).stream().map(file -> new DataFile(file, 1, 1, Map.of(), "")).toList(),
        Map.of(),
        Optional.empty());
  }

  private static TableVersion madeFrom(TableVersion version, long input) {
    Provenance made =
        new Provenance("run", 1, "d", Map.of("bronze.t", input), null, "", null, 2L, null, null);
    return new TableVersion(
        version.location(),
        version.id(),
        version.version(),
        0,
        version.schema(),
        List.of(),
        version.files(),
        Map.of(),
        Optional.of(made.toJson()));
  }

  private Blueprint blueprint(String definition, String mode) {
    String key =
        switch (mode) {
          case "merge" -> ", key: [a]";
          case "overwrite-partitions" -> ", partition-by: [a]";
          default -> "";
        };
    lake.with("gold/t.sql", "select a from bronze.t")
        .with(
            "gold/t.yaml",
            "%s\ncolumns: { a: { type: string } }\nwrite: { mode: %s%s }\n"
                .formatted(DEFINITIONS.get(definition), mode, key));
    Table table =
        Objects.requireNonNull(Lake.read(lake.folder(), name -> null).tables().get("gold.t"));
    return new Blueprint(
        table,
        Set.of("bronze.t"),
        TableSchema.of(new Column("a", ColumnType.STRING)),
        Suite.of(List.of(), List.of()),
        definition.equals("conform")
            ? Optional.of(new Conform(List.of(), List.of(), null, null))
            : Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        List.of());
  }
}
