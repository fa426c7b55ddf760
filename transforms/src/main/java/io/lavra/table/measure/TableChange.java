package io.lavra.table.measure;

import io.lavra.lake.DataFile;
import io.lavra.table.Shard;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a table's new files meet its old ones, and what is to be measured of the outcome.
 *
 * @param base the table as the change finds it, with the columns it will have; no files where it is
 *     new
 * @param kind what becomes of the files that are there
 * @param measures what the gate wants to know of the table as it would be
 * @param others the tables the measures read besides
 * @param known what was measured of the base, by the measures' names; where all its files stay, new
 *     files are measured alone and the measurements merged. May be empty
 * @param manifest where the outcome is written: a path in the table's folder
 */
public record TableChange(
    Shard base,
    Kind kind,
    List<Measure> measures,
    Map<String, Shard> others,
    Map<String, String> known,
    String manifest)
    implements Serializable {
  public TableChange {
    known = new TreeMap<>(known);
  }

  /** A change of a table of which nothing is known. */
  public TableChange(
      Shard base, Kind kind, List<Measure> measures, Map<String, Shard> others, String manifest) {
    this(base, kind, measures, others, Map.of(), manifest);
  }

  /** What becomes of the files that are there. */
  public enum Kind {
    /** All leave. */
    REPLACE,
    /** All stay. */
    ADD,
    /** Those of the partitions that were written leave. */
    REPLACE_PARTITIONS,
    /** Those the new files stand for leave. */
    MERGE
  }

  /** The files that leave. */
  public List<String> removes(List<DataFile> files, List<String> merged) {
    return switch (kind) {
      case REPLACE -> base.files().stream().map(DataFile::path).toList();
      case ADD -> List.of();
      case MERGE -> merged;
      case REPLACE_PARTITIONS -> {
        Set<Map<String, String>> written = new HashSet<>();
        files.forEach(file -> written.add(file.partition()));
        yield base.files().stream()
            .filter(file -> written.contains(file.partition()))
            .map(DataFile::path)
            .toList();
      }
    };
  }

  /** The table as it would be. */
  public Shard after(List<DataFile> files, List<String> removes) {
    Set<String> gone = new HashSet<>(removes);
    List<DataFile> all = new ArrayList<>(files);
    base.files().stream().filter(file -> !gone.contains(file.path())).forEach(all::add);
    return base.withFiles(all);
  }
}
