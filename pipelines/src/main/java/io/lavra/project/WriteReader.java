package io.lavra.project;

import io.lavra.project.yaml.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code write} and {@code deduplicate}. */
final class WriteReader {
  private static final Map<String, Mode> MODES =
      Map.of(
          "overwrite", Mode.OVERWRITE,
          "append", Mode.APPEND,
          "merge", Mode.MERGE,
          "overwrite-partitions", Mode.OVERWRITE_PARTITIONS);

  private final Section table;
  private final Definition definition;

  WriteReader(Section table, Definition definition) {
    this.table = table;
    this.definition = definition;
  }

  WriteSpec write() {
    Mode usual = definition instanceof FilesSource ? Mode.APPEND : Mode.OVERWRITE;
    return table
        .section("write")
        .map(write -> write(write, usual))
        .orElse(new WriteSpec(usual, List.of(), List.of(), List.of()));
  }

  private WriteSpec write(Section write, Mode usual) {
    write.only("mode", "key", "partition-by", "cluster-by");
    Mode mode = write.choice("mode", MODES, Set.of("scd2", "snapshot")).orElse(usual);
    WriteSpec spec =
        new WriteSpec(
            mode,
            write.texts("key"),
            write.texts("partition-by"),
            write.texts("cluster-by"),
            write.has("partition-by")
                ? Optional.of(write.place("partition-by"))
                : Optional.empty());
    check(write, spec);
    return spec;
  }

  private void check(Section write, WriteSpec spec) {
    if (spec.mode() == Mode.MERGE && spec.key().isEmpty()) {
      write.wrong("mode", "A merge needs a key.", "Add key: [COLUMN] beside mode.");
    }
    if (spec.mode() != Mode.MERGE && write.has("key")) {
      write.wrong("key", "\"key\" is for mode: merge.", "Remove it, or write mode: merge.");
    }
    if (spec.mode() == Mode.OVERWRITE_PARTITIONS && spec.partitionBy().isEmpty()) {
      write.wrong("mode", "Nothing says what the partitions are.", "Add partition-by: [COLUMN].");
    }
    if (spec.mode() == Mode.APPEND && table.has("deduplicate")) {
      write.wrong(
          "mode",
          "\"append\" does not see the rows of earlier runs, so \"deduplicate\" would not hold.",
          "Write mode: merge with the same key.");
    }
    if (definition.isSource() && (spec.mode() == Mode.MERGE || !spec.partitionBy().isEmpty())) {
      write.wrong(
          spec.mode() == Mode.MERGE ? "mode" : "partition-by",
          "Bronze is kept as received, by day of arrival.",
          "Remove this, and do it in silver.");
    }
  }

  Optional<Deduplicate> deduplicate() {
    if (!(definition instanceof Conform)) {
      return Optional.empty();
    }
    return table.section("deduplicate").map(WriteReader::deduplicate);
  }

  private static Deduplicate deduplicate(Section section) {
    section.only("key", "keep", "by");
    List<String> key = section.texts("key");
    if (key.isEmpty()) {
      section.wrong("key", "Nothing says which rows are the same.", "Add key: [COLUMN].");
    }
    Keep keep =
        section
            .choice("keep", Map.of("latest", Keep.LATEST, "earliest", Keep.EARLIEST), Set.of())
            .orElse(Keep.LATEST);
    return new Deduplicate(key, keep, section.text("by"));
  }
}
