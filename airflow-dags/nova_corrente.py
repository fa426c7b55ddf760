"""The lake that ships, every night at three, and a CSV file of what to reorder behind it."""

from datetime import datetime
from pathlib import Path

from lavra_airflow.factory import LakeDag

HERE = Path(__file__).resolve().parent

lake = LakeDag(lake=HERE.parent / "pipelines/lakes/nova-corrente", start=datetime(2026, 1, 1), cron="0 3 * * *")

nova_corrente = lake.dag()
reorder_list = lake.export("gold.fact_inventory", to=HERE / ".state/exports")
