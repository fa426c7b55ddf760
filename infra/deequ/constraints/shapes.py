"""How many rows and columns there are."""

from cases import Constraint, Is, conditioned, expect, rule, sql


def constraints(deequ):
    for table, rows in (("nasty", 10), ("none", 0), ("clean", 20)):
        for condition in (Is(">", 0), Is("=", rows), Is("between", 0, 20)):
            yield Constraint(table, "hasSize", (), condition, rule(f"RowCount {condition}"))
        equal = expect("table_row_count_to_equal", value=10)
        yield Constraint(table, "hasSize", (), Is("=", 10), equal, words="= 10, expected")
        columns = expect("table_column_count_to_be_between", **Is("<=", 10).bounds())
        yield Constraint(table, "hasColumnCount", (), Is("<=", 10), columns)
        yield Constraint(table, "hasColumnCount", (), Is("=", 8), rule("ColumnCount = 8"))
    for where in ("n > 0", "t = 'ação'", "n IS NULL", "d > 0", "n = 99"):
        there = expect("table_row_count_to_be_between", **Is(">=", 2).bounds(), **conditioned(where))
        yield Constraint("nasty", "hasSize", (), Is(">=", 2), there, where)
        yield Constraint("nasty", "hasSize", (), Is("between", 1, 5), rule("RowCount between 1 and 5", where), where)
    for column in ("n", "N", "nope"):
        yield Constraint("nasty", "hasColumn", (column,), None, rule(f'ColumnExists "{column}"'), number=False)
    exists = expect("column_to_exist", column="sku")
    yield Constraint("clean", "hasColumn", ("sku",), None, exists, number=False)
    for table, statement in (
        ("nasty", "select cast(count(distinct n) as double) from primary"),
        ("none", "select cast(count(*) as double) from primary"),
        ("none", "select cast(max(n) as double) from primary"),
        ("clean", "select cast(sum(price * amount) as double) from primary"),
    ):
        for condition in (Is(">", 0), Is("<", 5)):
            yield Constraint(table, "customSql", (statement,), condition, sql(statement, condition))
