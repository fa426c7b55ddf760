package io.lavra.run;

import io.lavra.lake.Location;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Decision;
import io.lavra.plan.Provenance;
import io.lavra.project.FilesSource;
import io.lavra.quality.Circumstances;
import io.lavra.quality.publish.NextVersion;
import io.lavra.source.LandingFile;
import io.lavra.source.Ledger;
import io.lavra.source.files.IngestFiles;
import io.lavra.table.Destination;
import io.lavra.table.Shard;
import io.lavra.table.measure.TableChange;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table about to be built: everything pinned.
 *
 * @param plan how it changes the table
 * @param folder where the table lies
 * @param base its newest version, where it exists
 * @param inputs the pinned versions of the tables it reads, and of those its tests look at
 * @param circumstances what its gate knows beside its rows
 * @param number the table's run number
 * @param again the lines that are kept back of landing files that are read again, by file; empty
 *     for a build that takes in what is new
 */
public record TableBuild(
    Blueprint blueprint,
    Decision decision,
    WritePlan plan,
    String appender,
    Location folder,
    Location quarantine,
    Optional<TableVersion> base,
    Map<String, TableVersion> inputs,
    Circumstances circumstances,
    long number,
    String runId,
    LocalDate date,
    Map<String, Set<Long>> again) {

  public String name() {
    return blueprint.name();
  }

  public List<String> partitionBy() {
    return blueprint.table().definition() instanceof FilesSource
        ? IngestFiles.PARTITIONS
        : blueprint.table().write().partitionBy();
  }

  Destination destination() {
    return new Destination(
        name(),
        folder,
        blueprint.schema(),
        partitionBy(),
        blueprint.table().write().clusterBy(),
        quarantine,
        runId);
  }

  Map<String, Shard> inputShards() {
    Map<String, Shard> shards = new TreeMap<>();
    blueprint.reads().forEach(name -> shards.put(name, Shard.of(name, input(name))));
    return shards;
  }

  /** What there is to conform: all of the input, or the files that came since the last time. */
  Shard newRows(String from) {
    TableVersion input = input(from);
    Shard all = Shard.of(from, input);
    return plan.newFiles()
        .map(files -> all.withFiles(files.getOrDefault(from, List.of())))
        .orElse(all);
  }

  private TableVersion input(String name) {
    return java.util.Objects.requireNonNull(inputs.get(name), name);
  }

  /** What is made from what, as text: two builds with the same would stage the same rows. */
  String work() {
    Map<String, String> versions = new TreeMap<>();
    inputs.forEach((input, version) -> versions.put(input, version.id() + " " + version.version()));
    List<String> landing =
        blueprint.landing().stream().map(file -> file.name() + ":" + file.bytes()).toList();
    return List.of(
            name(),
            folder.uri(),
            number,
            base.map(TableVersion::version),
            decision.definition(),
            decision.whole(),
            versions,
            landing,
            blueprint.source(),
            date)
        .toString();
  }

  TableChange change() {
    return next().change();
  }

  /** The version this build may become. */
  public NextVersion next() {
    Map<String, Shard> others = new TreeMap<>();
    for (String table : blueprint.suite().tablesRead()) {
      TableVersion version = inputs.get(table);
      if (version != null) {
        others.put(table, Shard.of(table, version));
      }
    }
    return new NextVersion(
        destination(),
        plan.kind(),
        blueprint.suite(),
        others,
        circumstances,
        base,
        appender,
        number,
        provenance().toJson());
  }

  Provenance provenance() {
    Map<String, Long> versions = new TreeMap<>();
    Map<String, TableVersion> read = new TreeMap<>();
    blueprint.reads().forEach(name -> read.put(name, input(name)));
    read.forEach((name, version) -> versions.put(name, version.version()));
    return new Provenance(
        runId,
        number,
        decision.definition(),
        versions,
        read.isEmpty() ? null : Provenance.ids(read),
        blueprint.source(),
        date.toString(),
        plan.since(),
        reread(),
        null);
  }

  /** Of a file that is read a second time, the lines kept back the first time count no more. */
  private @Nullable Map<String, Long> reread() {
    Map<String, Long> reread = new TreeMap<>();
    base.flatMap(Provenance::of).map(Provenance::reread).ifPresent(reread::putAll);
    Set<String> taken = base.map(version -> Ledger.of(version.marks()).names()).orElse(Set.of());
    if (blueprint.table().definition() instanceof FilesSource) {
      for (LandingFile file : blueprint.landing()) {
        if (taken.contains(file.name())) {
          reread.put(file.name(), base.map(TableVersion::version).orElse(-1L) + 1);
        }
      }
    }
    return reread.isEmpty() ? null : reread;
  }
}
