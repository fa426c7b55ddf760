package io.lavra.embed;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The elements of {@code embed}: {@value #SIZE} rows each, as parallel arrays, because an element
 * costs Beam milliseconds. Rows are dealt by their text's hash: equal texts meet in one batch, and
 * texts that are new spread over all of them.
 */
final class EmbedBatches {
  static final int SIZE = 32;
  static final String HASHES = "lavra_hashes";
  static final String TEXTS = "lavra_texts";
  static final String KNOWN = "lavra_known";

  private EmbedBatches() {}

  /** A batch's columns: the ids, the hashes, the texts still to embed, the known embeddings. */
  static TableSchema elements(List<Column> ids) {
    List<Column> columns = new ArrayList<>();
    for (Column id : ids) {
      columns.add(new Column(id.name(), ColumnType.arrayOf(id.type()), "", id.personal()));
    }
    columns.add(new Column(HASHES, ColumnType.arrayOf(ColumnType.STRING)));
    columns.add(new Column(TEXTS, ColumnType.arrayOf(ColumnType.STRING)));
    columns.add(new Column(KNOWN, ColumnType.arrayOf(ColumnType.arrayOf(ColumnType.FLOAT))));
    return new TableSchema(columns);
  }

  static String select(List<String> ids, String text, boolean reuse) {
    String order = "lavra_hash, " + quoted(ids, "%s");
    return """
    WITH texts AS (SELECT %1$s, coalesce(CAST(%2$s AS VARCHAR), '') AS lavra_text FROM "text"),
    hashed AS (SELECT *, sha256(lavra_text) AS lavra_hash FROM texts),
    known AS (%3$s),
    dealt AS (
      SELECT *, (row_number() OVER (ORDER BY %4$s) - 1) // %5$s AS lavra_batch
      FROM hashed LEFT JOIN known USING (lavra_hash))
    SELECT %6$s,
      list(lavra_hash ORDER BY %4$s) AS lavra_hashes,
      list(CASE WHEN lavra_vector IS NULL THEN lavra_text END ORDER BY %4$s) AS lavra_texts,
      list(lavra_vector ORDER BY %4$s) AS lavra_known
    FROM dealt GROUP BY lavra_batch"""
        .formatted(
            quoted(ids, "%s"),
            quote(text),
            reuse ? KNOWN_BEFORE : NOTHING_KNOWN,
            order,
            SIZE,
            quoted(ids, "list(%1$s ORDER BY " + order.replace("%", "%%") + ") AS %1$s"));
  }

  private static final String KNOWN_BEFORE =
      """
      SELECT text_hash AS lavra_hash, any_value(embedding) AS lavra_vector
      FROM previous WHERE model_hash = '%s' GROUP BY text_hash"""
          .formatted(MiniLm.HASH);

  private static final String NOTHING_KNOWN =
      "SELECT '' AS lavra_hash, NULL::FLOAT[] AS lavra_vector WHERE false";

  private static String quoted(List<String> names, String form) {
    return names.stream()
        .map(name -> form.formatted(quote(name)))
        .collect(Collectors.joining(", "));
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
