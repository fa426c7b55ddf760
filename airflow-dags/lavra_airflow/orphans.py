"""What a crashed worker leaves behind: a run that goes on without it.

Every run publishes once, so a second one beside it would do no harm. It would do the work twice, and end with exit
code 5.
"""

import time

from lavra_airflow.processes import ProcessId

POLL = 0.5
TELL = 60


def orphan_of(mark):
    """The process an earlier try left its mark of, if it is that very process that still runs on this machine."""
    process = ProcessId.load(mark)
    return process if process and process.runs() else None


def wait_for(orphan, patience, log):
    """Waits at most patience seconds for its end; False where it still runs then."""
    log.warning("An earlier try still runs as process %s; waiting at most %d s for it.", orphan.pid, patience)
    start = told = time.monotonic()
    while orphan.runs():
        now = time.monotonic()
        if now - start >= patience:
            log.warning("Process %s still runs and is ended now.", orphan.pid)
            return False
        if now - told >= TELL:
            log.info("Process %s still runs.", orphan.pid)
            told = now
        time.sleep(POLL)
    log.info("Process %s has ended.", orphan.pid)
    return True
