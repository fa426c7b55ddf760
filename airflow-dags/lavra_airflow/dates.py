"""The logical date of a run."""

from zoneinfo import ZoneInfo


def logical_date(context, timezone):
    """The day the data interval begins on, in the lake's time zone; where a run has no interval, the day it was due."""
    instant = context.get("data_interval_start") or context["dag_run"].run_after
    return instant.astimezone(ZoneInfo(timezone)).date().isoformat()
