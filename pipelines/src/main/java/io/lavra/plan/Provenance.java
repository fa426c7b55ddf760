package io.lavra.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.delta.TableVersion;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a table was made from; kept as JSON with the commit.
 *
 * @param runId the run that published it
 * @param number the table's run number
 * @param definition a hash of the table's definition and of the code that matters
 * @param inputs the version of each table it was made from
 * @param tables the id of each of these tables, which one made anew does not have; null where that
 *     is not known
 * @param source what a repository or document folder looked like; empty for others
 * @param date the run's logical date
 * @param since the version whose build made all rows anew, to which later ones only added; null
 *     where that is not known
 * @param reread landing files that were read again, each with the version from which on the lines
 *     of it that are kept back count; null for none
 * @param replaced where somebody has put this version back: what the table would have to be made
 *     from for it to count as out of date; null for a version that a run made
 */
public record Provenance(
    @JsonProperty("run_id") String runId,
    @JsonProperty("number") long number,
    @JsonProperty("definition") String definition,
    @JsonProperty("inputs") Map<String, Long> inputs,
    @JsonProperty("tables") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, String> tables,
    @JsonProperty("source") String source,
    @JsonProperty("date") @Nullable String date,
    @JsonProperty("since") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long since,
    @JsonProperty("reread") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, Long> reread,
    @JsonProperty("replaced") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Provenance replaced) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  public Provenance {
    inputs = new TreeMap<>(inputs);
  }

  public Optional<LocalDate> logicalDate() {
    return Optional.ofNullable(date).map(LocalDate::parse);
  }

  /** What a definition and inputs are compared with to see whether the table is up to date. */
  public Provenance current() {
    return replaced == null ? this : replaced;
  }

  /** Whether an input is still the table that it was, whatever its version. */
  public boolean isMadeFrom(String input, TableVersion now) {
    String id = tables == null ? null : tables.get(input);
    return id == null || id.equals(now.id());
  }

  /** The ids of tables, by name. */
  public static Map<String, String> ids(Map<String, TableVersion> tables) {
    Map<String, String> ids = new TreeMap<>();
    tables.forEach((name, version) -> ids.put(name, version.id()));
    return ids;
  }

  /** Of a version put back: it stays until the definition or one of these inputs changes. */
  public Provenance inPlaceOf(
      Provenance newest, Map<String, Long> inputs, Map<String, TableVersion> tables) {
    Provenance stays =
        new Provenance(
            newest.runId,
            newest.number,
            newest.definition,
            inputs,
            ids(tables),
            newest.source,
            newest.date,
            newest.since,
            newest.reread,
            null);
    return new Provenance(
        runId, number, definition, this.inputs, this.tables, source, date, since, reread, stays);
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
