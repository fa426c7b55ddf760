"""Which values are there, of one column and of several."""

from cases import Constraint, Is, conditioned, expect, rule, sql, unexpected

NASTY = ["id", "n", "d", "p", "t", "e", "day", "b"]
OTHERS = [("edges", "whole"), ("edges", "nothing"), ("edges", "broken"), ("texts", "word"), ("clean", "price")]


def one(table, column, where=None):
    some = conditioned(where)
    not_null = expect("column_values_to_not_be_null", column=column, **some)
    yield Constraint(table, "isComplete", (column,), None, not_null, where)
    for condition in (Is(">=", 0.8), Is("<", 0.5)):
        full = rule(f'Completeness "{column}" {condition}', where)
        yield Constraint(table, "hasCompleteness", (column,), condition, full, where)


def several(table, columns):
    every = " AND ".join(f"{c} IS NOT NULL" for c in columns)
    no = " AND ".join(f"{c} IS NULL" for c in columns)
    composite = rule(" and ".join(f'(IsComplete "{c}")' for c in columns))
    yield Constraint(table, "areComplete", (columns,), None, composite, number=False)
    nowhere = unexpected(f"SELECT * FROM {{batch}} WHERE {no}")
    yield Constraint(table, "areAnyComplete", (columns,), None, nowhere, number=False)
    for condition in (Is(">=", 0.5), Is("=", 1)):
        share = f"select cast(avg(case when {every} then 1 else 0 end) as double) from primary"
        yield Constraint(table, "haveCompleteness", (columns,), condition, sql(share, condition))
        other = f"select cast(avg(case when {no} then 0 else 1 end) as double) from primary"
        yield Constraint(table, "haveAnyCompleteness", (columns,), condition, sql(other, condition))


def constraints(deequ):
    for column in NASTY:
        yield from one("nasty", column)
    for table, column in OTHERS:
        yield from one(table, column)
    yield from one("nasty", "n", "t = 'ação'")
    yield from one("nasty", "t", "n > 0")
    yield from one("nasty", "t", "n = 99")
    yield from one("none", "n")
    mostly = expect("column_values_to_not_be_null", column="n", mostly=0.8)
    yield Constraint("nasty", "hasCompleteness", ("n",), Is(">=", 0.8), mostly, words=">= 0.8, mostly")
    for columns in (["id", "n"], ["n", "t"], ["e", "t"], ["id", "b", "day"]):
        yield from several("nasty", columns)
    yield from several("none", ["id", "n"])
    yield from several("clean", ["id", "price"])
