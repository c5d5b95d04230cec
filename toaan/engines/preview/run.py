"""Starts the child that opens the file, with limits on memory, processor time, files and wall time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from toaan.engines.pdf import DOCX, JPEG, PDF, PNG, XLSX

PAGES: Final = "pages"
IMAGE: Final = "image"
TEXT: Final = "text"
_KINDS = {PDF: PAGES, JPEG: IMAGE, PNG: IMAGE, DOCX: TEXT, XLSX: TEXT}
WALL_SECONDS = 25.0
_ROOT = Path(__file__).resolve().parents[3]
_at_once = threading.BoundedSemaphore(2)


class PreviewFailed(Exception):
    """No preview could be made: the file is damaged, too heavy, or hostile. The original is untouched."""


def kind_of(media_type: str) -> str | None:
    """Which preview a file of this type has; None: none is made (sound and video play by themselves)."""
    return _KINDS.get(media_type)


def make(source: Path, media_type: str, target: Path, *, page: int = 1, width: int = 1000) -> None:
    """Write the preview of ``source`` to ``target``: a WebP picture of one page, or safe HTML of a text.

    ``target`` appears whole or not at all. At most two children run at once in this process.

    Raises:
        PreviewFailed.
    """
    if not _at_once.acquire(timeout=WALL_SECONDS):
        raise PreviewFailed("too many previews are being made")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".dang-lam-") as folder:
            draft = Path(folder) / "xem"
            _run([str(source), media_type, str(draft), str(page), str(width)], folder)
            draft.chmod(0o640)
            draft.replace(target)
    finally:
        _at_once.release()


def _run(words: list[str], folder: str) -> None:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(_ROOT),
        "HOME": folder,
        "LANG": "C.UTF-8",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "toaan.engines.preview.child", *words],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=WALL_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PreviewFailed(str(error)) from error
    if done.returncode or not Path(words[2]).is_file():
        raise PreviewFailed(f"child {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-300:]}")
