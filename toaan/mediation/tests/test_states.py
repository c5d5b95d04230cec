"""One table for the way of a mediation: the one that runs is the one that is drawn."""

from __future__ import annotations

from pathlib import Path

from toaan.cases.deadline_tables.mediation import MEDIATION as LIMITS
from toaan.core import policy
from toaan.mediation.states import MEDIATION
from toaan.rules.tests.shipped import ROWS

PROCEEDINGS = Path(__file__).resolve().parents[3] / "docs" / "proceedings.md"


def test_the_docs_draw_the_table_that_runs():
    assert MEDIATION.mermaid() in PROCEEDINGS.read_text(encoding="utf-8")


def test_every_act_of_the_table_may_be_done_by_somebody():
    assert {t.act.partition(":")[0] for t in MEDIATION.transitions} <= set(policy.TABLE)


def test_every_limit_of_the_table_is_a_rule():
    keys = {row.key for row in ROWS if row.kind == "time_limit"}
    named = {s.rule for f in LIMITS.values() for s in f.start} | {
        k for f in LIMITS.values() for k in (*f.meet, *f.cancel)
    }
    assert named <= keys
