package io.lavra.table.job;

import io.lavra.lake.DataFile;
import io.lavra.table.Destination;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.conform.Conform;
import io.lavra.table.write.SpreadFiles;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Conforms shards apart and brings the rows of a key together: each shard writes its rows to
 * buckets by the hash of the key, and only the buckets' file names go through Beam's shuffle. Each
 * bucket is then deduplicated on its own. The buckets stay until {@link StageTables} has written
 * the table's manifest: a runner may do a piece of work twice.
 */
public final class ExchangeByKey extends PTransform<PBegin, PCollection<Staged>> {
  /** Above this much input for one step, rows are exchanged. */
  private static final long BYTES_PER_MEGABYTE_OF_MEMORY = 1L << 20;

  private final List<Shard> shards;
  private final Conform conform;
  private final Destination to;
  private final int buckets;
  private final EngineSettings settings;

  private ExchangeByKey(
      List<Shard> shards, Conform conform, Destination to, int buckets, EngineSettings settings) {
    this.shards = List.copyOf(shards);
    this.conform = conform;
    this.to = to;
    this.buckets = buckets;
    this.settings = settings;
  }

  /**
   * @param conform must deduplicate
   * @param buckets into how many pieces the keys are spread
   */
  public static ExchangeByKey of(
      List<Shard> shards, Conform conform, Destination to, int buckets, EngineSettings settings) {
    return new ExchangeByKey(shards, conform, to, buckets, settings);
  }

  /** How many buckets let each fit a step's memory well; 1 where no exchange is needed. */
  public static int bucketsFor(Shard input, EngineSettings settings) {
    long perBucket = settings.megabytesPerSlot() * BYTES_PER_MEGABYTE_OF_MEMORY;
    return (int) Math.min(256, Math.max(1, (input.bytes() + perBucket - 1) / perBucket));
  }

  @Override
  public PCollection<Staged> expand(PBegin begin) {
    TupleTag<Staged> counted = new TupleTag<>("counted") {};
    TupleTag<KV<Integer, Bucket>> bucketed = new TupleTag<>("bucketed") {};
    PCollectionTuple spread =
        begin
            .apply(Read.from(new ShardSource<>(shards, Shard.class)))
            .apply(
                "SpreadByKey",
                ParDo.of(new SpreadFn(conform, to, buckets, settings, bucketed))
                    .withOutputTags(counted, TupleTagList.of(bucketed)));
    PCollection<Staged> deduplicated =
        spread
            .get(bucketed)
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(Bucket.class)))
            .apply(GroupByKey.create())
            .apply("DeduplicateBucket", ParDo.of(new DeduplicateFn(conform, to, settings)))
            .setCoder(SerializableCoder.of(Staged.class));
    return PCollectionList.of(spread.get(counted).setCoder(SerializableCoder.of(Staged.class)))
        .and(deduplicated)
        .apply(Flatten.pCollections());
  }

  /** A shard's rows of one bucket: a file below the table's folder. */
  record Bucket(DataFile file) implements Serializable {}

  private static final class SpreadFn extends DoFn<Shard, Staged> {
    private final Conform conform;
    private final Destination to;
    private final int buckets;
    private final EngineSettings settings;
    private final TupleTag<KV<Integer, Bucket>> bucketed;

    SpreadFn(
        Conform conform,
        Destination to,
        int buckets,
        EngineSettings settings,
        TupleTag<KV<Integer, Bucket>> bucketed) {
      this.conform = conform;
      this.to = to;
      this.buckets = buckets;
      this.settings = settings;
      this.bucketed = bucketed;
    }

    @ProcessElement
    public void process(@Element Shard shard, PipelineOptions options, MultiOutputReceiver output) {
      List<KV<Integer, DataFile>> files = new ArrayList<>();
      Staged staged;
      try (WorkerLog log = WorkerLog.of(options, to.table())) {
        staged =
            Attempt.orReason(
                to.table(),
                () -> {
                  files.clear();
                  return new SpreadFiles(shard, conform, to, buckets).run(settings, files);
                },
                why -> Staged.failed(to.table(), why));
      }
      output.get(new TupleTag<Staged>("counted") {}).output(staged);
      for (KV<Integer, DataFile> file : files) {
        output.get(bucketed).output(KV.of(file.getKey(), new Bucket(file.getValue())));
      }
    }
  }

  private static final class DeduplicateFn extends DoFn<KV<Integer, Iterable<Bucket>>, Staged> {
    private final Conform conform;
    private final Destination to;
    private final EngineSettings settings;

    DeduplicateFn(Conform conform, Destination to, EngineSettings settings) {
      this.conform = conform;
      this.to = to;
      this.settings = settings;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<Bucket>> bucket,
        PipelineOptions options,
        OutputReceiver<Staged> output) {
      List<DataFile> files = new ArrayList<>();
      bucket.getValue().forEach(piece -> files.add(piece.file()));
      try (WorkerLog log = WorkerLog.of(options, to.table())) {
        output.output(
            Attempt.orReason(
                to.table(),
                () -> SpreadFiles.gather(files, conform, to).run(settings),
                why -> Staged.failed(to.table(), why)));
      }
    }
  }
}
