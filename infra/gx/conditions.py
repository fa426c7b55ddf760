"""Which rows of a nasty small table real Great Expectations takes under a row condition, and what suite parameters come to.

    pip install -r infra/gx/requirements.txt
    python infra/gx/conditions.py [--check]

writes quality/src/test/resources/gx/conditions.json for GxConditionsTest; --check compares instead, and ends with 1 where they differ. Conditions
of pandas are asked of GX over a DataFrame, its own language and its objects over SQLite as well: SQL is what they are for.
"""

import argparse
import contextlib
import io
import json
import sqlite3
import sys
import tempfile
import warnings
from pathlib import Path

import great_expectations as gx
import pandas as pd
from great_expectations.core.suite_parameters import parse_suite_parameter
from great_expectations.exceptions import SuiteParameterError
from great_expectations import expectations as gxe

FILE = Path(__file__).resolve().parents[2] / "quality/src/test/resources/gx/conditions.json"

COLUMNS = ["id", "i", "n", "t", "b", "d", "sp ace", "preço", "tick`s"]
ROWS = [
    [1, 1, 1.0, "AT&T", True, "2024-01-01", 1, 1, 1],
    [2, 2, None, "A|B", False, "2024-01-31", 2, 2, 2],
    [3, 3, 3.5, "O'Brien", True, None, 3, 3, 3],
    [4, 4, -2.0, 'say "x"', False, "2024-02-29", 4, 4, 4],
    [5, 5, 0.0, None, True, "2024-12-31", 5, 5, 5],
    [6, -7, 100.0, "back\\slash", False, "2023-01-01", 6, 6, 6],
    [7, 0, 1e20, "", True, "2024-01-01", 7, 7, 7],
    [8, 10, 0.1, "ação %_", False, "2024-01-02", 8, 8, 8],
    [9, 11, None, "a", True, None, 9, 9, 9],
    [10, 12, 2.0, "  b\t", False, "2025-06-30", 10, 10, 10],
]

PANDAS = r"""
t == "AT&T"
t == 'A|B'
t == "A|B" | t == "AT&T"
t == "O'Brien"
t == 'O\'Brien'
t == "say \"x\""
t == 'say "x"'
t == "back\\slash"
t == r"back\slash"
t == 'a\x63\u0061'
t == "a" "" 'b'
t == ""
t != "a"
t == 'ação %_'
~(t == "a")
not t == "a"
~(t == "a") & ~(t == "AT&T")
not (t == "a") and i > 2
not t == "a" & i > 2
t > "B"
~(t > "B")
t <= 'O'
t in ["a", "AT&T"]
t not in ["a", "AT&T"]
t in ("a",)
t in ["a", None]
t not in ["a", None]
t == ["a", "A|B"]
t != ["a", "A|B"]
["a"] == t
"a" == t
"a" in t
t in "a"
t in []
t not in []
t == None
t != None
n == None
n != None
n in [1, None]
n not in [1, 2]
n > 1
~(n > 1)
not n > 1
n != 1
n == 1
n == 0.1
n == n
n != n
n == 1e20
n > 1E+2
n > -2
n > - 3 and n < +1
1 < n < 5
0 <= n <= i < 5
-3 < i <= n < 3.5 or i == 10
i == 1 | i == 2
i == 1 or i == 2 and n == 3
(i == 1 or i == 2) and b
i == 1 & i == 2 | i == 3
i==1|i==2&b
i >= 1_0
i == 0xB
i == 0b11
i > .5
i > 5.
b
~b
not b
b == True
b == False
b != True
b == 1
b > 0
i == True
b & i > 3
~b & ~(i > 3)
(t == "a") == True
(i > 3) != True
t.isnull() == False
t.isnull()
~t.isnull()
n.isna() or t.isna()
t.notnull() & n.notna()
d.isnull()
i.isin([1, 3, 5])
~i.isin([1, 3, 5])
t.isin(("a", "A|B"))
n.isin([])
n.between(0, 2)
~n.between(0, 2)
n.between(0, 2, inclusive="neither")
n.between(left=0, right=2, inclusive='left')
t.str.contains("T")
~t.str.contains("T")
t.str.contains("^a")
t.str.contains("A|B")
t.str.contains("A|B", regex=False)
t.str.contains("at&t", case=False)
t.str.contains("AT&T", False)
t.str.contains("a", na=True)
t.str.contains("%_", regex=False)
t.str.contains(".", regex=False)
t.str.startswith("A")
t.str.startswith("A", na=True)
~t.str.endswith("a")
t.str.match("a")
t.str.match("a|O")
t.str.fullmatch("a")
t.str.fullmatch("a|A.B")
t.str.len() > 4
t.str.len() != 1
t.str.len() == 7
t.str.upper() == "AT&T"
t.str.lower() in ["at&t", "a|b"]
t.str.strip() == "b"
d > "2024-01-15"
~(d > "2024-01-15")
d >= '2024-01-31' and d < "2025-01-01"
"2024-01-01" < d <= "2024-12-31"
d.dt.year == 2024
d.dt.month >= 6
d.dt.day == 31
`sp ace` > 7
`preço` == 3
preço == 3
`tick``s` == 4
`i` == 1
i + n > 3
i * 2 == 6
i - n == 0
-i > 1
-n > 1
i / 2 == 1.5
i / n > 1
i // 2 == 1
i // 2 == -4
i % 3 == 2
-i % 3 == 1
n ** 2 > 4
i + 2 * n > 5
(i + 2) * n > 5
-n ** 2 == -1
abs(i) > 5
abs(n) >= 2
sqrt(n) > 1
floor(n) == 3
n.abs() > 1
i.gt(3)
i.le(1)
t.eq("a")
t.ne("a")
n == inf
n < inf
i > 3 # a comment
( i>3 )
i   >3 and b
""".strip().splitlines()

PYTHON = ["(i > 3) & b", "(i == 1) | (i == 2)", "(i == 1) | (i == 2) & b", "~b & (n > 0)", "~(n > 1)"]

OURS = r"""
col("i") > 3
col("i") == 3
col("i")!=3
col("n") > 1
col("n") <= -2
col("n") > 1.5e1
col("n") >= +2
col("sp ace") < 3
col("t") == "AT&T"
col("t") == "A|B"
col("t") == 'a'
col("t") == "back\slash"
col("t") > "B"
col("n").notNull()
col("t").notnull()
col("t").NOTNULL()
col("d") == date("2024-01-01")
col("d") > date('2024-01-31')
""".strip().splitlines()


def comparison(column, operator, parameter):
    return {"type": "comparison", "column": {"name": column}, "operator": operator, "parameter": parameter}


OBJECTS = [
    comparison("t", "==", "AT&T"),
    comparison("i", ">", 3),
    comparison("t", "IN", ["a", "A|B"]),
    comparison("i", "NOT_IN", [1, 2]),
    {"type": "nullity", "column": {"name": "t"}, "is_null": True},
    {"type": "nullity", "column": {"name": "n"}, "is_null": False},
    {"type": "and", "conditions": [comparison("i", ">", 2), comparison("n", "<", 5.5)]},
    {"type": "or", "conditions": [comparison("i", "==", 2), comparison("t", "==", "a")]},
    comparison("t", "!=", "a"),
    comparison("t", "NOT_IN", ["a", "A|B"]),
]

# What pandas does not read either, or takes for something that nobody means.
REFUSED = r"""
@x > 1
i > 1 if b else i > 2
i is None
i is not None
lambda: 1
i >
i > > 1
i == 1 i == 2
(i > 1
i > 1)
t == "a
t == f"a"
t == b"a"
i in 1
i = 1
i > None
t > 1 + "a"
1 == 1
"a" == "a"
i & 1
i
"a"
3
t.str.foo()
t.foo
t.isnull
i.isin(3)
n.mean() > 1
t.str.contains("(")
t.str.contains("a", b=1)
i[0] == 1
i := 1
i; b
i > 1 ?
i == 012
t == 'a\xzz'
__import__("os").system("x")
i && b
i == {1, 2}
t.str.contains("a").sum()
i in [i, b]
""".strip().splitlines()


PARAMETERS = {"rows": 120, "share": 0.25, "name_2": "7", "day": "2024-02-28", "at": "2024-02-28T10:00:00", "set": ["a", "b"]}

EXPRESSIONS = """
rows
set
day
rows * 0.9
trunc(rows * 0.9)
trunc(-1.7)
round(2.5)
round(rows / 7, 2)
rows + name_2
rows - 20 - 1
rows - (20 - 1)
-rows + 3
2 ^ 3 ^ 2
2 * 3 + 4 / 8
-2 ^ 2
abs(-3) + sgn(-5)
1.5e2 + .5
exp(0) + cos(0) + sin(0)
round(PI * 100) + trunc(E)
day + timedelta(days=2)
at - timedelta(hours=1, minutes=30)
at - timedelta(1, 30)
datetime(2024, 1, 31)
datetime(2024, 1, 31, 5, 30)
missing
rows + missing
rows +
foo(rows)
urn:great_expectations:validations:x
1 / 0
""".strip().splitlines()


def evaluated(expression):
    try:
        return parse_suite_parameter(expression, PARAMETERS)
    except SuiteParameterError:
        return {"refused": True}


def frame():
    table = pd.DataFrame(ROWS, columns=COLUMNS)
    return table.assign(d=pd.to_datetime(table["d"]))


def batch_of(table, context):
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("rows")
    return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": table})


def batch_of_sql(context, folder):
    with contextlib.closing(sqlite3.connect(f"{folder}/rows.db")) as connection:
        pd.DataFrame(ROWS, columns=COLUMNS).to_sql("items", connection, index=False)
    source = context.data_sources.add_sqlite("sqlite", connection_string=f"sqlite:///{folder}/rows.db")
    return source.add_table_asset("rows", table_name="items").add_batch_definition_whole_table("all").get_batch()


def taken(batch, condition, parser):
    """The ids of the rows under a condition: all of them are unexpected."""
    arguments = {"row_condition": condition, **({"condition_parser": parser} if parser else {})}
    result = batch.validate(
        gxe.ExpectColumnValuesToBeInSet(column="id", value_set=[-1], **arguments), result_format="COMPLETE"
    )
    if result.exception_info and any(
        isinstance(info, dict) and info.get("raised_exception") for info in result.exception_info.values()
    ):
        return None
    return sorted(result.result.get("unexpected_list", []))


def cases():
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    table = frame()
    batch = batch_of(table, context)
    for condition in PANDAS:
        rows = taken(batch, condition, "pandas")
        same = sorted(table.query(condition)["id"])
        if rows != same:
            sys.exit(f"{condition}: Great Expectations says {rows}, pandas says {same}")
        yield {"parser": "pandas", "condition": condition, "rows": rows}
    for condition in PYTHON:
        yield {"parser": "python", "condition": condition, "rows": sorted(table.query(condition, parser="python")["id"])}
    with tempfile.TemporaryDirectory() as folder:
        sql = batch_of_sql(context, folder)
        for condition in OURS:
            yield {
                "parser": "great_expectations",
                "condition": condition,
                "rows": taken(sql, condition, "great_expectations"),
            }
        for condition in OBJECTS:
            yield {"condition": condition, "rows": taken(sql, condition, None)}
    for condition in REFUSED:
        yield {"parser": "pandas", "condition": condition, "refused": pandas_says(table, condition)}


def pandas_says(table, condition):
    try:
        return f"{len(table.query(condition))} rows"
    except Exception as e:  # noqa: BLE001
        return type(e).__name__


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the file that is there")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with contextlib.redirect_stderr(io.StringIO()):
        lines = [json.dumps(case, ensure_ascii=False, default=int) for case in cases()]
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    expressions = ",\n".join(json.dumps([expression, evaluated(expression)]) for expression in EXPRESSIONS)
    text = '{"columns": %s,\n"rows": [\n%s\n],\n"cases": [\n%s\n],\n"parameters": %s,\n"expressions": [\n%s\n]}\n' % (
        json.dumps(COLUMNS, ensure_ascii=False),
        rows,
        ",\n".join(lines),
        json.dumps(PARAMETERS),
        expressions,
    )
    if options.check:
        return 0 if FILE.read_text(encoding="utf-8") == text else 1
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text, encoding="utf-8")
    print(f"{len(lines)} cases written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
