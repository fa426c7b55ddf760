package io.lavra.table.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSqlTest {
  private static final Pattern PRIMARY = Pattern.compile("(?i)\\bprimary\\b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "--",
        "a, b",
        "a = 1) or (1 = 1",
        "a; drop table t",
        "a;",
        "a = 1 where true",
        "a as b",
        "a b",
        "*",
        "distinct a",
        "a order by 1",
        "a from silver.t",
        "a union select 1",
        "a = $1",
        "a = ?",
        "a /* open",
        "'open",
        "a in (select b from silver.t)",
        "exists (from read_csv('/etc/passwd'))",
        "a) -- \n or (b"
      })
  void isNoExpression(String sql) {
    assertThrows(SqlException.class, () -> UserSql.expression(sql));
  }

  @Test
  void isOneExpression() {
    assertEquals("(a = 1 or b)", UserSql.expression("a = 1 or b").sql());
    assertEquals("(a = ';)--' -- end\n)", UserSql.expression("a = ';)--' -- end").sql());
    assertEquals("(a /* ; ) */ > 1)", UserSql.expression("a /* ; ) */ > 1").sql());
    assertEquals("(a = (select 1))", UserSql.expression("a = (select 1)").sql());
  }

  @Test
  void isOneSelectAboutATable() {
    UserSql select =
        UserSql.select(
            "select 'primary' -- primary\nfrom Primary p join Silver.B using (k);",
            PRIMARY,
            "staged");
    assertEquals(
        "(select 'primary' -- primary\nfrom \"staged\" p join Silver.B using (k)\n)", select.sql());
    assertEquals(Set.of("silver.b"), select.tables());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "drop table primary",
        "select 1; select 2",
        "select 1) from (select 2",
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "create macro a() as 1"
      })
  void isNoSelect(String sql) {
    assertThrows(SqlException.class, () -> UserSql.select(sql, PRIMARY, "staged"));
  }
}
