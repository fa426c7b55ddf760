package io.lavra.site;

import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lineage.TableLineage;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Decision;
import io.lavra.plan.Order;
import io.lavra.plan.Plan;
import io.lavra.plan.Provenance;
import io.lavra.project.Lake;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.quality.docs.LakeDocs;
import io.lavra.quality.docs.TableDocs;
import io.lavra.run.record.LakeState;
import io.lavra.table.EngineSettings;
import io.lavra.table.lineage.Catalog;
import io.lavra.table.lineage.ColumnLineage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  private final Order order;
  private final Map<String, List<TableDocs.LastRun>> standing = new TreeMap<>();

  private GatherDocs(
      Lake lake, LakeState state, EngineSettings engine, Catalog catalog, Order order)
      throws IOException {
    this.lake = lake;
    this.state = state;
    this.engine = engine;
    this.records = Records.read(state, engine);
    this.order = order;
    this.blueprints =
        Blueprints.draw(lake, order, catalog, state.versions(), state.profile(), state.damage());
    blueprints.forEach(
        (name, blueprint) -> {
          schemas.put(
              name, state.version(name).map(TableVersion::schema).orElse(blueprint.schema()));
          lineage.put(name, TableLineage.of(blueprint, catalog));
        });
    this.personal = PersonalColumns.of(lake, blueprints, lineage);
  }

  /**
   * @throws io.lavra.words.ConfigurationException with everything that cannot work as it is written
   */
  public static LakeDocs of(Lake lake, LakeState state, EngineSettings engine) throws IOException {
    try (Catalog catalog = new Catalog()) {
      Order order = Order.of(lake, catalog);
      return new GatherDocs(lake, state, engine, catalog, order).gather();
    }
  }

  private LakeDocs gather() throws IOException {
    order
        .waves()
        .forEach(wave -> wave.forEach(table -> standing.put(table.name(), runs(blueprint(table)))));
    List<TableDocs> tables = new ArrayList<>();
    for (Table table : lake.tables().values()) {
      tables.add(table(table));
    }
    return new LakeDocs(lake.name(), lake.timezone(), tables);
  }

  private TableDocs table(Table table) throws IOException {
    String name = table.name();
    Blueprint blueprint = blueprint(table);
    ColumnLineage origins = lineage.getOrDefault(name, ColumnLineage.UNKNOWN);
    Optional<TableVersion> version = state.version(name);
    ColumnFacts columns = new ColumnFacts(name, personal);
    CheckFacts checks = new CheckFacts(table, blueprint.suite(), personal, version, engine);
    return new TableDocs(
        name,
        Plan.kind(table.definition()),
        table.description(),
        table.file().toString().replace('\\', '/'),
        TableFacts.of(table, state.damage(name)),
        table.definition() instanceof Query query ? Optional.of(query.sql()) : Optional.empty(),
        blueprint.reads().stream().sorted().toList(),
        columns.of(Objects.requireNonNull(schemas.get(name)), blueprint.schema(), origins),
        ColumnFacts.origins(origins.rows()),
        version.map(GatherDocs::published),
        Stream.concat(
                standing(blueprint).stream().map(run -> discreet(run, blueprint)),
                damaged(blueprint).stream())
            .toList(),
        checks.of(records.audit(name)),
        new KeptRows(table, personal).of(records.kept(name)),
        new MetricFacts(name, personal).of(records.runs(name), records.metrics(name)),
        version.isPresent() ? versions(name) : List.of());
  }

  private Blueprint blueprint(Table table) {
    return Objects.requireNonNull(blueprints.get(table.name()));
  }

  private List<TableDocs.LastRun> standing(Blueprint blueprint) {
    return standing.getOrDefault(blueprint.name(), List.of());
  }

  /**
   * The runs of a table. Where the last ones did not publish, and no run would build it now, what
   * was wrong has been taken back: they are left out.
   */
  private List<TableDocs.LastRun> runs(Blueprint blueprint) {
    List<TableDocs.LastRun> runs = records.runs(blueprint.name());
    int good = runs.size();
    while (good > 0 && !runs.get(good - 1).status().equals("published")) {
      good--;
    }
    return good < runs.size() && isUpToDate(blueprint) ? runs.subList(0, good) : runs;
  }

  private boolean isUpToDate(Blueprint blueprint) {
    for (String input : blueprint.reads()) {
      List<TableDocs.LastRun> runs = standing.getOrDefault(input, List.of());
      boolean isGood = runs.isEmpty() || runs.get(runs.size() - 1).status().equals("published");
      if (!isGood || state.version(input).isEmpty()) {
        return false;
      }
    }
    return blueprint.breaches().isEmpty()
        && blueprint.obstacle().isEmpty()
        && !Decision.of(lake, blueprint, state.version(blueprint.name()), state.versions(), false)
            .build();
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

  /** A table that cannot be read is in the same state as one whose last run failed. */
  private Optional<TableDocs.LastRun> damaged(Blueprint blueprint) {
    List<TableDocs.LastRun> runs = standing(blueprint);
    Instant last = runs.isEmpty() ? Instant.now() : runs.get(runs.size() - 1).at();
    return state
        .damage(blueprint.name())
        .map(what -> new TableDocs.LastRun("–", last, "failed", what, 0, 0, 0, 0, 0, 0));
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
