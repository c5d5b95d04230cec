"""The president assigns, the judge examines: amendment once, return on a ground, fee advance with its article."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.demo import steps
from toaan.filing import actions, fees, grounds
from toaan.filing.models import FeeNotice, Return

DUE = date(2026, 1, 30)


def open_limits(petition):
    return set(Deadline.objects.filter(petition_id=petition.pk, state="open").values_list("rule", flat=True))


def ask(judge, petition, now, **kw):
    return actions.request_amendment(
        by=judge, petition_id=petition.pk, at=now, **{"matters": "Ghi rõ lãi suất", "due_on": DUE, **kw}
    )


def test_receipt_starts_the_presidents_limit_and_assignment_the_judges(world, now):
    petition = steps.filed_petition(world, now)
    assert open_limits(petition) == {"BLTTDS:191.2"}
    petition = steps.examined_petition(world, now)
    assert open_limits(petition) == {"BLTTDS:191.3"}
    deadline = Deadline.objects.get(petition_id=petition.pk, state="open")
    assert deadline.post == world.posts["thamphan"]
    assert deadline.matter.startswith(f"Đơn {petition.number} · ")
    assert deadline.due_on == date(2026, 1, 10)  # a Saturday worked in exchange for 02/01


@pytest.mark.parametrize("who", ["judge", "clerk", "document_clerk", "plaintiff", "stranger", "hr_officer"])
def test_only_leaders_assign(world, now, request, who):
    petition = steps.filed_petition(world, now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.assign_examiner(
            by=request.getfixturevalue(who),
            petition_id=petition.pk,
            post_id=world.posts["thamphan"].pk,
            at=now,
        )
    petition.refresh_from_db()
    assert petition.examiner is None


def test_only_a_judge_of_this_court_is_assigned(world, president, now):
    petition = steps.filed_petition(world, now)
    with pytest.raises(Refused, match="not_a_judge"):
        actions.assign_examiner(
            by=president, petition_id=petition.pk, post_id=world.posts["thuky"].pk, at=now
        )


def test_a_judge_who_is_a_party_is_barred(world, president, now):
    petition = steps.filed_petition(world, now)
    world.users["thamphan"].personal_id = "001087000001"
    world.users["thamphan"].save()
    with pytest.raises(Refused, match="judge_barred"):
        actions.assign_examiner(
            by=president, petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=now
        )


def test_assigning_twice_is_refused(world, president, now):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        actions.assign_examiner(
            by=president, petition_id=petition.pk, post_id=world.posts["thamphan2"].pk, at=now
        )


@pytest.mark.parametrize("who", ["other_judge", "president", "clerk", "plaintiff"])
def test_only_the_examining_judge_decides(world, now, request, who):
    petition, by = steps.examined_petition(world, now), request.getfixturevalue(who)
    for deed in (
        lambda: ask(by, petition, now),
        lambda: actions.take_jurisdiction(by=by, petition_id=petition.pk, at=now),
        lambda: actions.return_petition(
            by=by, petition_id=petition.pk, ground="petition_return:192.1.b", reason="x", at=now
        ),
    ):
        with pytest.raises(Refused, match="not_allowed"):
            deed()
    assert not FeeNotice.objects.exists()
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"matters": " \n "}, "no_matters"),
        ({"due_on": date(2026, 1, 5)}, "due_too_early"),
        ({"due_on": date(2026, 2, 6)}, "due_too_late"),
    ],
)
def test_an_amendment_request_says_what_and_until_when(world, judge, now, change, code):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match=code):
        ask(judge, petition, now, **change)
    petition.refresh_from_db()
    assert petition.state == "examining"


def test_amendment_makes_a_new_version_and_keeps_the_old(world, plaintiff, judge, now):
    petition = steps.examined_petition(world, now)
    request = ask(judge, petition, now)
    assert str(request.number) == "01/2026/TB-TA"
    petition.refresh_from_db()
    later = now + timedelta(days=3)
    with pytest.raises(Refused, match="nothing_amended"):
        actions.amend(by=plaintiff, petition_id=petition.pk, at=later)
    actions.save_draft(
        by=plaintiff, petition_id=petition.pk, section="facts", revision=petition.revision, at=later,
        data={"legal_relation": "Tranh chấp hợp đồng vay tài sản", "facts": "Lãi suất 1% một tháng."},
    )  # fmt: skip
    amended = actions.amend(by=plaintiff, petition_id=petition.pk, at=later)
    assert amended.state == "examining"
    assert [v.content["facts"][:8] for v in amended.versions.all()] == ["Ngày 12/", "Lãi suất"]
    assert open_limits(amended) == {"BLTTDS:191.3"}
    with pytest.raises(Refused, match=r"amended_once.*Điều 193"):
        ask(judge, amended, later)
    events.drain()
    assert amended.versions.exclude(pdf=None).count() == 2
    assert audit.verify().good


def test_the_petitioner_cannot_amend_unasked(world, plaintiff, now):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        actions.amend(by=plaintiff, petition_id=petition.pk, at=now)


def test_the_court_cannot_be_changed_while_amending(world, plaintiff, judge, now):
    petition = steps.examined_petition(world, now)
    ask(judge, petition, now)
    with pytest.raises(Refused, match="court_fixed"):
        actions.save_draft(
            by=plaintiff, petition_id=petition.pk, section="court", data={"court": world.province.pk, "kind": "DS"},
            revision=petition.revision, at=now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("ground", "reason", "code"),
    [
        ("petition_return:192.1.d", "Không nộp biên lai", "no_ground"),
        ("petition_return:192.1.e", "Không sửa đơn", "never_asked"),
        ("petition_return:192.1.b", "  ", "no_reason"),
        ("bịa ra", "x", "no_ground"),
    ],
)
def test_a_return_needs_a_fitting_ground_and_a_reason(world, judge, now, *, ground, reason, code):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match=code):
        actions.return_petition(by=judge, petition_id=petition.pk, ground=ground, reason=reason, at=now)


def test_a_petition_is_returned_with_its_article(world, judge, now):
    petition = steps.examined_petition(world, now)
    made = actions.return_petition(
        by=judge,
        petition_id=petition.pk,
        ground="petition_return:192.1.đ",
        reason="Bất động sản ở nơi khác",
        at=now,
    )
    petition.refresh_from_db()
    assert petition.state == "returned"
    assert made.article.startswith("điểm đ khoản 1 Điều 192")
    assert open_limits(petition) == {"BLTTDS:194.1"}
    events.drain()
    assert petition.papers.filter(kind="return").exists()


def test_no_return_for_lateness_while_time_is_left(world, judge, now):
    petition = steps.examined_petition(world, now)
    ask(judge, petition, now)

    def give_back(at):
        return actions.return_petition(
            by=judge, petition_id=petition.pk, ground="petition_return:192.1.e", reason="Không sửa đơn", at=at
        )

    with pytest.raises(Refused, match=r"still_time.*30/01/2026"):
        give_back(now + timedelta(days=25))
    assert give_back(now + timedelta(days=26)).ground == "petition_return:192.1.e"


def test_no_return_for_the_fee_while_time_is_left(world, judge, now):
    petition = steps.examined_petition(world, now)
    notice = actions.take_jurisdiction(by=judge, petition_id=petition.pk, at=now)
    assert notice.due_on == date(2026, 1, 12)

    def give_back(at):
        return actions.return_petition(
            by=judge, petition_id=petition.pk, ground="petition_return:192.1.d", reason="Không nộp", at=at
        )

    with pytest.raises(Refused, match="still_time"):
        give_back(now + timedelta(days=7))
    assert give_back(now + timedelta(days=8)).ground.endswith("192.1.d")


@pytest.mark.parametrize(
    ("kind", "value", "amount"),
    [
        ("DS", 350_000_000, 8_750_000),
        ("DS", None, 300_000),
        ("DS", 5_000_000, 300_000),
        ("KDTM", None, 3_000_000),
    ],
)
def test_the_advance_follows_the_table_in_force(world, judge, now, *, kind, value, amount):
    petition = steps.examined_petition(world, now, kind=kind, value=value)
    notice = actions.take_jurisdiction(by=judge, petition_id=petition.pk, at=now)
    assert notice.amount == amount
    assert "Điều 7" in notice.article
    assert notice.explanation["steps"]
    assert open_limits(petition) == {"BLTTDS:195.2"}


def test_a_partial_relief_needs_its_paper(world, judge, now):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="no_exemption_reason"):
        actions.take_jurisdiction(by=judge, petition_id=petition.pk, exemption="bat-kha-khang", at=now)
    notice = actions.take_jurisdiction(
        by=judge,
        petition_id=petition.pk,
        exemption="bat-kha-khang",
        exemption_reason="Xác nhận của UBND xã",
        at=now,
    )
    assert notice.amount == 4_375_000


def test_who_is_exempt_pays_nothing_and_no_payment_term_runs(world, judge, now):
    petition = steps.examined_petition(world, now)
    actions.take_jurisdiction(
        by=judge,
        petition_id=petition.pk,
        exemption="ho-ngheo",
        exemption_reason="Giấy chứng nhận hộ nghèo",
        at=now,
    )
    petition.refresh_from_db()
    assert petition.state == "fee_paid"
    assert open_limits(petition) == {"BLTTDS:191.3"}
    assert Event.objects.filter(act="filing.exempt_from_advance").exists()
    case = actions.accept(by=judge, petition_id=petition.pk, at=now)
    assert case.fee_receipt == {}


def test_an_unknown_exemption_is_refused(world, judge, now):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="no_exemption"):
        actions.take_jurisdiction(
            by=judge, petition_id=petition.pk, exemption="nguoi-quen", exemption_reason="x", at=now
        )


def test_a_ground_of_another_kind_of_case_is_refused(world, judge, now):
    petition = steps.examined_petition(world, now)
    assert petition.kind == "DS"
    with pytest.raises(Refused, match="no_exemption"):
        actions.take_jurisdiction(
            by=judge, petition_id=petition.pk, exemption="luong-tro-cap", exemption_reason="x", at=now
        )
    offered = {kind: {e.code for e in fees.exemptions(now.date(), kind)} for kind in ("DS", "LĐ")}
    assert "luong-tro-cap" in offered["LĐ"] - offered["DS"]
    # No ground of an appeal, a request or a criminal case is offered to a plaintiff.
    assert not {"khang-nghi", "nguoi-bao-chua", "cong-doan", "danh-sach-cu-tri"} & {
        e.code for e in fees.exemptions(now.date())
    }


def test_a_divorce_with_property_pays_for_both(world, judge, now):
    petition = steps.examined_petition(world, now)
    petition.kind = "HNGĐ"
    petition.content |= {"legal_relation": "Ly hôn, tranh chấp về nuôi con, chia tài sản khi ly hôn"}
    petition.save()
    notice = actions.take_jurisdiction(by=judge, petition_id=petition.pk, at=now)
    # 300.000 for the divorce (27.5.a), half of 5 % × 350 million for the property (27.5.b).
    assert notice.amount == 300_000 + 8_750_000
    assert "điểm a khoản 5 Điều 27" in notice.article


def test_grounds_are_rules_with_their_letters(world, now):
    points = [g.key.removeprefix("petition_return:") for g in grounds.all_on(date(2026, 1, 5))]
    abroad = [*(f"472.1.{letter}" for letter in "abcdđ"), "473.1", "473.2"]
    assert points == [*(f"192.1.{letter}" for letter in "abcdđeg"), *abroad]
    assert {g.key[-1] for g in grounds.at_step("fee_due", date(2026, 1, 5))} == {"d", "g"}
