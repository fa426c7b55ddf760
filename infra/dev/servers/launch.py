"""How a process is to be started."""

import hashlib
import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Launch:
    """How to start one process. `mark` is text that its command line, and those of its children, hold; `files` are
    written before the start; `environment` is added to that of the caller, which loses what begins with `without`."""

    name: str
    command: list
    mark: str
    environment: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    without: str = ""

    def fingerprint(self):
        """Equal for launches that start the same thing; tells nothing about secrets in it."""
        said = json.dumps({key: str(value) for key, value in asdict(self).items()}, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()
