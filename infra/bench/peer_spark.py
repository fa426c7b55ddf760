"""The task by hand with PySpark and delta-spark on two local cores.

python peer_spark.py DATA OUT, where OUT gets bronze/events, silver/stg_events and ops/quarantine as Delta tables.
SPARK_JARS is the folder with delta-spark, delta-storage and antlr4-runtime.
"""

import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as f

import checks

COLUMNS = ["event_id", "user_id", "type", "ts", "amount", "country", "product", "updated_at"]
TYPED = {"ts": "timestamp", "amount": "decimal(12,2)", "updated_at": "timestamp"}


def session():
    jars = ",".join(str(jar) for jar in sorted(Path(os.environ["SPARK_JARS"]).glob("*.jar")))
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.jars", jars)
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.driver.memory", os.environ.get("SPARK_DRIVER_MEMORY", "6g"))
        .config("spark.sql.shuffle.partitions", "16")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )


def ingest(spark, data, bronze):
    """Lines to text columns with their file and place; a line that is no JSON stays whole in _rescued."""
    schema = ", ".join(f"{column} string" for column in COLUMNS) + ", _rescued string"
    (
        spark.read.schema(schema)
        .option("columnNameOfCorruptRecord", "_rescued")
        .json(f"{data}/events_*.jsonl")
        .withColumn("_source", f.col("_metadata.file_path"))
        .withColumn("_offset", f.monotonically_increasing_id())
        .withColumn("_arrived_at", f.current_timestamp())
        .write.format("delta")
        .mode("append")
        .save(bronze)
    )


def conform(spark, bronze, quarantine):
    """Typed rows; rows that are no JSON or do not cast go to the quarantine."""
    rows = spark.read.format("delta").load(bronze)
    uncast = " OR ".join(f"({c} IS NOT NULL AND try_cast({c} AS {t}) IS NULL)" for c, t in TYPED.items())
    bad = f.expr(f"_rescued IS NOT NULL OR {uncast}")
    (
        rows.where(bad)
        .select(
            f.expr("if(_rescued IS NULL, 'silver.stg_events', 'bronze.events') AS `table`"),
            "_source",
            "_offset",
            f.expr("coalesce(_rescued, to_json(struct(event_id, ts, amount, updated_at))) AS raw"),
            f.expr("if(_rescued IS NULL, 'does not cast', 'not JSON') AS reason"),
        )
        .write.format("delta")
        .mode("append")
        .save(quarantine)
    )
    texts = [f.expr(f"trim({c}) AS {c}") for c in ("event_id", "user_id", "type", "product")]
    typed = [f.expr(f"try_cast({c} AS {t}) AS {c}") for c, t in TYPED.items()]
    return rows.where(~bad).select(*texts, *typed, f.expr("upper(trim(country)) AS country"), "_offset")


def publish(spark, conformed, silver):
    """The latest sending of every event, written, then checked."""
    latest = Window.partitionBy("event_id").orderBy(f.desc("updated_at"), f.desc("_offset"))
    (
        conformed.withColumn("place", f.row_number().over(latest))
        .where("place = 1")
        .select(*COLUMNS)
        .write.format("delta")
        .mode("overwrite")
        .save(silver)
    )
    spark.read.format("delta").load(silver).createOrReplaceTempView("latest")
    checks.demand_all(spark.sql(checks.query("latest", "{column} RLIKE '{regex}'")).first().asDict())


def main(data, out):
    data, out = os.path.abspath(data), os.path.abspath(out)
    spark = session()
    ingest(spark, data, f"{out}/bronze/events")
    publish(spark, conform(spark, f"{out}/bronze/events", f"{out}/ops/quarantine"), f"{out}/silver/stg_events")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
