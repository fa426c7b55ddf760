"""Toxiproxy, built from source by Go: stands between a client and a server, and delays, resets and cuts off as told."""

import os

from servers import health, install, ports
from servers.launch import Launch
from servers.places import CACHE, LOOPBACK

VERSION = "v2.12.0"
BINARY = CACHE / f"toxiproxy-{VERSION}" / "server"


class Toxiproxy:
    name = "toxiproxy"
    processes = ("toxiproxy",)
    patience = 20

    def install(self):
        with install.locked(CACHE / "toxiproxy.lock"):
            if not BINARY.exists():
                remedy = f"Install Go 1.24 or newer, or copy a built server of toxiproxy {VERSION} to {BINARY}."
                environment = os.environ | {"GOBIN": str(BINARY.parent), "CGO_ENABLED": "0"}
                module = f"github.com/Shopify/toxiproxy/v2/cmd/server@{VERSION}"
                install.run(self.name, ["go", "install", module], remedy, environment)

    def launches(self, _given):
        port = ports.claim("toxiproxy", 8474)
        return [Launch("toxiproxy", [BINARY, "-host", LOOPBACK, "-port", port], str(BINARY))]

    def problem(self):
        health.fetch_json(_url() + "/proxies")

    def exports(self):
        return {"LAVRA_TEST_TOXIPROXY": _url()}


def _url():
    return f"http://{LOOPBACK}:{ports.remembered()['toxiproxy']}"
