package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.identifiers;

import com.google.common.io.BaseEncoding;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.PartitionFolder;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Partition values on their way through the folders that DuckDB writes. A value is serialized from
 * its type as Delta's protocol says ("Partition Value Serialization": instants as {@code
 * 2024-01-02T10:00:00.000000Z}), and stands in scratch as hexadecimal digits, in several folders if
 * it is long: no value can be taken for another, for null, or for a path.
 *
 * @param columns the partition columns, in order
 */
record PartitionKeys(List<Column> columns) {
  /** Digits in a folder's name. */
  private static final int DIGITS = 200;

  /** Folders for a text: enough for more than a folder of the table may be named. */
  private static final int FOLDERS = 3;

  private static final String NULL = "null";

  private static final Pattern PLAIN_YEAR =
      Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+Z)?");

  /** The most partitions of one write. */
  private static final int MOST = 5_000;

  static PartitionKeys of(TableSchema schema, List<String> partitionBy) {
    return new PartitionKeys(
        partitionBy.stream().map(name -> schema.column(name).orElseThrow()).toList());
  }

  /** The rows of a relation with keys in place of the partition columns. */
  String select(String relation) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (int part = 0; part < folders(columns.get(i)); part++) {
        keys.add(key(columns.get(i), part) + " AS " + identifier(name(i, part)));
      }
    }
    return "SELECT * EXCLUDE (%s), %s FROM (%s)"
        .formatted(
            identifiers(columns.stream().map(Column::name).toList()),
            String.join(", ", keys),
            relation);
  }

  /** The columns that {@link #select} adds. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (int part = 0; part < folders(columns.get(i)); part++) {
        names.add(name(i, part));
      }
    }
    return names;
  }

  private static String name(int column, int part) {
    return "_lavra_p%s_%s".formatted(column, part);
  }

  private static int folders(Column column) {
    return column.type().equals(ColumnType.STRING) ? FOLDERS : 1;
  }

  private static String key(Column column, int part) {
    String text = serialized(column);
    return "CASE WHEN %s IS NULL THEN '%s' ELSE 'x' || substr(hex(encode(%s)), %s, %s) END"
        .formatted(identifier(column.name()), NULL, text, part * DIGITS + 1, DIGITS);
  }

  private static String serialized(Column column) {
    String name = identifier(column.name());
    return switch (column.type().text()) {
      case "string" -> name;
      case "timestamp" ->
          "strftime(timezone('UTC', %s), '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')".formatted(name);
      default -> "CAST(%s AS VARCHAR)".formatted(name);
    };
  }

  /**
   * The values of a partition, as {@link io.lavra.lake.DataFile#partition} has them.
   *
   * @param folder as DuckDB wrote it, below its target
   * @throws TableException if a value cannot be kept
   */
  Map<String, String> values(Path folder) {
    Map<String, String> values = new TreeMap<>();
    int at = 0;
    for (Column column : columns) {
      StringBuilder digits = new StringBuilder();
      boolean known = true;
      for (int part = 0; part < folders(column); part++) {
        String step = folder.getName(at++).toString();
        String digitsHere = step.substring(step.indexOf('=') + 1);
        known = !digitsHere.equals(NULL);
        digits.append(known ? digitsHere.substring(1) : "");
      }
      byte[] text = BaseEncoding.base16().decode(digits);
      values.put(
          column.name(), known ? kept(column, new String(text, StandardCharsets.UTF_8)) : "");
    }
    return values;
  }

  private static String kept(Column column, String value) {
    if (value.isEmpty()) {
      throw refused(column, "an empty text, which Delta cannot tell from null. Write null for it");
    }
    if (value.equals(PartitionFolder.NULL)) {
      throw refused(
          column, "the text %s, which readers take for null. Write null for it".formatted(value));
    }
    if (value.indexOf('\0') >= 0) {
      throw refused(column, "a text with the character NUL, which no folder can have. Remove it");
    }
    if (isTime(column.type()) && !PLAIN_YEAR.matcher(value).matches()) {
      throw refused(
          column,
          "a time outside the years 1 to 9999, which readers do not know. Write null for it");
    }
    if (!PartitionFolder.isShortEnough(column.name(), value)) {
      throw refused(
          column,
          "a text that no folder can be named after, since it is too long: \"%s…\". Shorten it"
              .formatted(
                  column.personal() ? "" : value.substring(0, value.offsetByCodePoints(0, 20))));
    }
    return value;
  }

  private static boolean isTime(ColumnType type) {
    return type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
  }

  private static TableException refused(Column column, String what) {
    return new TableException(
        "partition-by: the column \"%s\" has %s, or partition by another column."
            .formatted(column.name(), what));
  }

  /** Says that a table falls into too many pieces to be read with any speed. */
  static void requireFew(int partitions) {
    if (partitions > MOST) {
      throw new TableException(
          "partition-by: the rows fall into %s partitions, and at most %s can be written at once. Partition by a coarser column, or use cluster-by."
              .formatted(partitions, MOST));
    }
  }
}
