"""What real Deequ on a local Spark session says of nasty tables, for DeequGoldenTest and DqdlGoldenTest to compare Lavra with.

Needs Java 17, the packages of requirements.txt, and the jars of Deequ (2.1.0-spark-3.5) and of DQDL (1.0.0), which any build
of Lavra has brought into the local Maven repository:

    python infra/deequ/golden.py [--jar deequ.jar] [--dqdl dqdl.jar] [--check]

writes quality/src/test/resources/deequ/*.json; --check compares instead, and ends with 1 where they differ. About five
minutes. Metrics are Deequ's analyzers (analyzers.py), verdicts its VerificationSuite's (constraints/), and those of rules of
DQDL its EvaluateDataQuality's (rules.py), which is asked for one rule at a time: one that breaks spoils no other.
"""

import argparse
import json
import math
import sys
from pathlib import Path

from analyzers import questions
from bridge import Assertion, Deequ, number
from constraints import constraints
from rules import RULES
from tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "quality/src/test/resources/deequ"
MAVEN = Path.home() / ".m2/repository"
JAR = MAVEN / "com/amazon/deequ/deequ/2.1.0-spark-3.5/deequ-2.1.0-spark-3.5.jar"
DQDL = MAVEN / "software/amazon/glue/dqdl/1.0.0/dqdl-1.0.0.jar"


def metrics(deequ):
    frame = deequ.table(*TABLES["nasty"])
    names, analyzers, words = zip(*questions(deequ), strict=True)
    for name, value, ours in zip(names, deequ.measure(frame, analyzers), words, strict=True):
        yield {"kind": name.split()[0], "case": "nasty: " + name, "value": written(value), **ours}


def verdicts(deequ):
    every = list(constraints(deequ))
    for table, content in TABLES.items():
        frame = deequ.table(*content)
        of_table = [each for each in every if each.table == table]
        assertions = [each.condition and Assertion(each.condition, each.picked) for each in of_table]
        calls = [
            deequ.check(each.kind, [*each.arguments, *([assertion] if assertion else [])], each.where)
            for each, assertion in zip(of_table, assertions, strict=True)
        ]
        results = deequ.verify(frame, calls)
        for each, assertion, (passes, metric, message) in zip(of_table, assertions, results, strict=True):
            value = assertion.seen if assertion else metric and number(metric)
            if value is None and message and "mpty state" not in message and "EmptyState" not in message:
                print(f"{each.name}: {message.splitlines()[:1]}", file=sys.stderr)
            numbers = {} if each.number else {"compare": "verdict"}
            yield {"kind": each.kind, "case": each.name, "passes": passes, "value": written(value), **numbers, **each.ours}


def rules(deequ):
    for table, asked in RULES.items():
        frame = deequ.table(*TABLES[table])
        for rule in asked:
            said = deequ.rule(frame, rule)
            metrics = {name: written(value) for name, value in sorted(said["metrics"].items())}
            yield {"case": case(table, rule), "rule": rule, "passes": said["passes"], "metrics": metrics}


def case(table, rule):
    """In words that a cell of a table in Markdown can hold."""
    return f"{table}: {rule}".replace("|", "¦")


def written(value):
    return None if value is None else repr(float(value))


def plain(value):
    return str(value) if value is not None and not isinstance(value, (bool, int)) else value


def tables():
    for name, (schema, rows) in TABLES.items():
        yield {"table": name, "schema": schema, "rows": [[plain(value) for value in row] for row in rows]}


def near(one, other):
    if one is None or other is None or one == other:
        return one == other
    return math.isclose(float(one), float(other), rel_tol=1e-12)


def same(known, found):
    return known.keys() == found.keys() and all(alike(key, known[key], found[key]) for key in known)


def alike(key, known, found):
    if key == "metrics":
        return known.keys() == found.keys() and all(near(known[name], found[name]) for name in known)
    return near(known, found) if key == "value" else known == found


def check(name, found):
    """Whether the file says the same; prints what it does not."""
    known = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    different = [(k, f) for k, f in zip(known, found, strict=False) if not same(k, f)]
    for pair in different:
        print("was {}, is {}".format(*pair))
    if len(known) != len(found):
        print(f"{name} has {len(known)} lines, should have {len(found)}")
    return not different and len(known) == len(found)


def write(name, found):
    """A list with a line for each element."""
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in found)
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(found)} lines written to {(GOLDEN / name).relative_to(ROOT)}")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jar", type=Path, default=JAR)
    parser.add_argument("--dqdl", type=Path, default=DQDL, help="the jar of DQDL's parser")
    parser.add_argument("--check", action="store_true", help="compare with the files that are there")
    options = parser.parse_args()
    deequ = Deequ(f"{options.jar},{options.dqdl}")
    found = {
        "tables.json": list(tables()),
        "analyzers.json": list(metrics(deequ)),
        "constraints.json": list(verdicts(deequ)),
        "dqdl.json": list(rules(deequ)),
    }
    deequ.close()
    names = [each["case"] for name in ("analyzers.json", "constraints.json", "dqdl.json") for each in found[name]]
    for name in sorted({name for name in names if names.count(name) > 1}):
        sys.exit(f"Two cases are named {name}: give one of them other words.")
    done = [(check if options.check else write)(name, lines) for name, lines in found.items()]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
