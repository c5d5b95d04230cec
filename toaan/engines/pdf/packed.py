"""A PDF whose objects are packed is opened in a process of its own: it may be a thousand times larger inside.

Opening a PDF unpacks its object streams and cross-reference streams, to whatever size they claim; a few hundred
kilobytes have filled a gigabyte. Nothing else is unpacked by looking. The names of the two kinds stand in the file as
they are, or with letters written as "#58"; a file without either is opened where it is.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from toaan.engines.limits import confine

from .kinds import FileRefused
from .pdfs import PdfFound, inspect_pdf, unpacks_to_too_much

MEMORY, CPU_SECONDS, WALL_SECONDS = 1_000_000_000, 20, 120.0
PACKED = re.compile(rb"/(?:XRef|ObjStm|[0-9A-Za-z]{0,6}#[0-9A-Fa-f]{2})")
_PIECE, _LONGEST = 1 << 20, 16
_ROOT = Path(__file__).resolve().parents[3]


def inspect(stream: BinaryIO, name: str, *, max_pages: int) -> PdfFound:
    """What `inspect_pdf` finds, and no harm to this process while it looks. Raises FileRefused."""
    if not _is_packed(stream):
        return inspect_pdf(stream, name, max_pages=max_pages)
    with tempfile.TemporaryFile() as copy:
        stream.seek(0)
        copyfileobj(stream, copy)
        copy.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "toaan.engines.pdf.packed", name, str(max_pages), str(MEMORY)],
                stdin=copy, capture_output=True, timeout=WALL_SECONDS, check=False,
                env={"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            done = None
    if done is None or done.returncode:
        raise unpacks_to_too_much(name)
    told = json.loads(done.stdout)
    if "refused" in told:
        raise FileRefused(told["refused"], told["pattern"], **told["values"])
    return PdfFound(**{**told, "warnings": tuple(told["warnings"])})


def _is_packed(stream: BinaryIO) -> bool:
    stream.seek(0)
    end = b""
    while piece := stream.read(_PIECE):
        if PACKED.search(end + piece):
            return True
        end = piece[-_LONGEST:]
    stream.seek(0)
    return False


def main(name: str, max_pages: str, memory: str) -> None:
    """The process of its own: the file on the input, what was found on the output; it dies if that is too much."""
    confine(memory=int(memory), cpu_seconds=CPU_SECONDS, output=0)
    try:
        told = asdict(inspect_pdf(sys.stdin.buffer, name, max_pages=int(max_pages)))
    except FileRefused as refusal:
        told = {"refused": refusal.code, "pattern": refusal.pattern, "values": refusal.values}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
