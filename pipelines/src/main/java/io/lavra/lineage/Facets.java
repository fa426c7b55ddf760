package io.lavra.lineage;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Severity;
import io.lavra.table.lineage.ColumnLineage;
import io.lavra.table.lineage.Influence;
import io.lavra.table.lineage.Influences;
import io.openlineage.client.OpenLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What is said of datasets, as OpenLineage's facets.
 *
 * @param names gives a table's dataset, and that of {@link TableLineage#SOURCE}
 */
record Facets(OpenLineage openLineage, Function<String, DatasetName> names) {
  OpenLineage.SchemaDatasetFacet schema(TableSchema schema) {
    List<OpenLineage.SchemaDatasetFacetFields> fields = new ArrayList<>();
    for (Column column : schema.columns()) {
      fields.add(
          openLineage
              .newSchemaDatasetFacetFieldsBuilder()
              .name(column.name())
              .type(column.type().text())
              .description(column.description().isEmpty() ? null : column.description())
              .ordinal_position(fields.size() + 1L)
              .build());
    }
    return openLineage.newSchemaDatasetFacet(fields);
  }

  OpenLineage.DatasetVersionDatasetFacet version(String version) {
    return openLineage.newDatasetVersionDatasetFacet(version);
  }

  /** The table's own name, beside that of its folder. */
  OpenLineage.SymlinksDatasetFacet symlink(String namespace, String table) {
    return openLineage.newSymlinksDatasetFacet(
        List.of(openLineage.newSymlinksDatasetFacetIdentifiers(namespace, table, "TABLE")));
  }

  OpenLineage.ColumnLineageDatasetFacet columnLineage(ColumnLineage lineage) {
    OpenLineage.ColumnLineageDatasetFacetFieldsBuilder fields =
        openLineage.newColumnLineageDatasetFacetFieldsBuilder();
    lineage
        .columns()
        .forEach(
            (column, from) ->
                fields.put(
                    column,
                    openLineage
                        .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                        .inputFields(inputs(from))
                        .build()));
    return openLineage.newColumnLineageDatasetFacet(fields.build(), inputs(lineage.rows()));
  }

  private List<OpenLineage.InputField> inputs(Influences influences) {
    List<OpenLineage.InputField> inputs = new ArrayList<>();
    influences
        .sources()
        .forEach(
            (column, how) -> {
              DatasetName dataset = names.apply(column.table());
              inputs.add(
                  openLineage
                      .newInputFieldBuilder()
                      .namespace(dataset.namespace())
                      .name(dataset.name())
                      .field(column.column())
                      .transformations(transformations(how))
                      .build());
            });
    return inputs;
  }

  private List<OpenLineage.InputFieldTransformations> transformations(SortedSet<Influence> how) {
    return how.stream()
        .map(
            influence ->
                openLineage
                    .newInputFieldTransformationsBuilder()
                    .type(influence.kind().isDirect() ? "DIRECT" : "INDIRECT")
                    .subtype(influence.kind().name())
                    .masking(influence.masked())
                    .build())
        .toList();
  }

  OpenLineage.DataQualityMetricsDatasetFacet metrics(TableVersion version) {
    return openLineage
        .newDataQualityMetricsDatasetFacetBuilder()
        .rowCount(version.rows())
        .bytes(version.bytes())
        .fileCount((long) version.files().size())
        .columnMetrics(openLineage.newDataQualityMetricsDatasetFacetColumnMetricsBuilder().build())
        .build();
  }

  /** The expectations, and what became of them; what was seen in personal columns stays here. */
  OpenLineage.DataQualityAssertionsDatasetFacet assertions(
      List<CheckResult> checks, TableSchema schema) {
    List<OpenLineage.DataQualityAssertionsDatasetFacetAssertions> assertions = new ArrayList<>();
    for (CheckResult check : checks) {
      assertions.add(
          openLineage
              .newDataQualityAssertionsDatasetFacetAssertionsBuilder()
              .assertion(check.expectation())
              .success(check.passed())
              .column(check.column().orElse(null))
              .severity(severity(check))
              .description(shown(check, check.message(), schema).orElse(null))
              .actual(shown(check, check.observed(), schema).orElse(null))
              .build());
    }
    return openLineage.newDataQualityAssertionsDatasetFacet(assertions);
  }

  /** The same as results of the run, which stay where nothing was published. */
  OpenLineage.TestRunFacet tests(List<CheckResult> checks) {
    List<OpenLineage.TestExecution> tests = new ArrayList<>();
    for (CheckResult check : checks) {
      tests.add(
          openLineage
              .newTestExecutionBuilder()
              .name(check.expectation() + check.column().map(c -> "(" + c + ")").orElse(""))
              .type(check.expectation())
              .status(check.passed() ? "pass" : "fail")
              .severity(severity(check))
              .build());
    }
    return openLineage.newTestRunFacet(tests);
  }

  private static String severity(CheckResult check) {
    return check.severity() == Severity.FAIL
        ? "error"
        : check.severity().name().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> shown(CheckResult check, String text, TableSchema schema) {
    boolean isPersonal =
        check.column().flatMap(schema::column).filter(Column::personal).isPresent()
            || (check.column().isEmpty() && schema.columns().stream().anyMatch(Column::personal));
    return text.isEmpty() || isPersonal ? Optional.empty() : Optional.of(text);
  }
}
