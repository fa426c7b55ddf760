package io.lavra.run.record;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.UnusableTable;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lake.io.IoFailure;
import io.lavra.lake.io.WriteRights;
import io.lavra.project.Lake;
import io.lavra.project.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A lake's tables on one target, as they are now. */
public final class LakeState {
  private final Lake lake;
  private final Target target;
  private final Map<String, TableVersion> versions = new ConcurrentHashMap<>();
  private final Map<String, String> damage = new ConcurrentHashMap<>();
  private final Map<String, String> unwritable = new ConcurrentHashMap<>();
  private final Set<String> unpointed = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> recorded = new ConcurrentHashMap<>();

  private LakeState(Lake lake, Target target) {
    this.lake = lake;
    this.target = target;
  }

  /**
   * Reads the newest version of every table. A table that cannot be read concerns no other, see
   * {@link #damage()}.
   *
   * @throws LakeException if the storage does not answer
   */
  public static LakeState read(Lake lake, String targetName) {
    Target target = lake.target(targetName);
    target.connection().ifPresent(connection -> connection.register(target.profile()));
    LakeState state = new LakeState(lake, target);
    lake.tables().keySet().parallelStream().forEach(state::look);
    return state;
  }

  private void look(String table) {
    find(table).ifPresent(version -> versions.put(table, version));
  }

  /** A table of the lake's records; empty if there is none, or none that can be read. */
  public Optional<TableVersion> record(String name) {
    return find("ops." + name);
  }

  /** The same; throws {@link LakeException} if there is one and it cannot be read. */
  public Optional<TableVersion> readableRecord(String name) {
    Optional<TableVersion> version = record(name);
    damage("ops." + name)
        .ifPresent(
            what -> {
              throw new LakeException(what);
            });
    return version;
  }

  private Optional<TableVersion> find(String table) {
    DeltaTable delta = DeltaTable.at(folder(table));
    try {
      Optional<TableVersion> version = delta.latest();
      if (delta.leavesOutCheckpoint()) {
        unpointed.add(table);
      }
      return version;
    } catch (LakeException e) {
      damaged(table, e);
      return Optional.empty();
    }
  }

  /**
   * Notes what is wrong with a table.
   *
   * @throws LakeException the same, if it is the storage's fault
   */
  private void damaged(String table, LakeException e) {
    if (IoFailure.isOfAServer(e)) {
      throw e;
    }
    damage.put(table, e instanceof UnusableTable own ? own.named(table) : words(e));
  }

  /** Notes that a table's files cannot be read. */
  public void damaged(String table, String what) {
    damage.put(table, what);
  }

  private static String words(Exception e) {
    return String.valueOf(e.getMessage());
  }

  /** The tables that cannot be read, records among them as far as they were asked for: why. */
  public Map<String, String> damage() {
    return new TreeMap<>(damage);
  }

  /** What is wrong with a table; empty if nothing is. */
  public Optional<String> damage(String table) {
    return Optional.ofNullable(damage.get(table));
  }

  /** The tables with a checkpoint that is damaged: other readers stumble over it. */
  public Set<String> unpointed() {
    return new TreeSet<>(unpointed);
  }

  /** Finds tables that need features Lavra does not write: nothing is done for them then. */
  public void requireWritable(Set<String> tables) {
    requireRights(tables);
    Set<String> existing = new TreeSet<>(tables);
    existing.retainAll(versions.keySet());
    existing.parallelStream().forEach(this::requireWritable);
  }

  private void requireRights(Set<String> tables) {
    List<Location> folders = tables.stream().sorted().map(this::folder).toList();
    boolean mayWrite =
        folders.isEmpty()
            || folders.stream()
                .anyMatch(folder -> !folder.isLocal() || WriteRights.has(folder.path()));
    if (!mayWrite) {
      throw new LakeException(
          "%s. %s; commands that only read need no right to write."
              .formatted(
                  WriteRights.refusal(folders.get(0).path()),
                  WriteRights.remedy(folders.get(0).path())));
    }
  }

  private void requireWritable(String table) {
    try {
      DeltaTable.at(folder(table)).requireWritable();
    } catch (LakeException e) {
      if (IoFailure.isOfAServer(e)) {
        throw e;
      }
      unwritable.put(table, words(e));
    }
  }

  /** Why a table can have no new version; empty if it can. */
  public Optional<String> obstacle(String table) {
    return damage(table).or(() -> Optional.ofNullable(unwritable.get(table)));
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
  public void refresh(String table) {
    DeltaTable.at(folder(table)).latest().ifPresent(version -> versions.put(table, version));
  }

  /** Who writes a table: the name its commits are counted under. */
  public String appender(String table) {
    return "lavra/" + lake.name() + "/" + table;
  }

  /** The table's last run number. */
  public long lastNumber(String table) {
    return version(table).map(v -> v.marks().getOrDefault(appender(table), 0L)).orElse(0L);
  }

  /**
   * The number of its next run. One that was written down is not used again, though the table may
   * know nothing of it: it may have been made anew since.
   */
  public long nextNumber(String table) {
    return Math.max(lastNumber(table), recorded.getOrDefault(table, 0L)) + 1;
  }

  /** Notes the numbers that the records have. */
  public void recorded(Map<String, Long> numbers) {
    recorded.putAll(numbers);
  }
}
