"""A supervisor to be killed by the tests: `supervised.py LOGS PATIENCE CHILDREN`, both in JSON."""

import json
import sys
from pathlib import Path

from toaan.config.supervisor import Child, Patience, Supervisor

logs, patience, children = sys.argv[1:]
supervisor = Supervisor(
    [Child(name, [sys.executable, "-c", code]) for name, code in json.loads(children).items()],
    Path(logs),
    lambda line: print(line, flush=True),
    ready=lambda: "never" not in json.loads(children),
    when_ready=lambda: print("ready", flush=True),
    patience=Patience(**json.loads(patience)),
)
sys.exit(supervisor.run())
