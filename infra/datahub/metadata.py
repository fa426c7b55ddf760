"""Turns a lake's lineage file into DataHub's metadata: `metadata.py EVENTS OUT`, both JSON.

EVENTS has an OpenLineage event a line, as `lineage: { file: … }` of lake.yaml makes them; OUT is what DataHub's `file`
source reads: for each table its schema, descriptions, numbers, and the tables and columns it is made from.
"""

import json
import sys
from pathlib import Path

TABLES, FILES, OBJECTS = "delta-lake", "file", "s3"
TYPES = {
    "string": "StringType",
    "boolean": "BooleanType",
    "date": "DateType",
    "timestamp": "TimeType",
    "binary": "BytesType",
    "array": "ArrayType",
}
STAMP = {"time": 0, "actor": "urn:li:corpuser:lavra"}


def facet(dataset, name):
    return dataset.get("facets", {}).get(name, {})


def path(dataset):
    """As DataHub names it: without a slash at its start, and with the bucket."""
    if dataset["namespace"].startswith("s3://"):
        return within(f"{dataset['namespace'].removeprefix('s3://')}/{dataset['name']}".rstrip("/"))
    return within(dataset["name"].lstrip("/"))


def within(name):
    """A name that may stand within a URN."""
    return name.translate({ord(mark): f"%{ord(mark):02X}" for mark in "%,()"})


def urn(dataset, tables):
    """A table's, or that of the files a bronze table takes in."""
    files = OBJECTS if dataset["namespace"].startswith("s3://") else FILES
    platform = TABLES if (dataset["namespace"], dataset["name"]) in tables else files
    return f"urn:li:dataset:(urn:li:dataPlatform:{platform},{path(dataset)},PROD)"


def field(dataset_urn, name):
    return f"urn:li:schemaField:({dataset_urn},{within(name)})"


def type_of(written):
    """DataHub's type of a column's type, such as decimal(12,2) or array<float>."""
    return {"type": {f"com.linkedin.schema.{TYPES.get(written.split('<')[0], 'NumberType')}": {}}}


def properties(event, output):
    name = facet(output, "symlinks")["identifiers"][0]["name"]
    statistics = facet(output, "dataQualityMetrics")
    checks = facet(output, "dataQualityAssertions").get("assertions", [])
    known = {
        "version": facet(output, "version").get("datasetVersion"),
        "rows": statistics.get("rowCount"),
        "bytes": statistics.get("bytes"),
        "checks_passed": sum(check["success"] for check in checks),
        "checks_failed": sum(not check["success"] for check in checks),
        "job": event["job"]["name"],
    }
    return {
        "name": name,
        "qualifiedName": f"{event['job']['namespace']}.{name}",
        "description": facet(output, "documentation").get("description"),
        "customProperties": {key: str(value) for key, value in known.items() if value is not None},
    }


def schema(output):
    return {
        "schemaName": facet(output, "symlinks")["identifiers"][0]["name"],
        "platform": f"urn:li:dataPlatform:{TABLES}",
        "version": 0,
        "hash": "",
        "platformSchema": {"com.linkedin.schema.OtherSchema": {"rawSchema": ""}},
        "fields": [
            {
                "fieldPath": column["name"],
                "nativeDataType": column["type"],
                "type": type_of(column["type"]),
                "nullable": True,
                "description": column.get("description"),
            }
            for column in facet(output, "schema")["fields"]
        ],
    }


def upstreams(event, output, tables):
    """The tables and columns whose values end up in the table; not those that only choose among rows."""
    fine = []
    for name, made in facet(output, "columnLineage").get("fields", {}).items():
        for kind in ("AGGREGATION", "TRANSFORMATION", "IDENTITY"):
            sources = [source for source in made["inputFields"] if strongest(source) == kind]
            if sources:
                fine.append(
                    {
                        "upstreamType": "FIELD_SET",
                        "upstreams": [field(urn(source, tables), source["field"]) for source in sources],
                        "downstreamType": "FIELD",
                        "downstreams": [field(urn(output, tables), name)],
                        "transformOperation": kind,
                        "confidenceScore": 1.0,
                    }
                )
    return {
        "upstreams": [
            {"auditStamp": STAMP, "dataset": urn(source, tables), "type": "TRANSFORMED"} for source in event["inputs"]
        ],
        "fineGrainedLineages": fine,
    }


def strongest(source):
    kinds = {how["subtype"] for how in source["transformations"] if how["type"] == "DIRECT"}
    return next((kind for kind in ("AGGREGATION", "TRANSFORMATION", "IDENTITY") if kind in kinds), None)


def present(value):
    """JSON without the keys that have no value."""
    if isinstance(value, dict):
        return {key: present(part) for key, part in value.items() if part is not None}
    return [present(part) for part in value] if isinstance(value, list) else value


def proposal(dataset_urn, name, aspect):
    return {
        "entityType": "dataset",
        "entityUrn": dataset_urn,
        "changeType": "UPSERT",
        "aspectName": name,
        "aspect": {"json": present(aspect)},
    }


def proposals(events):
    """What DataHub is to know, from the last time that each table was published."""
    published = {}
    for event in events:
        if event["eventType"] == "COMPLETE" and event.get("outputs"):
            output = event["outputs"][0]
            published[output["namespace"], output["name"]] = event
    inputs = [source for event in published.values() for source in event["inputs"]]
    tables = set(published) | {(each["namespace"], each["name"]) for each in inputs if facet(each, "symlinks")}
    for event in published.values():
        output = event["outputs"][0]
        table = urn(output, tables)
        yield proposal(table, "datasetProperties", properties(event, output))
        yield proposal(table, "schemaMetadata", schema(output))
        yield proposal(table, "upstreamLineage", upstreams(event, output, tables))
        yield proposal(table, "subTypes", {"typeNames": ["Table"]})
        yield proposal(table, "status", {"removed": False})


def events_in(file):
    """The events; a line that a killed run left half is passed over, and said."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            print(f"{file}:{number}: no event; passed over", file=sys.stderr)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    made = list(proposals(events_in(Path(sys.argv[1]))))
    Path(sys.argv[2]).write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
