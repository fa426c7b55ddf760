"""The configuration of the Flink cluster, as its config.yaml."""

from servers.places import LOOPBACK

# What Flink, Beam, Hadoop and DuckDB reach by reflection on JDK 17; a superset of jvm.opens in pom.xml.
OPENED = ("java.io", "java.lang", "java.lang.reflect", "java.net", "java.nio", "java.text", "java.time", "java.util")
OPENED_TOO = ("java.util.concurrent", "java.util.concurrent.atomic", "java.util.concurrent.locks", "sun.nio.ch")


def configuration(rest_port, rpc_port, jars):
    """Flat keys. Child-first lets a job bring another Beam, Jackson or Guava than the cluster has."""
    opens = " ".join(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED + OPENED_TOO)
    settings = {
        "env.java.opts.all": f"{opens} -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8",
        "jobmanager.rpc.address": LOOPBACK,
        "jobmanager.rpc.port": rpc_port,
        "jobmanager.bind-host": LOOPBACK,
        "jobmanager.memory.process.size": "1280m",
        "taskmanager.host": LOOPBACK,
        "taskmanager.bind-host": LOOPBACK,
        "taskmanager.numberOfTaskSlots": 1,
        "taskmanager.memory.process.size": "2560m",
        "taskmanager.memory.managed.size": "256m",
        "taskmanager.memory.jvm-metaspace.size": "512m",
        "taskmanager.memory.network.min": "256m",
        "taskmanager.memory.network.max": "256m",
        "taskmanager.network.sort-shuffle.min-buffers": 64,
        "taskmanager.network.memory.buffers-per-channel": 2,
        "rest.address": LOOPBACK,
        "rest.bind-address": LOOPBACK,
        "rest.port": rest_port,
        "rest.bind-port": rest_port,
        "rest.server.max-content-length": 1 << 30,
        "blob.service.cleanup.interval": 60,
        "heartbeat.interval": 2000,
        "heartbeat.timeout": 20000,
        "parallelism.default": 2,
        "classloader.resolve-order": "child-first",
        "classloader.check-leaked-classloader": "false",
        "restart-strategy.type": "fixed-delay",
        "restart-strategy.fixed-delay.attempts": 3,
        "restart-strategy.fixed-delay.delay": "1 s",
    }
    lines = [
        f"# Beside Flink's own jars: {', '.join(jars) or 'none'}",
        *(f"{key}: {settings[key]}" for key in settings),
    ]
    return "\n".join(lines) + "\n"
