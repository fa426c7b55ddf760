package io.lavra.plan;

import com.google.common.base.CharMatcher;
import io.lavra.lake.Column;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import io.lavra.lake.io.IoFailure;
import io.lavra.project.ColumnSpec;
import io.lavra.project.Conform;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Lake;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.quality.Suite;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingFolder;
import io.lavra.source.SourceColumn;
import io.lavra.source.documents.IngestDocuments;
import io.lavra.source.files.NewFiles;
import io.lavra.source.git.GitFiles;
import io.lavra.source.git.IngestRepository;
import io.lavra.table.FailureReason;
import io.lavra.table.TableException;
import io.lavra.table.TableTransform;
import io.lavra.table.TableTransform.Prepared;
import io.lavra.table.duckdb.SqlException;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Nearest;
import io.lavra.words.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Thinks every table of a lake through, inputs first, without reading more than the heads of
 * landing files.
 */
public final class Blueprints {
  private final Lake lake;
  private final Order order;
  private final Catalog catalog;
  private final Map<String, TableVersion> published;
  private final String profile;
  private final Map<String, String> damage;
  private final Map<String, Blueprint> drawn = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private Blueprints(
      Lake lake,
      Order order,
      Catalog catalog,
      Map<String, TableVersion> published,
      String profile,
      Map<String, String> damage) {
    this.lake = lake;
    this.order = order;
    this.catalog = catalog;
    this.published = published;
    this.profile = profile;
    this.damage = damage;
  }

  /**
   * @param published the newest version of each table that exists
   * @param profile the connection of landing files on S3
   * @throws ConfigurationException with everything that cannot work as it is written
   */
  public static Map<String, Blueprint> draw(
      Lake lake,
      Order order,
      Catalog catalog,
      Map<String, TableVersion> published,
      String profile) {
    return draw(lake, order, catalog, published, profile, Map.of());
  }

  /**
   * The same where tables cannot be read.
   *
   * @param damage these tables, and what is wrong with each
   */
  public static Map<String, Blueprint> draw(
      Lake lake,
      Order order,
      Catalog catalog,
      Map<String, TableVersion> published,
      String profile,
      Map<String, String> damage) {
    Blueprints blueprints = new Blueprints(lake, order, catalog, published, profile, damage);
    blueprints.problems.addAll(order.problems());
    order.waves().forEach(wave -> wave.forEach(blueprints::draw));
    if (!blueprints.problems.isEmpty()) {
      throw new ConfigurationException(blueprints.problems);
    }
    return blueprints.drawn;
  }

  private void draw(Table table) {
    Set<String> reads = order.reads().getOrDefault(table.name(), Set.of());
    Suite suite = order.suites().get(table.name());
    if (!drawn.keySet().containsAll(reads) || suite == null) {
      return;
    }
    String wrong = damage.get(table.name());
    if (wrong != null) {
      unseen(table, reads, suite, new Obstacle(wrong, true));
      return;
    }
    Optional<String> unseen = reads.stream().filter(read -> !isKnown(read)).sorted().findFirst();
    if (unseen.isPresent()) {
      unseen(table, reads, suite, waiting("the columns of %s are not known", unseen.get()));
      return;
    }
    try {
      Blueprint blueprint = blueprint(table, reads);
      if (blueprint.obstacle().isEmpty()) {
        catalog.add(table.name(), blueprint.schema());
        drawn.put(table.name(), blueprint);
        blueprint.suite().checkColumns(blueprint.schema());
        check(blueprint);
        problems.addAll(new GivenColumns(table).written(blueprint.schema()));
      }
    } catch (IllegalExpectationException e) {
      wrong(table, reads, suite, List.of(Problems.expectation(e)));
    } catch (SqlException e) {
      wrong(table, reads, suite, List.of(Problems.sql(fileOfSql(table), e)));
    } catch (ConfigurationException e) {
      wrong(table, reads, suite, e.problems());
    } catch (TableException | LakeException | IllegalArgumentException e) {
      wrong(table, reads, suite, List.of(Problems.of(new Place(table.file(), 0), e)));
    }
  }

  private void check(Blueprint blueprint) {
    Suite suite = blueprint.suite();
    if (suite.tablesRead().stream().anyMatch(damage::containsKey)) {
      return; // its columns are not known, and the table is not built before they are
    }
    suite
        .check(
            blueprint.schema(),
            measures -> catalog.checkMeasures(blueprint.name(), suite.tablesRead(), measures))
        .forEach(wrong -> problems.add(Problems.expectation(wrong)));
  }

  /** A statement over a table of whose files none had a column yet may be right. */
  private void wrong(Table table, Set<String> reads, Suite suite, List<Problem> found) {
    Optional<String> waiting =
        Stream.concat(Stream.of(table.name()), reads.stream().sorted())
            .filter(this::hasNoColumnsYet)
            .findFirst();
    if (waiting.isPresent()) {
      unseen(table, reads, suite, waiting("no row of %s has arrived yet", waiting.get()));
    } else {
      problems.addAll(found);
    }
  }

  private static Obstacle waiting(String reason, String table) {
    return new Obstacle(reason.formatted(table), false);
  }

  private boolean isKnown(String table) {
    Blueprint blueprint = Objects.requireNonNull(drawn.get(table));
    return blueprint.obstacle().isEmpty() || published.containsKey(table);
  }

  private boolean hasNoColumnsYet(String table) {
    Blueprint blueprint = drawn.get(table);
    return blueprint != null
        && blueprint.table().definition() instanceof FilesSource
        && SourceColumn.of(blueprint.schema()).isEmpty();
  }

  private Blueprint unseen(Table table, Set<String> reads, Suite suite, Obstacle obstacle) {
    TableVersion version = published.get(table.name());
    TableSchema before = version == null ? new TableSchema(List.of()) : version.schema();
    Blueprint blueprint = Blueprint.unseen(table, reads, before, suite, obstacle);
    drawn.put(table.name(), blueprint);
    if (version != null) {
      catalog.add(table.name(), before);
    }
    return blueprint;
  }

  private static Path fileOfSql(Table table) {
    return table.definition() instanceof Query query ? query.file() : table.file();
  }

  private Blueprint blueprint(Table table, Set<String> reads) {
    Suite suite = Objects.requireNonNull(order.suites().get(table.name()));
    if (table.definition() instanceof FilesSource
        || table.definition() instanceof DocumentsSource
        || table.definition() instanceof GitSource) {
      try {
        return source(table, suite);
      } catch (LakeException | UncheckedIOException | IOException e) {
        return unseen(table, reads, suite, new Obstacle(FailureReason.of(e), true));
      }
    }
    if (table.definition() instanceof Conform conform) {
      return conform(table, conform, reads, suite);
    }
    if (table.definition() instanceof Query query) {
      List<Problem> wrong = GivenColumns.names(query, catalog.names(query.sql()));
      if (!wrong.isEmpty()) {
        throw new ConfigurationException(wrong);
      }
      TableSchema given = catalog.columns(query.sql());
      TableSchema schema = declared(table, given, query.file());
      return new Blueprint(
          table,
          reads,
          schema,
          suite,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          "",
          Optional.empty(),
          Contract.breaches(table, given));
    }
    return transformed(table, (Transformed) table.definition(), reads, suite);
  }

  /** Looks at what a table is made from; what is wrong with that is no fault of the lake's. */
  private Blueprint source(Table table, Suite suite) throws IOException {
    if (table.definition() instanceof FilesSource files) {
      return files(table, files, suite);
    }
    if (table.definition() instanceof DocumentsSource documents) {
      List<LandingFile> landing = landing(table, documents.glob());
      requireAny(documents.glob(), landing);
      String source = IngestDocuments.fingerprint(landing);
      return source(table, suite, IngestDocuments.SCHEMA, landing, List.of(), source);
    }
    GitSource git = (GitSource) table.definition();
    try {
      String source = GitFiles.fingerprint(lake.folder().resolve(git.folder()), git.ref());
      return source(table, suite, IngestRepository.SCHEMA, List.of(), List.of(), source);
    } catch (IllegalArgumentException e) {
      throw new LakeException(String.valueOf(e.getMessage()), e);
    }
  }

  private Blueprint files(Table table, FilesSource source, Suite suite) throws IOException {
    List<LandingFile> landing = landing(table, source.glob());
    Optional<TableVersion> version = Optional.ofNullable(published.get(table.name()));
    if (version.isEmpty()) {
      requireAny(source.glob(), landing);
    }
    NewFiles open = NewFiles.find(landing, Formats.of(source), source.bad(), version);
    Suite named =
        suite.naming(
            name ->
                SourceColumn.find(name, open.columns(), open.schema())
                    .map(Column::name)
                    .orElse(name));
    return source(table, named, open.schema(), open.files(), open.columns(), "");
  }

  private static Blueprint source(
      Table table,
      Suite suite,
      TableSchema schema,
      List<LandingFile> landing,
      List<SourceColumn> columns,
      String source) {
    return new Blueprint(
        table,
        Set.of(),
        schema,
        suite,
        Optional.empty(),
        Optional.empty(),
        landing,
        columns,
        source,
        Optional.empty(),
        List.of());
  }

  private List<LandingFile> landing(Table table, String glob) throws IOException {
    LandingFolder folder = LandingFolder.of(glob, lake.folder(), profile);
    requireConnection(table, folder, glob);
    try {
      return folder.files();
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be listed: %s. Check the place and run again."
              .formatted(glob, CharMatcher.is('.').trimTrailingFrom(IoFailure.words(e))),
          e);
    }
  }

  private void requireConnection(Table table, LandingFolder folder, String glob) {
    if (!folder.folder().isLocal() && profile.isEmpty()) {
      throw new ConfigurationException(
          List.of(
              new Problem(
                  new Place(table.file(), 0),
                  "%s is read through the server of the target, and this one keeps its tables in folders."
                      .formatted(glob),
                  "Choose a target on s3:// with --target, or bring the files into a folder.")));
    }
  }

  private static void requireAny(String glob, List<LandingFile> landing) {
    if (landing.isEmpty()) {
      throw new LakeException(
          "No file matches %s. Check the path (it starts at the lake's folder), or put a file there."
              .formatted(glob));
    }
  }

  private Blueprint conform(Table table, Conform conform, Set<String> reads, Suite suite) {
    TableSchema given = schemaOf(conform.from());
    TableSchema source =
        hasNoColumnsYet(conform.from()) ? ConformSteps.assumed(table, given) : given;
    io.lavra.table.conform.Conform steps =
        ConformSteps.of(
            table, source, landed(conform.from()), conform.from(), suite, catalog, lake.timezone());
    List<Problem> wrong = CheckConditions.of(catalog, steps.schema()).check(table);
    problems.addAll(wrong);
    if (wrong.isEmpty()) {
      checkAssuming(steps, table, conform.from(), source, given);
    }
    return new Blueprint(
        table,
        reads,
        steps.schema(),
        suite,
        Optional.of(steps),
        Optional.empty(),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        List.of());
  }

  private void checkAssuming(
      io.lavra.table.conform.Conform steps,
      Table table,
      String from,
      TableSchema assumed,
      TableSchema given) {
    catalog.add(from, assumed);
    try {
      catalog.check(steps, table.name(), from, assumed, lake.timezone().getId());
    } finally {
      catalog.add(from, given);
    }
  }

  private Blueprint transformed(
      Table table, Transformed transformed, Set<String> reads, Suite suite) {
    Map<String, TableTransform> known = new TreeMap<>();
    ServiceLoader.load(TableTransform.class).forEach(t -> known.put(t.name(), t));
    TableTransform transform = known.get(transformed.name());
    if (transform == null) {
      throw new ConfigurationException(
          new Place(table.file(), 0),
          "There is no transform \"%s\".".formatted(transformed.name()),
          Nearest.remedy(transformed.name(), known.keySet()));
    }
    Map<String, TableSchema> inputs = new TreeMap<>();
    transformed.inputs().forEach((name, input) -> inputs.put(name, schemaOf(input)));
    Prepared prepared =
        transform.prepare(
            transformed.with(),
            inputs,
            Optional.ofNullable(published.get(table.name())).map(TableVersion::schema));
    TableSchema schema = declared(table, prepared.output(), table.file());
    return new Blueprint(
        table,
        reads,
        schema,
        suite,
        Optional.empty(),
        Optional.of(prepared),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        Contract.breaches(table, prepared.output()));
  }

  private TableSchema schemaOf(String table) {
    return Objects.requireNonNull(drawn.get(table)).schema();
  }

  private List<SourceColumn> landed(String table) {
    return Objects.requireNonNull(drawn.get(table)).sourceColumns();
  }

  /** The columns a definition gives, with the types and words the table file has for them. */
  private static TableSchema declared(Table table, TableSchema given, Path file) {
    Map<String, ColumnSpec> specs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<Problem> unknown = new ArrayList<>();
    for (ColumnSpec spec : table.columns()) {
      specs.put(spec.name(), spec);
      if (given.column(spec.name()).isEmpty()) {
        unknown.add(
            new Problem(
                spec.place(),
                "%s does not give a column \"%s\".".formatted(file.getFileName(), spec.name()),
                Nearest.remedy(spec.name(), new TreeSet<>(given.names()))));
      }
    }
    if (!unknown.isEmpty() && !table.contract()) {
      throw new ConfigurationException(unknown);
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : given.columns()) {
      ColumnSpec spec = specs.get(column.name());
      columns.add(
          spec == null
              ? column
              : new Column(column.name(), spec.type(), spec.description(), spec.personal()));
    }
    // Under a contract a missing column blocks this table alone: those that read it are still
    // drawn.
    for (ColumnSpec spec : table.columns()) {
      if (given.column(spec.name()).isEmpty()) {
        columns.add(new Column(spec.name(), spec.type(), spec.description(), spec.personal()));
      }
    }
    return new TableSchema(columns);
  }
}
