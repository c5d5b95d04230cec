import pytest

from toaan.rules.handover import Ground, Standing, must_restart, share_out, verdict
from toaan.rules.tests.shipped import ROWS

GROUNDS = {r.key.partition(":")[2]: Ground.from_row(r) for r in ROWS if r.key.startswith("handover_ground:")}
YES, NO = True, False


@pytest.mark.parametrize(
    ("role", "stage", "ground", "allowed"),
    [
        ("presiding", "preparing", "moved", YES),
        ("presiding", "preparing", None, YES),
        ("presiding", "trial_set", "leave", YES),
        ("presiding", "hearing", "leave", NO),
        ("presiding", "hearing", "recusal", NO),
        ("presiding", "hearing", "illness", YES),
        ("lay_judge", "hearing", "unable", YES),
        ("clerk", "hearing", "moved", NO),
        ("clerk", "hearing", "unable", YES),
        ("presiding", "deliberating", "moved", NO),
        ("presiding", "deliberating", "unable", NO),
        ("lay_judge", "deliberating", "illness", NO),
        ("clerk", "deliberating", "moved", YES),
        ("presiding", "judged", "retired", YES),
        ("clerk", "effective", "order", YES),
        ("presiding", "archived", "moved", NO),
        ("examiner", "petition", "leave", YES),
    ],
)
def test_when_work_may_change_hands(role, stage, ground, allowed) -> None:
    answer = verdict(role, Standing(stage), GROUNDS[ground] if ground else None)
    assert answer.allowed is allowed
    assert answer.message


@pytest.mark.parametrize("role", ["presiding", "clerk"])
def test_minutes_are_signed_by_those_who_were_there(role) -> None:
    standing = Standing("judged", unsigned=("phiên tòa ngày 05/01/2026",))
    refused = verdict(role, standing, GROUNDS["retired"])
    assert not refused.allowed
    assert "phiên tòa ngày 05/01/2026" in refused.message
    assert verdict(role, standing, GROUNDS["illness"]).allowed
    assert verdict("lay_judge", standing, GROUNDS["retired"]).allowed


def test_a_trial_that_lost_a_member_begins_anew() -> None:
    assert verdict("presiding", Standing("hearing"), GROUNDS["illness"]).restart
    assert not verdict("clerk", Standing("hearing"), GROUNDS["illness"]).restart
    assert must_restart({"a", "b", "c"}, {"a", "b", "d"})
    assert not must_restart({"a", "b", "c"}, {"a", "b", "c"})


def test_a_signed_judgment_is_named_in_the_refusal() -> None:
    answer = verdict("presiding", Standing("deliberating", judgment="signed"), GROUNDS["moved"])
    assert "Bản án đã ký, chưa tuyên" in answer.message


def test_the_president_himself_is_replaced_for_partiality_by_the_court_above() -> None:
    answer = verdict("presiding", Standing("preparing"), GROUNDS["recusal"], of_president=True)
    assert not answer.allowed
    assert "khoản 1 Điều 56" in answer.message
    assert verdict("presiding", Standing("preparing"), GROUNDS["moved"], of_president=True).allowed


def test_a_judge_is_not_rearranged_and_each_calling_has_its_article() -> None:
    assert GROUNDS["order"].roles == ("clerk",)
    assert GROUNDS["moved"].cite("presiding") == "khoản 3 Điều 197 Bộ luật Tố tụng dân sự"
    assert GROUNDS["moved"].cite("clerk") == "điểm c khoản 1 Điều 47 Bộ luật Tố tụng dân sự"
    assert GROUNDS["recusal"].cite("clerk") == "Điều 54, khoản 1 Điều 56 Bộ luật Tố tụng dân sự"


def test_work_is_divided_by_what_each_has_and_never_to_the_barred() -> None:
    items = [(f"v{n}", frozenset()) for n in range(4)]
    shared = share_out(items, {"a": 0, "b": 2})
    assert sorted(shared.values()) == ["a", "a", "a", "b"]
    assert share_out([("v", frozenset({"a"}))], {"a": 0, "b": 9}) == {"v": "b"}
    assert share_out([("v", frozenset({"a", "b"}))], {"a": 0, "b": 9}) == {}
    assert share_out([("v", frozenset())], {}) == {}
