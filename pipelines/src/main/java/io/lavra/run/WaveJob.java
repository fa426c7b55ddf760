package io.lavra.run;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.TableSchema;
import io.lavra.plan.Formats;
import io.lavra.project.Conform;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Lake;
import io.lavra.project.Macro;
import io.lavra.project.Query;
import io.lavra.project.Transformed;
import io.lavra.source.Arrival;
import io.lavra.source.LandingFile;
import io.lavra.source.documents.IngestDocuments;
import io.lavra.source.files.IngestFiles;
import io.lavra.source.files.ReadAgain;
import io.lavra.source.git.IngestRepository;
import io.lavra.table.EngineSettings;
import io.lavra.table.Merge;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableTransform.Prepared;
import io.lavra.table.TableWork;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.job.ExchangeByKey;
import io.lavra.table.job.ReadRows;
import io.lavra.table.job.RunShards;
import io.lavra.table.job.StageTables;
import io.lavra.table.job.WriteRows;
import io.lavra.table.measure.TableChange;
import io.lavra.table.write.ConformFiles;
import io.lavra.table.write.QueryTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.jspecify.annotations.Nullable;

/** The Beam job that stages the tables of a wave. */
public final class WaveJob {
  /** How much of a table's input one shard takes, at the most. */
  private static final long SHARD_BYTES = 64L << 20;

  private final Lake lake;
  private final Arrival arrival;
  private final EngineSettings settings;
  private final int buckets;

  public WaveJob(Lake lake, Arrival arrival, EngineSettings settings, int buckets) {
    this.lake = lake;
    this.arrival = arrival;
    this.settings = settings;
    this.buckets = buckets;
  }

  void describe(Pipeline pipeline, List<TableBuild> builds, String runId) {
    List<TableWork> work = new ArrayList<>();
    List<PCollection<Staged>> pieces = new ArrayList<>();
    Map<String, TableChange> changes = new TreeMap<>();
    for (TableBuild build : builds) {
      changes.put(build.name(), build.change());
      if (build.blueprint().prepared().isPresent()) {
        pieces.add(rows(pipeline, build, build.blueprint().prepared().get()));
      } else if (exchanges(build) > 1) {
        pieces.add(exchange(pipeline, build));
      } else {
        work.addAll(work(build));
      }
    }
    if (!work.isEmpty()) {
      pieces.add(pipeline.apply("Shards", RunShards.of(work, settings)));
    }
    PCollectionList.<Staged>empty(pipeline)
        .and(pieces)
        .apply(Flatten.pCollections())
        .setCoder(SerializableCoder.of(Staged.class))
        .apply("StageTables", StageTables.of(changes, runId, settings));
  }

  public PCollection<Staged> rows(Pipeline pipeline, TableBuild build, Prepared prepared) {
    Transformed transformed = (Transformed) build.blueprint().table().definition();
    Map<String, Shard> tables = build.inputShards();
    Map<String, Shard> inputs = new TreeMap<>();
    transformed.inputs().forEach((name, table) -> inputs.put(name, tables.get(table)));
    build.base().ifPresent(base -> inputs.put("previous", Shard.of("previous", base)));
    return pipeline
        .apply(
            "Read " + build.name(),
            ReadRows.of(
                new ReadRows.Query(inputs, prepared.select(), prepared.elements()), settings))
        .apply("Transform " + build.name(), prepared.step())
        .apply("Write " + build.name(), WriteRows.to(build.destination(), settings));
  }

  private int exchanges(TableBuild build) {
    io.lavra.table.conform.Conform conform = build.blueprint().conform().orElse(null);
    if (conform == null || conform.deduplicate() == null || merge(build) != null) {
      return 1;
    }
    return buckets > 0 ? buckets : ExchangeByKey.bucketsFor(input(build), settings);
  }

  /** What is conformed; a source of which no row has come lacks columns still. */
  private Shard input(TableBuild build) {
    Shard rows = build.newRows(((Conform) build.blueprint().table().definition()).from());
    List<Column> columns = new ArrayList<>(rows.schema().columns());
    for (ConformColumn column : build.blueprint().conform().orElseThrow().columns()) {
      if (new TableSchema(columns).column(column.from()).isEmpty()) {
        columns.add(new Column(column.from(), ColumnType.STRING));
      }
    }
    TableSchema schema = new TableSchema(columns);
    return new Shard(rows.table(), rows.folder(), schema, rows.partitionBy(), rows.files());
  }

  private PCollection<Staged> exchange(Pipeline pipeline, TableBuild build) {
    return pipeline.apply(
        "Exchange " + build.name(),
        ExchangeByKey.of(
            shards(input(build)),
            build.blueprint().conform().orElseThrow(),
            build.destination(),
            exchanges(build),
            settings));
  }

  public List<? extends TableWork> work(TableBuild build) {
    if (build.blueprint().table().definition() instanceof FilesSource files) {
      return ingest(build, files);
    }
    if (build.blueprint().table().definition() instanceof DocumentsSource) {
      return List.of(
          new IngestDocuments(build.blueprint().landing(), build.destination(), arrival));
    }
    if (build.blueprint().table().definition() instanceof GitSource git) {
      return List.of(
          new IngestRepository(
              lake.folder().resolve(git.folder()).toString(),
              git.ref(),
              git.include(),
              git.exclude(),
              build.destination(),
              arrival));
    }
    if (build.blueprint().table().definition() instanceof Query query) {
      return List.of(
          new QueryTables(
              build.inputShards(),
              lake.macros().stream().map(Macro::sql).toList(),
              query.sql(),
              build.blueprint().suite().rowRules(),
              build.destination(),
              merge(build)));
    }
    return conform(build);
  }

  private List<TableWork> conform(TableBuild build) {
    io.lavra.table.conform.Conform conform = build.blueprint().conform().orElseThrow();
    Merge merge = merge(build);
    List<Shard> shards =
        conform.deduplicate() == null && merge == null
            ? shards(input(build))
            : List.of(input(build));
    List<TableWork> work = new ArrayList<>();
    for (Shard shard : shards) {
      work.add(new ConformFiles(shard, conform, build.destination(), merge, shards.size() == 1));
    }
    return work;
  }

  private static @Nullable Merge merge(TableBuild build) {
    return build.plan().kind() == TableChange.Kind.MERGE
        ? new Merge(build.next().current(), build.blueprint().table().write().key())
        : null;
  }

  private List<TableWork> ingest(TableBuild build, FilesSource source) {
    List<TableWork> work = new ArrayList<>();
    if (!build.again().isEmpty()) {
      IngestFiles files =
          new IngestFiles(
              build.blueprint().landing(),
              Formats.of(source),
              build.blueprint().sourceColumns(),
              source.bad(),
              source.changing(),
              build.destination(),
              arrival);
      return List.of(new ReadAgain(files, build.next().current(), build.again()));
    }
    for (List<LandingFile> files :
        Portions.of(build.blueprint().landing(), LandingFile::bytes, SHARD_BYTES)) {
      work.add(
          new IngestFiles(
              files,
              Formats.of(source),
              build.blueprint().sourceColumns(),
              source.bad(),
              source.changing(),
              build.destination(),
              arrival));
    }
    return work;
  }

  /** One where there is nothing to do. */
  private static List<Shard> shards(Shard whole) {
    List<Shard> shards =
        Portions.of(whole.files(), DataFile::bytes, SHARD_BYTES).stream()
            .map(whole::withFiles)
            .toList();
    return shards.isEmpty() ? List.of(whole) : shards;
  }
}
