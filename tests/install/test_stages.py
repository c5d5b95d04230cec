"""The stages of `make test` miss no test: each lies where its stage looks."""

from __future__ import annotations

import re

import pytest

from tests.install.test_setup import ROOT, load

stages = load("stages")
MARK = re.compile(r"pytest\.mark\.(browser|pages|bundle)\b")


def marked() -> dict[str, set[str]]:
    """Mark → files in which a test carries it."""
    found: dict[str, set[str]] = {"browser": set(), "pages": set(), "bundle": set()}
    for folder in ("toaan", "tests"):
        for file in (ROOT / folder).rglob("test_*.py"):
            for mark in MARK.findall(file.read_text(encoding="utf-8")):
                found[mark].add(file.relative_to(ROOT).as_posix())
    return found


def seen_by(stage: object, file: str) -> bool:
    """Whether a stage with this command comes to this file."""
    words = stage.command  # type: ignore[attr-defined]
    below = [w for w in words if file == w or file.startswith(f"{w}/")]
    return bool(below) and f"--ignore={file}" not in words


@pytest.mark.parametrize(
    ("mark", "looking"),
    [
        ("browser", (stages.BROWSER, stages.BROWSER_POSTGRES)),
        ("pages", (stages.PAGES, stages.WORDS)),
        ("bundle", (stages.BUNDLE,)),
    ],
)
def test_every_marked_test_lies_where_a_stage_looks(mark: str, looking: tuple[object, ...]) -> None:
    files = marked()[mark]
    assert files
    assert [file for file in files if not any(seen_by(stage, file) for stage in looking)] == []
