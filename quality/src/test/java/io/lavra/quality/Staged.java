package io.lavra.quality;

import io.lavra.table.Measure;
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

  /** All aggregates in one scan, each query by itself. */
  public Map<String, String> measure(List<Measure> measures) throws SQLException {
    Map<String, String> values = new HashMap<>();
    List<Measure> aggregates =
        measures.stream().filter(measure -> measure.kind() == Measure.Kind.AGGREGATE).toList();
    if (!aggregates.isEmpty()) {
      String expressions = aggregates.stream().map(Measure::sql).collect(Collectors.joining(", "));
      List<String> row = column("SELECT " + expressions + " FROM staged", aggregates.size());
      for (int i = 0; i < aggregates.size(); i++) {
        values.put(aggregates.get(i).name(), row.get(i));
      }
    }
    for (Measure measure : measures) {
      if (measure.kind() == Measure.Kind.QUERY) {
        values.put(measure.name(), column(measure.sql(), 1).get(0));
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
