package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file may have columns named as those that bronze adds: a name means the file's. */
class SourceNamesTest {
  private final SmallLake lake;

  SourceNamesTest(@TempDir Path folder) {
    lake =
        SmallLake.shop(folder)
            .with("landing/flights.csv", "year,Month,_source,dep_time\n1999,1,UA,517\n1999,x,UA,\n")
            .with(
                "bronze/flights.yaml",
                """
                source: { files: landing/flights.csv, format: csv }
                columns: { Year: { tests: [{ accepted_values: ["1999"] }] } }
                expectations:
                  - expect_column_values_to_match_regex: { column: month, regex: "[1x]" }
                """)
            .with(
                "silver/stg_flights.yaml",
                """
                from: bronze.flights
                columns:
                  year: { type: int }
                  month: { type: int }
                  carrier: { from: _source }
                  line: { from: _offset, type: bigint }
                  file: { lineage: _source }
                """)
            .with(
                "tests/silver.stg_flights.yaml",
                """
                tests:
                  - name: names are the file's
                    given: { bronze.flights: { csv: "year,month,_source\\n2000,2,AA\\n2001,y,AA\\n" } }
                    expect:
                      rows: [{ year: 2000, month: 2, carrier: AA }]
                      quarantined: [{ year: "2001", Month: y, reason: month }]
                """);
  }

  @Test
  void aNameMeansTheFilesColumn() {
    assertEquals(
        "", lake.lavra("run", "-q", "--select", "silver.stg_flights,bronze.flights").err());
    assertEquals(
        "year,month,carrier,line,file\n1999,1,UA,2,landing/flights.csv\n",
        lake.lavra("show", "silver.stg_flights", "--format", "csv").out());
    assertEquals(
        "{\"year\":\"1999\",\"Month\":\"x\",\"_source\":\"UA\",\"dep_time\":null}",
        SmallLake.say(
                "quarantine",
                "show",
                "silver.stg_flights",
                lake.folder().toString(),
                "--output",
                "json")
            .out()
            .replaceFirst("(?s).*\"raw\":\"(.*)\",\"tries.*", "$1")
            .replace("\\\"", "\""));
    assertEquals(
        new Said(
            0, "pass  silver.stg_flights: names are the file's\nshop: 1 passed, 0 failed\n", ""),
        lake.lavra("test", "--select", "silver.stg_flights"));
  }

  @Test
  void lineageIsOneOfOurColumns() {
    lake.edit("silver/stg_flights.yaml", "lineage: _source", "lineage: _sorce, from: year");
    assertEquals(
        """
        silver/stg_flights.yaml:7: "from" and "lineage" exclude each other. Keep "from" for a column of the source, "lineage" for one that bronze adds.
        silver/stg_flights.yaml:7: "lineage" is "_sorce". Did you mean "_source"?""",
        lake.lavra("validate").err().strip());
  }
}
