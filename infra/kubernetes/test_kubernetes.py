"""The manifests against the schemas of those who read them: the Flink operator's own CRD, and Kubernetes' own."""

import copy
import io
import subprocess
import zipfile
from pathlib import Path

import jsonschema
import kubernetes_validate
import pytest
import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OPERATOR = "1.10.0"
KUBERNETES = "1.33"
JAR = HERE / f"target/flink-kubernetes-operator-api-{OPERATOR}.jar"
CRD = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


def manifest(name):
    return yaml.safe_load((HERE / name).read_text())


@pytest.fixture(scope="session")
def deployment():
    return manifest("flink-deployment.yaml")


@pytest.fixture(scope="session")
def schema():
    """The schema of a FlinkDeployment that refuses what it does not know, as `kubectl apply` does by default."""
    if not JAR.exists():
        artifact = f"-Dartifact=org.apache.flink:flink-kubernetes-operator-api:{OPERATOR}"
        command = [ROOT / "mvnw", "-q", "-B", "-ntp", COPY, artifact, f"-DoutputDirectory={JAR.parent}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"the operator's CRD cannot be had from the Maven repository: {done.stdout[-500:]}")
    with zipfile.ZipFile(io.BytesIO(JAR.read_bytes())) as jar:
        crd = yaml.load(jar.read(CRD), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    (version,) = [each for each in crd["spec"]["versions"] if each["name"] == "v1beta1"]
    said = version["schema"]["openAPIV3Schema"]
    said["properties"] |= {name: {} for name in ("apiVersion", "kind", "metadata")}
    return closed(said)


def closed(schema):
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    known = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and not schema.get("x-kubernetes-preserve-unknown-fields"):
        known.setdefault("additionalProperties", False)
    return known


def problems(schema, said):
    found = jsonschema.Draft202012Validator(schema).iter_errors(said)
    return [f"{error.json_path}: {error.message}" for error in found]


def test_the_operator_takes_the_deployment(schema, deployment):
    assert deployment["apiVersion"] == "flink.apache.org/v1beta1" and deployment["kind"] == "FlinkDeployment"
    assert problems(schema, deployment) == []


@pytest.mark.parametrize(
    "path, value",
    [
        (("spec", "flinkVersion"), "v1_99"),
        (("spec", "flinkConfiguration", "parallelism.default"), 2),
        (("spec", "taskManager", "replica"), 2),
        (("spec", "taskManager", "podTemplate", "spec", "containers", 0, "envfrom"), []),
    ],
)
def test_a_slip_would_be_seen(schema, deployment, path, value):
    wrong = copy.deepcopy(deployment)
    place = wrong
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert len(problems(schema, wrong)) == 1


@pytest.mark.parametrize("name", ["network.yaml", "launcher.yaml"])
def test_kubernetes_takes_the_rest(name):
    kubernetes_validate.validate(manifest(name), KUBERNETES, strict=True)


def test_pods_run_as_nobody_special_and_no_manifest_holds_a_key(deployment):
    launcher = manifest("launcher.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    for pod in (deployment["spec"]["podTemplate"]["spec"], launcher):
        assert pod["securityContext"]["runAsNonRoot"] and pod["automountServiceAccountToken"] is False
        assert pod["containers"][0]["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    text = "".join(path.read_text() for path in HERE.glob("*.yaml"))
    assert "SECRET_KEY" not in text and "ACCESS_KEY" not in text


def test_both_mount_the_lakes_at_the_same_place(deployment):
    """Workers read landing files by the paths that the launcher plans with."""
    worker = deployment["spec"]["taskManager"]["podTemplate"]["spec"]
    launcher = manifest("launcher.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    lakes = [
        next(m for m in pod["containers"][0]["volumeMounts"] if m["name"] == "lakes") for pod in (worker, launcher)
    ]
    assert lakes[0] == lakes[1]
