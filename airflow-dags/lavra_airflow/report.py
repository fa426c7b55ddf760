"""The JSON document of a run."""

import json
from dataclasses import dataclass

GOOD = {"published", "unchanged"}
LONGEST_REASON = 300


@dataclass(frozen=True)
class Report:
    """What lavra run --output json said."""

    content: dict

    @staticmethod
    def parse(text):
        """None where the run came to no document, as with exit code 2 or a killed JVM."""
        try:
            content = json.loads(text)
        except ValueError:
            return None
        return Report(content) if isinstance(content, dict) and isinstance(content.get("tables"), list) else None

    @property
    def versions(self):
        """The tables readers may see as of this run, with their versions."""
        good = [table for table in self.content["tables"] if table["status"] in GOOD]
        return {table["table"]: table for table in good if table["version"] is not None}

    @property
    def complaints(self):
        """A sentence for each table that is not as it should be, and for what went wrong besides."""
        bad = [table for table in self.content["tables"] if table["status"] not in GOOD]
        tables = [f"{t['table']} {t['status']}: {t['reason'][:LONGEST_REASON]}" for t in bad]
        return "; ".join([*tables, *(trouble[:LONGEST_REASON] for trouble in self.content.get("troubles", []))])

    def within(self, limit):
        """The document in at most limit bytes of JSON: less is said of checks first, then of reasons, then of tables.

        Where checks or tables were left out, checks_left_out and tables_left_out count them.
        """
        for shorter in (whole, failed_checks, no_checks):
            content = shorter(self.content)
            if size(content) <= limit:
                return content
        tables = content.pop("tables")
        kept = []
        while tables and size({**content, "tables": [*kept, tables[0]], "tables_left_out": len(tables)}) <= limit:
            kept.append(tables.pop(0))
        return {**content, "tables": kept, "tables_left_out": len(tables)}


def size(content):
    return len(json.dumps(content).encode())


def whole(content):
    return content


def failed_checks(content):
    return with_checks(content, lambda table: [check for check in table["checks"] if check["status"] == "fail"])


def no_checks(content):
    shorter = with_checks(content, lambda table: [])
    return {**shorter, "tables": [{**t, "reason": t["reason"][:LONGEST_REASON]} for t in shorter["tables"]]}


def with_checks(content, kept):
    tables = []
    for table in content["tables"]:
        checks = kept(table)
        tables.append({**table, "checks": checks, "checks_left_out": len(table["checks"]) - len(checks)})
    return {**content, "tables": tables}
