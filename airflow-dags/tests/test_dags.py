"""DAG files under Airflow's DagBag: no errors, and the structure of the plan."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.models.taskinstance import TaskInstance
from conftest import DAGS, LAVRA, ROOT

from lavra_airflow.factory import LakeDag
from lavra_airflow.manifest import plan

SHIPPED = ROOT / "pipelines/lakes/nova-corrente"
FILE = """
import sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, {dags!r})
from lavra_airflow.factory import LakeDag
shop = LakeDag(lake=Path({lake!r}), start=datetime(2026, 1, 1), manifest_file=Path({manifest!r}))
dag = shop.dag()
export = shop.export("gold.orders_by_day", to="/tmp")
"""


def bag_of(folder):
    return DagBag(dag_folder=str(folder))


@pytest.fixture(scope="session")
def shipped():
    """The manifest of the lake that ships, beside the DAG file as in use."""
    manifest = replace(plan(SHIPPED, str(LAVRA), "local"), pools=("lavra",))
    manifest.write(DAGS / "nova-corrente.manifest.json")
    return manifest


@pytest.fixture
def shop(lake, tmp_path, new_manifest):
    """A folder of DAG files with one for a new lake, and its manifest."""
    manifest = tmp_path / "dags/shop.manifest.json"
    new_manifest.write(manifest)
    text = FILE.format(dags=str(DAGS), lake=str(lake), manifest=str(manifest))
    (tmp_path / "dags/shop.py").write_text(text)
    return tmp_path / "dags"


def test_the_example_has_the_structure_of_its_lake(shipped):
    bag = bag_of(DAGS)
    assert bag.import_errors == {}
    assert sorted(bag.dags) == ["nova-corrente", "nova-corrente.export.gold.fact_inventory"]
    dag = bag.dags["nova-corrente"]
    tables = {table.name: table for table in shipped.tables}
    assert sorted(dag.task_ids) == sorted(tables)
    assert len(tables) == 25
    for task in dag.tasks:
        assert task.upstream_task_ids == set(tables[task.task_id].after), task.task_id
        assert task.task_group.group_id == tables[task.task_id].layer
        assert task.tables == [task.task_id]
    assert sorted(dag.task_group.children) == ["bronze", "gold", "silver"]
    assert dag.timetable.expression == "0 3 * * *"
    assert str(dag.timetable.timezone) == "America/Sao_Paulo"


def test_every_task_can_be_held_back_and_tried_again(shipped):
    for dag in bag_of(DAGS).dags.values():
        assert (dag.max_active_runs, dag.catchup) == (1, False)
        for task in dag.tasks:
            assert task.pool == "lavra"
            assert (task.retries, task.retry_delay, task.retry_exponential_backoff) == (4, timedelta(minutes=1), 2.0)
            assert task.max_retry_delay == timedelta(minutes=30)
            assert task.execution_timeout == timedelta(hours=6)
            assert task.on_failure_callback


def test_waits_between_tries_grow(shipped):
    """By Airflow's own reckoning, which spreads each wait over as much again."""
    task = LakeDag(lake=SHIPPED, start=datetime(2026, 1, 1)).dag().get_task("gold.dim_items")
    now, waits = datetime(2026, 1, 1), []
    for number in (1, 2, 3, 4, 9):
        tried = SimpleNamespace(
            task=task,
            dag_id="d",
            task_id="t",
            logical_date=now,
            try_number=number,
            end_date=now,
            retry_delay_override=None,
        )
        waits.append((TaskInstance.next_retry_datetime(tried) - now).total_seconds() / 60)
    for wait, least in zip(waits, (1, 2, 4, 8, 30), strict=True):
        assert least <= wait <= min(2 * least, 30)


def test_a_task_per_wave(shipped):
    dag = LakeDag(lake=SHIPPED, start=datetime(2026, 1, 1), task_per="wave").dag()
    built = [table for task in dag.tasks for table in task.tables]
    assert sorted(built) == sorted(table.name for table in shipped.tables)
    waves = {(table.layer, table.wave) for table in shipped.tables}
    assert set(dag.task_ids) == {f"{layer}.wave_{wave}" for layer, wave in waves}
    order = {task.task_id: i for i, task in enumerate(dag.topological_sort())}
    place = {table: order[task.task_id] for task in dag.tasks for table in task.tables}
    for table in shipped.tables:
        for before in table.after:
            assert place[before] < place[table.name]


def test_the_second_dag_waits_for_the_tables_asset(shop):
    bag = bag_of(shop)
    assert bag.import_errors == {}
    dag = bag.dags["shop.export.gold.orders_by_day"]
    (asset,) = dag.timetable.asset_condition.objects
    assert (asset.name, asset.uri) == ("shop.gold.orders_by_day", "lavra://shop/gold/orders_by_day")


def test_no_java_starts_when_dag_files_are_read(shop, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("LAVRA_COMMAND", "/nowhere/lavra")
    assert bag_of(shop).import_errors == {}


def test_a_stale_manifest_is_an_import_error_that_says_what_to_do(shop, lake):
    (lake / "macros").mkdir()
    (lake / "macros/m.sql").write_text("create macro one() as 1;\n")
    (error,) = bag_of(shop).import_errors.values()
    assert "is stale: the lake's files changed after it. Make it: python -m lavra_airflow.manifest" in error


def test_a_missing_manifest_is_an_import_error_that_says_what_to_do(shop):
    (shop / "shop.manifest.json").unlink()
    (error,) = bag_of(shop).import_errors.values()
    assert "There is no manifest at " in error and "Make it: python -m lavra_airflow.manifest" in error


def test_a_pool_that_nobody_made_is_an_import_error_that_says_what_to_do(shop, lake, new_manifest):
    manifest = shop / "shop.manifest.json"
    replace(new_manifest, pools=("other",)).write(manifest)
    (error,) = bag_of(shop).import_errors.values()
    assert f'The manifest at {manifest} does not name the pool "lavra", and tasks wait for ever' in error
    assert f"Make it: python -m lavra_airflow.manifest {lake} --to {manifest} --pool other --pool lavra" in error


def test_settings_that_cannot_be_are_refused(shipped):
    with pytest.raises(ValueError, match='task_per="layer": use table or wave'):
        LakeDag(lake=SHIPPED, start=datetime(2026, 1, 1), task_per="layer")
    with pytest.raises(ValueError, match="There is no table gold.nothing in nova-corrente"):
        LakeDag(lake=SHIPPED, start=datetime(2026, 1, 1)).export("gold.nothing", to="x")
