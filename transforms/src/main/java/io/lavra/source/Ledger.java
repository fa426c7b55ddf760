package io.lavra.source;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private static final long NOT_TAKEN = -1;

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

  /** The files that are new, or whose content has changed since they were taken in. */
  public List<LandingFile> notTaken(List<LandingFile> files) throws IOException {
    List<LandingFile> open = new ArrayList<>();
    for (LandingFile file : files) {
      Long taken = numbers.get(file.name());
      if (taken == null || taken != file.contentNumber()) {
        open.add(file);
      }
    }
    return open;
  }

  /** The files that were taken in. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(numbers.keySet());
    names.removeIf(name -> numbers.getOrDefault(name, NOT_TAKEN) == NOT_TAKEN);
    return names;
  }

  /** What a commit must carry so that these files count as taken in. */
  public static Map<String, Long> marks(Map<String, Long> ingested) {
    Map<String, Long> marks = new TreeMap<>();
    ingested.forEach((name, number) -> marks.put(PREFIX + name, number));
    return marks;
  }

  /**
   * What a commit must carry that takes a table from one version's marks back to another's: files
   * that the older one had not taken in count as new again.
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

  static long number(String fingerprint) {
    return Hashing.sha256().hashString(fingerprint, StandardCharsets.UTF_8).asLong()
        & Long.MAX_VALUE;
  }
}
