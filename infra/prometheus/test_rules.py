"""The alert rules, judged by the real promtool (PROMTOOL, as infra/dev/up monitoring names it, or one on the path)."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RULES = sorted((HERE / "rules").glob("*.yaml"))
TESTS = sorted((HERE / "tests").glob("*.yaml"))
PROMTOOL = os.environ.get("PROMTOOL") or shutil.which("promtool")
PAGE = ROOT / "docs/observability.md"

needs_promtool = pytest.mark.skipif(not PROMTOOL, reason="PROMTOOL names no promtool: infra/dev/up monitoring has one")


def promtool(*arguments):
    done = subprocess.run([PROMTOOL, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout


@needs_promtool
def test_the_rules_are_right_as_written():
    promtool("check", "rules", *RULES)


@needs_promtool
@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.stem)
def test_the_rules_say_what_they_should(file):
    promtool("test", "rules", file)


def alerts():
    return re.findall(r"- alert: (\w+)", "".join(rule.read_text() for rule in RULES))


def test_every_alert_is_seen_to_fire():
    tried = "".join(test.read_text() for test in TESTS)
    fired = set(re.findall(r"alertname: (\w+)\n +exp_alerts:\n +- exp_labels", tried))
    assert fired == set(alerts())


def test_every_alert_has_its_chapter():
    headings = {re.sub(r"[^a-z -]", "", title.lower()).replace(" ", "-") for title in titles(PAGE)}
    named = set(re.findall(r"runbook: docs/observability\.md#(\S+)", "".join(rule.read_text() for rule in RULES)))
    assert len(re.findall("runbook:", "".join(rule.read_text() for rule in RULES))) == len(alerts())
    assert named <= headings


def titles(page):
    return re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
