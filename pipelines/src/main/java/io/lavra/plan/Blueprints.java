package io.lavra.plan;

import io.lavra.lake.Column;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableSchema;
import io.lavra.lake.TableVersion;
import io.lavra.project.ColumnSpec;
import io.lavra.project.ConfigurationException;
import io.lavra.project.ConfigurationException.Problem;
import io.lavra.project.Conform;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Lake;
import io.lavra.project.Nearest;
import io.lavra.project.Place;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.quality.IllegalExpectationException;
import io.lavra.quality.Suite;
import io.lavra.source.GitFiles;
import io.lavra.source.IngestDocuments;
import io.lavra.source.IngestRepository;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingFolder;
import io.lavra.source.NewFiles;
import io.lavra.source.SourceColumn;
import io.lavra.table.Catalog;
import io.lavra.table.SqlException;
import io.lavra.table.TableException;
import io.lavra.table.TableTransform;
import io.lavra.table.TableTransform.Prepared;
import java.io.IOException;
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
  private final Map<String, Blueprint> drawn = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private Blueprints(
      Lake lake,
      Order order,
      Catalog catalog,
      Map<String, TableVersion> published,
      String profile) {
    this.lake = lake;
    this.order = order;
    this.catalog = catalog;
    this.published = published;
    this.profile = profile;
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
    Blueprints blueprints = new Blueprints(lake, order, catalog, published, profile);
    blueprints.problems.addAll(order.problems());
    order.waves().forEach(wave -> wave.forEach(blueprints::draw));
    if (!blueprints.problems.isEmpty()) {
      throw new ConfigurationException(blueprints.problems);
    }
    return blueprints.drawn;
  }

  private void draw(Table table) {
    Set<String> reads = order.reads().getOrDefault(table.name(), Set.of());
    if (!drawn.keySet().containsAll(reads) || !order.suites().containsKey(table.name())) {
      return;
    }
    try {
      Blueprint blueprint = blueprint(table, reads);
      catalog.add(table.name(), blueprint.schema());
      drawn.put(table.name(), blueprint);
      blueprint.suite().checkColumns(blueprint.schema());
      check(blueprint);
    } catch (IllegalExpectationException e) {
      problems.add(Problems.expectation(e));
    } catch (SqlException e) {
      problems.add(Problems.sql(fileOfSql(table), e));
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    } catch (TableException | LakeException | IllegalArgumentException | IOException e) {
      problems.add(Problems.of(new Place(table.file(), 0), e));
    }
  }

  private void check(Blueprint blueprint) {
    Suite suite = blueprint.suite();
    suite
        .check(
            blueprint.schema(),
            measures -> catalog.checkMeasures(blueprint.name(), suite.tablesRead(), measures))
        .forEach(wrong -> problems.add(Problems.expectation(wrong)));
  }

  private static Path fileOfSql(Table table) {
    return table.definition() instanceof Query query ? query.file() : table.file();
  }

  private Blueprint blueprint(Table table, Set<String> reads) throws IOException {
    Suite suite = Objects.requireNonNull(order.suites().get(table.name()));
    if (table.definition() instanceof FilesSource files) {
      return files(table, files, suite);
    }
    if (table.definition() instanceof DocumentsSource documents) {
      List<LandingFile> landing =
          LandingFolder.of(documents.glob(), lake.folder(), profile).files();
      refuseNothing(table, documents.glob(), landing);
      return new Blueprint(
          table,
          reads,
          IngestDocuments.SCHEMA,
          suite,
          Optional.empty(),
          Optional.empty(),
          landing,
          List.of(),
          IngestDocuments.fingerprint(landing),
          List.of());
    }
    if (table.definition() instanceof GitSource git) {
      return new Blueprint(
          table,
          reads,
          IngestRepository.SCHEMA,
          suite,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          GitFiles.fingerprint(lake.folder().resolve(git.folder()), git.ref()),
          List.of());
    }
    if (table.definition() instanceof Conform conform) {
      return conform(table, conform, reads, suite);
    }
    if (table.definition() instanceof Query query) {
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
          Contract.breaches(table, given));
    }
    return transformed(table, (Transformed) table.definition(), reads, suite);
  }

  private Blueprint files(Table table, FilesSource source, Suite suite) throws IOException {
    List<LandingFile> landing = LandingFolder.of(source.glob(), lake.folder(), profile).files();
    Optional<TableVersion> version = Optional.ofNullable(published.get(table.name()));
    if (version.isEmpty()) {
      refuseNothing(table, source.glob(), landing);
    }
    NewFiles open = NewFiles.find(landing, Formats.of(source), version);
    return new Blueprint(
        table,
        Set.of(),
        open.schema(),
        suite.naming(
            name ->
                SourceColumn.find(name, open.columns(), open.schema())
                    .map(Column::name)
                    .orElse(name)),
        Optional.empty(),
        Optional.empty(),
        open.files(),
        open.columns(),
        "",
        List.of());
  }

  private void refuseNothing(Table table, String glob, List<LandingFile> landing) {
    if (landing.isEmpty()) {
      throw new ConfigurationException(
          new Place(table.file(), 0),
          "No file matches %s.".formatted(glob),
          "Check the path (it starts at the lake's folder), or put a file there.");
    }
  }

  private Blueprint conform(Table table, Conform conform, Set<String> reads, Suite suite) {
    TableSchema source = schemaOf(conform.from());
    io.lavra.table.Conform steps =
        ConformSteps.of(table, source, landed(conform.from()), conform.from(), suite, catalog, lake.timezone());
    List<Problem> wrong = CheckConditions.of(catalog, steps.schema()).check(table);
    problems.addAll(wrong);
    if (wrong.isEmpty()) {
      catalog.check(steps, table.name(), conform.from(), source, lake.timezone().getId());
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
        List.of());
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
