import pytest

from toaan.rules.panels import PanelMember, check_panel
from toaan.rules.recusal import CaseFacts, PersonFacts, barred
from toaan.rules.tests.shipped import rule

PRESIDING = PanelMember("j1", "judge", presiding=True)
JUDGE = PanelMember("j2", "judge")
LAY = [PanelMember(f"l{i}", "lay_judge") for i in range(1, 4)]


@pytest.mark.parametrize(
    ("key", "members", "special"),
    [
        ("panel:ordinary", [PRESIDING, *LAY[:2]], False),
        ("panel:ordinary", [PRESIDING, JUDGE, *LAY], True),
        ("panel:simplified", [PRESIDING], False),
    ],
)
def test_lawful_panels(key: str, members: list[PanelMember], special: bool) -> None:
    assert check_panel(rule(key), members, special=special) == []


@pytest.mark.parametrize(
    ("key", "members", "special", "words"),
    [
        ("panel:ordinary", [PRESIDING, LAY[0]], False, "gồm 1 Thẩm phán và 2 Hội thẩm nhân dân; hiện có 1"),
        ("panel:ordinary", [PRESIDING, JUDGE, *LAY], False, "gồm 1 Thẩm phán và 2 Hội thẩm nhân dân"),
        ("panel:ordinary", [PRESIDING, *LAY[:2]], True, "gồm 2 Thẩm phán và 3 Hội thẩm nhân dân"),
        ("panel:ordinary", [JUDGE, *LAY[:2]], False, "chủ tọa"),
        ("panel:ordinary", [PRESIDING, LAY[0], LAY[0]], False, "hai vị trí"),
        (
            "panel:ordinary",
            [JUDGE, PanelMember("l1", "lay_judge", presiding=True), LAY[1]],
            False,
            "chủ tọa",
        ),
        ("panel:simplified", [PRESIDING, *LAY[:2]], False, "gồm 1 Thẩm phán; hiện có"),
    ],
)
def test_unlawful_panels_are_refused_with_the_article(
    key: str, members: list[PanelMember], special: bool, words: str
) -> None:
    problems = check_panel(rule(key), members, special=special)
    assert any(words in problem.message_vi for problem in problems)
    assert all("Bộ luật Tố tụng dân sự" in problem.article for problem in problems)


@pytest.mark.parametrize("need", ["minors", "labour"])
def test_some_cases_need_a_lay_judge_with_experience(need: str) -> None:
    members = [PRESIDING, *LAY[:2]]
    assert len(check_panel(rule("panel:ordinary"), members, needs=frozenset({need}))) == 1
    skilled = [PRESIDING, LAY[0], PanelMember("l9", "lay_judge", experience=frozenset({need}))]
    assert check_panel(rule("panel:ordinary"), skilled, needs=frozenset({need})) == []
    assert check_panel(rule("panel:simplified"), [PRESIDING], needs=frozenset({need})) == []


CASE = CaseFacts(
    parties=frozenset({"p1", "p2"}), representatives=frozenset({"r1"}), panel=frozenset({"j1", "l1"})
)


@pytest.mark.parametrize(
    ("person", "articles"),
    [
        (PersonFacts("j1", "judge"), []),
        (PersonFacts("p1", "judge"), ["52.1"]),
        (PersonFacts("r1", "clerk"), ["52.1"]),
        (PersonFacts("j1", "judge", relatives=frozenset({"p2"})), ["52.1"]),
        (PersonFacts("c1", "clerk", earlier_roles=frozenset({"witness"})), ["52.2"]),
        (PersonFacts("j1", "judge", partiality_ground="cùng góp vốn với nguyên đơn"), ["52.3"]),
        (PersonFacts("j1", "judge", relatives=frozenset({"l1"})), ["53.2"]),
        (PersonFacts("c1", "clerk", relatives=frozenset({"l1"})), ["54.3"]),
        (PersonFacts("j1", "judge", relatives=frozenset({"j1"})), []),
        (PersonFacts("j1", "judge", decided_before=True), ["53.3"]),
        (PersonFacts("j1", "judge", earlier_offices=frozenset({"procurator", "clerk"})), ["53.4", "53.4"]),
        (PersonFacts("c1", "clerk", earlier_offices=frozenset({"clerk"})), []),
        (PersonFacts("p1", "lay_judge", decided_before=True), ["52.1", "53.3"]),
    ],
)
def test_who_is_barred_and_by_which_article(person: PersonFacts, articles: list[str]) -> None:
    reasons = barred(person, CASE)
    assert [reason.article for reason in reasons] == [f"BLTTDS {article}" for article in articles]
    assert all(reason.message_vi.endswith("Bộ luật Tố tụng dân sự).") for reason in reasons)


def test_the_review_councils_may_sit_again() -> None:
    case = CaseFacts(parties=frozenset({"p1"}), review_council=True)
    assert barred(PersonFacts("j1", "judge", decided_before=True), case) == []
