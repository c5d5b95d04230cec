"""Arrays in a folder, mapped into memory, with a list that says what must be there."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from toaan.engines.retrieval.api import IndexUnusable

VERSION = 2
"""Whoever changes what an index holds, or how words are read, raises it: indexes are built again."""
_LIST = "index.json"
_BLOCK = 1 << 22


def save(
    folder: Path, arrays: Mapping[str, np.ndarray], facts: Mapping[str, Any], version: int = VERSION
) -> None:
    """Write beside the folder first, then put it in its place: a reader sees the old index or the new one."""
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    sums = {}
    for name, array in arrays.items():
        np.save(new / f"{name}.npy", array, allow_pickle=False)
        sums[name] = _sum(new / f"{name}.npy")
    (new / _LIST).write_text(json.dumps({"version": version, "sums": sums, **facts}, ensure_ascii=False))
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def load(folder: Path, version: int = VERSION) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arrays, mapped, and the facts.

    Raises:
        IndexUnusable: nothing there, another version, or a file that is not what was written.
    """
    try:
        facts = json.loads((folder / _LIST).read_text())
        if facts.get("version") != version:
            raise IndexUnusable(f"index of version {facts.get('version')}, this program needs {version}")
        arrays = {}
        for name, wanted in facts["sums"].items():
            path = folder / f"{name}.npy"
            if _sum(path) != wanted:
                raise IndexUnusable(f"{name} is not what was written")
            arrays[name] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexUnusable(f"the index cannot be read: {type(error).__name__}") from error
    return arrays, facts


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total = zlib.crc32(block, total)
    return total
