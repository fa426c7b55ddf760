package io.lavra.run;

import io.lavra.lake.DeltaTable;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.TableVersion;
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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
    target.connection().ifPresent(connection -> connection.register(target.name()));
    LakeState state = new LakeState(lake, target);
    List<Problem> unusable = lake.tables().values().parallelStream().flatMap(state::look).toList();
    if (!unusable.isEmpty()) {
      throw new ConfigurationException(unusable);
    }
    return state;
  }

  /** Finds a table's newest version; gives what stands against using it. */
  private Stream<Problem> look(Table table) {
    try {
      DeltaTable.at(folder(table.name()))
          .latest()
          .ifPresent(version -> versions.put(table.name(), version));
      return Stream.empty();
    } catch (LakeException e) {
      if (e.getCause() instanceof IOException) {
        throw e;
      }
      return Stream.of(Problems.of(new Place(table.file(), 0), e));
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
    return target.connection().isPresent() ? target.name() : "";
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
