"""The images' recipes, which nobody can build here: by hadolint, and by what goes into them."""

import re
import subprocess
import sys
from pathlib import Path

import yaml
from docker.utils.build import exclude_paths

HERE = Path(__file__).resolve().parent
INFRA = HERE.parent
HADOLINT = Path(sys.executable).parent / "hadolint"
DOCKERFILE = HERE / "Dockerfile"
PROCESS = "taskmanager.memory.process.size"


def test_the_images_recipes_pass_hadolint():
    done = subprocess.run([HADOLINT, DOCKERFILE], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def stages():
    """The stages of the Dockerfile by name, as the lines of each."""
    found, lines = {}, []
    for line in DOCKERFILE.read_text().splitlines():
        if match := re.match(r"FROM (\S+) AS (\S+)", line):
            lines = found[match[2]] = [line]
        else:
            lines.append(line)
    return found


def test_every_image_of_ours_ends_as_a_numbered_user():
    for target in ("lavra", "airflow", "flink", "superset", "minio"):
        users = [line.split()[1] for line in stages()[target] if line.startswith("USER ")]
        assert users and int(users[-1]) > 0, target


def test_the_build_gets_what_it_copies_and_no_keys(tmp_path):
    lines = DOCKERFILE.read_text().replace("\\\n", "")
    copied = re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", lines, re.MULTILINE)
    named = {path for line in copied for path in line.split()} - {"."}
    wanted = {path + "file" if path.endswith("/") else path for path in named}
    wanted |= {"lavra", "mvnw", "pom.xml", ".mvn/jvm.config", "pipelines/pom.xml", "transforms/src/main/java/A.java"}
    strays = {"infra/.env", "infra/superset/.env", ".git/config", ".venv/bin/python", "infra/terraform/a.tfstate"}
    strays |= {"pipelines/target/lib/a.jar", "transforms/target/classes/A.class", "pipelines/lakes/shop/.lake/gold/t"}
    for path in wanted | strays:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    ignored = (HERE / "Dockerfile.dockerignore").read_text().splitlines()
    sent = exclude_paths(str(tmp_path), [line for line in ignored if line and line[0] != "#"])
    assert wanted <= sent and not sent & strays


def test_the_clusters_are_set_as_the_one_that_was_tested():
    sys.path.insert(0, str(INFRA / "dev"))
    from servers.flink_configuration import configuration

    tested = yaml.safe_load(configuration(8081, 6123, []))
    image = yaml.safe_load((HERE / "flink/config.yaml").read_text())
    deployment = yaml.safe_load((INFRA / "kubernetes/flink-deployment.yaml").read_text())["spec"]
    operated = deployment["flinkConfiguration"] | {
        "jobmanager.memory.process.size": deployment["jobManager"]["resource"]["memory"],
        PROCESS: deployment["taskManager"]["resource"]["memory"],
    }
    places = re.compile(r".*(address|port|host)$")
    for found in (image, operated):
        beside = megabytes(found.pop("taskmanager.memory.task.off-heap.size"))
        found.pop("taskmanager.memory.jvm-overhead.max")
        found[PROCESS] = f"{megabytes(found[PROCESS]) - beside}m"
        assert comparable(found, places) == comparable(tested, places)


def comparable(settings, places):
    return {key: " ".join(str(value).lower().split()) for key, value in settings.items() if not places.match(key)}


def megabytes(size):
    return int(size.removesuffix("m"))
