package io.lavra.table.duckdb;

import io.lavra.table.FailureReason;
import io.lavra.table.TableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** Starts DuckDB. Its library is native: the first start unpacks it to the temporary folder. */
final class Engine {
  /** Java tells only the first who asks why a class cannot be loaded. */
  private static volatile @Nullable TableException notLoaded;

  private Engine() {}

  /** Opens an empty database; throws {@link TableException} if the library cannot be loaded. */
  static Connection connect() throws SQLException {
    TableException known = notLoaded;
    if (known != null) {
      throw new TableException(String.valueOf(known.getMessage()), known);
    }
    try {
      // Not by DriverManager: it looks for drivers where the cluster's classes are, not the job's.
      return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    } catch (LinkageError e) {
      TableException failure = new TableException(FailureReason.of(e), e);
      notLoaded = failure;
      throw failure;
    }
  }
}
