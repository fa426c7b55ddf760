"""A random table: its landing file, its table files, and the rows that must come out."""

import csv
import gzip
import io
import json
from dataclasses import dataclass, field

from . import cells, oracle

TYPES = ["string", "string", "boolean", "int", "bigint", "double", "float", "date", "timestamp", "timestamp"]
NAMES = ["year", "Year", "month", "day", "_source", "_offset", "_rescued", "_run_id", "Preço", "Data de emissão", "a b",
         "a_b", "a,b", 'bitola (5")', "ID", "select", "x.y", "x/y", "~", "ação;", "col{1}", "=", "名", "_arrived_at"]  # fmt: skip
PARTITIONS = ["string", "int", "bigint", "boolean", "date", "timestamp"]


@dataclass
class RandomTable:
    """One column after the other: `sources` are names in the file, `columns` what silver makes of them."""

    name: str
    sources: list
    columns: dict
    form: str
    csv: dict
    rows: list
    partition: str | None
    expected: list = field(default_factory=list)
    bad: list = field(default_factory=list)

    def judge(self, zone):
        """Fills what must be published, and the rows that must be kept back with the columns that are wrong."""
        for row in self.rows:
            values, wrong = [], []
            for text, column in zip(row, self.columns.values(), strict=True):
                try:
                    values.append(oracle.value_of(text, column, zone))
                except oracle.Unreadable:
                    wrong.append(column["name"])
            if wrong:
                self.bad.append(wrong)
            else:
                self.expected.append(tuple(values))

    def write(self, lake):
        landing = lake / "landing"
        file = landing / (self.name + "." + self.form + (".gz" if self.csv.get("packed") else ""))
        data = self.text().encode(self.csv.get("encoding", "UTF-8"))
        file.write_bytes(gzip.compress(data, mtime=0) if self.csv.get("packed") else data)
        source = {"files": f"landing/{file.name}", "format": self.form}
        options = {key: self.csv[key] for key in ("delimiter", "quote", "encoding") if key in self.csv}
        if self.form == "csv":
            source["csv"] = options
        declare(lake, "bronze", self.name, {"source": source})
        write = {"mode": "overwrite"} | ({"partition-by": [self.partition]} if self.partition else {})
        columns = {name: {k: v for k, v in c.items() if k != "name"} for name, c in self.columns.items()}
        declare(lake, "silver", self.name, {"from": f"bronze.{self.name}", "columns": columns, "write": write})
        typed = {name: {"type": column["type"]} for name, column in self.columns.items()}
        declare(lake, "gold", self.name, {"sql": f"{self.name}.sql", "columns": typed, "write": write})
        (lake / "gold" / f"{self.name}.sql").write_text(f"select * from silver.{self.name}\n")

    def text(self):
        return self.delimited() if self.form == "csv" else self.objects()

    def delimited(self):
        out = io.StringIO()
        quote = self.csv["quote"]
        quoting = self.csv["quoting"] if quote else csv.QUOTE_NONE
        writer = csv.writer(
            out,
            delimiter=self.csv["delimiter"],
            quotechar=quote or None,
            quoting=quoting,
            lineterminator=self.csv["line_end"],
        )
        writer.writerow(self.sources)
        for row in self.rows:
            writer.writerow(["" if text is None else text for text in row])
        return out.getvalue()

    def objects(self):
        lines = ["{" + ", ".join(self.members(row)) + "}" for row in self.rows]
        return "\n".join(lines) + "\n" if self.form == "jsonl" else "[" + ",\n".join(lines) + "]"

    def members(self, row):
        for source, column, text in zip(self.sources, self.columns.values(), row, strict=True):
            if text is not None:
                is_token = column["name"] in self.csv["tokens"] and is_number(text)
                key = json.dumps(source, ensure_ascii=self.csv["ascii"])
                yield key + ": " + (text if is_token else json.dumps(text, ensure_ascii=self.csv["ascii"]))


def is_number(text):
    try:
        return isinstance(json.loads(text), (int, float)) and text == text.strip() and text[-1:].isdigit()
    except ValueError:
        return False


def declare(lake, layer, name, definition):
    (lake / layer / f"{name}.yaml").write_text(json.dumps(definition, ensure_ascii=False))


def table(random, name):
    form = random.choice(["csv", "csv", "csv", "jsonl", "json"])
    details = csv_details(random) if form == "csv" else json_details(random)
    sources = source_names(random, details.get("encoding", "UTF-8"), details)
    columns = {f"c{i}": column(random, source, f"c{i}") for i, source in enumerate(sources)}
    rows = [
        [cell(random, c, details) for c in columns.values()] for _ in range(random.choice([1, 3, 20, 60]))
    ]
    if form != "csv":
        rows[0] = ["first" if text is None else text for text in rows[0]]  # a key that never occurs is no column
    details["tokens"] = [c["name"] for c in columns.values() if random.random() < 0.5]
    fit = [c["name"] for c in columns.values() if c["type"].split("(")[0] in PARTITIONS]
    partition = random.choice(fit) if len(fit) < len(columns) and fit and random.random() < 0.4 else None
    if partition:
        fit_a_folder(rows, list(columns).index(partition))
    return RandomTable(name, sources, columns, form, details, rows, partition)


def fit_a_folder(rows, at):
    """The texts that a partition cannot have are left out: too long for a folder's name, and readers' word for null."""
    for row in rows:
        row[at] = row[at] and row[at][:30].replace("__HIVE_DEFAULT_PARTITION__", "hive")


def cell(random, column, details):
    text = cells.cell(random, column, details.get("encoding", "UTF-8"))
    if text is not None and details.get("quote") == "":
        for refused in (details["delimiter"], "\r", "\n", '"'):
            text = text.replace(refused, "_")
    return text


def csv_details(random):
    return {
        "delimiter": random.choice([",", ";", "\t", "|"]),
        "quote": random.choice(['"', '"', "'", ""]),
        "quoting": random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        "encoding": random.choice(["UTF-8", "UTF-8", "ISO-8859-1", "windows-1252"]),
        "line_end": random.choice(["\n", "\n", "\r\n"]),
        "packed": random.random() < 0.15,
    }


def json_details(random):
    return {"ascii": random.random() < 0.5, "packed": random.random() < 0.15}


def source_names(random, encoding, details):
    wanted = random.randrange(2, 8)
    names = {}
    while len(names) < wanted:
        name = random.choice(NAMES) if random.random() < 0.4 else f"COL_{random.randrange(100)}"
        is_free = name.lower() not in names and (details.get("quote") != "" or details["delimiter"] not in name)
        if is_free and cells.fits(name, encoding) and not (details.get("quote") == "" and '"' in name):
            names[name.lower()] = name
    return list(names.values())


def column(random, source, name):
    kind = random.choice(TYPES + ["decimal"] * 3)
    made = {"name": name, "from": source, "type": kind}
    if kind == "decimal":
        precision = random.choice([5, 12, 18, 30, 38])
        made["type"] = f"decimal({precision},{random.randrange(0, min(precision, 10) + 1)})"
    if random.random() < 0.2:
        made["nulls"] = random.choice([["", "NULL", "n/a"], ["-"], ["0"]])
    if random.random() < 0.1:
        made["trim"] = False
    notation(random, made, kind)
    if "0" in made.get("nulls", []) and ("0" in made.get("false", []) or "default" in made):
        del made["nulls"]
    return made


def notation(random, made, kind):
    if kind == "string" and random.random() < 0.2:
        made["case"] = random.choice(["upper", "lower"])
    if kind == "boolean" and random.random() < 0.5:
        made |= random.choice([{"true": ["S", "Sim"], "false": ["N", "Não"]}, {"true": ["1", "x"], "false": ["0"]}])
    if kind in ("decimal", "int", "bigint", "double") and random.random() < 0.5:
        decimal_mark, grouping = random.choice([(",", "."), (",", "\u00a0"), (".", ","), (",", None), (".", "'"),
                                                (",", "\u202f"), (".", "’")])  # fmt: skip
        made |= {"decimal": decimal_mark} if kind != "int" and kind != "bigint" else {}
        made |= {"grouping": grouping} if grouping and grouping != made.get("decimal", ".") else {}
    if kind == "decimal" and random.random() < 0.4:
        made |= random.choice([{"currency": "R$"}, {"currency": ["R$", "US$"]}, {"negative": "parentheses"},
                               {"negative": "trailing"}, {"percent": True}])  # fmt: skip
    if kind in ("decimal", "int", "bigint", "timestamp", "float") and random.random() < 0.2:
        made["round"] = random.choice(["half_even", "half_up"])
    if kind == "timestamp" and random.random() < 0.3:
        made["clock-change"] = random.choice(["earlier", "later", "quarantine"])
    if kind in ("date", "timestamp") and random.random() < 0.5:
        made["format"] = random.choice([f for f in cells.FORMATS if kind == "timestamp" or "H" not in f])
    if random.random() < 0.1:
        made["default"] = {"string": "none", "boolean": made.get("true", ["true"])[0], "date": None, "timestamp": None}.get(
            kind, "0%" if made.get("percent") else "0"
        )
        if made["default"] is None:
            del made["default"]
