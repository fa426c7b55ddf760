package io.lavra.run.repair;

import io.lavra.lake.LakeException;
import io.lavra.plan.Order;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Lake;
import io.lavra.project.Mode;
import io.lavra.project.Table;
import io.lavra.run.record.LakeState;
import io.lavra.source.LandingFolder;
import io.lavra.table.lineage.Catalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a table can be made from again. */
final class Upstream {
  private final Lake lake;
  private final LakeState state;
  private final Table table;

  Upstream(Lake lake, LakeState state, Table table) {
    this.lake = lake;
    this.state = state;
    this.table = table;
  }

  boolean isLanding() {
    return table.definition() instanceof FilesSource;
  }

  /** Of landing files, those that still lie there. */
  Set<String> there(Set<String> names) throws IOException {
    Set<String> there = new TreeSet<>();
    if (table.definition() instanceof FilesSource source) {
      LandingFolder.of(source.glob(), lake.folder(), state.profile())
          .files()
          .forEach(file -> there.add(file.name()));
      there.retainAll(names);
    }
    return there;
  }

  /** In a few words, such as {@code silver.a, silver.b}. */
  String words() {
    if (table.definition() instanceof FilesSource source) {
      return source.glob();
    }
    if (table.definition() instanceof DocumentsSource documents) {
      return documents.glob();
    }
    return table.definition() instanceof GitSource git
        ? "the repository " + git.folder()
        : String.join(", ", reads());
  }

  /** Why it cannot be made now, with what to do; empty if it can. */
  Optional<String> obstacle() throws IOException {
    for (String input : reads()) {
      if (state.damage(input).isPresent()) {
        return Optional.of(
            "%1$s, which it is made from, is damaged too. Repair it first: lavra repair %1$s"
                .formatted(input));
      }
      if (state.version(input).isEmpty()) {
        return Optional.of(
            "%1$s, which it is made from, does not exist. Make it first: lavra run --select +%1$s"
                .formatted(input));
      }
    }
    if (table.definition() instanceof FilesSource source
        && LandingFolder.of(source.glob(), lake.folder(), state.profile()).files().isEmpty()) {
      return Optional.of(
          "none of its landing files is there any more (%s). Bring them back, or the table's folder from a copy"
              .formatted(source.glob()));
    }
    return Optional.empty();
  }

  /** Whether rows are in it that its inputs need not give a second time. */
  boolean keepsOldRows() {
    return !isLanding() && table.write().mode() != Mode.OVERWRITE;
  }

  private List<String> reads() {
    try (Catalog catalog = new Catalog()) {
      Set<String> reads = Order.of(lake, catalog).reads().getOrDefault(table.name(), Set.of());
      return new ArrayList<>(new TreeSet<>(reads));
    } catch (LakeException e) {
      return List.of();
    }
  }
}
