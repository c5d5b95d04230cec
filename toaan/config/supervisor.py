"""One process that starts the others, watches them, and leaves nothing behind.

Each child is the leader of its own session, so that Ctrl-C reaches the supervisor alone and a child can be
ended together with whatever it started. On Linux the kernel kills a child whose supervisor disappears, so a
`kill -9` of the supervisor leaves no process either. A child that dies is started again after a growing
pause; one that keeps dying stops everything, because a court that half works misleads its users.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from logging import Formatter, LogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any

Say = Callable[[str], None]

PR_SET_PDEATHSIG = 1
TICK = 0.1  # seconds between two looks at the children
SAME_REQUEST = 0.5  # seconds within which two signals are one wish to stop
ASK = 0.3  # seconds between two questions whether all is ready
LOG_BYTES = 20 * 1024 * 1024
LOG_COPIES = 5
WARNING = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b|\"level\": ?\"(warning|error|critical)\"")
WARNINGS_A_MINUTE = 20


@dataclass(frozen=True)
class Child:
    """A process to keep alive: its name (also its log's), its command, descriptors it inherits."""

    name: str
    command: Sequence[str]
    descriptors: Sequence[int] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Patience:
    """How long the supervisor waits, in seconds, and how often it tries again."""

    grace: float = 10.0
    """Between SIGTERM and SIGKILL."""
    first_pause: float = 0.5
    longest_pause: float = 15.0
    deaths: int = 5
    """This many deaths of one child within `window` stop everything."""
    window: float = 60.0
    ready: float = 60.0
    """For the first start until `ready()` says yes."""


def tie_to_parent() -> Callable[[], None]:
    """What a child runs before its program, so that the kernel kills it when this process is gone.

    Start such a child from the main thread: the kernel watches the thread that started it.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def tie() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:  # it died before we asked
                os.kill(os.getpid(), signal.SIGKILL)

    return tie


def spawn(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own that cannot outlive this process."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=tie_to_parent(), **options)  # noqa: PLW1509


def signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a child and all of its session."""
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # the whole session is gone


class Log:
    """A child's output on its way to a file; warnings go to the console as well."""

    def __init__(self, name: str, folder: Path, say: Say) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name, self.path, self._say = name, folder / f"{name}.log", say
        self._file = RotatingFileHandler(
            self.path, maxBytes=LOG_BYTES, backupCount=LOG_COPIES, encoding="utf-8", delay=True
        )
        self._file.setFormatter(Formatter("%(message)s"))
        self._lock = threading.Lock()
        self._shown: deque[float] = deque(maxlen=WARNINGS_A_MINUTE)
        self.last: deque[str] = deque(maxlen=8)
        self.quiet = False
        """While stopping on purpose, what a child says about it is for the log alone."""
        if self.path.exists() and self.path.stat().st_size:
            self._file.doRollover()

    def follow(self, stream: IO[bytes]) -> threading.Thread:
        """Read a stream to its end in a thread."""
        thread = threading.Thread(target=self._read, args=(stream,), name=f"log-{self.name}", daemon=True)
        thread.start()
        return thread

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            for raw in stream:
                self.write(raw.decode("utf-8", "replace").rstrip("\n"))

    def write(self, line: str) -> None:
        with self._lock:
            self._file.handle(LogRecord(self.name, 0, "", 0, line, None, None))
            self.last.append(line)
        if not self.quiet and WARNING.search(line):
            self._show(line)

    def _show(self, line: str) -> None:
        """Pass a warning on, but never so many that the console becomes useless."""
        now = time.monotonic()
        if len(self._shown) == self._shown.maxlen and now - self._shown[0] < 60:
            return
        self._shown.append(now)
        self._say(f"{self.name} │ {line}")

    def close(self) -> None:
        self._file.close()


class Watched:
    """A child with its present process, its log and the memory of its deaths."""

    def __init__(self, child: Child, log: Log, patience: Patience) -> None:
        self.child, self.log, self._patience = child, log, patience
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths: deque[float] = deque(maxlen=patience.deaths)
        self.start_at = 0.0
        self.last_words = ""
        self._reader: threading.Thread | None = None

    def start(self) -> None:
        self.process = spawn(
            self.child.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=self.child.descriptors,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.child.environment},
        )
        assert self.process.stdout is not None  # noqa: S101
        self._reader = self.log.follow(self.process.stdout)

    def hear_out(self) -> None:
        """Wait until what an ended child said last stands in its log."""
        if self._reader is not None:
            self._reader.join(timeout=1)

    def died(self, code: int, now: float) -> bool:
        """Note a death; returns False when there were too many."""
        assert self.process is not None  # noqa: S101
        signal_group(self.process, signal.SIGKILL)  # what it had started itself
        self.process = None
        self.hear_out()  # its last words are the reason
        self.last_words = self.log.last[-1].strip() if self.log.last else ""
        self.log.write(f"--- {self.child.name}: {how_it_ended(code)}")
        while self.deaths and now - self.deaths[0] > self._patience.window:
            self.deaths.popleft()
        self.deaths.append(now)
        pause = self._patience.first_pause * 2 ** (len(self.deaths) - 1)
        self.start_at = now + min(pause, self._patience.longest_pause)
        return len(self.deaths) < self._patience.deaths


def how_it_ended(code: int) -> str:
    """An exit code in words: negative means a signal."""
    return f"bị tín hiệu {-code} dừng" if code < 0 else f"kết thúc với mã {code}"


class Supervisor:
    """Keeps children alive until it is told to stop.

    Args:
        children: what to run, in the order of starting; ended in the opposite order.
        logs: folder of the log files; an existing log is rotated at the start.
        say: where lines for the operator go.
        ready: asked repeatedly after the start until it answers True.
        when_ready: called once, when it does.
    """

    def __init__(
        self,
        children: Sequence[Child],
        logs: Path,
        say: Say,
        *,
        ready: Callable[[], bool] = lambda: True,
        when_ready: Callable[[], None] = lambda: None,
        patience: Patience | None = None,
    ) -> None:
        self._say, self._ready, self._when_ready = say, ready, when_ready
        self._patience = patience or Patience()
        self._watched = [Watched(child, Log(child.name, logs, say), self._patience) for child in children]
        self._stop = threading.Event()
        self._stop_asked: float | None = None
        self._hurry = False

    def request_stop(self, *_: object) -> None:
        """Stop in order; asked again a moment later, stop at once. Serves as a signal handler.

        One stop may arrive twice at the same time: from the terminal's group, and passed on by make.
        """
        now = time.monotonic()
        if self._stop_asked is None:
            self._stop_asked = now
        elif now - self._stop_asked > SAME_REQUEST:
            self._hurry = True
        self._stop.set()

    def run(self) -> int:
        """Run until stopped; 0 after a wanted stop, 1 when a child cannot be kept alive.

        Call it from the main thread: it takes over SIGINT, SIGTERM and SIGHUP meanwhile.
        """
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self.request_stop) for number in numbers}
        try:
            return self._watch()
        finally:
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _watch(self) -> int:
        begun, told, ask_at = time.monotonic(), False, 0.0
        while not self._stop.is_set():
            now = time.monotonic()
            for watched in self._watched:
                if not self._look_after(watched, now):
                    return 1
            if not told and now >= ask_at:
                ask_at = now + ASK
                if told := self._ready():
                    self._when_ready()
            if not told and now - begun > self._patience.ready:
                self._say(
                    f"toaan: sau {self._patience.ready:.0f} giây hệ thống vẫn chưa sẵn sàng; dừng tất cả."
                )
                self._show_log(self._watched[0].log)
                return 1
            self._stop.wait(TICK)
        return 0

    def _look_after(self, watched: Watched, now: float) -> bool:
        """Start a child that is due, note one that died; False when it is hopeless."""
        if watched.process is None:
            if now >= watched.start_at:
                watched.start()
            return True
        code = watched.process.poll()
        if code is None:
            return True
        name, log = watched.child.name, watched.log
        if watched.died(code, now):
            why = f" ({watched.last_words})" if watched.last_words else ""
            self._say(f"toaan: {name} {how_it_ended(code)}{why}; khởi động lại. Nhật ký: {log.path}")
            return True
        times, window = self._patience.deaths, self._patience.window
        self._say(f"toaan: {name} dừng {times} lần trong {window:.0f} giây; dừng tất cả.")
        self._show_log(log)
        return False

    def _show_log(self, log: Log) -> None:
        for line in list(log.last):
            self._say(f"    {line}")
        self._say(f"Nhật ký: {log.path}")

    def _end_all(self) -> None:
        """Ask all at once, wait for them together, then make sure."""
        for watched in self._watched:
            watched.log.quiet = True
        running = [w.process for w in reversed(self._watched) if w.process is not None]
        for process in running:
            signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + self._patience.grace
        while time.monotonic() < deadline and not self._hurry:
            if all(process.poll() is not None for process in running):
                break
            time.sleep(TICK / 2)
        for process in running:
            signal_group(process, signal.SIGKILL)  # and whatever it had started
            process.wait()
        for watched in self._watched:
            watched.hear_out()
            watched.process = None
            watched.log.close()
