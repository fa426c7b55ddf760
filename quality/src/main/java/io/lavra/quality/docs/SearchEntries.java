package io.lavra.quality.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the search box finds: tables and columns. A script, because a page in a file reads none. */
final class SearchEntries {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private SearchEntries() {}

  static String script(LakeDocs lake) {
    List<Map<String, String>> entries = new ArrayList<>();
    for (TableDocs table : lake.tables()) {
      String page = FileNames.table(table.name());
      entries.add(entry(table.name(), "table", table.description(), page));
      int number = 0;
      for (ColumnDocs column : table.columns()) {
        number++;
        if (!column.added()) {
          entries.add(
              entry(
                  column.name(),
                  "column of " + table.name(),
                  column.description(),
                  page + "#c" + number));
        }
      }
    }
    try {
      return "window.lavraEntries = " + JSON.writeValueAsString(entries) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> entry(String name, String kind, String words, String page) {
    Map<String, String> entry = new TreeMap<>();
    entry.put("n", Shown.show(name));
    entry.put("k", Shown.show(kind));
    entry.put("d", Shown.show(words));
    entry.put("u", page);
    return entry;
  }
}
