package io.lavra.cli.output;

import io.lavra.lake.Finding;
import io.lavra.run.repair.RepairPlan;
import io.lavra.run.repair.RepairTable.Repaired;
import io.lavra.run.report.TableReport;
import io.lavra.words.Inert;
import java.util.List;
import java.util.Optional;

/** A repair, for people. */
public final class RepairText {
  private RepairText() {}

  public static void print(RepairPlan plan) {
    if (plan.action() == RepairPlan.Action.NOTHING) {
      System.out.printf("%s is whole: nothing to repair%n", plan.table());
      return;
    }
    System.out.printf("%s is damaged:%n", plan.table());
    lines(plan.damage().stream().map(Finding::problem).toList());
    System.out.println(plan.isPossible() ? "Repair:" : "It cannot be repaired:");
    lines(plan.steps());
    if (plan.isPossible()) {
      System.out.println("Lost:");
      lines(plan.lost().isEmpty() ? List.of("nothing") : plan.lost());
    }
  }

  public static void print(RepairPlan plan, Repaired repaired, Optional<TableReport> built) {
    String version =
        repaired.version().isPresent()
            ? "version %s can be read".formatted(repaired.version().getAsLong())
            : "its log is set aside";
    System.out.printf(
        "%s: %s; what was damaged is in %s%n", plan.table(), version, repaired.aside());
    built.ifPresent(
        table ->
            System.out.printf(
                "%s: %s: %s%n", table.table(), table.status().text(), Inert.line(table.reason())));
  }

  private static void lines(List<String> lines) {
    lines.forEach(line -> System.out.println("  " + Inert.line(line)));
  }
}
