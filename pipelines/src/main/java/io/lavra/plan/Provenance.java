package io.lavra.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.TableVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a version of a table was made from; kept as JSON with the commit.
 *
 * @param runId the run that published it
 * @param number the table's run number
 * @param definition a hash of the table's definition and of the code that matters
 * @param inputs the version of each table it was made from
 * @param source what a repository or document folder looked like; empty for others
 */
public record Provenance(
    @JsonProperty("run_id") String runId,
    @JsonProperty("number") long number,
    @JsonProperty("definition") String definition,
    @JsonProperty("inputs") Map<String, Long> inputs,
    @JsonProperty("source") String source) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  public Provenance {
    inputs = new TreeMap<>(inputs);
  }

  /** What a version says of itself; empty where another tool made it. */
  public static Optional<Provenance> of(TableVersion version) {
    return version.provenance().flatMap(Provenance::parse);
  }

  public static Optional<Provenance> parse(String json) {
    try {
      Provenance provenance = JSON.readValue(json, Provenance.class);
      return provenance.runId() == null ? Optional.empty() : Optional.of(provenance);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
