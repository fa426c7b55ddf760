package io.lavra.source;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which landing files a bronze table has taken in. The ledger is kept in the table's own Delta log,
 * as transaction ids that are committed together with the rows: there is no moment in which one is
 * true without the other, and neither retention nor compaction touches it.
 */
public final class Ledger {
  private static final String PREFIX = "lavra/landing/";

  /** Below every content's number. */
  public static final long NOT_TAKEN = -1;

  private final Map<String, Long> numbers = new TreeMap<>();

  private Ledger() {}

  /** The ledger in a table's marks. */
  public static Ledger of(Map<String, Long> marks) {
    Ledger ledger = new Ledger();
    marks.forEach(
        (mark, number) -> {
          if (mark.startsWith(PREFIX)) {
            ledger.numbers.put(mark.substring(PREFIX.length()), number);
          }
        });
    return ledger;
  }

  /** The files that were taken in with the content they have. */
  public List<LandingFile> taken(List<LandingFile> files) throws IOException {
    List<LandingFile> taken = new ArrayList<>();
    for (LandingFile file : files) {
      try {
        if (hasTaken(file)) {
          taken.add(file);
        }
      } catch (NoSuchFileException | AccessDeniedException unreadable) {
        continue;
      }
    }
    return taken;
  }

  /** Whether the file was taken in with the content it has. */
  public boolean hasTaken(LandingFile file) throws IOException {
    Long taken = numbers.get(file.name());
    return taken != null && taken == file.contentNumber();
  }

  /** The files that were taken in. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(numbers.keySet());
    names.removeIf(name -> numbers.getOrDefault(name, NOT_TAKEN) == NOT_TAKEN);
    return names;
  }

  /** What a commit must carry so that these files count as taken in, but for those left. */
  public static Map<String, Long> marks(Map<String, Long> ingested) {
    Map<String, Long> marks = new TreeMap<>();
    ingested.forEach((name, number) -> marks.put(PREFIX + name, number));
    marks.values().removeIf(number -> number == NOT_TAKEN);
    return marks;
  }

  /** Those of the files that changed while they were read, and are left for the next run. */
  public static Set<String> left(Map<String, Long> ingested) {
    Set<String> left = new TreeSet<>(ingested.keySet());
    left.removeIf(name -> ingested.getOrDefault(name, NOT_TAKEN) != NOT_TAKEN);
    return left;
  }

  /**
   * What a commit must carry that takes a table from one version's marks back to another's: files
   * that the older one had not taken in, or with another content, count as new again.
   */
  public static Map<String, Long> undone(Map<String, Long> now, Map<String, Long> then) {
    Map<String, Long> marks = new TreeMap<>();
    now.forEach(
        (mark, number) -> {
          long before = then.getOrDefault(mark, NOT_TAKEN);
          if (mark.startsWith(PREFIX) && before != number) {
            marks.put(mark, before);
          }
        });
    return marks;
  }

  /**
   * What it must carry for files to stay out that the older version had not taken in: nothing but
   * those that it had, and that count as new since.
   */
  public static Map<String, Long> kept(Map<String, Long> now, Map<String, Long> then) {
    Map<String, Long> marks = undone(now, then);
    marks.keySet().removeIf(mark -> now.getOrDefault(mark, NOT_TAKEN) != NOT_TAKEN);
    return marks;
  }

  /** The files that stay out of the older version then. */
  public static Set<String> leftOut(Map<String, Long> now, Map<String, Long> then) {
    Set<String> names = new TreeSet<>();
    undone(now, then).keySet().stream()
        .filter(mark -> now.getOrDefault(mark, NOT_TAKEN) != NOT_TAKEN)
        .forEach(mark -> names.add(mark.substring(PREFIX.length())));
    return names;
  }

  /** The files that some of a commit's application ids stand for. */
  public static Set<String> names(Set<String> applications) {
    Set<String> names = new TreeSet<>();
    applications.stream()
        .filter(mark -> mark.startsWith(PREFIX))
        .forEach(mark -> names.add(mark.substring(PREFIX.length())));
    return names;
  }

  /** What a commit must carry for these files to count as new again. */
  public static Map<String, Long> forgotten(Set<String> names) {
    Map<String, Long> marks = new TreeMap<>();
    names.forEach(name -> marks.put(PREFIX + name, NOT_TAKEN));
    return marks;
  }

  public static long number(String fingerprint) {
    return Hashing.sha256().hashString(fingerprint, StandardCharsets.UTF_8).asLong()
        & Long.MAX_VALUE;
  }
}
