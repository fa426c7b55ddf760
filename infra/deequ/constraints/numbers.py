"""One number of a column of numbers."""

from cases import Constraint, Is, conditioned, expect, rule, sql

# Not nasty.big: a sum of doubles near 2^63 is another in another order of the rows.
COLUMNS = [("nasty", c) for c in ("n", "d", "f", "p")] + [
    ("none", "f"),
    ("edges", "whole"),
    ("edges", "cents"),
    ("edges", "fine"),
    ("edges", "single"),
    ("edges", "broken"),
    ("edges", "zero"),
    ("edges", "nothing"),
    ("edges", "lone"),
    ("clean", "price"),
    ("clean", "weight"),
]
EXTREMES = COLUMNS + [("edges", "big"), ("nasty", "big")]
UP = Is(">=", 0)


def simple(table, column):
    for kind, name in (("hasMean", "Mean"), ("hasSum", "Sum"), ("hasStandardDeviation", "StandardDeviation")):
        yield Constraint(table, kind, (column,), Is(">", 1), rule(f'{name} "{column}" > 1'))
    for kind, name in (("hasMean", "mean"), ("hasSum", "sum")):
        ours = expect(f"column_{name}_to_be_between", column=column, **UP.bounds())
        yield Constraint(table, kind, (column,), UP, ours)


def of_sql(table, column):
    x = f"cast({column} as double)"
    variance = sql(f"select var_pop({x}) from primary", Is(">", 1))
    yield Constraint(table, "hasVariance", (column,), Is(">", 1), variance)
    spread = sql(f"select max({x}) - min({x}) from primary", Is(">", 1))
    yield Constraint(table, "hasRange", (column,), Is(">", 1), spread)
    middle = f"quantile_cont({x}, 0.75) - quantile_cont({x}, 0.25)"
    quartiles = sql(f"select {middle} from primary", Is(">", 1))
    yield Constraint(table, "hasInterquartileRange", (column,), Is(">", 1), quartiles)
    if column in ("n", "p", "whole", "fine", "single"):
        return  # symmetric but for a rounding: the sign of their third moment is chance
    m = f"avg({x}) as m from primary"
    deviations = f"select {x} - (select {m}) as e from primary"
    leaning = f"select avg(e * e * e) / power(avg(e * e), 1.5) from ({deviations})"
    yield Constraint(table, "hasSkewness", (column,), UP, sql(leaning.replace(" as m", ""), UP))
    tails = f"select avg(e * e * e * e) / power(avg(e * e), 2) - 3 from ({deviations})"
    yield Constraint(table, "hasKurtosis", (column,), UP, sql(tails.replace(" as m", ""), UP))


def quantiles(table, column):
    for quantile, condition in ((0.5, Is("between", 0, 3)), (0.9, Is(">", 5))):
        exact = sql(f"select quantile_cont(cast({column} as double), {quantile}) from primary", condition)
        yield Constraint(table, "hasExactQuantile", (column, quantile), condition, exact)
    median = expect("column_median_to_be_between", column=column, **UP.bounds())
    yield Constraint(table, "hasExactQuantile", (column, 0.5), UP, median)
    for quantile, low, high in ((0.25, 0, 2), (0.5, 0, 3), (1.0, 0, None)):
        ranges = {"quantiles": [quantile], "value_ranges": [[low, high]]}
        ours = expect("column_quantile_values_to_be_between", column=column, quantile_ranges=ranges)

        def within(number, low=low, high=high):
            return low <= number and (high is None or number <= high)

        words = f"{low} and up" if high is None else f"{low} to {high}"
        yield Constraint(table, "hasApproxQuantile", (column, quantile), within, ours, words=words)


def constraints(deequ):
    for table, column in EXTREMES:
        for kind, name in (("hasMin", "min"), ("hasMax", "max")):
            for condition in (UP, Is("<", 3)):
                ours = expect(f"column_{name}_to_be_between", column=column, **condition.bounds())
                yield Constraint(table, kind, (column,), condition, ours)
        zeros = rule("RowCount >= 1", f"{column} = 0")
        yield Constraint(table, "hasZerosCount", (column,), Is(">=", 1), zeros)
    for table, column in COLUMNS:
        yield from simple(table, column)
        yield from of_sql(table, column)
        yield from quantiles(table, column)
    for column in ("f", "p"):
        sample = expect("column_stdev_to_be_between", column=column, **UP.bounds())
        yield Constraint("nasty", "hasStandardDeviation", (column,), UP, sample)
    for where in ("n > 1", "t <> ''", "n = 99"):
        for kind, name in (("hasMin", "min"), ("hasMax", "max"), ("hasMean", "mean"), ("hasSum", "sum")):
            ours = expect(f"column_{name}_to_be_between", column="f", **UP.bounds(), **conditioned(where))
            yield Constraint("nasty", kind, ("f",), UP, ours, where)
