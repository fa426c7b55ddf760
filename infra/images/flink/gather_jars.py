"""Copies what infra/dev gives its cluster, the jars that no job then brings, into the folder named."""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "dev"))

from servers.flink import worker_jars  # noqa: E402

folder = Path(sys.argv[1])
folder.mkdir(parents=True)
jars = worker_jars()
for jar in jars:
    shutil.copy2(jar, folder)
if not jars:
    sys.exit("There are no jars to gather: Lavra is not built. Run ./lavra once.")
