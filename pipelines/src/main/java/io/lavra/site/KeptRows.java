package io.lavra.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.project.Conform;
import io.lavra.project.Table;
import io.lavra.quality.docs.Example;
import io.lavra.quality.docs.TableDocs.Kept;
import io.lavra.site.Records.KeptBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows kept back, by reason, without what is personal. */
record KeptRows(Table table, PersonalColumns personal) {
  private static final ObjectMapper JSON = new ObjectMapper();

  List<Kept> of(List<KeptBack> rows) {
    Map<String, List<KeptBack>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.group(), g -> new ArrayList<>()).add(row));
    List<Kept> kept = new ArrayList<>();
    groups.forEach(
        (alike, some) -> {
          KeptBack first = some.get(0);
          boolean one = some.stream().allMatch(row -> row.reason().equals(first.reason()));
          String reason = one && !mayTell() ? first.reason() : alike;
          kept.add(new Kept(reason, first.rows(), some.stream().map(this::example).toList()));
        });
    return kept;
  }

  /** Whether a reason may quote a personal value. */
  private boolean mayTell() {
    return personal.isIn(table.name()) || personal.isIn(source());
  }

  /** The table whose columns the rows have. */
  private String source() {
    return table.definition() instanceof Conform conform ? conform.from() : table.name();
  }

  private Example example(KeptBack row) {
    String place = row.source() + (row.offset().isEmpty() ? "" : ":" + row.offset());
    return new Example(place, cells(row.raw()));
  }

  /** Columns where the row has any; otherwise the line, which is hidden whole. */
  private List<Example.Cell> cells(String raw) {
    if (table.definition() instanceof Conform) {
      try {
        JsonNode row = JSON.readTree(raw);
        if (row.isObject()) {
          List<Example.Cell> cells = new ArrayList<>();
          row.fields().forEachRemaining(f -> cells.add(cell(f.getKey(), f.getValue())));
          return cells;
        }
      } catch (JsonProcessingException e) {
        // Cut off, or not written as columns: it is shown, or hidden, as one.
      }
    }
    return List.of(mayTell() ? Example.Cell.hidden("row") : Example.Cell.of("row", raw));
  }

  private Example.Cell cell(String name, JsonNode value) {
    boolean hidden =
        personal.contains(source(), name)
            || personal.contains(table.name(), name)
            || table.columns().stream()
                .anyMatch(spec -> spec.personal() && spec.from().equalsIgnoreCase(name));
    return hidden
        ? Example.Cell.hidden(name)
        : Example.Cell.of(name, value.isNull() ? "null" : value.asText(value.toString()));
  }
}
