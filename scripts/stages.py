"""Run the checks of one make target, stage after stage, and say how long each took.

    stages.py lint | test | data | bench | chaos

Stops at the first stage that fails, with exit 1. The last line counts the tests of all stages together.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
PYTEST = (PYTHON, "-m", "pytest", "--durations=5", "--durations-min=2")
PARALLEL = ("-n", "2", "--dist", "worksteal")
BY_FILE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""Where the tests of a file share a running court. Files are taken in the order in which they are named."""
# Run once, in the stage before: the ground floor knows no database (.importlinter), and what these others promise is about
# words, files, looks and addresses, the same over either database.
ONE_DATABASE = tuple(
    f"--ignore={path}"
    for path in (
        *("toaan/rules", "toaan/vietnamese", "toaan/engines", "toaan/design", "tests/install", "tests/pages"),
        *("tests/bad_input/test_files.py", "tests/bad_input/test_texts.py", "tests/security/test_house.py"),
        *("toaan/guidance/tests/test_practice.py", "toaan/rulebook/tests/test_pages.py"),
        *(
            f"toaan/portal/tests/test_{name}.py"
            for name in ("public_pages", "help_everywhere", "account_words")
        ),
        *(
            "toaan/judgments/tests/test_word.py",
            "toaan/publication/tests/test_public.py",
            "toaan/demo/tests/test_province.py",
        ),
    )
)
ON_POSTGRES = (PYTHON, "-m", "toaan.config.postgres", "--")
PASSED = re.compile(r"\b(\d+) passed\b.* in [\d.]+s")


@dataclass(frozen=True)
class Stage:
    title: str
    command: tuple[str, ...]
    beside: bool = False
    """Starts with the first stage that drives a browser, on what of the processors the stages before its own leave idle."""


LINT = [
    Stage("ruff", (PYTHON, "-m", "ruff", "check", "--output-format=concise", ".")),
    Stage("ruff format", (PYTHON, "-m", "ruff", "format", "--check", "--quiet", ".")),
    Stage("mypy", (PYTHON, "-m", "mypy")),
    Stage("các tầng (import-linter)", (str(BIN / "lint-imports"), "--no-cache")),
    Stage("địa chỉ, đường dẫn lạ", (PYTHON, "scripts/tidy.py")),
    Stage("câu tiếng Anh", (PYTHON, "scripts/messages.py", "check")),
]
UNIT = Stage("kiểm thử trên SQLite", PYTEST + PARALLEL)
UNIT_POSTGRES = Stage("kiểm thử trên PostgreSQL", ON_POSTGRES + PYTEST + PARALLEL + ONE_DATABASE)
# The thread of a civil case is walked on both databases, every other journey on the one a whole country uses; what is about
# the browser itself needs one of them. Each act of a journey has run on both in the stages before.
# The stages with a mark name where its tests lie, because every process would read all tests of the house only to leave
# them out; tests/install/test_stages.py sees to it that none lies elsewhere. The longest comes first, and what has one test
# only takes the file after the next along: no process is left alone with it at the end.
BROWSER = Stage(
    "trình duyệt trên SQLite",
    (
        *(*PYTEST, *BY_FILE, "-m", "browser", "tests/journeys/test_thread.py"),
        *(
            "toaan/design/tests/test_browser.py",
            "tests/bad_input/test_journey.py",
            "tests/journeys/test_uploads.py",
        ),
    ),
)
JOURNEYS = tuple(
    f"tests/journeys/test_{name}.py"
    for name in ("thread", "uploads", "appeal", "counterclaim", "divorce", "loan")
)
BROWSER_POSTGRES = Stage(
    "trình duyệt trên PostgreSQL", (*ON_POSTGRES, *PYTEST, *BY_FILE, "-m", "browser", *JOURNEYS)
)
UNHURRIED = ("tests/bad_input/test_texts.py", "tests/pages/test_demonstration.py")
"""What looks at pages without a browser, and so may wait for the processor as long as it must."""
WORDS = Stage("lời xấu, dữ liệu minh họa", (*PYTEST, "-m", "pages", *UNHURRIED), beside=True)
PAGES = Stage(
    "mọi trang trong trình duyệt",
    (*PYTEST, *PARALLEL, "-m", "pages", "tests/pages", f"--ignore={UNHURRIED[1]}"),
)
DATA = Stage("kiểm thử trên dữ liệu thật", (*PYTEST, "-m", "data"))
BUNDLE = Stage("gói cài đặt cho mạng đóng", (*PYTEST, "-m", "bundle", "tests/install"))
CHAOS = Stage("chịu lỗi", (*PYTEST, "-m", "chaos"))


# The court in which every page is looked at takes four minutes of one processor: those that others leave idle, as the checks
# of the source and the journeys, which wait half of their time.
IDLE = ("nice", "-n", "19")
AHEAD = (PYTHON, "-c", "from tests.pages.visit import kept_court; kept_court()")


def bench() -> list[Stage]:
    """One stage per measuring script."""
    scripts = sorted((ROOT / "bench").glob("[a-z]*.py"))
    return [Stage(script.stem, (PYTHON, str(script.relative_to(ROOT)))) for script in scripts]


def stages(target: str) -> list[Stage]:
    return {
        "lint": LINT,
        "test": [*LINT, UNIT, UNIT_POSTGRES, BROWSER, BROWSER_POSTGRES, PAGES, BUNDLE, WORDS],
        "data": [DATA],
        "bench": bench(),
        "chaos": [CHAOS],
    }[target]


class Running:
    """A stage under way."""

    def __init__(self, stage: Stage, said: IO[bytes] | None = None) -> None:
        """`said` takes the output of a stage that runs beside others."""
        self._said = said
        self.process = subprocess.Popen(
            [*IDLE, *stage.command] if said else stage.command,
            cwd=ROOT,
            stdout=said or subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=said is not None,
        )

    def end(self) -> tuple[int, int]:
        """Pass its output on; returns its exit code and how many tests passed."""
        passed = 0
        try:
            if self._said:
                self.process.wait()
                self._said.seek(0)
            for line in self._said or self.process.stdout or ():
                text = line.decode("utf-8", "replace")
                print(text, end="", flush=True)
                if match := PASSED.search(text):
                    passed = int(match[1])
            return self.process.wait(), passed
        except KeyboardInterrupt:
            if not self._said:
                self.process.wait()
            raise


def end_all(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session of its own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    process.wait()


@contextmanager
def beside(stage: Stage) -> Iterator[Running]:
    """A stage that runs beside those after; what it says is kept until it is asked to end."""
    with tempfile.TemporaryFile() as said:
        running = Running(stage, said)
        try:
            yield running
        finally:
            end_all(running.process)


@contextmanager
def ahead(target: str) -> Iterator[None]:
    """Meanwhile something is made that a late stage needs; that stage makes it itself, or waits, if it is not there."""
    if target != "test":
        yield
        return
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    making = subprocess.Popen([*IDLE, *AHEAD], cwd=ROOT, start_new_session=True, **silent)
    try:
        yield
    finally:
        end_all(making)


def main(arguments: Sequence[str]) -> int:
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    # Every worker, server and command that a stage starts reads a thousand modules: they are compiled once for all.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ahead(arguments[0]):
        return all_of(arguments[0])


def all_of(target: str) -> int:
    """Every stage of a target.

    Returns:
        0, or 1 after the first that failed.
    """
    with ExitStack() as ending:
        return one_by_one(target, stages(target), ending)


def one_by_one(target: str, planned: list[Stage], ending: ExitStack) -> int:
    if not planned:
        print(f"toaan: make {target}: trong cây mã nguồn chưa có phép đo nào.", file=sys.stderr)
        return 1
    table, total = [], 0
    under_way: dict[Stage, Running] = {}
    for number, stage in enumerate(planned, 1):
        print(f"── [{number}/{len(planned)}] {stage.title}", flush=True)
        begun = time.monotonic()
        if stage is BROWSER:
            for later in planned:
                if later.beside:
                    under_way[later] = ending.enter_context(beside(later))
        code, passed = (under_way.get(stage) or Running(stage)).end()
        total += passed
        table.append(f"{stage.title:<32} {time.monotonic() - begun:7.1f} s")
        if code:
            print("\n".join(["", *table]))
            print(f"toaan: make {target} dừng ở bước “{stage.title}” (mã {code}).", file=sys.stderr)
            return 1
    print("\n".join(["", *table]))
    if total:
        print(f"{total} passed, 0 failed")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\ntoaan: đã dừng.", file=sys.stderr)
        sys.exit(130)
