"""Tables as deltalake reads them."""

import collections
import hashlib
import threading
import time

import pyarrow
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError

# Of a run or of the day, not of the content.
OURS = {"_run_id", "_arrived_at", "_offset", "year", "month", "day"}


class Tables:
    """Where a lake's tables lie, and how they are reached."""

    def __init__(self, root, options=None):
        self.root, self.options = str(root), options

    def open(self, name):
        """The newest version; None if there is no table."""
        try:
            return DeltaTable(f"{self.root}/{name.replace('.', '/')}", storage_options=self.options)
        except TableNotFoundError:
            return None

    def content(self, name):
        """A hash of the rows, in whatever order they lie; and how many there are."""
        table = self.open(name)
        if table is None:
            return "none"
        columns = [field.name for field in table.schema().fields if field.name not in OURS]
        rows = table.to_pyarrow_table(columns=columns).to_pylist()
        counted = collections.Counter(repr(sorted(row.items())) for row in rows)
        return f"{len(rows)} rows {hashlib.sha256(repr(sorted(counted.items())).encode()).hexdigest()[:16]}"

    def contents(self, names):
        return {name: self.content(name) for name in names}


class Watcher(threading.Thread):
    """Reads all tables again and again: at every moment each is whole, and no version goes back."""

    def __init__(self, tables, names):
        super().__init__(daemon=True)
        self.tables, self.names = tables, names
        self.faults, self.reads = [], 0
        self._seen, self._over = {}, threading.Event()

    def run(self):
        while not self._over.is_set():
            for name in self.names:
                try:
                    self._look(name)
                except (DeltaError, OSError) as e:
                    self.faults.append(f"{name} could not be read: {e}")
                    return
            time.sleep(0.2)

    def _look(self, name):
        table = self.tables.open(name)
        if table is None:
            if name in self._seen:
                self.faults.append(f"{name} is gone")
            return
        said = sum(pyarrow.table(table.get_add_actions(flatten=True)).column("num_records").to_pylist())
        found = table.to_pyarrow_dataset().count_rows()
        if said != found:
            self.faults.append(f"{name} version {table.version()}: its log counts {said} rows, its files have {found}")
        if table.version() < self._seen.get(name, 0):
            self.faults.append(f"{name} went from version {self._seen[name]} back to {table.version()}")
        self._seen[name] = table.version()
        self.reads += 1

    def end(self):
        self._over.set()
        self.join(60)
        return self.faults
