package io.lavra.cli;

import io.lavra.lake.LakeException;
import io.lavra.words.Inert;
import java.util.Map;

/** Tables that cannot be read, for people. */
final class Damage {
  private Damage() {}

  /** A line for each: what is wrong with it, and what to do. */
  static void print(Map<String, String> damage) {
    damage.forEach((table, what) -> System.out.println(line(table, what)));
  }

  /** The same for a command whose output others read. */
  static void complain(Map<String, String> damage) {
    damage.forEach((table, what) -> System.err.println(line(table, what)));
  }

  /** Ends a command that is about a table that cannot be read. */
  static void refuse(String what) {
    throw new LakeException(what);
  }

  private static String line(String table, String what) {
    return "damaged: " + table + ": " + Inert.line(what);
  }
}
