"""The stages of a case: the drawing in the docs is the table that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from toaan.cases.states import EFFECTIVE, HEARING, JUDGED, MACHINES, PREPARING
from toaan.cases.states.first_instance import FIRST_INSTANCE
from toaan.core.errors import Refused
from toaan.core.policy import TABLE
from toaan.core.states import MOST_STEPS

PROCEEDINGS = Path(__file__).resolve().parents[3] / "docs" / "proceedings.md"


@pytest.mark.parametrize("proceeding", MACHINES)
def test_the_docs_draw_the_table_that_runs(proceeding):
    assert MACHINES[proceeding].mermaid() in PROCEEDINGS.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("hearings.open_hearing", PREPARING),
        ("judgments.pronounce", HEARING),
        ("judgments.take_effect", EFFECTIVE),
        ("dossiers.close", JUDGED),
        ("cases.draw_judge", JUDGED),
    ],
)
def test_an_act_out_of_its_place_is_refused_in_words(act, state):
    with pytest.raises(Refused, match="wrong_state") as refused:
        FIRST_INSTANCE.after(act, state)
    said = refused.value.message
    assert str(FIRST_INSTANCE.labels[state]) in said and f"({TABLE[act].article})" in said
    steps = {s for t in FIRST_INSTANCE.transitions if t.act == act for s in t.sources}
    assert len(steps) > MOST_STEPS or all(str(FIRST_INSTANCE.labels[s]) in said for s in steps)
