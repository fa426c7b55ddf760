"""Asks servers on this machine whether they answer, and waits for them within bounds."""

import json
import time
import urllib.request
from http.client import HTTPException

from servers import process
from servers.problem import Problem, log_end

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PAUSE = 0.25


def fetch(url, timeout=5):
    """The body of a page as text; OSError where there is none."""
    with DIRECT.open(url, timeout=timeout) as answer:
        return answer.read().decode()


def fetch_json(url):
    try:
        return json.loads(fetch(url))
    except ValueError as e:
        raise OSError(f"{url} gives no JSON: {e}") from e


def problem_of(server):
    """Why a server cannot be used, or None: it answers."""
    try:
        return server.problem()
    except (OSError, HTTPException) as e:
        return f"no answer ({e})"


def wait(server, launches, seconds):
    """Returns once the server answers; ends early where one of its processes has died."""
    end = time.monotonic() + seconds
    while problem := problem_of(server):
        dead = [launch for launch in launches if not process.alive(launch.name)]
        if dead:
            raise _failed(f"{server.name} does not start: {dead[0].name} has ended.", dead[:1], server)
        if time.monotonic() > end:
            raise _failed(f"{server.name} does not answer within {seconds} s: {problem}.", launches, server)
        time.sleep(PAUSE)


def _failed(what, launches, server):
    remedy = f"Read the log; then `infra/dev/down {server.name}` and `infra/dev/up {server.name}`."
    return Problem("\n".join([what, *(log_end(process.log(launch.name)) for launch in launches), remedy]))
