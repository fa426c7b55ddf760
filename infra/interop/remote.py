"""The same three readers on tables of an S3 server, as the user whose keys they are given."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import duckdb
import polars
from deltalake import DeltaTable
from duckdb_extensions import import_extension


@dataclass(frozen=True)
class Keys:
    endpoint: str
    access: str
    secret: str = field(repr=False)

    def options(self):
        """As deltalake and Polars want them."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.access,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }


def deltalake_rows(table, keys):
    return DeltaTable(table, storage_options=keys.options()).to_pyarrow_table().to_pylist()


def polars_rows(table, keys):
    return polars.scan_delta(table, storage_options=keys.options()).collect().to_dicts()


def duckdb_rows(table, keys):
    return _duckdb(keys).execute("SELECT * FROM delta_scan($1)", [table]).to_arrow_table().to_pylist()


def duckdb_file(path, keys):
    """How many rows a Parquet file has: with httpfs alone."""
    return _duckdb(keys).execute("SELECT count(*) FROM read_parquet($1)", [path]).fetchone()[0]


def _duckdb(keys):
    connection = duckdb.connect()
    for extension in ("httpfs", "delta"):
        import_extension(extension, con=connection)
        connection.execute(f"LOAD {extension}")
    server = urlsplit(keys.endpoint)
    options = {
        "KEY_ID": keys.access,
        "SECRET": keys.secret,
        "ENDPOINT": server.netloc,
        "REGION": "us-east-1",
        "URL_STYLE": "path",
        "USE_SSL": str(server.scheme == "https").lower(),
    }
    connection.execute(f"CREATE SECRET (TYPE s3, {', '.join(f'{name} {value!r}' for name, value in options.items())})")
    return connection


READERS = {"deltalake": deltalake_rows, "polars": polars_rows, "duckdb": duckdb_rows}
