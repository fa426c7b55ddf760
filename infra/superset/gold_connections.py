"""Makes every DuckDB connection of this process one that reads the gold of a lake on S3, and nothing else.

Whoever may write SQL in a BI tool writes it inside the tool's own process: without this, DuckDB would read that
process's files, its environment among them. It takes the reader's keys from MINIO_READER_ACCESS_KEY and
MINIO_READER_SECRET_KEY, the server from MINIO_ENDPOINT, and the places, separated by commas, from LAVRA_GOLD.
"""

import os
from importlib import import_module
from importlib.resources import files
from urllib.parse import urlsplit

import duckdb
from duckdb_engine import ConnectionWrapper
from sqlalchemy import event
from sqlalchemy.pool import Pool

EXTENSIONS = ("httpfs", "delta")
NEEDED = ("MINIO_ENDPOINT", "MINIO_READER_ACCESS_KEY", "MINIO_READER_SECRET_KEY", "LAVRA_GOLD")
MEMORY = "1GB"


def install(environment=os.environ):
    """From now on each new connection of SQLAlchemy to DuckDB is set up; those to other databases are left alone."""
    missing = [name for name in NEEDED if not environment.get(name)]
    if missing:
        raise RuntimeError(f"{', '.join(missing)} not set: DuckDB needs the reader's keys. Set the variables.")
    statements = list(_statements(environment))

    @event.listens_for(Pool, "connect")
    def set_up(connection, _record):
        if isinstance(connection, ConnectionWrapper):
            for statement in statements:
                connection.execute(statement)


def _statements(environment):
    """In this order: once access is closed, nothing can be loaded, and once locked, nothing can be set."""
    for name in EXTENSIONS:
        yield f"LOAD {_quoted(extension(name))}"
    server = urlsplit(environment["MINIO_ENDPOINT"])
    options = {
        "KEY_ID": environment["MINIO_READER_ACCESS_KEY"],
        "SECRET": environment["MINIO_READER_SECRET_KEY"],
        "ENDPOINT": server.netloc,
        "REGION": "us-east-1",
        "URL_STYLE": "path",
        "USE_SSL": str(server.scheme == "https").lower(),
    }
    given = ", ".join(f"{name} {_quoted(value)}" for name, value in options.items())
    yield f"CREATE SECRET gold (TYPE s3, {given})"
    places = [place.strip().rstrip("/") + "/" for place in environment["LAVRA_GOLD"].split(",")]
    yield f"SET memory_limit = {_quoted(MEMORY)}"
    yield "SET TimeZone = 'UTC'"
    yield f"SET allowed_directories = [{', '.join(map(_quoted, places))}]"
    yield "SET enable_external_access = false"
    yield "SET lock_configuration = true"


def extension(name):
    """The file of an extension in the PyPI package, which is of one version of DuckDB: nothing is fetched."""
    folder = files(import_module(f"duckdb_extension_{name}")) / "extensions" / f"v{duckdb.__version__}"
    return str(folder / f"{name}.duckdb_extension")


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"
