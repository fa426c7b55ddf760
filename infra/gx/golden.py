"""What Great Expectations on pandas says of nasty tables, for GxGoldenTest to compare Lavra with.

    pip install -r infra/gx/requirements.txt
    python infra/gx/golden.py [--check]

writes quality/src/test/resources/gx/*.json; --check compares instead, and ends with 1 if they differ. About a minute.
"""

import argparse
import json
import logging
import math
import sys
import warnings
from pathlib import Path

import great_expectations as gx
import pandas
from cases import questions
from tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "quality/src/test/resources/gx"


def frame(schema, rows):
    """As pandas holds such columns: texts are objects, a missing number is NaN."""
    columns = {}
    for i, (name, kind) in enumerate(column.split() for column in schema.split(", ")):
        values = [row[i] for row in rows]
        if kind == "timestamp":
            columns[name] = pandas.to_datetime(pandas.Series(values, dtype=object))
        else:
            columns[name] = pandas.Series(values, dtype={"string": object, "int": "int64", "double": "float64"}[kind])
    return pandas.DataFrame(columns)


def answer(batch, name, arguments):
    """The verdict and what was seen; no verdict if Great Expectations raises an error."""
    try:
        [expectation] = gx.ExpectationSuite(name="one", expectations=[{"type": name, "kwargs": arguments, "meta": {}}]).expectations
        found = batch.validate(expectation).to_json_dict()
    except Exception as problem:  # whatever it raises is its answer
        print(f"{name} {arguments}: {type(problem).__name__}", file=sys.stderr)
        return {"passes": None}
    if any(str(each.get("raised_exception")) == "True" for each in exceptions(found)):
        return {"passes": None}
    result = found["result"]
    seen = {"passes": bool(found["success"])}
    if "unexpected_count" in result and "element_count" in result:
        seen["unexpected"] = int(result["unexpected_count"])
        seen["of"] = int(result["element_count"] - (result.get("missing_count") or 0))
    return seen | observed(result.get("observed_value"))


def exceptions(found):
    info = found["exception_info"]
    return [info] if "raised_exception" in info else [each for each in info.values() if isinstance(each, dict)]


def observed(value):
    if isinstance(value, dict) and "values" in value and "quantiles" in value:
        return {"observed": [written(each) for each in value["values"]]}
    if isinstance(value, bool) or not isinstance(value, int | float):
        return {}
    return {"observed": [written(value)]}


def written(value):
    return None if value is None else repr(float(value))


def cases():
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("tables")
    for table, asked in questions().items():
        asset = source.add_dataframe_asset(table)
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame(*TABLES[table])})
        for name, arguments in asked:
            said = answer(batch, f"expect_{name}", arguments)
            yield {"case": f"{table}: {question(name, arguments)}", "expectation": f"expect_{name}", "arguments": arguments, **said}


def question(name, arguments):
    """In words that a cell of a table in Markdown can hold."""
    words = {key: value for key, value in arguments.items() if (key, value) != ("column", "t")}
    column = words.pop("column", None)
    text = f"{column} " if column else ""
    words.pop("mostly", None) if name.endswith(("regex", "format", "schema", "parseable")) else None
    only = next(iter(words.values())) if len(words) == 1 else None
    alone = isinstance(only, str) and name.endswith(("regex", "format"))
    text += only.replace(" ", "␠") if alone else json.dumps(words, ensure_ascii=False)[1:-1]
    return f"{name} {text}".strip().replace("`", "'").replace("|", "¦")


def plain(value):
    return None if value is None else str(value)


def tables():
    for name, (schema, rows) in TABLES.items():
        yield {"table": name, "schema": schema, "rows": [[plain(value) for value in row] for row in rows]}


def near(one, other):
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return all(a == b or (a and b and math.isclose(float(a), float(b), rel_tol=1e-9)) for a, b in zip(one, other, strict=True))
    return one == other


def check(name, found):
    known = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    different = [
        (k, f) for k, f in zip(known, found, strict=False) if k.keys() != f.keys() or not all(near(k[key], f[key]) for key in k)
    ]
    for pair in different:
        print("was {}, is {}".format(*pair))
    if len(known) != len(found):
        print(f"{name} has {len(known)} lines, should have {len(found)}")
    return not different and len(known) == len(found)


def write(name, found):
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in found)
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(found)} lines written to {(GOLDEN / name).relative_to(ROOT)}")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the files that are there")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    found = {"tables.json": list(tables()), "cases.json": list(cases())}
    names = [each["case"] for each in found["cases.json"]]
    for name in sorted({name for name in names if names.count(name) > 1}):
        sys.exit(f"Asked twice: {name}")
    done = [(check if options.check else write)(name, lines) for name, lines in found.items()]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
