"""Puts what servers are made of into the cache, once for each recipe."""

import fcntl
import shutil
import subprocess
import sys
from contextlib import contextmanager

from servers.places import CACHE, LOGS
from servers.problem import Problem, log_end


def once(name, recipe, build):
    """The folder of this name in the cache, made by `build(folder)` unless it was made by the same recipe before."""
    folder = CACHE / name
    stamp = folder / ".recipe"
    with locked(CACHE / f"{name}.lock"):
        if not stamp.exists() or stamp.read_text() != recipe:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            build(folder)
            stamp.write_text(recipe)
    return folder


def venv(name, *steps, recipe=""):
    """A virtual environment of this name; each step is the arguments of one `python -m …` in it. It is made anew where
    the steps, or the recipe that says what is in files they name, have changed."""

    def build(folder):
        run(name, [sys.executable, "-m", "venv", folder], "Install Python 3.11 with its venv module.")
        for step in steps:
            run(name, [folder / "bin/python", "-m", *step], "Is the package registry reachable? Then run it again.")

    return once(name, repr((sys.version_info[:2], steps, recipe)), build)


def run(name, command, remedy, environment=None, folder=None):
    """Runs one step of an installation; what it prints goes into a log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"install-{name}.log"
    step = " ".join(str(part) for part in command)
    print(f"{name:<12}installing: {step[:100]}", file=sys.stderr, flush=True)
    try:
        with open(log, "ab") as out:
            streams = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out}
            done = subprocess.run(command, **streams, env=environment, cwd=folder)
    except FileNotFoundError as e:
        raise Problem(f"{name} cannot be installed: {command[0]} is not on this machine. {remedy}") from e
    if done.returncode:
        raise Problem(f"{name} cannot be installed: a step ended {done.returncode}.\n{log_end(log)}\n{remedy}")


@contextmanager
def locked(path):
    """Waits until no other command holds this file's lock; a killed one frees it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
