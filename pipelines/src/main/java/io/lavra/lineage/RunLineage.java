package io.lavra.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lavra.lake.Location;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.project.Lake;
import io.lavra.project.Query;
import io.lavra.project.outgoing.Lineage;
import io.lavra.table.lineage.Catalog;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a run makes from what: an event when the run and each table's build begin, and one
 * when they end. Where the lake tells nobody, nothing happens. What goes wrong here is a warning at
 * the end of the run, never its failure.
 */
public final class RunLineage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLineage.class);

  private record Build(Blueprint blueprint, Datasets datasets) {}

  private final Lake lake;
  private final Catalog catalog;
  private final OpenLineage openLineage = new OpenLineage(RunIdentity.PRODUCER);
  private final RunIdentity identity;
  private final List<Transport> transports = new ArrayList<>();
  private final Map<String, Build> builds = new TreeMap<>();
  private Optional<String> problem = Optional.of("The run was broken off.");

  private RunLineage(Lake lake, String runId, LocalDate date, Catalog catalog) {
    this.lake = lake;
    this.catalog = catalog;
    this.identity = new RunIdentity(openLineage, lake, runId, date);
  }

  /**
   * Begins to tell of a run.
   *
   * @param catalog will know the tables that are built, and the lake's macros
   * @throws io.lavra.words.ConfigurationException where a variable that {@code lineage} names is
   *     not set
   */
  public static RunLineage of(Lake lake, String runId, LocalDate date, Catalog catalog) {
    Lineage lineage = lake.lineage().required();
    RunLineage told = new RunLineage(lake, runId, date, catalog);
    lineage.file().ifPresent(file -> told.transports.add(new EventFile(file)));
    if (!lineage.url().isEmpty()) {
      told.transports.add(new EventServer(lineage.url(), lineage.apiKey(), lineage.caFile()));
    }
    told.tell(() -> told.identity.runEvent(EventType.START, Optional.empty()));
    return told;
  }

  /** A table's build begins. */
  public void started(Blueprint blueprint, Location folder, Map<String, TableVersion> inputs) {
    if (transports.isEmpty()) {
      return;
    }
    Datasets datasets = new Datasets(openLineage, lake, blueprint, folder, inputs);
    builds.put(blueprint.name(), new Build(blueprint, datasets));
    tell(
        () ->
            event(
                    EventType.START,
                    new Build(blueprint, datasets),
                    openLineage.newRunFacetsBuilder())
                .inputs(datasets.inputs())
                .outputs(List.of(datasets.planned()))
                .build());
  }

  /** A table's build has ended. */
  public void finished(TableResult result) {
    Build build = builds.remove(result.table());
    if (build != null) {
      send(() -> withAssertions(EventJson.tree(last(build, result)), build, result));
    }
  }

  private OpenLineage.RunEvent last(Build build, TableResult result) {
    boolean isPublished = result.problem().isEmpty();
    OpenLineage.RunFacetsBuilder run = openLineage.newRunFacetsBuilder();
    if (!result.checks().isEmpty()) {
      run.test(build.datasets().facets().tests(result.checks()));
    }
    if (!isPublished) {
      run.errorMessage(openLineage.newErrorMessageRunFacet(result.problem(), "Java", null));
    }
    return event(isPublished ? EventType.COMPLETE : EventType.FAIL, build, run)
        .inputs(build.datasets().inputs())
        .outputs(
            List.of(build.datasets().made(result, TableLineage.of(build.blueprint(), catalog))))
        .build();
  }

  /** The library knows this facet for inputs alone; here it is the output that was looked at. */
  private static JsonNode withAssertions(JsonNode event, Build build, TableResult result) {
    if (!result.checks().isEmpty()) {
      JsonNode facet =
          EventJson.tree(
              build.datasets().facets().assertions(result.checks(), build.blueprint().schema()));
      ((ObjectNode) event.path("outputs").path(0).path("facets"))
          .set("dataQualityAssertions", facet);
    }
    return event;
  }

  private OpenLineage.RunEventBuilder event(
      EventType type, Build build, OpenLineage.RunFacetsBuilder run) {
    OpenLineage.JobFacetsBuilder job =
        openLineage
            .newJobFacetsBuilder()
            .jobType(
                openLineage.newJobTypeJobFacet("BATCH", "LAVRA", build.datasets().work(), null));
    if (build.blueprint().table().definition() instanceof Query query) {
      job.sql(openLineage.newSQLJobFacet(query.sql(), "duckdb"));
    }
    String description = build.blueprint().table().description();
    if (!description.isEmpty()) {
      job.documentation(openLineage.newDocumentationJobFacet(description, null));
    }
    return identity.tableEvent(type, build.blueprint().name(), run, job);
  }

  /** The run has come to its end; {@code problem} says what is wrong with it, where anything is. */
  public void ended(Optional<String> problem) {
    this.problem = problem;
  }

  @Override
  public void close() {
    for (Build build : List.copyOf(builds.values())) {
      String name = build.blueprint().name();
      String why = problem.orElse("The run ended without it.");
      finished(new TableResult(name, Optional.empty(), 0, 0, 0, List.of(), why));
    }
    tell(() -> identity.runEvent(problem.isEmpty() ? EventType.COMPLETE : EventType.FAIL, problem));
    for (Transport transport : transports) {
      transport.finish().ifPresent(LOG::warn);
    }
  }

  /** Makes an event. */
  private interface Event {
    OpenLineage.RunEvent make();
  }

  /** Makes an event's JSON. */
  private interface Json {
    JsonNode make();
  }

  private void tell(Event event) {
    send(() -> EventJson.tree(event.make()));
  }

  private void send(Json event) {
    if (transports.isEmpty()) {
      return;
    }
    try {
      String text = event.make().toString();
      transports.forEach(transport -> transport.send(text));
    } catch (RuntimeException e) {
      LOG.warn(
          "A lineage event could not be made; the tables are not affected. This is a defect in Lavra: {}",
          e.toString());
    }
  }
}
