package io.lavra.project;

import io.lavra.project.outgoing.AlertsOutput;
import io.lavra.project.outgoing.Lineage;
import io.lavra.project.outgoing.MetricsOutput;
import io.lavra.words.ConfigurationException;
import io.lavra.words.Nearest;
import io.lavra.words.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A lake folder, read and checked.
 *
 * @param timezone of days, and of times written without an offset
 * @param folder absolute
 * @param targets by name; {@code local} is always there
 * @param tables by name, e.g. {@code silver.stg_items}
 * @param macros in the order of their file names
 * @param retention how long a layer keeps what is no longer current, by layer
 * @param metrics where runs tell how they went
 * @param alerts whom runs tell that something is wrong
 * @param lineage where its runs tell what was made from what
 */
public record Lake(
    String name,
    ZoneId timezone,
    Path folder,
    SortedMap<String, Target> targets,
    SortedMap<String, Table> tables,
    List<Macro> macros,
    Map<String, Duration> retention,
    MetricsOutput metrics,
    AlertsOutput alerts,
    Lineage lineage) {
  public Lake {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    macros = List.copyOf(macros);
    retention = Map.copyOf(retention);
  }

  /**
   * Reads a lake folder.
   *
   * @param environment gives a variable's value, or null where it is not set: {@code
   *     System::getenv}
   * @throws ConfigurationException with everything that is wrong in the folder
   */
  public static Lake read(Path folder, UnaryOperator<@Nullable String> environment) {
    return LakeReader.read(folder, environment);
  }

  /**
   * The target of this name.
   *
   * @throws ConfigurationException where there is none, or the environment lacks a variable it
   *     needs
   */
  public Target target(String name) {
    Target target = targets.get(name);
    if (target == null) {
      throw new ConfigurationException(
          new Place(Path.of("lake.yaml"), 0),
          "There is no target \"%s\".".formatted(name),
          Nearest.remedy(name, targets.keySet()));
    }
    if (!target.unset().isEmpty()) {
      throw new ConfigurationException(target.unset());
    }
    return target;
  }
}
