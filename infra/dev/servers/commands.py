"""The commands up, down and status."""

import argparse
import os
import sys
import time

from servers import environment, health, install, process
from servers.airflow import Airflow
from servers.flink import Flink
from servers.minio import Minio
from servers.monitoring import Monitoring
from servers.places import TARGET
from servers.problem import Problem
from servers.seaweedfs import Seaweedfs
from servers.toxiproxy import Toxiproxy

# In the order of their start: each is told how to reach those before it.
SERVERS = {server.name: server for server in (Minio(), Seaweedfs(), Toxiproxy(), Flink(), Monitoring(), Airflow())}
USUAL = ["minio", "flink"]


def up():
    """Installs and starts what does not run, and waits until it answers."""
    _command(_up, "infra/dev/up", up.__doc__, "minio and flink")


def down():
    """Stops servers that infra/dev/up started. Their data stays."""
    _command(_down, "infra/dev/down", down.__doc__, "all")


def status():
    """Says which servers run and answer; ends 1 where one that was started does not."""
    _command(_status, "infra/dev/status", status.__doc__, "all")


def _command(action, program, description, default):
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("server", nargs="*", help=f"{', '.join(SERVERS)} or all (default: {default})")
    asked = parser.parse_args().server or (USUAL if default != "all" else ["all"])
    unknown = [name for name in asked if name not in SERVERS and name != "all"]
    if unknown:
        parser.error(f"no server is called {unknown[0]}: use {', '.join(SERVERS)} or all")
    os.umask(0o077)
    try:
        with install.locked(TARGET / "lock"):
            sys.exit(action([server for name, server in SERVERS.items() if name in asked or "all" in asked]))
    except Problem as e:
        sys.exit(f"{program}: {e}")
    except KeyboardInterrupt:
        sys.exit(130)


def _up(servers):
    try:
        for server in servers:
            _bring_up(server)
    finally:
        environment.write(_exports(list(SERVERS.values())))
    print(f"How to reach them: . {environment.FILE}")


def _bring_up(server):
    server.install()
    begun = time.monotonic()
    before = list(SERVERS.values())[: list(SERVERS).index(server.name)]
    launches = server.launches(_exports(before))
    for launch in launches:
        if not _runs_as(launch):
            process.stop(launch.name)
            process.start(launch)
    health.wait(server, launches, server.patience)
    print(f"{server.name:<12}answers ({time.monotonic() - begun:.1f} s)", flush=True)


def _runs_as(launch):
    return process.alive(launch.name) and process.recorded(launch.name).fingerprint == launch.fingerprint()


def _down(servers):
    for server in reversed(servers):
        for name in reversed(server.processes):
            if process.recorded(name):
                process.stop(name)
                print(f"{name:<24}stopped", flush=True)
    environment.write(_exports(list(SERVERS.values())))


def _status(servers):
    wrong = False
    for server in servers:
        started = [name for name in server.processes if process.recorded(name)]
        dead = [f"{name} has ended" for name in started if not process.alive(name)]
        problem = (dead[0] if dead else health.problem_of(server)) if started else "not started"
        wrong |= bool(started and problem)
        print(f"{server.name:<12}{problem or 'answers'}")
        for name in started:
            state = f"runs as process {process.recorded(name).pid}" if process.alive(name) else "has ended"
            print(f"  {name:<22}{state}; its log: {process.log(name)}")
    return int(wrong)


def _exports(servers):
    """How to reach those of the servers that were started and not stopped."""
    exports = {}
    for server in servers:
        if all(process.recorded(name) for name in server.processes):
            exports |= server.exports()
    return exports
