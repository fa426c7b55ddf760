package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.literal;
import static io.lavra.table.duckdb.SqlText.literals;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.TableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded DuckDB for one step: bounded memory, spilling to a scratch folder of its own with a
 * cap. Statements can write to that folder alone, and read besides it only the files that it was
 * opened with. Extensions cannot be loaded and no statement can change these settings.
 */
public final class DuckDb implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDb.class);

  private final Connection connection;
  private final ScratchFolder scratch;
  private final List<InputFile> inputs;
  private final long copiesLimit;
  private final EngineFailures failures;
  private final FetchedFiles fetched = new FetchedFiles();
  private long copied;

  private DuckDb(
      Connection connection,
      ScratchFolder scratch,
      List<InputFile> inputs,
      EngineSettings settings) {
    this.connection = connection;
    this.scratch = scratch;
    this.inputs = inputs;
    this.copiesLimit = (long) settings.scratchMegabytes() << 20;
    this.failures = new EngineFailures(settings);
  }

  /**
   * Opens an empty database.
   *
   * @param threads how many threads a statement may use
   * @param tables whose files statements may read
   */
  public static DuckDb open(EngineSettings settings, int threads, Collection<Shard> tables) {
    return open(settings, threads, tables, List.of());
  }

  /**
   * The same.
   *
   * @param landing further files that statements may read
   */
  public static DuckDb open(
      EngineSettings settings, int threads, Collection<Shard> tables, Collection<Path> landing) {
    return new Opening(settings, threads, tables, landing, List.of()).open();
  }

  /**
   * The same, for statements with expressions for each of many columns. DuckDB does not look for
   * common ones among them, which takes time with the square of their number: 40 s at a thousand
   * columns.
   */
  public static DuckDb openForColumns(
      EngineSettings settings, int threads, Collection<Shard> tables) {
    List<String> first = List.of("SET disabled_optimizers = 'common_subexpressions'");
    return new Opening(settings, threads, tables, List.of(), first).open();
  }

  /**
   * A database for looking at statements, without data or files. Its errors are JSON that tells
   * their place, see {@link SqlException}.
   */
  public static DuckDb withoutFiles() {
    EngineSettings settings = new EngineSettings(512, 1, 1, "", 100, "UTC");
    List<String> first = List.of("SET errors_as_json = true");
    return new Opening(settings, 1, List.of(), List.of(), first).open();
  }

  /** A folder of this step's own, removed when it closes. */
  public Path scratch() {
    return scratch.path();
  }

  /**
   * A table's file on this machine: itself where it is local, else a copy in the step's scratch
   * folder. Throws {@link TableException} where copies would take more than they may, or the file
   * is not the one that the log names.
   */
  Path fetch(Shard shard, DataFile file) throws IOException {
    Location table = shard.folder();
    if (!table.isLocal()) {
      copied += file.bytes();
      if (copied > copiesLimit) {
        throw new TableException(
            "%s needs more than %s MB of scratch for copies of its inputs. Allow more with --set scratch-limit=MEGABYTES, or keep the tables on this machine."
                .formatted(table.uri(), copiesLimit >> 20));
      }
    }
    return fetched.fetch(shard, file, scratch.path());
  }

  /** Runs a statement; throws {@link TableException} with DuckDB's message. */
  public void execute(String sql) {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      log(start, sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Makes a view of a table's rows.
   *
   * @param withFile whether to add {@code _file}, the file's path in the table
   */
  public void createView(String name, Shard rows, boolean withFile) throws IOException {
    execute(
        "CREATE VIEW %s AS %s"
            .formatted(SqlText.identifier(name), Relation.select(rows, this, withFile)));
  }

  /** The one number a statement gives. */
  public long number(String sql) {
    String text = text(sql);
    return text == null ? 0 : Long.parseLong(text);
  }

  /** The one value a statement gives, as text. */
  public @Nullable String text(String sql) {
    List<List<@Nullable Object>> rows = rows(sql);
    if (rows.isEmpty() || rows.get(0).get(0) == null) {
      return null;
    }
    return String.valueOf(rows.get(0).get(0));
  }

  /** All rows of a small result. */
  public List<List<@Nullable Object>> rows(String sql) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    forEach(sql, rows::add);
    return rows;
  }

  /** Streams a result's rows. */
  public void forEach(String sql, RowConsumer consumer) {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
          row.add(plain(result.getObject(i)));
        }
        consumer.accept(row);
      }
      log(start, sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** DuckDB repeats the input it stumbles over, however long. */
  private TableException failed(SQLException e) {
    String message =
        EngineFailures.unwrapped(String.valueOf(e.getMessage()))
            .lines()
            .map(line -> line.length() > 500 ? line.substring(0, 500) + "…" : line)
            .collect(Collectors.joining("\n"));
    if (EngineFailures.isOfTheMachine(message)) {
      return failures.of(message, e);
    }
    return fetched.blamed(message, e).orElseGet(() -> failures.of(message, e));
  }

  private static void log(long start, String sql) {
    if (LOG.isTraceEnabled()) {
      LOG.trace("{} ms: {}", (System.nanoTime() - start) / 1_000_000, sql);
    }
  }

  /** Lists as Java lists, blobs as bytes. */
  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    if (value instanceof Array array) {
      List<@Nullable Object> items = new ArrayList<>();
      for (Object item : (Object[]) array.getArray()) {
        items.add(plain(item));
      }
      return items;
    }
    return value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
  }

  /** Takes one row's values, in the order of the columns. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(List<@Nullable Object> row);
  }

  @Override
  public void close() {
    try (scratch) {
      connection.close();
      for (InputFile input : inputs) {
        input.requireUntouched();
      }
    } catch (SQLException e) {
      throw failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a database is opened with.
   *
   * @param first statements that come before its settings are locked
   */
  private record Opening(
      EngineSettings settings,
      int threads,
      Collection<Shard> tables,
      Collection<Path> landing,
      List<String> first) {
    DuckDb open() {
      try {
        ScratchFolder scratch = ScratchFolder.below(Path.of(settings.scratch()));
        try {
          return connect(scratch);
        } catch (RuntimeException | IOException | SQLException e) {
          scratch.close();
          throw e;
        }
      } catch (SQLException e) {
        throw new TableException("DuckDB does not start: " + e.getMessage(), e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private DuckDb connect(ScratchFolder scratch) throws SQLException, IOException {
      List<InputFile> inputs = InputFile.of(tables);
      Connection connection = Engine.connect();
      DuckDb duckDb = new DuckDb(connection, scratch, inputs, settings);
      try {
        first.forEach(duckDb::execute);
        confine(duckDb, readable(inputs));
        return duckDb;
      } catch (RuntimeException | IOException e) {
        connection.close();
        throw e;
      }
    }

    /** A file behind a link is judged by its own path. */
    private List<String> readable(List<InputFile> inputs) throws IOException {
      Set<String> paths = new TreeSet<>();
      for (Path file :
          Stream.concat(landing.stream(), inputs.stream().map(InputFile::path)).toList()) {
        paths.add(file.toAbsolutePath().normalize().toString());
        if (Files.exists(file)) {
          paths.add(file.toRealPath().toString());
        }
      }
      return List.copyOf(paths);
    }

    private void confine(DuckDb duckDb, List<String> readable) {
      String scratch = duckDb.scratch().toString();
      duckDb.execute("SET memory_limit = '%sMB'".formatted(settings.megabytesPerSlot()));
      duckDb.execute("SET threads = %s".formatted(threads));
      duckDb.execute("SET temp_directory = " + literal(scratch + "/spill"));
      duckDb.execute("SET max_temp_directory_size = '%sMB'".formatted(settings.scratchMegabytes()));
      duckDb.execute("SET TimeZone = " + literal(settings.timezone()));
      duckDb.execute("SET preserve_insertion_order = false");
      duckDb.execute("SET allowed_directories = " + literals(List.of(scratch + "/")));
      duckDb.execute("SET allowed_paths = " + literals(readable));
      duckDb.execute("SET enable_external_access = false");
      duckDb.execute("SET lock_configuration = true");
    }
  }
}
