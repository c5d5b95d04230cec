"""What an operator may rely on: everything starts together, ends together, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = {"grace": 2.0, "first_pause": 0.05, "longest_pause": 0.1, "deaths": 3, "window": 30, "ready": 2}
# A child that says who it is and waits, with a grandchild of its own.
WAITS = """
import os, signal, subprocess, sys, time
def leave(*_):
    print("left in order", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
grandchild = subprocess.Popen(["sleep", "60"])
print("pids", os.getpid(), grandchild.pid, flush=True)
time.sleep(60)
"""
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("pids", os.getpid(), flush=True)
time.sleep(60)
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started = []

    def run(children: dict[str, str], **patience: float) -> subprocess.Popen[str]:
        script = str(Path(__file__).with_name("supervised.py"))
        words = [str(tmp_path / "log"), json.dumps(PATIENCE | patience), json.dumps(children)]
        command = [sys.executable, script, *words]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def wait_for(what: Callable[[], object], seconds: float = 8) -> object:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


def pids(log: Path) -> list[list[int]]:
    """The process numbers that a child wrote, one list for each of its lives."""
    lines = log.read_text().splitlines() if log.exists() else []
    return [[int(word) for word in line.split()[1:]] for line in lines if line.startswith("pids")]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_sigterm_ends_children_in_order_and_their_children_too(start: Start, tmp_path: Path) -> None:
    process = start({"web": WAITS, "worker": WAITS})
    logs = [tmp_path / "log" / "web.log", tmp_path / "log" / "worker.log"]
    everyone = [pid for log in logs for pid in wait_for(lambda log=log: pids(log))[0]]  # type: ignore[index]
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=8) == 0
    assert not [pid for pid in everyone if alive(pid)]
    assert all("left in order" in log.read_text() for log in logs)


def test_what_a_child_says_at_the_very_end_is_in_its_log(start: Start, tmp_path: Path) -> None:
    talks = WAITS.replace(
        'print("left in order", flush=True)', 'print("word\\n" * 20000 + "last", flush=True)'
    )
    process = start({"web": talks})
    log = tmp_path / "log" / "web.log"
    wait_for(lambda: pids(log))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=8) == 0
    assert log.read_text().endswith("last\n")


def test_one_wish_to_stop_may_arrive_twice(start: Start, tmp_path: Path) -> None:
    slow = WAITS.replace('print("left', 'time.sleep(0.4); print("left')
    process = start({"web": slow})
    log = tmp_path / "log" / "web.log"
    wait_for(lambda: pids(log))
    for number in (signal.SIGTERM, signal.SIGTERM):  # from the terminal's group, and from make
        process.send_signal(number)
        time.sleep(0.05)
    assert process.wait(timeout=8) == 0
    assert "left in order" in log.read_text(), "nobody was hurried"


def test_kill_9_of_the_supervisor_leaves_no_child(start: Start, tmp_path: Path) -> None:
    process = start({"web": STUBBORN, "worker": STUBBORN})
    names = ("web", "worker")
    children = [wait_for(lambda n=n: pids(tmp_path / "log" / f"{n}.log"))[0][0] for n in names]  # type: ignore[index]
    process.kill()
    wait_for(lambda: not any(alive(pid) for pid in children))


def test_a_child_that_will_not_leave_is_ended_after_the_grace(start: Start, tmp_path: Path) -> None:
    process = start({"web": STUBBORN}, grace=0.3)
    (child,) = wait_for(lambda: pids(tmp_path / "log" / "web.log"))[0]  # type: ignore[index]
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=5) == 0
    assert not alive(child)


def test_a_dead_child_is_started_again_and_the_operator_is_told(start: Start, tmp_path: Path) -> None:
    process = start({"worker": WAITS})
    log = tmp_path / "log" / "worker.log"
    first, grandchild = wait_for(lambda: pids(log))[0]  # type: ignore[index]
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: len(pids(log)) == 2)
    assert pids(log)[1][0] != first
    assert not alive(grandchild), "what the dead child had started goes with it"
    process.terminate()
    said = process.communicate(timeout=8)[0]
    assert "worker bị tín hiệu 9 dừng (pids" in said, "its last words come with it"
    assert "khởi động lại. Nhật ký:" in said


def test_a_child_that_keeps_dying_stops_everything(start: Start, tmp_path: Path) -> None:
    broken = "import sys; print('không mở được cơ sở dữ liệu'); sys.exit(3)"
    process = start({"web": WAITS, "worker": broken})
    said = process.communicate(timeout=8)[0]
    assert process.returncode == 1
    assert "worker dừng 3 lần trong 30 giây; dừng tất cả" in said
    assert "không mở được cơ sở dữ liệu" in said, "the reason stands on the console, not only in the log"
    assert not [pid for pid in pids(tmp_path / "log" / "web.log")[0] if alive(pid)]


def test_not_ready_in_time_stops_with_a_line(start: Start) -> None:
    process = start({"never": WAITS}, ready=0.3)
    said = process.communicate(timeout=8)[0]
    assert process.returncode == 1
    assert "vẫn chưa sẵn sàng" in said
    assert "ready\n" not in said


def test_old_log_is_kept_and_warnings_reach_the_console(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / "web.log").write_text("lần trước\n")
    talk = "import time; print('10:00 INFO bình thường'); print('10:01 WARNING đầy ổ đĩa', flush=True)"
    talk += "; time.sleep(60)"
    process = start({"web": talk})
    wait_for(
        lambda: "đầy ổ đĩa" in (folder / "web.log").read_text() if (folder / "web.log").exists() else False
    )
    process.terminate()
    said = process.communicate(timeout=8)[0]
    assert (folder / "web.log.1").read_text() == "lần trước\n"
    assert "web │ 10:01 WARNING đầy ổ đĩa" in said
    assert "bình thường" not in said
    assert "bình thường" in (folder / "web.log").read_text()
