"""Tables as Airflow's assets: lavra://LAKE/LAYER/NAME, named LAKE.LAYER.NAME."""

from airflow.sdk import Asset, AssetAlias


def asset_of(lake, table):
    return Asset(name=f"{lake}.{table}", uri=f"lavra://{lake}/{table.replace('.', '/')}", group=lake)


def alias_of(lake, task):
    """What a task's outlet is called, which of several tables it publishes being known only when it has run."""
    return AssetAlias(name=f"{lake}.{task}.published", group=lake)


def announce(report, lake, alias, context):
    """Emits an event for each table whose version no event has told of yet, whichever run published it.

    So a version is told of though the try that published it died before it could say so, and told of once.
    """
    for table, entry in report.versions.items():
        asset = asset_of(lake, table)
        if entry["version"] != last_version(asset, context["inlet_events"]):
            context["outlet_events"][alias].add(asset, extra=extra(entry, report.content))


def last_version(asset, events):
    told = [event.extra.get("version") for event in events[asset].ascending(False).limit(1)]
    return told[0] if told else None


def extra(entry, run):
    return {"version": entry["version"], "lavra_run_id": run["run_id"], "date": run["date"]}
