"""Which tables a task builds."""

from dataclasses import dataclass

WAYS = ("table", "wave")


@dataclass(frozen=True)
class Batch:
    """Tables of one layer and wave, built by one task; name is the task's within the layer's group."""

    layer: str
    name: str
    tables: tuple[str, ...]

    @property
    def task_id(self):
        return f"{self.layer}.{self.name}"


def batches(tables, way):
    """A batch for each table, or for each wave of a layer, in the order of the plan."""
    if way == "table":
        return [Batch(table.layer, table.name.split(".")[1], (table.name,)) for table in tables]
    waves = {}
    for table in tables:
        waves.setdefault((table.wave, table.layer), []).append(table.name)
    return [Batch(layer, f"wave_{wave}", tuple(names)) for (wave, layer), names in sorted(waves.items())]


def dependencies(tables, batches):
    """Pairs of batches, the first to be built before the second."""
    of = {name: batch for batch in batches for name in batch.tables}
    pairs = {(of[before], of[table.name]) for table in tables for before in table.after if before in of}
    return sorted(pairs, key=lambda pair: (pair[0].task_id, pair[1].task_id))
