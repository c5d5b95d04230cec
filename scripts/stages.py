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
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
PYTEST = (PYTHON, "-m", "pytest", "--durations=5", "--durations-min=2")
PARALLEL = ("-n", "2", "--dist", "worksteal")
BY_FILE = ("-n", "2", "--dist", "loadfile")
"""Where the tests of a file share a running court."""
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
JOURNEYS = "tests/journeys"
ELSEWHERE = tuple(
    f"--ignore={JOURNEYS}/test_{name}.py" for name in ("appeal", "counterclaim", "divorce", "loan")
)
BROWSER = Stage("trình duyệt trên SQLite", (*PYTEST, *BY_FILE, "-m", "browser", *ELSEWHERE))
BROWSER_POSTGRES = Stage(
    "trình duyệt trên PostgreSQL", (*ON_POSTGRES, *PYTEST, *BY_FILE, "-m", "browser", JOURNEYS)
)
# Named, because three processes would read every other test of the house only to leave it out.
LOOKING = ("tests/pages", "tests/bad_input")
PAGES = Stage("mọi trang trong trình duyệt", (*PYTEST, *PARALLEL, "-m", "pages", *LOOKING))
DATA = Stage("kiểm thử trên dữ liệu thật", (*PYTEST, "-m", "data"))
BUNDLE = Stage("gói cài đặt cho mạng đóng", (*PYTEST, "-m", "bundle"))
CHAOS = Stage("chịu lỗi", (*PYTEST, "-m", "chaos"))


# The court in which every page is looked at takes four minutes of one processor; the checks of the source leave the other idle.
AHEAD = (PYTHON, "-c", "from tests.pages.visit import kept_court; kept_court()")


def bench() -> list[Stage]:
    """One stage per measuring script."""
    scripts = sorted((ROOT / "bench").glob("[a-z]*.py"))
    return [Stage(script.stem, (PYTHON, str(script.relative_to(ROOT)))) for script in scripts]


def stages(target: str) -> list[Stage]:
    return {
        "lint": LINT,
        "test": [*LINT, UNIT, UNIT_POSTGRES, BROWSER, BROWSER_POSTGRES, PAGES, BUNDLE],
        "data": [DATA],
        "bench": bench(),
        "chaos": [CHAOS],
    }[target]


def run(stage: Stage) -> tuple[int, int]:
    """Run one stage with its output passed on; returns its exit code and how many tests passed."""
    passed = 0
    process = subprocess.Popen(
        stage.command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    assert process.stdout is not None  # noqa: S101
    try:
        for line in process.stdout:
            print(line, end="", flush=True)
            if match := PASSED.search(line):
                passed = int(match[1])
        return process.wait(), passed
    except KeyboardInterrupt:
        process.wait()
        raise


@contextmanager
def ahead(target: str) -> Iterator[None]:
    """Meanwhile something is made that a late stage needs; that stage makes it itself, or waits, if it is not there."""
    if target != "test":
        yield
        return
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    making = subprocess.Popen(AHEAD, cwd=ROOT, start_new_session=True, **silent)
    try:
        yield
    finally:
        if making.poll() is None:
            os.killpg(making.pid, signal.SIGTERM)  # with the commands that it started
        making.wait()


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
    planned = stages(target)
    if not planned:
        print(f"toaan: make {target}: trong cây mã nguồn chưa có phép đo nào.", file=sys.stderr)
        return 1
    table, total = [], 0
    for number, stage in enumerate(planned, 1):
        print(f"── [{number}/{len(planned)}] {stage.title}", flush=True)
        begun = time.monotonic()
        code, passed = run(stage)
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
