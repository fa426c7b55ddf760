package io.lavra.source;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.literal;
import static io.lavra.table.SqlText.literals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lavra.table.DuckDb;
import io.lavra.table.TableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * JSON objects, one a line or in one document. {@code _offset} is the line, or the object's number
 * in its document. Keys the table does not know are kept as JSON in {@code _rescued}.
 */
final class JsonRecords implements RecordReader {
  private final DuckDb duckDb;
  private final LandingFile file;
  private final Path local;
  private final boolean lines;
  private final List<SourceColumn> columns;
  private long rejected;
  private long broken;
  private boolean unreadable;

  JsonRecords(
      DuckDb duckDb, LandingFile file, Path local, boolean lines, List<SourceColumn> columns) {
    this.duckDb = duckDb;
    this.file = file;
    this.local = local;
    this.lines = lines;
    this.columns = columns;
  }

  @Override
  public long scan() {
    return lines ? scanLines() : scanDocument();
  }

  private long scanLines() {
    String rejects = RejectTables.fresh(duckDb);
    String text = readLines(", store_rejects = true" + RejectTables.options(rejects));
    duckDb.execute(
        """
        CREATE OR REPLACE TEMP TABLE broken AS
        SELECT _n, line FROM (SELECT row_number() OVER () AS _n, line FROM %s)
        WHERE trim(line) <> '' AND NOT %s"""
            .formatted(text, isObject("line")));
    rejected = RejectTables.keep(duckDb, rejects, file.name());
    broken = duckDb.number("SELECT count(*) FROM broken");
    long blankOrGood =
        duckDb.number(
            "SELECT count(*) FROM "
                + readLines(rejected == 0 ? "" : ", ignore_errors = true")
                + " WHERE trim(line) <> ''");
    keepBroken();
    return blankOrGood + rejected;
  }

  private void keepBroken() {
    if (broken > 0) {
      duckDb.execute(
          "INSERT INTO kept_back SELECT %s, %s, 'not a JSON object', line FROM broken r %s"
              .formatted(
                  literal(file.name()),
                  RejectTables.line(file.name(), 0, rejected),
                  RejectTables.join(file.name(), 0, rejected)));
    }
  }

  private long scanDocument() {
    try {
      return duckDb.number("SELECT count(*) FROM " + readObjects());
    } catch (TableException e) {
      unreadable = true;
      duckDb.execute(
          "INSERT INTO kept_back SELECT %s, 1, %s, left(content, 1048576) FROM read_text(%s)"
              .formatted(
                  literal(file.name()),
                  literal("not a JSON document: " + e.getMessage()),
                  literal(local.toString())));
      return 1;
    }
  }

  @Override
  public Optional<String> select() {
    if (unreadable) {
      return Optional.empty();
    }
    String source =
        lines
            ? goodLines()
            : "SELECT row_number() OVER () AS _offset, json AS line FROM " + readObjects();
    String fields =
        columns.stream()
            .map(column -> "s." + identifier(column.source()) + " AS " + identifier(column.name()))
            .collect(Collectors.joining(", "));
    String rescued =
        "CASE WHEN json_keys(line) <> %1$s THEN %2$s END".formatted(literals(sources()), rescued());
    return Optional.of(
        "SELECT %s, _offset, _rescued FROM (SELECT json_transform(line, %s) AS s, _offset, %s AS _rescued FROM (%s))"
            .formatted(fields, literal(structure()), rescued, source));
  }

  private String goodLines() {
    String options = rejected == 0 ? "" : ", ignore_errors = true";
    String numbered = "SELECT row_number() OVER () AS _n, line FROM " + readLines(options);
    String whole =
        broken == 0 ? "" : " AND r._n NOT IN (SELECT _n FROM broken_%s)".formatted(brokenCopy());
    return "SELECT %s AS _offset, line FROM (%s) r %s WHERE trim(line) <> ''%s"
        .formatted(
            RejectTables.line(file.name(), 0, rejected),
            numbered,
            RejectTables.join(file.name(), 0, rejected),
            whole);
  }

  /**
   * The numbers of the broken lines, under a name of this file's own: the statement runs after all
   * files are scanned.
   */
  private long brokenCopy() {
    long number = duckDb.number("SELECT nextval('reject_tables')");
    duckDb.execute("CREATE TEMP TABLE broken_%d AS SELECT _n FROM broken".formatted(number));
    return number;
  }

  private List<String> sources() {
    return columns.stream().map(SourceColumn::source).toList();
  }

  private String structure() {
    ObjectNode structure = new ObjectMapper().createObjectNode();
    sources().forEach(source -> structure.put(source, "VARCHAR"));
    return structure.toString();
  }

  private String rescued() {
    return """
        nullif(CAST(to_json(map_from_entries(list_transform(
          list_filter(json_keys(line), lambda k: NOT list_contains(%s, k)),
          lambda k: struct_pack(k := k, v := json_extract(line, '/' || replace(replace(k, '~', '~0'), '/', '~1')))))) AS VARCHAR), '{}')"""
        .formatted(literals(sources()));
  }

  private static String isObject(String text) {
    return "CASE WHEN json_valid(%1$s) THEN json_type(%1$s) = 'OBJECT' ELSE false END"
        .formatted(text);
  }

  private String readLines(String options) {
    return "read_csv(%s, columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false, auto_detect = false, max_line_size = 16777216%s)"
        .formatted(literal(local.toString()), options);
  }

  private String readObjects() {
    return "read_json_objects(%s, format = 'auto', maximum_object_size = 268435456)"
        .formatted(literal(local.toString()));
  }
}
