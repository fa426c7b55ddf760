"""MinIO, built from source by Go, with one user made at random and the bucket `contract` for the storage tests."""

import os

from servers import health, install, ports, secret
from servers.launch import Launch
from servers.places import CACHE, LOOPBACK, TARGET
from servers.s3 import make_bucket

VERSION = "v0.0.0-20260212201848-7aac2a2c5b7c"
BINARY = CACHE / f"minio-{VERSION}" / "minio"
DATA = TARGET / "minio"
BUCKET = "contract"


class Minio:
    name = "minio"
    processes = ("minio",)
    patience = 60

    def install(self):
        """Takes a binary that lies in the cache as it is: the build takes minutes."""
        with install.locked(CACHE / "minio.lock"):
            if not BINARY.exists():
                remedy = f"Install Go 1.24 or newer, or copy a built minio of {VERSION} to {BINARY}."
                environment = os.environ | {"GOBIN": str(BINARY.parent), "CGO_ENABLED": "0"}
                install.run(self.name, ["go", "install", f"github.com/minio/minio@{VERSION}"], remedy, environment)

    def launches(self, _given):
        address = f"{LOOPBACK}:{ports.claim('minio', 9000)}"
        console = f"{LOOPBACK}:{ports.claim('minio-console', 9001, 'minio')}"
        user, password = _keys()
        command = [BINARY, "server", "--anonymous", "--address", address, "--console-address", console, DATA]
        environment = {"MINIO_ROOT_USER": user, "MINIO_ROOT_PASSWORD": password, "MINIO_UPDATE": "off"}
        return [Launch("minio", command, str(DATA), environment, without="MINIO_")]

    def problem(self):
        """It answers when it is ready and our keys have made, or found, our bucket."""
        health.fetch(_url() + "/minio/health/ready")
        make_bucket(_url(), *_keys(), BUCKET)

    def exports(self):
        user, password = _keys()
        host = _url().removeprefix("http://")
        return {
            "MINIO_ENDPOINT": _url(),
            "MINIO_ACCESS_KEY": user,
            "MINIO_SECRET_KEY": password,
            "LAVRA_TEST_S3": f"http://{user}:{password}@{host}/{BUCKET}",
            "LAVRA_TEST_MINIO": BINARY,
        }


def _keys():
    return secret.kept("minio-access-key", 20), secret.kept("minio-secret-key", 40)


def _url():
    return f"http://{LOOPBACK}:{ports.remembered()['minio']}"
