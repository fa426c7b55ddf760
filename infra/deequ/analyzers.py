"""Every metric of Deequ that is compared outside a check."""

from cases import expect, rule


def questions(q):
    """A metric's name, its analyzer, and what measures the same here; all of the table `nasty`."""
    between = {"min_value": 0}
    columns = ["id", "n", "big", "d", "f", "p", "t", "e", "day", "b"]
    # Not of "big": a sum of doubles near 2^63 is another in another order of the rows.
    numbers = ["n", "d", "f", "p"]
    yield "Size", q.analyzer("Size"), rule("RowCount > 0")
    yield "Size where n > 0", q.analyzer("Size", where="n > 0"), rule('RowCount > 0 where "n > 0"')
    for c in columns:
        full = q.analyzer("Completeness", c, options=True)
        yield f"Completeness {c}", full, rule(f'Completeness "{c}" > 0')
        yield f"CountDistinct {c}", q.analyzers.CountDistinct(q.seq(c)), rule(f'DistinctValuesCount "{c}" > 0')
    some = q.analyzer("Completeness", "n", where="t <> ''", options=True)
    yield "Completeness n where", some, rule('Completeness "n" > 0 where "t <> \'\'"')
    for c in ["n", "f", "d"]:
        for kind, name in (("Minimum", "min"), ("Maximum", "max")):
            extreme = q.analyzer(kind, c, options=True)
            yield f"{kind} {c}", extreme, expect(f"column_{name}_to_be_between", column=c, **between)
    low = q.analyzer("Minimum", "f", where="n > 1", options=True)
    yield "Minimum f where", low, expect("column_min_to_be_between", column="f", row_condition="n > 1", **between)
    for c in numbers + ["e"]:
        if c != "e":
            yield f"Mean {c}", q.analyzer("Mean", c), rule(f'Mean "{c}" > 0')
            yield f"StandardDeviation {c}", q.analyzer("StandardDeviation", c), rule(f'StandardDeviation "{c}" > 0')
    yield "Sum n", q.analyzer("Sum", "n"), rule('Sum "n" > 0')
    yield "Sum f", q.analyzer("Sum", "f"), rule('Sum "f" > 0')
    yield "Sum d", q.analyzer("Sum", "d"), rule('Sum "d" > 0')
    yield "Sum f where", q.analyzer("Sum", "f", where="n = 2"), rule('Sum "f" > 0 where "n = 2"')
    yield "Mean f where nothing", q.analyzer("Mean", "f", where="n = 99"), rule('Mean "f" > 0 where "n = 99"')
    for c in ["n", "t", "p", "day", "id", "b"]:
        once = q.analyzer("Uniqueness", q.seq(c), options=True)
        yield f"Uniqueness {c}", once, rule(f'Uniqueness "{c}" > 0')
        ratio = q.analyzer("UniqueValueRatio", q.seq(c), options=True)
        yield f"UniqueValueRatio {c}", ratio, rule(f'UniqueValueRatio "{c}" > 0')
        share = expect("column_proportion_of_unique_values_to_be_between", column=c, **between)
        yield f"Distinctness {c}", q.analyzer("Distinctness", q.seq(c)), share
        yield f"Entropy {c}", q.analyzer("Entropy", c), rule(f'Entropy "{c}" > 0')
    yield "Correlation n f", q.analyzer("Correlation", "n", "f"), rule('ColumnCorrelation "n" "f" > 0')
    yield "Correlation id f", q.analyzer("Correlation", "id", "f"), rule('ColumnCorrelation "id" "f" > 0')
    middle = q.analyzer("ExactQuantile", "f", 0.5)
    yield "ExactQuantile f", middle, expect("column_median_to_be_between", column="f", **between)
    compliant = [
        ("n > 0", 'ColumnValues "n" > 0'),
        ("n <= 2", 'ColumnValues "n" <= 2'),
        ("n > 0 AND n < 3", 'ColumnValues "n" between 0 and 3'),
        ("n IN (1, 2)", 'ColumnValues "n" in [1, 2]'),
        ("f >= 2.5", 'ColumnValues "f" >= 2.5'),
        ("t IN ('ação', 'É')", 'ColumnValues "t" in ["ação", "É"]'),
        ("t IN ('É') OR t IS NULL", 'ColumnValues "t" in ["É", NULL]'),
        ("t IS NOT NULL", 'ColumnValues "t" != NULL'),
        ("t RLIKE '^[a-z].*$'", 'ColumnValues "t" matches "[a-z].*"'),
        ("day > DATE '2024-01-01'", 'ColumnValues "day" > "2024-01-01"'),
        ("b", 'ColumnValues "b" = 1'),
    ]
    for predicate, text in compliant:
        empty = q.jvm.scala.collection.immutable.List.empty()
        analyzer = q.analyzers.Compliance(predicate, predicate, q.option(), empty, q.option())
        yield f"Compliance {predicate}", analyzer, rule(text + " with threshold >= 0")
