package io.lavra.run;

import io.lavra.lake.DeltaTable;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.TableVersion;
import io.lavra.lake.WriteRights;
import io.lavra.plan.Problems;
import io.lavra.project.ConfigurationException;
import io.lavra.project.ConfigurationException.Problem;
import io.lavra.project.Lake;
import io.lavra.project.Place;
import io.lavra.project.Table;
import io.lavra.project.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A lake's tables on one target, as they are now. */
public final class LakeState {
  private final Lake lake;
  private final Target target;
  private final Map<String, TableVersion> versions = new ConcurrentHashMap<>();

  private LakeState(Lake lake, Target target) {
    this.lake = lake;
    this.target = target;
  }

  /**
   * Reads the newest version of every table.
   *
   * @throws ConfigurationException for tables that Lavra cannot read
   */
  public static LakeState read(Lake lake, String targetName) {
    Target target = lake.target(targetName);
    target.connection().ifPresent(connection -> connection.register(target.profile()));
    LakeState state = new LakeState(lake, target);
    state.requireNoProblem(
        lake.tables().keySet(),
        table ->
            DeltaTable.at(state.folder(table))
                .latest()
                .ifPresent(version -> state.versions.put(table, version)));
    return state;
  }

  /**
   * Makes sure that tables can be written.
   *
   * @throws ConfigurationException naming those that need features Lavra does not write
   * @throws LakeException where this user may write none of them
   */
  void requireWritable(Set<String> tables) {
    requireRights(tables);
    Set<String> existing = new TreeSet<>(tables);
    existing.retainAll(versions.keySet());
    requireNoProblem(existing, table -> DeltaTable.at(folder(table)).requireWritable());
  }

  private void requireRights(Set<String> tables) {
    List<Location> folders = tables.stream().sorted().map(this::folder).toList();
    boolean mayWrite =
        folders.isEmpty()
            || folders.stream()
                .anyMatch(folder -> !folder.isLocal() || WriteRights.has(folder.path()));
    if (!mayWrite) {
      throw new LakeException(
          WriteRights.refusal(folders.get(0).path())
              + ". Use Lavra as a user who may, or let this one; commands that only read need no right to write.");
    }
  }

  private void requireNoProblem(Set<String> tables, Consumer<String> look) {
    List<Problem> problems =
        tables.parallelStream().flatMap(table -> problem(table, look)).toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** What stands against using a table; a storage that does not answer is no problem of it. */
  private Stream<Problem> problem(String table, Consumer<String> look) {
    try {
      look.accept(table);
      return Stream.empty();
    } catch (LakeException e) {
      if (e.getCause() instanceof IOException) {
        throw e;
      }
      Table declared = Objects.requireNonNull(lake.tables().get(table));
      return Stream.of(Problems.of(new Place(declared.file(), 0), e));
    }
  }

  /** The folder of a table, {@code layer.name}; also for {@code ops.runs} and its like. */
  public Location folder(String table) {
    int dot = table.indexOf('.');
    return layer(table.substring(0, dot)).resolve(table.substring(dot + 1));
  }

  public Location layer(String layer) {
    return Objects.requireNonNull(target.layers().get(layer), layer);
  }

  public Optional<TableVersion> version(String table) {
    return Optional.ofNullable(versions.get(table));
  }

  /** The tables that exist. */
  public Map<String, TableVersion> versions() {
    return new TreeMap<>(versions);
  }

  public String profile() {
    return target.profile();
  }

  /** Looks at a table again after it was published. */
  void refresh(String table) {
    DeltaTable.at(folder(table)).latest().ifPresent(version -> versions.put(table, version));
  }

  /** Who writes a table: the name its commits are counted under. */
  String appender(String table) {
    return "lavra/" + lake.name() + "/" + table;
  }

  /** The table's last run number. */
  long lastNumber(String table) {
    return version(table).map(v -> v.marks().getOrDefault(appender(table), 0L)).orElse(0L);
  }
}
