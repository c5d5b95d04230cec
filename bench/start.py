"""First and second start of a practice court: until it answers, and the ratio between the two."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path


def start(home: Path) -> float:
    """Seconds from `toaan run` to the first answer; the court is stopped again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "toaan.cli", "run", "--port", str(port)],
        env={**os.environ, "TOAAN_HOME": str(home), "TOAAN_MODE": "practice"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            if process.poll() is not None:
                raise SystemExit(f"toaan: hệ thống dừng với mã {process.returncode}")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
                return time.monotonic() - begun
            except OSError:
                time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="toaan-bench-") as folder:
        first, second = start(Path(folder)), start(Path(folder))
    print(f"lần đầu (tạo cơ sở dữ liệu, nạp minh họa): {first:6.1f} s")
    print(f"lần sau:                                   {second:6.1f} s   tỷ lệ {second / first:.2f}")


if __name__ == "__main__":
    main()
