"""Three foreign readers of Delta tables, each behind the same three questions. DuckDB reads with its own delta extension,
installed from PyPI, so nothing is fetched when the tests run."""

import operator

import duckdb
import polars
import pyarrow.dataset
from deltalake import DeltaTable
from duckdb_extensions import import_extension

COMPARE = {">=": operator.ge, "<=": operator.le, "=": operator.eq}


class DeltaRs:
    name = "deltalake"

    def rows(self, path, version=None):
        return DeltaTable(path, version=version).to_pyarrow_dataset().count_rows()

    def distinct(self, path, columns):
        keys = DeltaTable(path).to_pyarrow_table(columns=columns)
        return keys.group_by(columns).aggregate([]).num_rows

    def matching(self, path, column, comparison, value):
        field = pyarrow.dataset.field(column)
        wanted = field.is_null() if comparison == "is null" else COMPARE[comparison](field, value)
        return DeltaTable(path).to_pyarrow_dataset().count_rows(filter=wanted)


class Polars:
    name = "polars"

    def rows(self, path, version=None):
        return self._count(polars.scan_delta(path, version=version))

    def distinct(self, path, columns):
        return self._count(polars.scan_delta(path).select(columns).unique())

    def matching(self, path, column, comparison, value):
        field = polars.col(column)
        wanted = field.is_null() if comparison == "is null" else COMPARE[comparison](field, value)
        return self._count(polars.scan_delta(path).filter(wanted))

    @staticmethod
    def _count(frame):
        return frame.select(polars.len()).collect().item()


class DuckDb:
    name = "duckdb"

    def __init__(self):
        self.connection = duckdb.connect()
        import_extension("delta", con=self.connection)
        self.connection.execute("LOAD delta; SET TimeZone = 'UTC'")

    def rows(self, path, version=None):
        at = "" if version is None else f", version = {version}"
        return self._one(f"SELECT count(*) FROM delta_scan('{path}'{at})")

    def distinct(self, path, columns):
        named = ", ".join(f'"{column}"' for column in columns)
        return self._one(f"SELECT count(*) FROM (SELECT DISTINCT {named} FROM delta_scan('{path}'))")

    def matching(self, path, column, comparison, value):
        if comparison == "is null":
            return self._one(f"""SELECT count(*) FROM delta_scan('{path}') WHERE "{column}" IS NULL""")
        return self._one(f"""SELECT count(*) FROM delta_scan('{path}') WHERE "{column}" {comparison} $1""", [value])

    def _one(self, query, values=()):
        return self.connection.execute(query, list(values)).fetchone()[0]
