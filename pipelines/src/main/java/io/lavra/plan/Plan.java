package io.lavra.plan;

import io.lavra.lake.LakeException;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.Conform;
import io.lavra.project.Definition;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Lake;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.table.lineage.Catalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a run would do. */
public final class Plan {
  private Plan() {}

  /**
   * The tables in the order of their waves; throws what {@link Blueprints#draw} throws.
   *
   * @param damage tables that cannot be read, and what is wrong with each
   */
  public static List<PlannedTable> of(
      Lake lake,
      Map<String, TableVersion> published,
      String profile,
      Map<String, String> damage,
      Set<String> selected,
      boolean fullRefresh) {
    try (Catalog catalog = new Catalog()) {
      Order order = Order.of(lake, catalog);
      Map<String, Blueprint> blueprints =
          Blueprints.draw(lake, order, catalog, published, profile, damage);
      List<PlannedTable> plan = new ArrayList<>();
      Set<String> rebuilt = new HashSet<>();
      Set<String> bad = new HashSet<>();
      for (int wave = 0; wave < order.waves().size(); wave++) {
        int number = wave;
        for (Table table : order.waves().get(wave)) {
          if (selected.contains(table.name())) {
            Blueprint blueprint = Objects.requireNonNull(blueprints.get(table.name()));
            PlannedTable planned =
                stopped(blueprint, published, damage, bad, wave)
                    .orElseGet(
                        () -> plan(lake, blueprint, published, rebuilt, number, fullRefresh));
            if (planned.action().equals("build")) {
              rebuilt.add(planned.table());
            } else if (!planned.action().equals("unchanged")) {
              bad.add(planned.table());
            }
            plan.add(planned);
          }
        }
      }
      return plan;
    }
  }

  /** A table that cannot be built, or that reads one that cannot; empty for any other. */
  private static Optional<PlannedTable> stopped(
      Blueprint blueprint,
      Map<String, TableVersion> published,
      Map<String, String> damage,
      Set<String> bad,
      int wave) {
    Optional<Obstacle> obstacle =
        first(blueprint, bad)
            .map(input -> new Obstacle(input + " cannot be built", false))
            .or(
                () ->
                    first(blueprint, damage.keySet())
                        .map(input -> input + " cannot be read: " + damage.get(input))
                        .map(reason -> new Obstacle(reason, true)))
            .or(blueprint::obstacle);
    return obstacle.map(
        found ->
            planned(blueprint, published, wave, found.failure() ? "fail" : "skip", found.reason()));
  }

  private static Optional<String> first(Blueprint blueprint, Set<String> inputs) {
    return blueprint.reads().stream().filter(inputs::contains).sorted().findFirst();
  }

  private static PlannedTable planned(
      Blueprint blueprint,
      Map<String, TableVersion> published,
      int wave,
      String action,
      String reason) {
    TableVersion own = published.get(blueprint.name());
    return new PlannedTable(
        blueprint.name(),
        wave,
        kind(blueprint.table().definition()),
        action,
        reason,
        own == null ? null : own.version(),
        Decision.versions(blueprint, published),
        after(blueprint));
  }

  private static PlannedTable plan(
      Lake lake,
      Blueprint blueprint,
      Map<String, TableVersion> published,
      Set<String> rebuilt,
      int wave,
      boolean fullRefresh) {
    TableVersion own = published.get(blueprint.name());
    String action = "build";
    String reason;
    try {
      Decision decision =
          Decision.of(lake, blueprint, Optional.ofNullable(own), published, fullRefresh);
      reason = decision.reason();
      if (!blueprint.breaches().isEmpty()) {
        throw new LakeException(Contract.complaints(blueprint.breaches()));
      }
      List<String> fresh = blueprint.reads().stream().filter(rebuilt::contains).sorted().toList();
      if (!decision.build() && fresh.isEmpty()) {
        action = "unchanged";
      } else if (!decision.build()) {
        reason = "after " + String.join(", ", fresh);
      }
    } catch (LakeException e) {
      reason = String.valueOf(e.getMessage());
      action = "fail";
    }
    return planned(blueprint, published, wave, action, reason);
  }

  private static List<String> after(Blueprint blueprint) {
    Set<String> tables = new HashSet<>(blueprint.reads());
    tables.addAll(blueprint.suite().tablesRead());
    tables.remove(blueprint.name());
    return List.copyOf(tables);
  }

  /** What a table is made from, in a word. */
  public static String kind(Definition definition) {
    if (definition instanceof FilesSource) {
      return "files";
    }
    if (definition instanceof GitSource) {
      return "git";
    }
    if (definition instanceof DocumentsSource) {
      return "documents";
    }
    if (definition instanceof Conform) {
      return "conform";
    }
    return definition instanceof Query ? "sql" : ((Transformed) definition).name();
  }
}
