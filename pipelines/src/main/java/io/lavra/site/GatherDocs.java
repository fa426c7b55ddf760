package io.lavra.site;

import io.lavra.lake.DeltaTable;
import io.lavra.lake.TableSchema;
import io.lavra.lake.TableVersion;
import io.lavra.lineage.TableLineage;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Order;
import io.lavra.plan.Plan;
import io.lavra.plan.Provenance;
import io.lavra.project.Lake;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.quality.docs.LakeDocs;
import io.lavra.quality.docs.TableDocs;
import io.lavra.run.LakeState;
import io.lavra.table.Catalog;
import io.lavra.table.ColumnLineage;
import io.lavra.table.EngineSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers all that the site of a lake tells. Reads, and writes nothing. */
public final class GatherDocs {
  private final Lake lake;
  private final LakeState state;
  private final Records records;
  private final EngineSettings engine;
  private final Map<String, Blueprint> blueprints;
  private final Map<String, TableSchema> schemas = new TreeMap<>();
  private final Map<String, ColumnLineage> lineage = new TreeMap<>();
  private final PersonalColumns personal;

  private GatherDocs(
      Lake lake, LakeState state, EngineSettings engine, Catalog catalog, Order order)
      throws IOException {
    this.lake = lake;
    this.state = state;
    this.engine = engine;
    this.records = Records.read(state, engine);
    this.blueprints = Blueprints.draw(lake, order, catalog, state.versions(), state.profile());
    blueprints.forEach(
        (name, blueprint) -> {
          schemas.put(
              name, state.version(name).map(TableVersion::schema).orElse(blueprint.schema()));
          lineage.put(name, TableLineage.of(blueprint, catalog));
        });
    this.personal = PersonalColumns.of(lake, blueprints, lineage);
  }

  /**
   * @throws io.lavra.project.ConfigurationException with everything that cannot work as it is
   *     written
   */
  public static LakeDocs of(Lake lake, LakeState state, EngineSettings engine) throws IOException {
    try (Catalog catalog = new Catalog()) {
      Order order = Order.of(lake, catalog);
      return new GatherDocs(lake, state, engine, catalog, order).gather();
    }
  }

  private LakeDocs gather() throws IOException {
    List<TableDocs> tables = new ArrayList<>();
    for (Table table : lake.tables().values()) {
      tables.add(table(table));
    }
    return new LakeDocs(lake.name(), lake.timezone(), tables);
  }

  private TableDocs table(Table table) throws IOException {
    String name = table.name();
    Blueprint blueprint = Objects.requireNonNull(blueprints.get(name));
    ColumnLineage origins = lineage.getOrDefault(name, ColumnLineage.UNKNOWN);
    Optional<TableVersion> version = state.version(name);
    ColumnFacts columns = new ColumnFacts(name, personal);
    CheckFacts checks = new CheckFacts(table, blueprint.suite(), personal, version, engine);
    return new TableDocs(
        name,
        Plan.kind(table.definition()),
        table.description(),
        table.file().toString().replace('\\', '/'),
        TableFacts.of(table),
        table.definition() instanceof Query query ? Optional.of(query.sql()) : Optional.empty(),
        blueprint.reads().stream().sorted().toList(),
        columns.of(Objects.requireNonNull(schemas.get(name)), blueprint.schema(), origins),
        ColumnFacts.origins(origins.rows()),
        version.map(GatherDocs::published),
        records.lastRun(name).map(run -> discreet(run, blueprint)),
        checks.of(records.audit(name)),
        new KeptRows(table, personal).of(records.kept(name)),
        new MetricFacts(name, personal).of(records.runs(name), records.metrics(name)),
        version.isPresent() ? versions(name) : List.of());
  }

  /** A reason may quote a value: of a table with personal columns it stays in the records. */
  private TableDocs.LastRun discreet(TableDocs.LastRun run, Blueprint blueprint) {
    boolean mayTell =
        personal.isIn(blueprint.name()) || blueprint.reads().stream().anyMatch(personal::isIn);
    return switch (run.status()) {
      case "blocked" -> mayTell ? run.because("") : run;
      case "failed" -> mayTell ? run.because("ops.runs has the reason") : run;
      default -> run;
    };
  }

  private static TableDocs.Published published(TableVersion version) {
    return new TableDocs.Published(
        version.version(),
        Instant.ofEpochMilli(version.timestampMillis()),
        version.rows(),
        version.bytes(),
        version.files().size());
  }

  private List<TableDocs.Version> versions(String table) {
    return DeltaTable.at(state.folder(table)).history().stream()
        .map(
            version -> {
              String run =
                  version.provenance().flatMap(Provenance::parse).map(Provenance::runId).orElse("");
              return new TableDocs.Version(
                  version.version(),
                  version.timestamp(),
                  version.operation(),
                  run,
                  version.rowsAdded(),
                  records.gate(table, run));
            })
        .toList();
  }
}
