"""What happens to a run, or to what it wrote. Each gives a line that says what it did."""

import os
import resource
import signal
import subprocess
import time


class Runs:
    """Starts a lake's runs."""

    def __init__(self, lavra, lake, arguments, environment, server=None):
        self.lavra, self.lake, self.server = lavra, lake, server
        self.arguments, self.environment = arguments, environment

    def start(self):
        return subprocess.Popen(
            [self.lavra, "run", self.lake.folder, "--output", "json", "-q", *self.arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment,
            start_new_session=True,
        )

    def command(self, *arguments):
        return subprocess.run(
            [self.lavra, *arguments, *self.arguments], capture_output=True, text=True, env=self.environment
        )


def end(process):
    """Its exit code, standard output and errors."""
    out, errors = process.communicate(timeout=600)
    return process.returncode, out, errors


def kill(runs, dice, usual):
    process = runs.start()
    after = dice.uniform(0.2, usual)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return f"a run was killed after {after:.1f} s"


def twins(runs, dice, usual):
    first = runs.start()
    time.sleep(dice.uniform(0, usual / 2))
    second = runs.start()
    codes = [end(process)[0] for process in (first, second)]
    assert set(codes) <= {0, 5}, f"twins ended with {codes}"
    return f"two runs at once ended with {codes}"


def full(runs, dice, usual):
    """From some moment on no file may grow beyond some size, as on a full disk: writes fail."""
    process = runs.start()
    limit, after = dice.choice([0, 1_000, 20_000]), dice.uniform(0.2, usual)
    time.sleep(after)
    if process.poll() is None:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, limit))
    code, out, errors = end(process)
    assert code in (0, 1), f"with files of {limit} bytes at most the run ended with {code}: {errors[-2000:]}"
    assert "defect" not in errors, errors[-2000:]
    return f"files might have {limit} bytes from {after:.1f} s on: the run ended with {code}"


def moves(runs, dice, usual):
    """A landing file goes away and comes back, another grows while it may be read."""
    orders, clicks = runs.lake.grow()
    whole = clicks.read_bytes()
    clicks.write_bytes(whole[: len(whole) // 2])
    process = runs.start()
    time.sleep(dice.uniform(0, usual))
    orders.rename(orders.with_suffix(".away"))
    clicks.write_bytes(whole)
    time.sleep(dice.uniform(0, usual / 2))
    orders.with_suffix(".away").rename(orders)
    code, _, errors = end(process)
    assert code in (0, 1), f"with landing files that move the run ended with {code}: {errors[-2000:]}"
    return f"landing files moved and grew under a run, which ended with {code}"


def dying_server(runs, dice, usual):
    """Its server is killed and comes back some seconds later: a run waits for it, or fails and says so."""
    process = runs.start()
    time.sleep(dice.uniform(0.2, usual))
    runs.server.die()
    time.sleep(dice.uniform(0.5, 8))
    runs.server.start()
    code, _, errors = end(process)
    assert code in (0, 1), f"while its server died the run ended with {code}: {errors[-2000:]}"
    return f"the server died under a run, which ended with {code}"
