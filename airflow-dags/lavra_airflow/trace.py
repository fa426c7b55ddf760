"""The trace that the tasks of a DAG run share (W3C Trace Context)."""

import hashlib

VARIABLE = "TRACEPARENT"


def traceparent(task):
    """The same for every try of a task; the trace id in its middle is that of the DAG run.

    task is Airflow's task instance. No span is recorded anywhere, so the flags say that none was.
    """
    run = (task.dag_id, task.run_id)
    return f"00-{digits(32, *run)}-{digits(16, *run, task.task_id, task.map_index)}-00"


def digits(count, *names):
    return hashlib.sha256(repr(names).encode()).hexdigest()[:count]
