"""A MinIO of the test's own, which can die."""

import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.request



class Server:
    """Its data stay when it is killed; the port, too."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.user, self.password = "crash-" + secrets.token_hex(4), secrets.token_hex(16)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "crash").mkdir(parents=True)  # a folder is a bucket
        self.start()

    def start(self):
        keys = {"MINIO_ROOT_USER": self.user, "MINIO_ROOT_PASSWORD": self.password, "MINIO_UPDATE": "off"}
        self.process = subprocess.Popen(
            [self.binary, "server", "--quiet", "--anonymous", "--address", f"127.0.0.1:{self.port}", self.folder],
            env=os.environ | keys, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(self.url + "/minio/health/ready", timeout=2).close()
                return
            except OSError:
                assert time.monotonic() < deadline, "MinIO does not start"
                time.sleep(0.2)

    def die(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def target(self, name):
        return {
            "root": f"s3://crash/{name}",
            "endpoint": self.url,
            "access-key": "${CRASH_ACCESS}",
            "secret-key": "${CRASH_SECRET}",
        }

    def environment(self):
        return {"CRASH_ACCESS": self.user, "CRASH_SECRET": self.password}

    def options(self):
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": self.user,
            "AWS_SECRET_ACCESS_KEY": self.password,
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }
