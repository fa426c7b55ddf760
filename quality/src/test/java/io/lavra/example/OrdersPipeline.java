package io.lavra.example;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.quality.Suite;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.publish.NextVersion;
import io.lavra.quality.publish.PublishOutcome;
import io.lavra.source.Arrival;
import io.lavra.source.LandingFolder;
import io.lavra.source.files.BadFiles;
import io.lavra.source.files.ChangingFiles;
import io.lavra.source.files.FileFormat;
import io.lavra.source.files.IngestFiles;
import io.lavra.source.files.NewFiles;
import io.lavra.table.Destination;
import io.lavra.table.EachRow;
import io.lavra.table.EngineSettings;
import io.lavra.table.RowSchemas;
import io.lavra.table.Shard;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.conform.Deduplicate;
import io.lavra.table.job.ReadRows;
import io.lavra.table.job.RunShards;
import io.lavra.table.job.WriteRows;
import io.lavra.table.measure.TableChange.Kind;
import io.lavra.table.write.ConformFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;

/**
 * The example of docs/library.md: orders arrive as CSV files, and three checked tables come out.
 */
final class OrdersPipeline {
  // begin: start
  private final Path folder;
  private final Location lake;
  private final EngineSettings settings;
  private final String runId;
  private final Instant now;

  OrdersPipeline(Path folder, String runId, Instant now) {
    this.folder = folder;
    this.lake = Location.local(folder.resolve("lake"));
    this.settings = EngineSettings.of(folder.resolve("scratch"));
    this.runId = runId;
    this.now = now;
  }

  private Shard published(String table) {
    Location place = lake.resolve(table.replace('.', '/'));
    return Shard.of(table, DeltaTable.at(place).latest().orElseThrow());
  }

  // end: start

  // begin: bronze
  PublishOutcome takeIn() throws IOException {
    FileFormat csv = new FileFormat.Csv(";", "\"", "UTF-8", 0, true, List.of());
    LandingFolder landing = LandingFolder.of("landing/orders_*.csv", folder, "");
    Optional<TableVersion> newest = DeltaTable.at(lake.resolve("bronze/orders")).latest();
    NewFiles open = NewFiles.find(landing.files(), csv, BadFiles.FAIL, newest);
    Destination orders =
        Destination.in(lake, "bronze.orders", open.schema(), runId)
            .partitionedBy(IngestFiles.PARTITIONS);
    NextVersion next = NextVersion.of(orders, Kind.ADD, Suite.of());
    Arrival arrival = new Arrival(now, LocalDate.ofInstant(now, ZoneOffset.UTC));
    IngestFiles ingest =
        new IngestFiles(
            open.files(), csv, open.columns(), BadFiles.FAIL, ChangingFiles.WAIT, orders, arrival);

    Pipeline pipeline = Pipeline.create();
    pipeline.apply(RunShards.of(List.of(ingest), settings)).apply(next.stage(settings));
    pipeline.run().waitUntilFinish();
    return next.publish();
  }

  // end: bronze

  // begin: silver
  PublishOutcome conform() throws IOException {
    Conform conform =
        new Conform(
            List.of(
                ConformColumn.of("order_id", "Order", ColumnType.STRING),
                ConformColumn.of("customer", "Customer", ColumnType.STRING),
                ConformColumn.of("placed_on", "Placed", ColumnType.DATE).withFormat("dd/MM/yyyy"),
                ConformColumn.of("amount", "Amount", ColumnType.parse("decimal(12,2)"))
                    .withDecimal(",")),
            List.of(),
            null,
            new Deduplicate(List.of("order_id"), true, "placed_on"));
    Suite suite =
        Suite.of(
            Expectation.of("expect_column_values_to_be_unique", Map.of("column", "order_id")),
            Expectation.of(
                "expect_column_values_to_be_between", Map.of("column", "amount", "min_value", 0)));
    Destination orders = Destination.in(lake, "silver.orders", conform.schema(), runId);
    NextVersion next = NextVersion.of(orders, Kind.REPLACE, suite);

    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            RunShards.of(
                List.of(new ConformFiles(published("bronze.orders"), conform, orders, null, true)),
                settings))
        .apply(next.stage(settings));
    pipeline.run().waitUntilFinish();
    return next.publish();
  }

  // end: silver

  // begin: gold
  private static final TableSchema BASKET =
      TableSchema.of(
          new Column("customer", ColumnType.STRING),
          new Column("amounts", ColumnType.arrayOf(ColumnType.parse("decimal(12,2)"))));

  private static final TableSchema CUSTOMER =
      TableSchema.of(
          new Column("customer", ColumnType.STRING),
          new Column("orders", ColumnType.BIGINT),
          new Column("largest", ColumnType.parse("decimal(12,2)")));

  private static final class Summarise extends DoFn<Row, Row> {
    @ProcessElement
    public void process(@Element Row basket, OutputReceiver<Row> output) {
      Collection<BigDecimal> amounts = basket.getArray("amounts");
      output.output(
          Row.withSchema(RowSchemas.of(CUSTOMER))
              .addValues(
                  basket.getString("customer"),
                  (long) amounts.size(),
                  amounts.stream().max(BigDecimal::compareTo).orElseThrow())
              .build());
    }
  }

  PublishOutcome summarise() throws IOException {
    ReadRows.Query baskets =
        new ReadRows.Query(
            Map.of("orders", published("silver.orders")),
            "SELECT customer, list(amount) FROM orders WHERE amount IS NOT NULL GROUP BY customer",
            BASKET);
    Destination customers = Destination.in(lake, "gold.customers", CUSTOMER, runId);
    Suite suite =
        Suite.of(Expectation.of("expect_column_values_to_be_unique", Map.of("column", "customer")));
    NextVersion next = NextVersion.of(customers, Kind.REPLACE, suite);

    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(ReadRows.of(baskets, settings))
        .apply(new EachRow(new Summarise(), CUSTOMER))
        .apply(WriteRows.to(customers, settings))
        .apply(next.stage(settings));
    pipeline.run().waitUntilFinish();
    return next.publish();
  }
  // end: gold
}
