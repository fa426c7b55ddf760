"""Prometheus over its API, and the dashboard's queries as Grafana would send them."""

import json
import re
import time
import urllib.parse
import urllib.request
from pathlib import Path

DASHBOARD = Path(__file__).resolve().parent / "dashboards/lavra.json"


class Prometheus:
    def __init__(self, url):
        self.url = url

    def get(self, path, **parameters):
        asked = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return json.load(answer)["data"]

    def query(self, target, expr):
        """The series a panel's target shows now, or over the last five minutes."""
        if target.get("instant"):
            return self.get("query", query=expr)["result"]
        now = time.time()
        return self.get("query_range", query=expr, start=now - 300, end=now, step=15)["result"]

    def values(self, label, match):
        return self.get(f"label/{label}/values", **{"match[]": match})


def dashboard():
    return json.loads(DASHBOARD.read_text())


def targets():
    """Each query of each panel, with the panel's title."""
    return [(panel["title"], target) for panel in dashboard()["panels"] for target in panel.get("targets", [])]


def variables():
    """Each variable that asks Prometheus: name, the label whose values it takes, of which series."""
    listed = [each for each in dashboard()["templating"]["list"] if each["type"] == "query"]
    asked = [re.fullmatch(r"label_values\((.+), (\w+)\)", each["query"]["query"]) for each in listed]
    return [(each["name"], found[2], found[1]) for each, found in zip(listed, asked, strict=True)]


def filled(expr, chosen):
    """With the variables' values in their places; one that is not chosen stands for all."""
    return re.sub(r"\$(\w+)", lambda found: chosen.get(found[1], ".+"), expr)


def said(legend):
    """The labels that a legend shows."""
    return set(re.findall(r"{{(\w+)}}", legend))
