"""Repetitions, different values, and how values are spread over them."""

from cases import Constraint, Is, conditioned, expect, rule, sql

COLUMNS = [("nasty", c) for c in ("id", "n", "d", "p", "t", "e", "day", "b")] + [
    ("none", "n"),
    ("edges", "whole"),
    ("edges", "broken"),
    ("edges", "zero"),
    ("edges", "lone"),
    ("edges", "at"),
    ("texts", "word"),
    ("texts", "mail"),
    ("clean", "sku"),
    ("clean", "status"),
]


def one(deequ, table, column):
    unique = expect("column_values_to_be_unique", column=column)
    yield Constraint(table, "isUnique", (column,), None, unique)
    key = rule(f'IsPrimaryKey "{column}"')
    yield Constraint(table, "isPrimaryKey", (column, deequ.option(), deequ.seq()), None, key, number=False)
    half = Is(">", 0.5)
    yield Constraint(table, "hasUniqueness", ([column],), half, rule(f'Uniqueness "{column}" {half}'))
    distinct = expect("column_proportion_of_unique_values_to_be_between", column=column, **half.bounds())
    yield Constraint(table, "hasDistinctness", ([column],), half, distinct)
    yield Constraint(table, "hasUniqueValueRatio", ([column],), half, rule(f'UniqueValueRatio "{column}" {half}'))
    many = Is(">", 5)
    count = rule(f'DistinctValuesCount "{column}" {many}')
    yield Constraint(table, "hasApproxCountDistinct", (column,), many, count)
    yield Constraint(table, "hasNumberOfDistinctValues", (column,), many, count)
    yield Constraint(table, "hasEntropy", (column,), Is(">", 1.5), rule(f'Entropy "{column}" > 1.5'))


def repeated(columns):
    """Rows beyond the reach of uniqueness, those whose values other rows have too."""
    names = ", ".join(columns)
    return (
        f"select cast(coalesce(sum(n), 0) as double) from (select count(*) as n from primary group by {names})"
        " where n > 1"
    )


def information(one, other):
    """Mutual information in nats, over the rows that have both values."""
    pairs = f"select {one} as a, {other} as b, count(*) as n from primary where {one} is not null"
    joint = f"({pairs} and {other} is not null group by 1, 2)"
    sums = f"select n, sum(n) over () as s, sum(n) over (partition by a) as na, sum(n) over (partition by b) as nb from {joint}"
    return f"select sum(n / s * ln(n * s / (na * nb))) from ({sums})"


def constraints(deequ):
    for table, column in COLUMNS:
        yield from one(deequ, table, column)
    for table, columns in (
        ("nasty", ["n", "t"]),
        ("nasty", ["e", "b"]),
        ("pairs", ["s", "t"]),
        ("pairs", ["a", "b"]),
        ("clean", ["amount", "status"]),
        ("clean", ["id", "sku"]),
    ):
        together = expect("compound_columns_to_be_unique", column_list=columns)
        yield Constraint(table, "areUnique", (columns,), None, together)
        names = " ".join(f'"{c}"' for c in columns)
        rest = deequ.seq(*columns[1:])
        key = rule(f"IsPrimaryKey {names}")
        yield Constraint(table, "isPrimaryKey", (columns[0], deequ.option(), rest), None, key, number=False, words=names)
        for condition in (Is("=", 0), Is(">", 2)):
            again = sql(repeated(columns), condition)
            yield Constraint(table, "hasDuplicateRowCount", (columns,), condition, again)
        shared = Is(">", 0.2)
        common = sql(information(*columns), shared)
        yield Constraint(table, "hasMutualInformation", tuple(columns), shared, common)
    for where in ("id > 5", "b", "n = 99"):
        some = expect("column_values_to_be_unique", column="t", **conditioned(where))
        yield Constraint("nasty", "isUnique", ("t",), None, some, where)
        lone = rule('UniqueValueRatio "n" >= 0.75', where)
        yield Constraint("nasty", "hasUniqueValueRatio", (["n"],), Is(">=", 0.75), lone, where)
    yield from histograms()


def share_of(value):
    return lambda distribution: distribution.apply(value).ratio()


def histograms():
    """The share of one value; Deequ counts a null as a value of its own name."""
    for table, column, value in (("nasty", "t", "ação"), ("texts", "mail", "ana@example.com"), ("clean", "status", "new")):
        for condition in (Is(">=", 0.2), Is(">", 0.3)):
            ours = rule(f'ColumnValues "{column}" in ["{value}"] with threshold {condition}')
            yield Constraint(
                table, "hasHistogramValues", (column,), condition, ours, words=f"share of {value} {condition}",
                picked=share_of(value),
            )
    nulls = rule('ColumnValues "n" = NULL with threshold >= 0.2')
    yield Constraint(
        "nasty", "hasHistogramValues", ("n",), Is(">=", 0.2), nulls, words="share of NullValue >= 0.2",
        picked=share_of("NullValue"),
    )
    width = "(max(weight) - min(weight)) / 10"
    filled = (
        "select cast(count(*) as double) from primary where weight >= (select min(weight) from primary)"
        f" and weight < (select min(weight) + {width} from primary)"
    )
    for condition in (Is("=", 2), Is(">", 2)):
        yield Constraint(
            "clean", "hasHistogramBinnedValues", ("weight",), condition, sql(filled, condition),
            words=f"first of ten {condition}", picked=lambda found: float(found.bins().apply(0).frequency()),
        )
