package io.lavra.quality;

import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Scan;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A DuckDB with a relation {@code staged}: takes a suite's measures as a run would. */
public final class Staged implements AutoCloseable {
  private final Connection connection;

  public Staged(String... statements) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("SET TimeZone='UTC'");
    for (String statement : statements) {
      run(statement);
    }
  }

  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public Verdict judge(Suite suite) throws SQLException {
    return suite.judge(measure(suite.measures()));
  }

  /** As a run would: one statement for each scan. */
  public Map<String, String> measure(List<Measure> measures) throws SQLException {
    Map<Scan, List<Measure>> scans =
        measures.stream().collect(Collectors.groupingBy(Measure::scan));
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<Scan, List<Measure>> scan : scans.entrySet()) {
      List<Measure> together = scan.getValue();
      List<String> row =
          column(
              scan.getKey().select(together.stream().map(Measure::sql).toList()), together.size());
      for (int i = 0; i < together.size(); i++) {
        values.put(together.get(i).name(), row.get(i));
      }
    }
    return values;
  }

  public String value(String sql) throws SQLException {
    return column(sql, 1).get(0);
  }

  private List<String> column(String sql, int width) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        values.add(rows.getString(i));
      }
      return values;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
