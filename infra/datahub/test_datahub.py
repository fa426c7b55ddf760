"""A small lake's run, told to DataHub by its own command line, into its file sink."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LAVRA = HERE.parents[1] / "lavra"
LAKE = {
    "lake.yaml": "lake: shop\nlineage: { file: events.jsonl }\n",
    "landing/orders.csv": "Order,Customer,Amount\n1,Ana,10.50\n2,Rui,20.00\n",
    "bronze/orders.yaml": "description: As received\nsource: { files: landing/*.csv, format: csv }\n",
    "silver/orders.yaml": """
        description: Orders, one row each
        from: bronze.orders
        columns:
          order_id: { from: Order, type: bigint, description: Number on the bill, tests: [not_null] }
          customer: { from: Customer, type: string }
          amount: { from: Amount, type: "decimal(12,2)" }
        """,
    "gold/customers.yaml": "description: What customers buy\nsql: customers.sql\n",
    "gold/customers.sql": "select customer as name, sum(amount) as paid from silver.orders group by customer",
}


def datahub():
    beside = HERE / "target/venv/bin/datahub"
    found = os.environ.get("DATAHUB") or (str(beside) if beside.exists() else shutil.which("datahub"))
    if not found:
        pytest.skip("no datahub: pip install -r infra/datahub/requirements.txt, or name it in DATAHUB")
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What DataHub is told: aspects by table and name."""
    command = datahub()
    folder = tmp_path_factory.mktemp("shop")
    for name, text in LAKE.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("\n".join(line.removeprefix(" " * 8) for line in text.split("\n")))
    subprocess.run([LAVRA, "run", folder, "--runner", "direct", "-q"], check=True)
    made, out = folder / "metadata.json", folder / "told.json"
    subprocess.run([sys.executable, HERE / "metadata.py", folder / "events.jsonl", made], check=True)
    variables = {"LAVRA_METADATA": made, "LAVRA_DATAHUB_FILE": out, "HOME": folder}
    variables["DATAHUB_TELEMETRY_ENABLED"] = "false"
    ingest = [command, "ingest", "--strict-warnings", "-c", HERE / "recipe-to-file.yml"]
    subprocess.run(ingest, check=True, env=os.environ | {key: str(value) for key, value in variables.items()})
    aspects = {}
    for proposal in json.loads(out.read_text()):
        aspects.setdefault(proposal["entityUrn"], {})[proposal["aspectName"]] = proposal["aspect"]["json"]
    return folder, aspects


def urn(folder, path, platform="delta-lake"):
    return f"urn:li:dataset:(urn:li:dataPlatform:{platform},{str(folder).lstrip('/')}/{path},PROD)"


def test_every_table_is_there(told):
    folder, aspects = told
    assert set(aspects) == {urn(folder, f".lake/{t}") for t in ("bronze/orders", "silver/orders", "gold/customers")}


def test_descriptions_and_numbers(told):
    folder, aspects = told
    properties = aspects[urn(folder, ".lake/silver/orders")]["datasetProperties"]
    assert (properties["name"], properties["description"]) == ("silver.orders", "Orders, one row each")
    numbers = properties["customProperties"]
    assert (numbers["rows"], numbers["version"], numbers["checks_passed"], numbers["checks_failed"]) == tuple("2010")


def test_columns(told):
    folder, aspects = told
    fields = aspects[urn(folder, ".lake/silver/orders")]["schemaMetadata"]["fields"]
    assert [(f["fieldPath"], f["nativeDataType"], f.get("description")) for f in fields] == [
        ("order_id", "bigint", "Number on the bill"),
        ("customer", "string", None),
        ("amount", "decimal(12,2)", None),
    ]
    kinds = [next(iter(f["type"]["type"])).rsplit(".")[-1] for f in fields]
    assert kinds == ["NumberType", "StringType", "NumberType"]


def test_lineage_down_to_columns_and_files(told):
    folder, aspects = told
    upstream = {
        ".lake/bronze/orders": urn(folder, "landing/*.csv", "file"),
        ".lake/silver/orders": urn(folder, ".lake/bronze/orders"),
        ".lake/gold/customers": urn(folder, ".lake/silver/orders"),
    }
    for table, source in upstream.items():
        assert [each["dataset"] for each in aspects[urn(folder, table)]["upstreamLineage"]["upstreams"]] == [source]
    gold, silver = urn(folder, ".lake/gold/customers"), urn(folder, ".lake/silver/orders")
    fine = aspects[gold]["upstreamLineage"]["fineGrainedLineages"]
    assert [(f["upstreams"], f["downstreams"], f["transformOperation"]) for f in fine] == [
        ([f"urn:li:schemaField:({silver},customer)"], [f"urn:li:schemaField:({gold},name)"], "IDENTITY"),
        ([f"urn:li:schemaField:({silver},amount)"], [f"urn:li:schemaField:({gold},paid)"], "AGGREGATION"),
    ]
