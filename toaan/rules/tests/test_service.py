import pytest

from toaan.rules.model import vi_article
from toaan.rules.service import Participant, ServiceFacts, allowed_methods, posting_ends, recipients
from toaan.rules.tests.shipped import CALENDAR, d, limit, rule

PEOPLE = [
    Participant("p", "plaintiff"),
    Participant("d", "defendant"),
    Participant("r", "related_person"),
    Participant("law", "protector"),
    Participant("w", "witness"),
    Participant("vks", "procuracy"),
    Participant("tha", "enforcement_agency"),
]


@pytest.mark.parametrize(
    ("document", "ids", "article"),
    [
        ("acceptance_notice", "p d r vks", "196.1"),
        ("petition_return", "p vks", "192.2"),
        ("fee_notice", "p", "195.2"),
        ("session_notice", "p d r law", "208.1"),
        ("trial_decision", "p d r vks", "220.2"),
        ("suspension_decision", "p d r vks", "214.2"),
        ("discontinuance_decision", "p d r vks", "217.3"),
        ("settlement_decision", "p d r vks", "212.1"),
        ("judgment", "p d r vks", "269.2"),
        ("judgment_extract", "p d r", "269.1"),
        ("correction_decision", "p d r vks tha", "268.2"),
        ("appeal_notice", "p d r vks", "277.1"),
    ],
)
def test_who_receives_what(document: str, ids: str, article: str) -> None:
    found = recipients(rule(f"service:{document}"), PEOPLE)
    assert [person.id for person, _ in found] == ids.split()
    assert {cited for _, cited in found} == {f"{vi_article(article)} Bộ luật Tố tụng dân sự"}


def test_nobody_is_served_with_his_own_paper() -> None:
    found = recipients(rule("service:party_submission"), PEOPLE, author_id="d")
    assert [person.id for person, _ in found] == ["p", "r"]


def test_nobody_is_served_twice() -> None:
    twice = [*PEOPLE, Participant("p", "related_person")]
    found = recipients(rule("service:judgment"), twice)
    assert [person.id for person, _ in found] == ["p", "d", "r", "vks"]


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (ServiceFacts(), "direct post authorised_third"),
        (ServiceFacts(asked_electronic=True), "direct post authorised_third electronic"),
        (ServiceFacts(direct_failed=True), "direct post authorised_third posting"),
        (ServiceFacts(posting_insufficient=True), "direct post authorised_third"),
        (
            ServiceFacts(direct_failed=True, posting_insufficient=True),
            "direct post authorised_third posting mass_media",
        ),
    ],
)
def test_methods_open_only_when_the_law_opens_them(facts: ServiceFacts, codes: str) -> None:
    assert [m.code for m in allowed_methods(rule("service:methods"), facts)] == codes.split()


def test_a_posting_ends_after_fifteen_days() -> None:
    assert posting_ends(limit("BLTTDS:179.3"), d("2/3/2026"), CALENDAR).due == d("17/3/2026")
