package io.lavra.lake;

import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class GoldenTablesTest {
  @Test
  void walk() throws Exception {
    Path golden = Path.of("/work/shared/data/delta_golden");
    List<Path> logs;
    try (Stream<Path> all = Files.walk(golden)) {
      logs = all.filter(p -> p.endsWith("_delta_log")).sorted().toList();
    }
    for (Path log : logs) {
      long t = System.nanoTime();
      String r;
      try {
        TableVersion v = DeltaTable.at(Location.local(log.getParent())).latest().orElseThrow();
        r =
            "OK v"
                + v.version()
                + " files="
                + v.files().size()
                + " rows="
                + v.rows()
                + " marks="
                + v.marks()
                + " by "
                + v.partitionBy()
                + " "
                + v.schema().columns().size()
                + "cols";
      } catch (LakeException e) {
        r = "REFUSED " + e.getMessage();
      } catch (Throwable e) {
        r = "RAW " + e;
        e.printStackTrace(System.out);
      }
      System.out.println(
          "G "
              + golden.relativize(log.getParent())
              + " | "
              + r
              + " | "
              + (System.nanoTime() - t) / 1000000
              + "ms");
    }
  }
}
