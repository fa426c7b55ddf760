"""What went wrong, where, and what to do, for the person who typed the command."""


class Problem(Exception):
    pass


def log_end(path, lines=25):
    """The last lines of a log, indented, under its path."""
    try:
        text = path.read_text(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        text = ["(there is no such file)"]
    return "\n".join([f"The end of {path}:", *("    " + line for line in text)])
