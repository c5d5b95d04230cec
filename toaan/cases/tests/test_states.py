"""The stages of a case: the drawing in the docs is the table that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from toaan.cases.states import CASE, EFFECTIVE, HEARING, JUDGED, PREPARING
from toaan.core.errors import Refused

ARCHITECTURE = Path(__file__).resolve().parents[3] / "docs" / "architecture.md"


def test_the_docs_draw_the_table_that_runs():
    assert CASE.mermaid() in ARCHITECTURE.read_text(encoding="utf-8")


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
        CASE.after(act, state)
    assert str(CASE.labels[state]) in refused.value.message
