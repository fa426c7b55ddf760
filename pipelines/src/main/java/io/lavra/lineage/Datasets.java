package io.lavra.lineage;

import io.lavra.lake.Location;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.project.Conform;
import io.lavra.project.Definition;
import io.lavra.project.Lake;
import io.lavra.project.Query;
import io.lavra.source.LandingFile;
import io.lavra.table.lineage.ColumnLineage;
import io.openlineage.client.OpenLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The inputs and the output of one table's build, as OpenLineage's datasets. */
final class Datasets {
  /** More files than these are counted, not named. */
  private static final int NAMED_FILES = 1000;

  private final OpenLineage openLineage;
  private final Lake lake;
  private final Blueprint blueprint;
  private final Location folder;
  private final Map<String, TableVersion> inputs;
  private final Facets facets;

  /**
   * A table's build.
   *
   * @param inputs the versions of the tables it reads
   */
  Datasets(
      OpenLineage openLineage,
      Lake lake,
      Blueprint blueprint,
      Location folder,
      Map<String, TableVersion> inputs) {
    this.openLineage = openLineage;
    this.lake = lake;
    this.blueprint = blueprint;
    this.folder = folder;
    this.inputs = inputs;
    this.facets = new Facets(openLineage, this::name);
  }

  Facets facets() {
    return facets;
  }

  private DatasetName name(String table) {
    return table.equals(TableLineage.SOURCE)
        ? DatasetName.ofSource(blueprint.table(), lake.folder()).orElseThrow()
        : DatasetName.of(Objects.requireNonNull(inputs.get(table), table).location());
  }

  List<OpenLineage.InputDataset> inputs() {
    List<OpenLineage.InputDataset> datasets = new ArrayList<>();
    DatasetName.ofSource(blueprint.table(), lake.folder())
        .ifPresent(source -> datasets.add(source(source)));
    for (String table : blueprint.reads().stream().sorted().toList()) {
      datasets.add(table(table, Objects.requireNonNull(inputs.get(table), table)));
    }
    return datasets;
  }

  private OpenLineage.InputDataset table(String table, TableVersion version) {
    DatasetName name = name(table);
    return openLineage
        .newInputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(
            openLineage
                .newDatasetFacetsBuilder()
                .schema(facets.schema(version.schema()))
                .version(facets.version(String.valueOf(version.version())))
                .symlinks(facets.symlink(lake.lineage().namespace(), table))
                .build())
        .inputFacets(
            openLineage
                .newInputDatasetInputFacetsBuilder()
                .inputStatistics(
                    openLineage.newInputStatisticsInputDatasetFacet(
                        version.rows(), version.bytes(), (long) version.files().size()))
                .build())
        .build();
  }

  private OpenLineage.InputDataset source(DatasetName name) {
    OpenLineage.DatasetFacetsBuilder about = openLineage.newDatasetFacetsBuilder();
    if (!blueprint.source().isEmpty()) {
      about.version(facets.version(blueprint.source()));
    }
    OpenLineage.InputDatasetInputFacetsBuilder read =
        openLineage.newInputDatasetInputFacetsBuilder();
    List<LandingFile> files = blueprint.landing();
    if (!files.isEmpty()) {
      long bytes = files.stream().mapToLong(LandingFile::bytes).sum();
      read.inputStatistics(
          openLineage.newInputStatisticsInputDatasetFacet(null, bytes, (long) files.size()));
    }
    if (!files.isEmpty() && files.size() <= NAMED_FILES) {
      List<String> names = files.stream().map(LandingFile::name).toList();
      read.subset(
          openLineage
              .newInputSubsetInputDatasetFacetBuilder()
              .inputCondition(openLineage.newLocationSubsetCondition(names))
              .build());
    }
    return openLineage
        .newInputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(about.build())
        .inputFacets(read.build())
        .build();
  }

  /** The table as it is to become. */
  OpenLineage.OutputDataset planned() {
    return output(described().build(), Optional.empty());
  }

  /** The table as it has become, or was left. */
  OpenLineage.OutputDataset made(TableResult result, ColumnLineage lineage) {
    OpenLineage.DatasetFacetsBuilder about = described();
    if (!lineage.columns().isEmpty()) {
      about.columnLineage(facets.columnLineage(lineage));
    }
    result.version().ifPresent(version -> about.version(facets.version(text(version))));
    result.version().ifPresent(version -> about.dataQualityMetrics(facets.metrics(version)));
    return output(about.build(), Optional.of(result).filter(r -> r.version().isPresent()));
  }

  private static String text(TableVersion version) {
    return String.valueOf(version.version());
  }

  private OpenLineage.DatasetFacetsBuilder described() {
    OpenLineage.DatasetFacetsBuilder about =
        openLineage
            .newDatasetFacetsBuilder()
            .schema(facets.schema(blueprint.schema()))
            .storage(openLineage.newStorageDatasetFacet("delta", "parquet"))
            .symlinks(facets.symlink(lake.lineage().namespace(), blueprint.name()));
    String description = blueprint.table().description();
    return description.isEmpty()
        ? about
        : about.documentation(openLineage.newDocumentationDatasetFacet(description, null));
  }

  private OpenLineage.OutputDataset output(
      OpenLineage.DatasetFacets about, Optional<TableResult> written) {
    DatasetName name = DatasetName.of(folder);
    OpenLineage.OutputDatasetOutputFacetsBuilder output =
        openLineage.newOutputDatasetOutputFacetsBuilder();
    written.ifPresent(
        result ->
            output.outputStatistics(
                openLineage.newOutputStatisticsOutputDatasetFacet(
                    result.rows(), result.bytes(), (long) result.files())));
    return openLineage
        .newOutputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(about)
        .outputFacets(output.build())
        .build();
  }

  /** What kind of work makes the table. */
  String work() {
    Definition definition = blueprint.table().definition();
    if (definition.isSource()) {
      return "INGEST";
    }
    if (definition instanceof Query) {
      return "QUERY";
    }
    return definition instanceof Conform ? "CONFORM" : "TRANSFORM";
  }
}
