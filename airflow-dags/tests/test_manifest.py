"""The manifest: what the plan says, and what is said where it does not fit the lake."""

import json
import subprocess
import sys

import pytest
from conftest import DAGS, LAVRA, lavra

from lavra_airflow import pools
from lavra_airflow.definitions import fingerprint
from lavra_airflow.manifest import Manifest, ManifestError, Table


def test_the_command_writes_what_the_plan_says(lake, tmp_path):
    path = tmp_path / "shop.manifest.json"
    command = [sys.executable, "-m", "lavra_airflow.manifest", str(lake), "--to", str(path), "--pool-exists"]
    said = subprocess.run(command, cwd=DAGS, stdout=subprocess.PIPE, text=True, check=True).stdout
    assert said == f"{path}: 3 tables of shop\n"
    assert Manifest.read(path, lake) == Manifest(
        "shop",
        "UTC",
        fingerprint(lake),
        (
            Table("bronze.orders", 0, ()),
            Table("silver.stg_orders", 1, ("bronze.orders",)),
            Table("gold.orders_by_day", 2, ("silver.stg_orders",)),
        ),
        ("lavra",),
    )
    assert str(tmp_path) not in path.read_text()


def test_runs_do_not_make_it_stale_and_definitions_do(lake, tmp_path, new_manifest):
    path = tmp_path / "m.json"
    new_manifest.write(path)
    (lake / "landing/orders_2026-02.csv").write_text("Order;Customer;Placed;Amount\n")
    (lake / ".lake/silver").mkdir(parents=True)
    assert Manifest.read(path, lake) == new_manifest
    sql = lake / "gold/orders_by_day.sql"
    sql.write_text(sql.read_text() + "\n")
    with pytest.raises(ManifestError, match=r"is stale: the lake's files changed after it. Make it: python -m "):
        Manifest.read(path, lake)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        "{}",
        '{"format": 1}',
        '{"format": 2, "lake": "x;rm", "timezone": "UTC", "definitions": "", "pools": [], "tables": []}',
        '{"format": 2, "lake": "x", "timezone": "UTC", "definitions": "", "pools": [], "tables": [{"name": "a", "wave": 0}]}',
        '{"format": 2, "lake": "x", "timezone": "UTC", "definitions": "", "pools": [], "tables": [], "more": 1}',
    ],
)
def test_a_damaged_one_says_how_to_make_it(damage, lake, tmp_path):
    path = tmp_path / "m.json"
    path.write_text(damage)
    with pytest.raises(ManifestError, match=r"cannot be read: .* Make it: "):
        Manifest.read(path, lake)


def test_a_missing_one_says_how_to_make_it(lake, tmp_path):
    with pytest.raises(ManifestError, match=r"There is no manifest at .*m.json. Make it: python -m lavra"):
        Manifest.read(tmp_path / "m.json", lake)
    with pytest.raises(ManifestError, match=r"There is no lake at "):
        Manifest.read(tmp_path / "m.json", tmp_path)


def test_a_wrong_lake_gives_lavras_own_words(lake, tmp_path, capsys):
    from lavra_airflow.manifest import main

    (lake / "silver/stg_orders.yaml").write_text("from: bronze.order\n")
    assert main([str(lake), "--to", str(tmp_path / "m.json")]) == 2
    assert 'silver/stg_orders.yaml:1: There is no table "bronze.order". Did you mean' in capsys.readouterr().err
    assert not (tmp_path / "m.json").exists()
    assert main([str(lake), "--lavra", "/nowhere/lavra"]) == 2
    assert "/nowhere/lavra cannot be started: No such file or directory." in capsys.readouterr().err


def test_pools_are_made_and_those_that_are_there_stay(tmp_path, monkeypatch):
    monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path))
    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", f"sqlite:///{tmp_path}/airflow.db")
    with pytest.raises(pools.PoolError, match=r"no such table: slot_pool\n.* was `airflow db migrate` run\?"):
        pools.require(["lavra"], 2)
    pools.airflow("db", "migrate")
    pools.require(["lavra"], 2)
    pools.require(["lavra"], 5)
    known = {pool["pool"]: pool["slots"] for pool in json.loads(pools.airflow("pools", "list", "--output", "json"))}
    assert known == {"default_pool": "128", "lavra": "2"}


def test_tests_that_look_at_a_table_come_after_it(lake, tmp_path):
    from lavra_airflow.manifest import plan

    (lake / "gold/days.yaml").write_text(
        "sql: days.sql\n"
        "columns: { placed_on: { type: date, tests: [relationships: { to: gold.orders_by_day, field: placed_on }] } }\n"
    )
    (lake / "gold/days.sql").write_text("SELECT DISTINCT placed_on FROM silver.stg_orders\n")
    lavra("validate", lake)
    tables = {table.name: table for table in plan(lake, str(LAVRA), "local").tables}
    assert tables["gold.days"] == Table("gold.days", 3, ("gold.orders_by_day", "silver.stg_orders"))
