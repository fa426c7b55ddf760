package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.literal;
import static io.lavra.table.duckdb.SqlText.literals;

import io.lavra.lake.io.PlacedOutput;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingText;
import io.lavra.source.SourceColumn;
import io.lavra.table.TableException;
import io.lavra.table.duckdb.DuckDb;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * JSON objects, one a line or in one document. {@code _offset} is the line, or the object's number
 * in its document. Keys the table does not know are kept as JSON in {@code _rescued}; where a key
 * occurs twice, the first value is read and the whole object is kept in {@code _rescued}.
 *
 * <p>DuckDB reads numbers as doubles. Most lines are plain ({@link JsonLine}) and lose nothing by
 * it; a file with others is read by way of {@link JsonNumbers}.
 */
final class JsonRecords implements RecordReader {
  /** Lines as text of one field: no JSON has this character outside its strings' escapes. */
  private static final FileFormat.Csv LINES =
      new FileFormat.Csv("\u0001", "", "UTF-8", 0, false, List.of("line"));

  /** How much of a document that cannot be read is kept. */
  private static final int KEPT = 1 << 20;

  /** The most bytes of an object in a document; DuckDB's reader reserves twice as much. */
  private static final long LARGEST = 64L << 20;

  private static final String NO_OBJECT = "not a JSON object";

  private final DuckDb duckDb;
  private final LandingFile file;
  private final Path local;
  private final boolean lines;
  private final List<SourceColumn> columns;
  private String mark = "";
  private String looked = "";
  private String objects = "";
  private boolean hasOtherKeys;

  JsonRecords(
      DuckDb duckDb, LandingFile file, Path local, boolean lines, List<SourceColumn> columns) {
    this.duckDb = duckDb;
    this.file = file;
    this.local = local;
    this.lines = lines;
    this.columns = columns;
  }

  @Override
  public long scan() throws IOException {
    return lines ? scanLines() : scanDocument();
  }

  private long scanLines() throws IOException {
    Sieve.Sifted whole = new Sieve.Sifted(local, 0, false, "\\n", 0, 0);
    try {
      look(textsOf(whole));
      if (duckDb.number("SELECT inexact FROM " + looked) == 0) {
        return keep(textsOf(whole));
      }
    } catch (TableException e) {
      requireBadInput(e);
      // DuckDB's reader gives up on a whole file where one line is wrong.
    }
    mark = JsonNumbers.newMark();
    Sieve sieve = new Sieve(duckDb, file.name(), LINES, 1, NO_OBJECT);
    Sieve.Sifted sifted = sieve.siftJson(local, mark);
    look(textsOf(sifted));
    return keep(textsOf(sifted)) + sifted.kept();
  }

  private static String textsOf(Sieve.Sifted sifted) {
    return "SELECT * FROM (SELECT %s, c0 AS line FROM %s) WHERE line IS NOT NULL"
        .formatted(sifted.number(), sifted.read(LINES, 1));
  }

  private long scanDocument() throws IOException {
    mark = JsonNumbers.newMark();
    Path marked = Files.createTempFile(duckDb.scratch(), "marked-", ".json");
    boolean json;
    String limit;
    try (OutputStream out = new BufferedOutputStream(PlacedOutput.open(marked), 1 << 16);
        JsonNumbers numbers = new JsonNumbers(out, mark)) {
      Files.copy(local, numbers);
      json = numbers.end();
      limit = numbers.limit();
    }
    if (!limit.isEmpty()) {
      keepDocument("not a JSON document that is read: " + limit);
      return 1;
    }
    try {
      if (json) {
        String objects = objectsOf(marked);
        look(objects);
        return keep(objects);
      }
    } catch (TableException e) {
      requireBadInput(e);
    }
    keepDocument("not a JSON document" + whyNot());
    return 1;
  }

  private static String objectsOf(Path document) throws IOException {
    return """
        SELECT row_number() OVER () AS _n, CAST(json AS VARCHAR) AS line FROM (
          SELECT unnest(CASE WHEN json_type(json) = 'ARRAY' THEN json_transform(json, '["JSON"]') ELSE [json] END) AS json
          FROM read_json_objects(%s, format = 'auto', maximum_object_size = %s))"""
        .formatted(literal(document.toString()), Math.min(LARGEST, Files.size(document) + 1));
  }

  /** What DuckDB says of the document as it came; nothing where only {@link JsonNumbers} minds. */
  private String whyNot() throws IOException {
    try {
      duckDb.number("SELECT count(*) FROM (" + objectsOf(local) + ")");
      return "";
    } catch (TableException e) {
      requireBadInput(e);
      return ": " + e.getMessage();
    }
  }

  /** A full disk or too little memory says nothing about the file. */
  private static void requireBadInput(TableException e) {
    if (!String.valueOf(e.getMessage()).startsWith("Invalid Input Error")) {
      throw e;
    }
  }

  /**
   * Looks at all texts in one pass: which are objects, whether they have other keys than the table,
   * and whether DuckDB reads something in them that is not as it is written.
   */
  private void look(String all) {
    looked = "looked_" + duckDb.number("SELECT nextval('pieces')");
    duckDb.execute(
        """
        CREATE TEMP TABLE %s AS
        SELECT count(*) AS records, count(*) FILTER (NOT plain AND k <> %s) AS others, %s AS inexact,
          list({'n': _n, 'line': line}) FILTER (NOT plain AND k IS NULL) AS broken
        FROM (SELECT *, CASE WHEN NOT plain AND json_valid(line) AND starts_with(ltrim(line), '{') THEN TRY(json_keys(line)) END AS k
          FROM (SELECT _n, line, %s AS plain FROM (%s)))"""
            .formatted(
                looked,
                known(),
                mark.isEmpty() ? JsonLine.inexact("NOT plain AND k IS NOT NULL") : "0",
                JsonLine.plain(sources()),
                all));
  }

  /** Keeps back what is no object, and counts all. */
  private long keep(String all) {
    duckDb.execute(
        "INSERT INTO kept_back SELECT %s, b.n, '%s', %s FROM (SELECT unnest(broken) AS b FROM %s)"
            .formatted(literal(file.name()), NO_OBJECT, written("b.line"), looked));
    objects =
        duckDb.number("SELECT count(broken) FROM " + looked) == 0
            ? all
            : "SELECT * FROM (%s) WHERE _n NOT IN (SELECT unnest(broken).n FROM %s)"
                .formatted(all, looked);
    hasOtherKeys = duckDb.number("SELECT others FROM " + looked) > 0;
    return duckDb.number("SELECT records FROM " + looked);
  }

  /** A value or text as it is written. */
  private String written(String value) {
    return mark.isEmpty() ? value : JsonNumbers.unmarked(value, mark);
  }

  private void keepDocument(String reason) throws IOException {
    try (InputStream in = Files.newInputStream(local);
        KeptBack keptBack = new KeptBack(duckDb, file.name())) {
      byte[] beginning = in.readNBytes(KEPT);
      keptBack.add(1, reason, LandingText.readable(beginning, 0, beginning.length));
    }
  }

  @Override
  public Optional<String> select() {
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "SELECT %s_n AS _offset, %s AS _rescued FROM (SELECT json_extract_string(line, %s) AS s, %s_n, line FROM (%s))"
                .formatted(
                    fields(),
                    hasOtherKeys ? written(rescued()) : "CAST(NULL AS VARCHAR)",
                    paths(),
                    hasOtherKeys ? "json_keys(line) AS k, " : "",
                    objects));
  }

  private String fields() {
    return IntStream.range(0, columns.size())
        .mapToObj(
            i ->
                "%s AS %s, "
                    .formatted(
                        written("s[%s]".formatted(i + 1)), identifier(columns.get(i).name())))
        .collect(Collectors.joining());
  }

  private String paths() {
    return "CAST("
        + literals(sources().stream().map(JsonRecords::pointer).toList())
        + " AS VARCHAR[])";
  }

  private static String pointer(String key) {
    return "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private List<String> sources() {
    return columns.stream().map(SourceColumn::source).toList();
  }

  private String known() {
    return "CAST(" + literals(sources()) + " AS VARCHAR[])";
  }

  private String rescued() {
    return """
        CASE WHEN k <> %1$s THEN CASE WHEN len(list_distinct(k)) < len(k) THEN line ELSE
          nullif(CAST(to_json(map_from_entries(list_transform(
            list_filter(k, lambda x: NOT list_contains(%1$s, x)),
            lambda x: struct_pack(k := x, v := json_extract(line, '/' || replace(replace(x, '~', '~0'), '/', '~1')))))) AS VARCHAR), '{}') END END"""
        .formatted(known());
  }
}
