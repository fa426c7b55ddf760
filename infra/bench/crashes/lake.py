"""A small random lake: two kinds of landing files, a table of each in silver, and gold of both. A row of some is bad."""

import datetime
import json
import shutil
import tempfile
from pathlib import Path

TABLES = ["bronze.orders", "bronze.clicks", "silver.orders", "silver.clicks", "gold.by_customer", "gold.pages"]
FILES = {
    "bronze/orders.yaml": {"source": {"files": "landing/orders_*.csv", "format": "csv"}},
    "bronze/clicks.yaml": {"source": {"files": "landing/clicks_*.jsonl", "format": "jsonl"}},
    "silver/clicks.yaml": {
        "from": "bronze.clicks",
        "columns": {"customer": {"type": "string"}, "page": {"type": "string"}, "at": {"type": "timestamp"}},
    },
    "gold/by_customer.yaml": {"sql": "by_customer.sql"},
    "gold/pages.yaml": {"sql": "pages.sql"},
}
SQL = {
    "gold/by_customer.sql": "SELECT customer, sum(amount) AS amount, count(*) AS orders FROM silver.orders GROUP BY customer\n",
    "gold/pages.sql": "SELECT c.page, count(*) AS views, count(DISTINCT o.customer) AS buyers\n"
    "FROM silver.clicks c LEFT JOIN silver.orders o USING (customer) GROUP BY c.page\n",
}
MODES = ({"mode": "overwrite"}, {"mode": "merge", "key": ["id"]})


class Lake:
    """A folder with definitions and landing files; where its tables lie, the target says."""

    def __init__(self, folder, dice, target):
        self.folder, self.dice, self.files = folder, dice, 0
        for layer in ("landing", "bronze", "silver", "gold"):
            (folder / layer).mkdir(parents=True)
        definition = {"lake": "crash", "timezone": "UTC"}
        if target:
            definition["targets"] = {"minio": target}
        self._write("lake.yaml", definition)
        for name, content in FILES.items():
            self._write(name, content)
        for name, text in SQL.items():
            (folder / name).write_text(text)
        self._write("silver/orders.yaml", self._orders())
        for _ in range(dice.randint(2, 4)):
            self.grow()

    def _write(self, name, content):
        (self.folder / name).write_text(json.dumps(content, indent=1) + "\n")

    def _orders(self):
        return {
            "from": "bronze.orders",
            "columns": {
                "id": {"type": "bigint", "tests": ["not_null", "unique"]},
                "customer": {"type": "string", "case": "lower"},
                "amount": {"type": "decimal(12,2)"},
                "placed": {"type": "date"},
            },
            "deduplicate": {"key": ["id"], "keep": "latest", "by": "placed"},
            "write": self.dice.choice(MODES),
        }

    def grow(self):
        """One more landing file of each kind; gives their paths."""
        self.files += 1
        orders = self.folder / f"landing/orders_{self.files}.csv"
        orders.write_text("id,customer,amount,placed\n" + "".join(self._order() for _ in range(self.dice.randint(1, 3000))))
        clicks = self.folder / f"landing/clicks_{self.files}.jsonl"
        clicks.write_text("".join(self._click() for _ in range(self.dice.randint(1, 3000))))
        return orders, clicks

    def _day(self):
        # A day for each file: what is latest of a key does not hang on which file was read first.
        return datetime.date(2026, 1, 1) + datetime.timedelta(days=self.files)

    def _order(self):
        number = self.dice.randrange(5000) * 100 + self.files
        amount = "?" if self.dice.random() < 0.01 else f"{self.dice.randrange(100000) / 100:.2f}"
        return f"{number},C{number % 97},{amount},{self._day()}\n"

    def _click(self):
        at = "soon" if self.dice.random() < 0.01 else f"{self._day()}T10:00:{self.dice.randrange(60):02}Z"
        return json.dumps({"customer": f"c{self.dice.randrange(97)}", "page": f"/{self.dice.randrange(20)}", "at": at}) + "\n"

    def copy(self):
        """The same lake without tables, on this machine."""
        folder = Path(tempfile.mkdtemp(prefix="clean-", dir=self.folder.parent))
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(".lake"), dirs_exist_ok=True)
        return folder
