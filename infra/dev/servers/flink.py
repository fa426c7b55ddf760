"""A Flink cluster from PyPI packages: a JobManager and two TaskManagers with one slot each."""

import re

from servers import health, install, ports, process
from servers.flink_configuration import configuration
from servers.launch import Launch
from servers.places import CACHE, LOGS, LOOPBACK, ROOT, TARGET
from servers.problem import Problem

VERSION = "1.19.3"
TASK_MANAGERS = ("taskmanager-1", "taskmanager-2")
CONF = TARGET / "flink/conf"
LIB = TARGET / "flink/lib"
BUILT = ROOT / "pipelines/target/lib"
# What only the launcher needs, one expression a line. The rest of Lavra's jars is given to the cluster, so that no job
# brings it: jobs are small, and native code is loaded once. A job brings by itself what the cluster has not.
LAUNCHER = ROOT / "pipelines/src/main/resources/io/lavra/run/job/launcher-jars.txt"
# Beam must come with the job as Lavra does: it finds Lavra's classes by the class loader that it came from itself.
OWN = re.compile("^(lavra|beam-(?!vendor))")


class Flink:
    name = "flink"
    processes = ("jobmanager", *TASK_MANAGERS)
    patience = 120

    def install(self):
        parts = [f"apache-flink-libraries=={VERSION}", f"apache-flink=={VERSION}"]
        install.venv(self.name, ("pip", "install", "-q", "--no-deps", *parts))
        for script in (_home() / "bin").glob("*.sh"):
            script.chmod(script.stat().st_mode | 0o111)

    def launches(self, given):
        rest = ports.claim("flink-rest", 8081, "jobmanager")
        files = {
            CONF / "config.yaml": configuration(rest, ports.claim("jobmanager", 6123), _link_jars()),
            CONF / "log4j-console.properties": (_home() / "conf/log4j-console.properties").read_text(),
        }
        managers = [_launch("jobmanager", given, files)]
        return managers + [_launch(name, given, files, f"-Dtaskmanager.resource-id={name}") for name in TASK_MANAGERS]

    def problem(self):
        """It answers when both TaskManagers that run now, not their forerunners, have reached the JobManager."""
        seen = {each["id"]: each for each in health.fetch_json(f"{_url()}/taskmanagers")["taskmanagers"]}
        for name in TASK_MANAGERS:
            if name not in seen or seen[name]["timeSinceLastHeartbeat"] < process.begun(name) * 1000:
                return f"{name} is not registered"
        return None

    def exports(self):
        return {"FLINK_MASTER": _url().removeprefix("http://"), "FLINK_REST_URL": _url()}


def _launch(name, given, files, *arguments):
    """Flink's script ends by becoming the server's java, so the process id stays."""
    script = _home() / "bin" / f"{name.partition('-')[0]}.sh"
    environment = given | {
        "FLINK_CONF_DIR": str(CONF),
        "FLINK_LIB_DIR": str(LIB),
        "FLINK_LOG_DIR": str(LOGS),
        "FLINK_PID_DIR": str(TARGET / "tmp" / name),
        "FLINK_IDENT_STRING": name,
        "JVM_ARGS": f"-Djava.io.tmpdir={TARGET / 'tmp' / name}",
    }
    return Launch(name, ["bash", script, "start-foreground", *arguments], "/flink/", environment, files)


def worker_jars():
    """The jars that workers need beside Flink's own; none where Lavra is not built."""
    unwanted = [OWN, *map(re.compile, LAUNCHER.read_text().split())]
    return sorted(jar for jar in BUILT.glob("*.jar") if not any(each.search(jar.name) for each in unwanted))


def _link_jars():
    """Fills the cluster's folder of jars: Flink's and, where Lavra is built, what its workers need. Names the latter."""
    LIB.mkdir(parents=True, exist_ok=True)
    workers = worker_jars()
    wanted = {jar.name: jar for jar in [*(_home() / "lib").glob("*.jar"), *workers]}
    for link in LIB.iterdir():
        if wanted.get(link.name) != link.readlink():
            link.unlink()
    for name, jar in wanted.items():
        if not (LIB / name).is_symlink():
            (LIB / name).symlink_to(jar)
    return [jar.name for jar in workers]


def _home():
    homes = list((CACHE / "flink/lib").glob("python3.*/site-packages/pyflink"))
    if not homes:
        raise Problem(f"Flink {VERSION} is not complete in {CACHE / 'flink'}. Remove that folder; then run it again.")
    return homes[0].resolve()


def _url():
    return f"http://{LOOPBACK}:{ports.remembered()['flink-rest']}"
