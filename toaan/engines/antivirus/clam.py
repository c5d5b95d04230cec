"""ClamAV: through its daemon's socket, or by starting `clamscan` for each file."""

from __future__ import annotations

import socket
import struct
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .api import Infected, ScannerDown

_PIECE = 256 * 1024
_LARGEST = "2000M"  # ClamAV's own ceiling; its default of 100 MB would pass larger files unseen


@dataclass(frozen=True)
class ClamDaemon:
    """A running clamd at a socket file ("/run/clamav/clamd.ctl") or at "host:port".

    The bytes are sent over the socket (INSTREAM), so that the daemon needs no right to read our folders. Its
    StreamMaxLength and MaxFileSize must be at least the largest upload; a refusal for size is ScannerDown.
    """

    address: str
    timeout: float = 300.0
    present: bool = True

    def scan(self, path: Path) -> None:
        """Raises Infected or ScannerDown."""
        try:
            with closing(self._connect()) as link, path.open("rb") as file:
                link.sendall(b"zINSTREAM\0")
                self._send(link, file)
                answer = _read(link)
        except OSError as error:
            raise ScannerDown(f"clamd {self.address}: {error}") from error
        words = answer.removeprefix("stream: ")
        if words.endswith(" FOUND"):
            raise Infected(words.removesuffix(" FOUND"))
        if words != "OK":
            raise ScannerDown(f"clamd {self.address}: {answer or 'no answer'}")

    @staticmethod
    def _send(link: socket.socket, file: object) -> None:
        try:
            while piece := file.read(_PIECE):  # type: ignore[attr-defined]
                link.sendall(struct.pack("!I", len(piece)) + piece)
            link.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            return  # it has heard enough: its answer says why

    def describe(self) -> str:
        try:
            with closing(self._connect()) as link:
                link.sendall(b"zVERSION\0")
                return f"{_read(link)} (clamd tại {self.address})"
        except OSError as error:
            raise ScannerDown(f"clamd không trả lời tại {self.address}: {error}") from error

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            link.settimeout(self.timeout)
            try:
                link.connect(self.address)
            except OSError:
                link.close()
                raise
            return link
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=self.timeout)


def _read(link: socket.socket) -> str:
    heard = b""
    while not heard.endswith(b"\0") and len(heard) < 4096 and (piece := link.recv(4096)):
        heard += piece
    return heard.rstrip(b"\0\n").decode("utf-8", "replace")


@dataclass(frozen=True)
class ClamCommand:
    """The program `clamscan`; it loads all signatures for every file (10 s and more): for small courts only."""

    program: str = "clamscan"
    signatures: str = ""
    """Folder or file of signatures; empty: where the package keeps them."""
    timeout: float = 600.0
    present: bool = True

    def scan(self, path: Path) -> None:
        """Raises Infected or ScannerDown."""
        options = ["--no-summary", "--infected", "--stdout"]
        options += [f"--max-filesize={_LARGEST}", f"--max-scansize={_LARGEST}", "--alert-exceeds-max=yes"]
        done = self._run(*options, "--", str(path))
        if done.returncode == 0:
            return
        found = [line for line in done.stdout.splitlines() if line.endswith(" FOUND")]
        if done.returncode == 1 and found:
            raise Infected(found[0].removesuffix(" FOUND").rsplit(": ", 1)[-1])
        raise ScannerDown(f"{self.program}: {(done.stderr or done.stdout).strip()[-300:]}")

    def describe(self) -> str:
        done = self._run("--version")
        if done.returncode:
            raise ScannerDown(f"{self.program}: {done.stderr.strip()[-300:]}")
        return f"{done.stdout.strip()} (lệnh {self.program}, chậm: nên dùng clamd)"

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        where = [f"--database={self.signatures}"] if self.signatures else []
        try:
            return subprocess.run(
                [self.program, *where, *words],
                capture_output=True, text=True, errors="replace", check=False, timeout=self.timeout,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ScannerDown(f"{self.program}: {error}") from error
