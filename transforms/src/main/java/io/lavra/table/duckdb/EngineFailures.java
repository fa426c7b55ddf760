package io.lavra.table.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.io.IoFailure;
import io.lavra.table.EngineSettings;
import io.lavra.table.StepMemoryException;
import io.lavra.table.TableException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB says of the machine, in the words of Lavra: its own tell of settings that no user of
 * Lavra can reach.
 */
record EngineFailures(EngineSettings settings) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILES = "IO Error: ";
  private static final String MEMORY = "Out of Memory Error: ";

  /** A failure of one of its threads comes as JSON within a sentence. */
  private static final Pattern WITHIN =
      Pattern.compile("(?s).+?: (\\{\"exception_type\":.*\\})\\s*");

  private static final Pattern NEEDED = Pattern.compile("of size ([0-9.]+) ([KMGT]?)i?B");

  /** The message without what is wrapped around it. */
  static String unwrapped(String message) {
    Matcher within = WITHIN.matcher(message);
    if (!within.matches()) {
      return message;
    }
    try {
      JsonNode inner = JSON.readTree(within.group(1));
      return "%s Error: %s"
          .formatted(
              inner.path("exception_type").asText(), inner.path("exception_message").asText());
    } catch (JsonProcessingException e) {
      return message;
    }
  }

  /** Whether it is the machine that failed, and no file is to blame. */
  static boolean isOfTheMachine(String message) {
    return message.startsWith(FILES) && IoFailure.isOfTheMachine(message);
  }

  /** The failure to raise where it is one of the machine; else it has DuckDB's words. */
  TableException of(String message, SQLException cause) {
    if (message.startsWith(MEMORY)) {
      String words =
          message.contains("max_temp_directory_size") ? scratch(message) : memory(message);
      return new StepMemoryException(words, cause);
    }
    // All else may repeat what the user wrote.
    return new TableException(
        message.startsWith(FILES) ? IoFailure.withRemedy(message) : message, cause);
  }

  private String memory(String message) {
    boolean shared = settings.slots() > 1;
    return "memory is full: a step may use %s MB%s. Allow more with --set memory=MEGABYTES (now %s%s)%s."
        .formatted(
            settings.megabytesPerSlot(),
            needed(message),
            settings.memoryMegabytes(),
            shared ? ", shared by %s steps".formatted(settings.slots()) : "",
            shared ? ", or let fewer share it with --set parallelism=1" : "");
  }

  private String scratch(String message) {
    return "the limit of scratch is reached: a step may spill %s MB to %s%s. Allow more with --set scratch-limit=MEGABYTES, or memory to do without it with --set memory=MEGABYTES (now %s)."
        .formatted(
            settings.scratchMegabytes(),
            settings.scratch(),
            needed(message),
            settings.memoryMegabytes());
  }

  private static String needed(String message) {
    Matcher size = NEEDED.matcher(message);
    return size.find()
        ? ", and needs %s %sB more".formatted(size.group(1), size.group(2).toUpperCase(Locale.ROOT))
        : "";
  }
}
