from dataclasses import replace

import pytest

from toaan.rules.model import RuleRow
from toaan.rules.publication import REASON_CODES, PublicationFacts, reasons_not_to_publish
from toaan.rules.tests.shipped import d, rule

REASONS = rule("publication:reasons")
READY = PublicationFacts(as_of=d("10/4/2026"), effective_on=d("3/4/2026"), anonymised=True)


def test_an_effective_anonymised_judgment_may_be_published() -> None:
    assert reasons_not_to_publish(READY, REASONS) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"effective_on": None}, "not_effective"),
        ({"effective_on": d("11/4/2026")}, "not_effective"),
        ({"closed_hearing": True}, "closed_hearing"),
        ({"state_secret": True}, "state_secret"),
        ({"withheld_secret": True}, "withheld_secret"),
        ({"harms_good_customs": True}, "good_customs"),
        ({"has_minor": True}, "minor"),
        ({"private_secret_not_encoded": True}, "private_secret"),
        ({"anonymised": False}, "not_anonymised"),
    ],
)
def test_each_reason_alone_stops_publication(change: dict, code: str) -> None:
    (reason,) = reasons_not_to_publish(replace(READY, **change), REASONS)
    assert reason.code == code
    assert "03/2017" in reason.article
    assert reason.message_vi.endswith(".")


def test_all_reasons_are_given_at_once() -> None:
    facts = replace(READY, effective_on=None, has_minor=True, anonymised=False)
    assert [r.code for r in reasons_not_to_publish(facts, REASONS)] == [
        "not_effective",
        "minor",
        "not_anonymised",
    ]


def test_every_reason_that_can_be_tested_stands_in_the_rule() -> None:
    assert {item["code"] for item in REASONS.value["rules"]} == REASON_CODES


def test_a_reason_that_cannot_be_tested_is_not_passed_over() -> None:
    strange = RuleRow.from_json(
        {**REASONS.as_json(), "value": {"title": "t", "rules": [{"code": "new_reason"}]}}
    )
    with pytest.raises(ValueError, match="new_reason"):
        reasons_not_to_publish(READY, strange)
