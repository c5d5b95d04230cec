"""Promises of the house that no single domain can keep alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from toaan.core import policy

ROOT = Path(__file__).resolve().parents[2] / "toaan"
ACTION_FILES = sorted([*ROOT.glob("*/actions.py"), *ROOT.glob("*/actions/*.py")])
PYTHON = [p for p in ROOT.rglob("*.py") if "migrations" not in p.parts and "tests" not in p.parts]


def acts_in(tree: ast.AST) -> Iterator[str]:
    """Names given to `act(...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "act" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def test_every_act_that_is_done_stands_in_the_policy_table():
    done = {name for path in PYTHON for name in acts_in(ast.parse(path.read_text(encoding="utf-8")))}
    assert done
    assert done <= set(policy.TABLE), done - set(policy.TABLE)


def test_every_act_of_the_policy_table_is_done_somewhere():
    """A row without its act is a promise that nobody keeps."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in PYTHON if path.parent.name != "policies")
    unused = [row.act for row in policy.POLICY if f'"{row.act}"' not in source]
    assert unused == []


def test_acts_are_done_in_action_files_only():
    """No writes outside actions: views, tasks and templates call them."""
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in PYTHON
        if path not in ACTION_FILES
        and any(True for _ in acts_in(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    assert elsewhere == []


@pytest.mark.parametrize("name", ["views", "forms", "urls", "navigation"])
def test_faces_write_no_rows(name):
    writes = re.compile(r"\.(save|delete|bulk_create|bulk_update|create|get_or_create|update_or_create)\(")
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in PYTHON
        if name in {path.stem, path.parent.name}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if writes.search(line) and "session" not in line and "# not a row" not in line
    ]
    assert guilty == []


def test_rules_of_law_stay_in_the_rules():
    """Numbers of days or months with an article do not appear in views or actions."""
    suspicious = re.compile(r"timedelta\((?:weeks=\d+|days=(?!1\)|7\))\d+)\)(?!.*not a rule of law)")
    guilty = [
        str(path.relative_to(ROOT))
        for path in PYTHON
        if path.parts[len(ROOT.parts)] not in {"rules", "core", "demo", "cli", "config", "engines", "design"}
        and "views" not in path.parts  # weeks on a calendar page
        and suspicious.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_no_template_states_a_time_limit():
    """A limit on a page comes from the rules, or it will be wrong after the next amendment."""
    stated = re.compile(r"\b\d+ (?:ngày làm việc|tháng)\b")
    guilty = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in ROOT.glob("*/templates/**/*.html")
        if "design" not in path.parts
        for found in stated.finditer(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []
