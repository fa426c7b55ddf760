"""Rows by themselves: predicates, sets, ranges, signs, one column against another."""

from cases import Constraint, Is, conditioned, expect, rule, sql

FULL = Is(">=", 0)
MOST = Is(">=", 0.75)
NUMBERS = [("nasty", c) for c in ("n", "d", "f", "p", "big")] + [
    ("edges", c) for c in ("whole", "cents", "fine", "single", "broken", "zero", "nothing")
] + [("none", "n"), ("clean", "price"), ("clean", "weight")]


def signs(table, column):
    for condition in (Is("=", 1), MOST):
        for kind, test in (("isNonNegative", ">= 0"), ("isPositive", "> 0")):
            share = f"select avg(case when {column} {test} or {column} is null then 1.0 else 0.0 end) from primary"
            yield Constraint(table, kind, (column,), condition, sql(share, condition))
    for kind, strict in (("isNonNegative", False), ("isPositive", True)):
        ours = expect("column_values_to_be_between", column=column, min_value=0, strict_min=strict)
        yield Constraint(table, kind, (column,), Is("=", 1), ours, number=False, words="= 1, expected")


def comparisons(one, other):
    for kind, sign in (
        ("isLessThan", "<"), ("isLessThanOrEqualTo", "<="), ("isGreaterThan", ">"), ("isGreaterThanOrEqualTo", ">=")
    ):
        a, b = (other, one) if sign[0] == "<" else (one, other)
        arguments = {"column_A": a, "column_B": b, "or_equal": sign.endswith("="), "ignore_row_if": "neither"}
        for condition, mostly in ((Is("=", 1), 1), (Is(">=", 0.5), 0.5)):
            ours = expect("column_pair_values_a_to_be_greater_than_b", **arguments, mostly=mostly)
            yield Constraint("pairs", kind, (one, other), condition, ours)


def predicates():
    """Pairs of a predicate and DQDL's rule of it."""
    yield "n > 0", 'ColumnValues "n" > 0'
    yield "n > 0 AND n < 3", 'ColumnValues "n" between 0 and 3'
    yield "n IN (1, 2)", 'ColumnValues "n" in [1, 2]'
    yield "d > 0", 'ColumnValues "d" > 0'
    yield "d <= 0.1", 'ColumnValues "d" <= 0.1'
    yield "f >= 2.5", 'ColumnValues "f" >= 2.5'
    yield "p > 0", 'ColumnValues "p" > 0'
    yield "p = 1.5", 'ColumnValues "p" = 1.5'
    yield "t IN ('ação', 'É')", 'ColumnValues "t" in ["ação", "É"]'
    yield "t IS NULL OR t = 'É'", 'ColumnValues "t" in ["É", NULL]'
    yield "day > DATE '2024-01-01'", 'ColumnValues "day" > "2024-01-01"'


def constraints(deequ):
    for predicate, text in predicates():
        for condition in (FULL, MOST):
            ours = rule(f"{text} with threshold {condition}")
            yield Constraint("nasty", "satisfies", (predicate, predicate), condition, ours)
    for where in ("id > 5", "b", "n = 99"):
        # DQDL's grammar has the threshold after where.
        ours = rule(f'ColumnValues "f" >= 2.5 where "{where}" with threshold >= 0.5')
        yield Constraint("nasty", "satisfies", ("f >= 2.5", "f is large"), Is(">=", 0.5), ours, where)
    yield from sets()
    yield from ranges(deequ)
    for table, column in NUMBERS:
        yield from signs(table, column)
    for one, other in (("a", "b"), ("x", "y"), ("p", "q"), ("s", "t"), ("t", "u")):
        yield from comparisons(one, other)
    for table, one, other in (
        ("nasty", "id", "f"), ("nasty", "n", "f"), ("pairs", "x", "y"), ("pairs", "p", "q"), ("none", "n", "f"),
        ("edges", "cents", "zero"), ("edges", "whole", "cents"), ("edges", "lone", "id"), ("clean", "price", "weight"),
    ):
        ours = rule(f'ColumnCorrelation "{one}" "{other}" > 0.5')
        yield Constraint(table, "hasCorrelation", (one, other), Is(">", 0.5), ours)


def sets():
    for table, column, values in (
        ("nasty", "t", ["ação", "É", "😀", "", " ", "it's", "a\nb", "NULL"]),
        ("nasty", "t", ["ação", "É"]),
        ("nasty", "e", ["x"]),
        ("none", "t", ["x"]),
        ("texts", "word", ["é", "👩‍👩‍👧", "שלום"]),
        ("pairs", "u", ["é", "😀", "", "z", "Z"]),
        ("pairs", "u", ["é", "e\u0301", "😀", "", "z", "Z"]),
        ("clean", "status", ["new", "used"]),
        ("clean", "status", ["new"]),
    ):
        ours = expect("column_values_to_be_in_set", column=column, value_set=values)
        yield Constraint(table, "isContainedIn", (column, tuple(values)), None, ours)
        for where in ("id > 2",):
            some = ours["arguments"] | conditioned(where)
            yield Constraint(table, "isContainedIn", (column, tuple(values)), None, ours | {"arguments": some}, where)


def ranges(deequ):
    for table, column, low, high in (
        ("nasty", "n", -7.0, 3.0), ("nasty", "f", -2.0, 7.25), ("nasty", "d", -1e301, 1e301), ("nasty", "p", -4.0, 2.0),
        ("none", "n", 0.0, 1.0), ("edges", "cents", -9999999999.99, 9999999999.99), ("edges", "zero", 0.0, 0.0),
        ("edges", "broken", 0.0, 1.0), ("edges", "nothing", 0.0, 1.0), ("clean", "price", 0.25, 5.0),
    ):
        for closed in (True, False):
            none = deequ.option()
            arguments = (column, low, high, closed, closed, none, none)
            open_ended = {} if closed else {"strict_min": True, "strict_max": True}
            ours = expect("column_values_to_be_between", column=column, min_value=low, max_value=high, **open_ended)
            yield Constraint(table, "isContainedIn", arguments, None, ours, words="closed" if closed else "open")
