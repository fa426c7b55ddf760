package io.lavra.lake.delta;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.NoSuchVersionException;
import io.lavra.lake.UnusableTable;
import io.lavra.lake.io.IoFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One factory for each way in which a table cannot do what was asked. */
final class LakeErrors {
  private LakeErrors() {}

  static UnusableTable damaged(Location table, String problem, Throwable cause) {
    return UnusableTable.damaged(table, problem, cause);
  }

  static LakeException unreadable(Location table, String reason, Throwable cause) {
    return new LakeException(
        "The Delta table at %s cannot be read: %s. Rewrite it with the tool that made it, as reader version 1 with plain columns."
            .formatted(table.uri(), withoutFullStop(reason)),
        cause);
  }

  static UnusableTable needsMore(Location table, Optional<Protocol> protocol, String use) {
    String asked =
        protocol
            .map(
                needs ->
                    "reader version %s and writer version %s%s"
                        .formatted(needs.reader(), needs.writer(), features(needs)))
            .orElse("a newer protocol, told only in its checkpoint");
    return UnusableTable.needsMore(
        table,
        "The Delta table at %s needs %s; Lavra can %s tables up to reader version 1 and writer version 2. Nothing was written. Drop these features with the tool that made the table, or rewrite it without them."
            .formatted(table.uri(), asked, use));
  }

  static LakeException missingFile(Location table, String path, Throwable cause) {
    return new LakeException(
        "The Delta table at %s names the file \"%s\", which is not there, and does not say how many rows it had. Restore the file, or remove it with the tool that wrote the table."
            .formatted(table.uri(), path),
        cause);
  }

  static LakeException noTable(Location table) {
    return new LakeException(
        "There is no Delta table at %s. Check the location, or publish a first version."
            .formatted(table.uri()));
  }

  static NoSuchVersionException noVersion(Location table, long version, DeltaLogFolder log) {
    return new NoSuchVersionException(
        "The table at %s has no version %s: versions %s to %s can be read."
            .formatted(table.uri(), version, log.earliest(), log.latest()));
  }

  static NoSuchVersionException tooEarly(
      Location table, Instant instant, Instant first, Instant last) {
    return new NoSuchVersionException(
        "The table at %s has no version as early as %s: its versions were written from %s to %s."
            .formatted(table.uri(), instant, first, last));
  }

  static LakeException failed(Location table, IOException cause) {
    return new LakeException(
        "The table at %s cannot be reached: %s. Check the storage and run again."
            .formatted(table.uri(), withoutFullStop(IoFailure.words(cause))),
        cause);
  }

  static LakeException unknownBase(Location table, long base, String there) {
    return new LakeException(
        "A change computed from version %s of the table at %s does not fit: %s. Compute it again from the version that is there."
            .formatted(base, table.uri(), there));
  }

  static LakeException refusedChange(Location table, String reason) {
    return new LakeException(
        "The table at %s cannot take this change: %s".formatted(table.uri(), reason));
  }

  static LakeException filesGone(Location table, long version, List<String> missing) {
    return new LakeException(
        "The table at %s cannot go back to version %s: %s of its files are gone, among them %s. Restore a later version, or bring the files back."
            .formatted(table.uri(), version, missing.size(), String.join(", ", first(missing))));
  }

  static LakeException outcomeUnknown(
      Location table, long version, Commit commit, Exception cause) {
    return new LakeException(
        "Version %s of the table at %s could not be written: %s. It was not in the log when this was last checked. Keep the staged files and run again: number %s of %s is never published twice."
            .formatted(
                version,
                table.uri(),
                withoutFullStop(String.valueOf(cause.getMessage())),
                commit.number(),
                commit.appender()),
        cause);
  }

  static LakeException tooBusy(Location table, int attempts) {
    return new LakeException(
        "The table at %s has so many writers that %s attempts to append all came second. Nothing was written. Run again when fewer write."
            .formatted(table.uri(), attempts));
  }

  private static String features(Protocol needs) {
    return needs.features().isEmpty() ? "" : " (" + String.join(", ", needs.features()) + ")";
  }

  private static List<String> first(List<String> names) {
    return names.subList(0, Math.min(5, names.size()));
  }

  /** Another's message, as the end of a sentence of ours. */
  static String clause(String sentence) {
    return withoutFullStop(sentence);
  }

  private static String withoutFullStop(String sentence) {
    String line = sentence.strip().replaceAll("\\s+", " ");
    return line.replaceAll("[.?]+$", "");
  }
}
