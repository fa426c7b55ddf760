"""Lavra's log lines, for the task's log."""

import json
import logging

LEVELS = {
    "TRACE": logging.DEBUG,
    "DEBUG": logging.DEBUG,
    "INFO": logging.INFO,
    "WARN": logging.WARNING,
    "ERROR": logging.ERROR,
}
LONGEST = 16_384


def read(line):
    """The level and the text of a line; one that is not Lavra's JSON (a JVM's, a build's) stays as it is, at INFO."""
    line = line.rstrip("\n")[:LONGEST]
    try:
        told = json.loads(line)
        level, message = LEVELS[told["level"]], str(told["message"])
    except (ValueError, KeyError, TypeError):
        return logging.INFO, line
    subject = f"{told['table']} " if told.get("table") else ""
    error = f"\n{told['error']}" if told.get("error") else ""
    return level, f"{subject}{message}{error}"
