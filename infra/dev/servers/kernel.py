"""What Linux knows of processes, read from /proc. A zombie counts as ended."""

from pathlib import Path

PROC = Path("/proc")


def started(pid):
    """Tells a process from any other that had or will have its id; empty for one that has ended."""
    stat = _stat(pid)
    boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {stat[19]}" if stat else ""


def command(pid):
    """Its command line, or nothing."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def group(leader):
    """The ids of the processes in a process group."""
    stats = {int(entry.name): _stat(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()}
    return [pid for pid, stat in stats.items() if stat and int(stat[2]) == leader]


def _stat(pid):
    """The fields of /proc/PID/stat from the state on, or None."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in "ZX" else fields
