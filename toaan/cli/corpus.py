"""Beside the running court: the texts of the law in the folder that TOAAN_DATA names are read in, once; nothing set, nothing done."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

LATER = 15
"""So many batches between two lines at the terminal; the log and the page of imports have each."""


class Corpus:
    """One process, started when the court answers, ended with it. What it had written stays; the next start goes on."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._process: subprocess.Popen[str] | None = None

    def folder(self) -> Path | None:
        """What is to be read: the `law` folder of TOAAN_DATA; None where there is none."""
        data = os.environ.get("TOAAN_DATA", "")
        law = Path(data) / "law"
        return law if data and law.is_dir() else None

    def start(self) -> None:
        """Begin reading. A fault of it never stops the court: it stands in the log."""
        from toaan.config.supervisor import tie_to_parent

        if (law := self.folder()) is None:
            return
        words = [sys.executable, "-m", "toaan.cli", "laws", "import", "--if-new", str(law.resolve())]
        print(f"• Văn bản pháp luật: đọc {law} ở phía sau, các trang dùng được ngay", flush=True)
        self._process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
            start_new_session=True, preexec_fn=tie_to_parent(),  # noqa: PLW1509
        )  # fmt: skip
        if self._process.stdout is not None:
            threading.Thread(target=self._follow, args=(self._process.stdout,), daemon=True).start()

    def _follow(self, lines: IO[str]) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / "laws.log").open("w", encoding="utf-8") as log:
            batches = 0
            for line in lines:
                log.write(line)
                log.flush()
                batches += line.startswith("•")
                if not line.startswith(("•", "toaan:")) or (line.startswith("•") and batches % LATER == 0):
                    print(f"  Văn bản pháp luật: {line.lstrip('• ').rstrip()}", flush=True)

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=3)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
