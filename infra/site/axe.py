"""axe-core, the accessibility checker, from a package that carries it: only tests use it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dev"))
from servers import install  # noqa: E402
from servers.problem import Problem  # noqa: E402

__all__ = ["RULES", "Problem", "script"]
PACKAGE = "axe-playwright-python==0.1.8"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def script():
    """Its source; the package is put into the cache of infra/dev on first use."""

    def build(folder):
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, PACKAGE]
        install.run("axe", pip, "Is the package registry reachable? Then run it again.")

    return (install.once("axe", PACKAGE, build) / "axe_playwright_python/axe.min.js").read_text()
