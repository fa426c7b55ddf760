package io.lavra.lineage;

import io.lavra.project.Lake;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who tells: the run and its tables' builds, as OpenLineage's jobs and runs. The same run id always
 * gives the same UUIDs.
 */
final class RunIdentity {
  static final URI PRODUCER = URI.create("urn:lavra:pipelines:0.1.0-SNAPSHOT");

  private static final Logger LOG = LoggerFactory.getLogger(RunIdentity.class);

  private final OpenLineage openLineage;
  private final Lake lake;
  private final String runId;
  private final LocalDate date;
  private final Optional<OpenLineage.ParentRunFacet> starter;

  RunIdentity(OpenLineage openLineage, Lake lake, String runId, LocalDate date) {
    this.openLineage = openLineage;
    this.lake = lake;
    this.runId = runId;
    this.date = date;
    this.starter = starter();
  }

  /** Of the run: {@code lake/run id}; of a table's build: that and {@code /table}. */
  static UUID uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private UUID run() {
    return uuid(lake.name() + "/" + runId);
  }

  /** An event of the whole run. */
  OpenLineage.RunEvent runEvent(EventType type, Optional<String> problem) {
    OpenLineage.RunFacetsBuilder run = facets(openLineage.newRunFacetsBuilder());
    starter.ifPresent(run::parent);
    problem.ifPresent(
        why -> run.errorMessage(openLineage.newErrorMessageRunFacet(why, "Java", null)));
    OpenLineage.JobFacets job =
        openLineage
            .newJobFacetsBuilder()
            .jobType(openLineage.newJobTypeJobFacet("BATCH", "LAVRA", "RUN", null))
            .build();
    return event(type, run(), run, lake.name(), job).build();
  }

  /** An event of a table's build, which the run is the parent of. */
  OpenLineage.RunEventBuilder tableEvent(
      EventType type,
      String table,
      OpenLineage.RunFacetsBuilder run,
      OpenLineage.JobFacetsBuilder job) {
    String name = lake.name() + "." + table;
    facets(run).parent(parent(run(), lake.lineage().namespace(), lake.name()));
    return event(type, uuid(lake.name() + "/" + runId + "/" + table), run, name, job.build());
  }

  private OpenLineage.RunFacetsBuilder facets(OpenLineage.RunFacetsBuilder run) {
    return run.nominalTime(
            openLineage.newNominalTimeRunFacet(
                date.atStartOfDay(lake.timezone()), date.plusDays(1).atStartOfDay(lake.timezone())))
        .processing_engine(
            openLineage.newProcessingEngineRunFacet("0.1.0-SNAPSHOT", "Lavra", null));
  }

  private OpenLineage.RunEventBuilder event(
      EventType type,
      UUID id,
      OpenLineage.RunFacetsBuilder run,
      String job,
      OpenLineage.JobFacets facets) {
    return openLineage
        .newRunEventBuilder()
        .eventType(type)
        .eventTime(Instant.now().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneOffset.UTC))
        .run(openLineage.newRun(id, run.build()))
        .job(openLineage.newJob(lake.lineage().namespace(), job, facets));
  }

  private OpenLineage.ParentRunFacet parent(UUID run, String namespace, String job) {
    return openLineage
        .newParentRunFacetBuilder()
        .run(openLineage.newParentRunFacetRunBuilder().runId(run).build())
        .job(openLineage.newParentRunFacetJobBuilder().namespace(namespace).name(job).build())
        .build();
  }

  private Optional<OpenLineage.ParentRunFacet> starter() {
    String[] parts = lake.lineage().parent().split("/(?=[^/]*$)|/(?=[^/]*/[^/]*$)", -1);
    if (parts.length != 3) {
      warn();
      return Optional.empty();
    }
    try {
      return Optional.of(parent(UUID.fromString(parts[2]), parts[0], parts[1]));
    } catch (IllegalArgumentException e) {
      warn();
      return Optional.empty();
    }
  }

  private void warn() {
    if (!lake.lineage().parent().isEmpty()) {
      LOG.warn(
          "OPENLINEAGE_PARENT_ID is not NAMESPACE/NAME/UUID, so the run is told without what started it.");
    }
  }
}
