"""What real Deequ on a local Spark session measures of a nasty table, for DeequGoldenTest to compare with.

Needs Java 17, the packages of requirements.txt, and Deequ's jar (2.1.0-spark-3.5), which any build of Lavra has brought
into the local Maven repository:

    python infra/deequ/golden.py [--jar deequ.jar] [--check]

writes quality/src/test/resources/deequ/golden.json; --check compares instead, and ends with 1 where they differ.
"""

import argparse
import json
import math
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "quality/src/test/resources/deequ/golden.json"
JAR = Path.home() / ".m2/repository/com/amazon/deequ/deequ/2.1.0-spark-3.5/deequ-2.1.0-spark-3.5.jar"
SCHEMA = "id long, n int, big long, d double, f double, p decimal(38,4), t string, e string, day date, b boolean"
EDGE = Decimal("9" * 34 + ".9999")
ROWS = [
    (1, 1, 9007199254740993, 0.1, 0.5, EDGE, "ação", None, date(2024, 1, 31), True),
    (2, 2, -9007199254740993, -0.0, 1.5, EDGE.copy_negate(), "", None, date(1, 1, 1), False),
    (3, 2, 9223372036854775807, 1e300, 2.5, Decimal("0.0001"), "😀", None, date(9999, 12, 31), None),
    (4, None, -9223372036854775808, float("nan"), 3.5, Decimal("-0.0001"), "it's", None, None, True),
    (5, -7, 0, float("inf"), None, None, " ", None, date(2024, 2, 29), False),
    (6, 2147483647, None, float("-inf"), -2.0, Decimal("1.5000"), "É", None, date(2024, 1, 31), True),
    (7, -2147483648, 5, 5e-324, 2.5, Decimal("1.5000"), None, None, date(1969, 12, 31), None),
    (8, 3, 5, None, 1e-9, Decimal("0.0000"), "a\nb", None, None, False),
    (9, 1, 1, -2.5, 7.25, None, "ação", None, date(2024, 1, 30), True),
    (10, None, 42, 0.3, 2.0, Decimal("-3.1416"), "NULL", None, date(2023, 12, 25), None),
]


def expect(name, **arguments):
    """Our expectation that measures the same."""
    return {"expectation": "expect_" + name, "arguments": arguments}


def rule(text):
    """Our reading of a rule of DQDL that measures the same."""
    return {"expectation": "dqdl", "arguments": {"rule": text}}


class Deequ:
    """Deequ's analyzers through Py4J."""

    def __init__(self, spark):
        self.jvm = spark._jvm
        self.analyzers = self.jvm.com.amazon.deequ.analyzers

    def option(self, value=None):
        return self.jvm.scala.Option.empty() if value is None else self.jvm.scala.Option.apply(value)

    def seq(self, *values):
        return self.jvm.org.apache.spark.api.python.PythonUtils.toSeq(list(values))

    def make(self, name, *arguments, where=None, options=False):
        """An analyzer; `options` says that its constructor ends with analyzer options."""
        more = [self.option(where)] + ([self.option()] if options else [])
        return getattr(self.analyzers, name)(*arguments, *more)

    def value(self, frame, analyzer):
        """The metric; None where Deequ says that there is nothing to measure."""
        context = self.analyzers.runners.AnalysisRunner.onData(frame._jdf).addAnalyzer(analyzer).run()
        metric = context.metricMap().apply(analyzer)
        value = metric.value()
        return float(value.get()) if value.isSuccess() else None


def questions(q):
    """Pairs of an analyzer and what measures the same here."""
    between = {"min_value": 0}
    columns = ["id", "n", "big", "d", "f", "p", "t", "e", "day", "b"]
    # Not of "big": a sum of doubles near 2^63 is another in another order of the rows.
    numbers = ["n", "d", "f", "p"]
    yield "Size", q.make("Size"), rule("RowCount > 0")
    yield "Size where n > 0", q.make("Size", where="n > 0"), rule('RowCount > 0 where "n > 0"')
    for c in columns:
        full = q.make("Completeness", c, options=True)
        yield f"Completeness {c}", full, rule(f'Completeness "{c}" > 0')
        yield f"CountDistinct {c}", q.analyzers.CountDistinct(q.seq(c)), rule(f'DistinctValuesCount "{c}" > 0')
    some = q.make("Completeness", "n", where="t <> ''", options=True)
    yield "Completeness n where", some, rule('Completeness "n" > 0 where "t <> \'\'"')
    for c in ["n", "f", "d"]:
        for kind, name in (("Minimum", "min"), ("Maximum", "max")):
            extreme = q.make(kind, c, options=True)
            yield f"{kind} {c}", extreme, expect(f"column_{name}_to_be_between", column=c, **between)
    low = q.make("Minimum", "f", where="n > 1", options=True)
    yield "Minimum f where", low, expect("column_min_to_be_between", column="f", row_condition="n > 1", **between)
    for c in numbers + ["e"]:
        if c != "e":
            yield f"Mean {c}", q.make("Mean", c), rule(f'Mean "{c}" > 0')
            yield f"StandardDeviation {c}", q.make("StandardDeviation", c), rule(f'StandardDeviation "{c}" > 0')
    yield "Sum n", q.make("Sum", "n"), rule('Sum "n" > 0')
    yield "Sum f", q.make("Sum", "f"), rule('Sum "f" > 0')
    yield "Sum d", q.make("Sum", "d"), rule('Sum "d" > 0')
    yield "Sum f where", q.make("Sum", "f", where="n = 2"), rule('Sum "f" > 0 where "n = 2"')
    yield "Mean f where nothing", q.make("Mean", "f", where="n = 99"), rule('Mean "f" > 0 where "n = 99"')
    for c in ["n", "t", "p", "day", "id", "b"]:
        once = q.make("Uniqueness", q.seq(c), options=True)
        yield f"Uniqueness {c}", once, rule(f'Uniqueness "{c}" > 0')
        ratio = q.make("UniqueValueRatio", q.seq(c), options=True)
        yield f"UniqueValueRatio {c}", ratio, rule(f'UniqueValueRatio "{c}" > 0')
        share = expect("column_proportion_of_unique_values_to_be_between", column=c, **between)
        yield f"Distinctness {c}", q.make("Distinctness", q.seq(c)), share
        yield f"Entropy {c}", q.make("Entropy", c), rule(f'Entropy "{c}" > 0')
    yield "Correlation n f", q.make("Correlation", "n", "f"), rule('ColumnCorrelation "n" "f" > 0')
    yield "Correlation id f", q.make("Correlation", "id", "f"), rule('ColumnCorrelation "id" "f" > 0')
    middle = q.make("ExactQuantile", "f", 0.5)
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
    for sql, text in compliant:
        empty = q.jvm.scala.collection.immutable.List.empty()
        analyzer = q.analyzers.Compliance(sql, sql, q.option(), empty, q.option())
        yield f"Compliance {sql}", analyzer, rule(text + " with threshold >= 0")


def plain(value):
    return str(value) if value is not None and not isinstance(value, (bool, int)) else value


def measure(jar):
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.jars", str(jar))
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.createDataFrame(ROWS, SCHEMA)
    deequ = Deequ(spark)
    cases = []
    for name, analyzer, ours in questions(deequ):
        value = deequ.value(frame, analyzer)
        cases.append({"deequ": name, "value": None if value is None else repr(value), **ours})
    spark.stop()
    return {"schema": SCHEMA, "rows": [[plain(v) for v in row] for row in ROWS], "cases": cases}


def near(one, other):
    if one is None or other is None:
        return one == other
    return one == other or math.isclose(float(one), float(other), rel_tol=1e-12)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jar", type=Path, default=JAR)
    parser.add_argument("--check", action="store_true", help="compare with the file that is there")
    options = parser.parse_args()
    found = measure(options.jar)
    if not options.check:
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{len(found['cases'])} metrics written to {GOLDEN.relative_to(ROOT)}")
        return 0
    known = json.loads(GOLDEN.read_text(encoding="utf-8"))
    pairs = zip(known["cases"], found["cases"], strict=True)
    different = [(k, f) for k, f in pairs if k["deequ"] != f["deequ"] or not near(k["value"], f["value"])]
    for pair in different:
        print("was {}, is {}".format(*pair))
    return 1 if different or known["rows"] != found["rows"] else 0


if __name__ == "__main__":
    sys.exit(main())
