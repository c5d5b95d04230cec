"""The table of this folder names tests that are there, under the marker that it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tests.bad_input

HERE = Path(__file__).parent
ROWS = re.findall(r"(\S+\.py)::(\w+)(?: \(marker (\w+)\))?", tests.bad_input.__doc__ or "")


@pytest.mark.parametrize(("file", "name", "marker"), ROWS, ids=[row[1] for row in ROWS])
def test_it_is_there(file, name, marker):
    path = HERE / file if "/" not in file else HERE.parents[1] / file
    text = path.read_text(encoding="utf-8")
    assert f"\ndef {name}(" in text
    own = re.search(rf"((?:^@.*\n|^ .*\n|^\]?\)\n)*)def {name}\(", text, re.MULTILINE)
    marked = re.findall(r"pytest\.mark\.(browser|chaos|pages)\b", own[1]) or re.findall(
        r"^pytestmark = pytest\.mark\.(browser|chaos|pages)\b", text, re.MULTILINE
    )
    assert marked == ([marker] if marker else [])


def test_every_test_file_of_this_folder_stands_in_the_table():
    named = {file for file, _name, _marker in ROWS}
    assert {path.name for path in HERE.glob("test_*.py")} - {"test_table.py"} <= named
