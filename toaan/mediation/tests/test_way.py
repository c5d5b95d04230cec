"""From the notice to the end: what each side may do, when, and what is refused (LHGDT 16–20, 40, 41)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.demo import mediations as m
from toaan.demo import steps
from toaan.filing.models import Petition
from toaan.mediation import actions
from toaan.mediation.models import Mediation, Note
from toaan.mediation.tests.helpers import moment


def limits(made: Mediation, state: str = "open") -> dict[str, date]:
    return {d.rule: d.due_on for d in Deadline.objects.filter(petition_id=made.petition_id, state=state)}


def test_the_petition_waits_while_the_petitioner_is_asked(world):
    at = moment("2026-01-05")
    made = m.offered(world, at)
    petition = Petition.objects.get(pk=made.petition_id)
    assert petition.state == "mediation"
    assert limits(made) == {"LHGDT:16.4": date(2026, 1, 8)}, (
        "191.2 stands still (16.9); three working days to answer"
    )
    with pytest.raises(Refused, match="wrong_state"):
        steps.filing.assign_examiner(
            by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=at
        )


@pytest.mark.parametrize("clause", ["19.1", "19.2", "19.4", "19.6", "19.7"])
def test_what_the_law_excludes_is_not_offered(world, clause):
    at = moment("2026-01-05")
    petition = steps.filed_petition(world, at)
    with pytest.raises(Refused, match="mediation.excluded") as refused:
        actions.offer(
            by=world.viewer("thuky"), petition_id=petition.pk, excluded=f"mediation_excluded:{clause}", at=at
        )
    assert f"khoản {clause[3:]} Điều 19" in refused.value.message
    assert not Mediation.objects.exists()


def test_absence_and_a_wish_not_to_mediate_are_no_reason_not_to_ask(world):
    at = moment("2026-01-05")
    petition = steps.filed_petition(world, at)
    for clause in ("19.3", "19.5"):
        with pytest.raises(Refused, match="mediation.no_ground"):
            actions.offer(
                by=world.viewer("thuky"),
                petition_id=petition.pk,
                excluded=f"mediation_excluded:{clause}",
                at=at,
            )


def test_only_the_clerk_offers_and_only_before_examination(world):
    at = moment("2026-01-05")
    petition = steps.filed_petition(world, at)
    for name in ("thamphan", "hoagiai", "nguyendon", "vanthu"):
        with pytest.raises(Refused, match="not_allowed"):
            actions.offer(by=world.viewer(name), petition_id=petition.pk, at=at)
    examined = steps.examined_petition(world, at)
    with pytest.raises(Refused, match="wrong_state"):
        actions.offer(by=world.viewer("thuky"), petition_id=examined.pk, at=at)


def test_a_refusal_sends_the_petition_on_with_its_limit_begun_anew(world):
    made = m.offered(world, moment("2026-01-05"))
    at = moment("2026-01-07")
    actions.answer(by=world.viewer("nguyendon"), mediation_id=made.pk, agrees=False, at=at)
    assert m.anew(made).state == "passed_on"
    assert Petition.objects.get(pk=made.petition_id).state == "received"
    assert limits(made) == {"BLTTDS:191.2": date(2026, 1, 10)}, "that Saturday was a working day"
    with pytest.raises(Refused, match="wrong_state"):
        actions.answer(by=world.viewer("nguyendon"), mediation_id=made.pk, agrees=True, at=at)
    with pytest.raises(Refused, match="mediation.once"):
        actions.offer(by=world.viewer("thuky"), petition_id=made.petition_id, at=at)


def test_silence_brings_a_second_notice_and_then_a_judge(world):
    made = m.offered(world, moment("2026-01-05"))
    clerk, president = world.viewer("thuky"), world.viewer("chanhan")
    judge = world.posts["thamphan2"].pk
    with pytest.raises(Refused, match="mediation.still_time"):
        actions.offer_again(by=clerk, mediation_id=made.pk, at=moment("2026-01-08"))
    actions.offer_again(by=clerk, mediation_id=made.pk, at=moment("2026-01-09"))
    m.events.drain()
    assert m.anew(made).answer_by == date(2026, 1, 13)
    with pytest.raises(Refused, match="mediation.still_time"):
        actions.assign_judge(by=president, mediation_id=made.pk, post_id=judge, at=moment("2026-01-13"))
    late = moment("2026-01-14")
    with pytest.raises(Refused, match="mediation.too_late"):
        actions.answer(by=world.viewer("nguyendon"), mediation_id=made.pk, agrees=False, at=late)
    actions.assign_judge(by=president, mediation_id=made.pk, post_id=judge, at=late)
    found = m.anew(made)
    assert (found.state, found.parties.get(role="plaintiff").answer) == ("choosing", "silent")
    assert limits(made) == {"LHGDT:16.6": date(2026, 1, 16)}, (
        "three working days from the end of the time to answer"
    )
    assert Deadline.objects.get(rule="LHGDT:16.6").post_id == judge


def test_the_petitioners_choice_binds_the_judge(world):
    at = moment("2026-01-05")
    made = m.in_charge(world, at, chosen="hoagiai2")
    judge = world.viewer("thamphan2")
    with pytest.raises(Refused, match="mediation.chosen_another"):
        actions.designate(by=judge, mediation_id=made.pk, mediator_id=m.on_list(world).pk, reason="x", at=at)
    with pytest.raises(Refused, match="not_allowed"):
        actions.designate(
            by=world.viewer("thamphan"),
            mediation_id=made.pk,
            mediator_id=m.on_list(world, "hoagiai2").pk,
            at=at,
        )
    done = actions.designate(
        by=judge, mediation_id=made.pk, mediator_id=m.on_list(world, "hoagiai2").pk, at=at
    )
    assert done.citation == "điểm a khoản 4 Điều 17"
    assert (str(done), bool(done.sha256)) == ("01/2026/QĐ-HGĐT", True)
    assert m.anew(made).due_on == date(2026, 1, 26), "20 days end on a Sunday: the next working day"
    with pytest.raises(Refused, match="wrong_state"):
        actions.designate(by=judge, mediation_id=made.pk, mediator_id=m.on_list(world).pk, reason="x", at=at)


def test_the_judges_own_choice_needs_its_reason(world):
    at = moment("2026-01-05")
    made = m.in_charge(world, at, chosen="")
    judge = world.viewer("thamphan2")
    with pytest.raises(Refused, match="mediation.no_reason"):
        actions.designate(by=judge, mediation_id=made.pk, mediator_id=m.on_list(world).pk, at=at)
    done = actions.designate(
        by=judge, mediation_id=made.pk, mediator_id=m.on_list(world).pk, reason="Tranh chấp đặt cọc", at=at
    )
    assert done.citation == "điểm a khoản 5 Điều 17"


def test_a_mediator_whose_term_is_over_is_not_designated(world):
    at = moment("2026-01-05")
    made = m.in_charge(world, at, chosen="")
    old = m.on_list(world, "hoagiai2")
    type(old).objects.filter(pk=old.pk).update(term_until=date(2026, 1, 4))
    with pytest.raises(Refused, match="mediation.mediator_barred") as refused:
        actions.designate(
            by=world.viewer("thamphan2"), mediation_id=made.pk, mediator_id=old.pk, reason="x", at=at
        )
    assert "khoản 6 Điều 11" in refused.value.message


def test_a_mediator_who_is_a_party_or_a_relative_steps_back_and_never_returns(world):
    at = moment("2026-01-05")
    made = m.designated(world, at)
    mediator = world.viewer("hoagiai")
    actions.save_note(by=mediator, mediation_id=made.pk, text="Riêng tôi", at=at)
    actions.decline(by=mediator, mediation_id=made.pk, ground="mediator_change:18.1.b", at=at)
    found = m.anew(made)
    assert (found.state, found.mediator, found.due_on) == ("choosing", None, None)
    assert not Note.objects.exists(), "notes are destroyed with the task"
    assert limits(made) == {"LHGDT:18.3": date(2026, 1, 8)}
    judge = world.viewer("thamphan2")
    with pytest.raises(Refused, match="mediation.mediator_barred") as refused:
        actions.designate(by=judge, mediation_id=made.pk, mediator_id=m.on_list(world).pk, reason="x", at=at)
    assert "điểm b khoản 1 Điều 18" in refused.value.message
    other = m.on_list(world, "hoagiai2")
    other.user.personal_id = "001087000001"
    other.user.save()
    made.parties.filter(role="defendant").update(personal_id="001087000001")
    with pytest.raises(Refused, match="mediation.mediator_barred") as refused:
        actions.designate(by=judge, mediation_id=made.pk, mediator_id=other.pk, reason="x", at=at)
    assert "điểm a khoản 1 Điều 18" in refused.value.message
    with pytest.raises(Refused, match="not_allowed"):
        actions.save_note(by=mediator, mediation_id=made.pk, text="Nữa", at=at)


def test_both_sides_together_may_name_another_mediator(world):
    at = moment("2026-01-05")
    made = m.mediating(world, at)
    together = "mediator_change:18.1.c"
    with pytest.raises(Refused, match="mediation.no_ground|mediation.together"):
        actions.ask_replacement(by=world.viewer("bidon"), mediation_id=made.pk, ground=together, at=at)
    actions.ask_replacement(
        by=world.viewer("thuky"), mediation_id=made.pk, ground=together, mediator_id=m.on_list(world, "hoagiai2").pk, at=at
    )  # fmt: skip
    done = actions.designate(
        by=world.viewer("thamphan2"), mediation_id=made.pk, mediator_id=m.on_list(world, "hoagiai2").pk, at=at
    )
    assert done.citation == "điểm c khoản 4 Điều 17"


def test_the_defendant_refuses_in_time_and_not_later(world):
    made = m.designated(world, moment("2026-01-05"))
    assert m.anew(made).respond_by == date(2026, 1, 8)
    with pytest.raises(Refused, match="not_allowed"):
        actions.respond(
            by=world.viewer("nguyendon"), mediation_id=made.pk, agrees=True, at=moment("2026-01-06")
        )
    with pytest.raises(Refused, match="mediation.too_late"):
        actions.respond(by=world.viewer("bidon"), mediation_id=made.pk, agrees=False, at=moment("2026-01-09"))
    clock.move_to(moment("2026-01-08"))
    actions.respond(by=world.viewer("bidon"), mediation_id=made.pk, agrees=False, at=moment("2026-01-08"))
    assert Petition.objects.get(pk=made.petition_id).state == "received"
    assert set(limits(made)) == {"BLTTDS:191.2"}


def test_the_mediator_calls_a_silent_defendant_only_after_the_time_to_answer(world):
    made = m.designated(world, moment("2026-01-05"))
    with pytest.raises(Refused, match="mediation.still_time"):
        m.planned(world, moment("2026-01-08"), made)
    m.planned(world, moment("2026-01-09"), made)
    found = m.anew(made)
    assert (found.state, found.parties.get(role="defendant").answer) == ("mediating", "silent")


def test_a_meeting_is_called_five_days_before_and_within_the_term(world):
    at = moment("2026-01-05")
    made = m.mediating(world, at)
    for after, code in ((3, "session.too_soon"), (40, "session.after_term")):
        with pytest.raises(Refused, match=code):
            m.planned(world, at, made, after=after)
    with pytest.raises(Refused, match="session.at_the_court"):
        actions.schedule(
            by=world.viewer("hoagiai"), mediation_id=made.pk, kind="result", starts_at=at + timedelta(days=2),
            form="online", place="Trực tuyến", at=at,
        )  # fmt: skip
    m.planned(world, at, made)
    with pytest.raises(Refused, match="mediation.planned"):
        m.planned(world, at, made)
    with pytest.raises(Refused, match="not_allowed"):
        actions.record_session(
            by=world.viewer("hoagiai2"), session_id=made.sessions.get().pk, held=True, at=at
        )
    with pytest.raises(Refused, match="session.to_come"):
        m.held(world, at, made)


@pytest.mark.parametrize(
    ("article", "until", "due"),
    [("20.1", None, date(2026, 2, 4)), ("20.2", None, date(2026, 3, 5)), ("20.2", date(2026, 2, 10), date(2026, 2, 10))],
)  # fmt: skip
def test_the_term_is_prolonged_as_far_as_the_law_allows(world, article, until, due):
    made = m.mediating(world, moment("2026-01-05"))
    mediator, at = world.viewer("hoagiai"), moment("2026-01-20")
    with pytest.raises(Refused, match="term.no_reason"):
        actions.extend(by=mediator, mediation_id=made.pk, article=article, until=until, at=at)
    actions.extend(
        by=mediator, mediation_id=made.pk, article=article, reason="Các bên nhất trí", until=until, at=at
    )
    assert m.anew(made).due_on == due
    assert limits(made) == {f"LHGDT:{article}": due}
    with pytest.raises(Refused, match="term.twice"):
        actions.extend(by=mediator, mediation_id=made.pk, article=article, reason="Nữa", at=at)
    with pytest.raises(Refused, match="term.over"):
        actions.extend(
            by=mediator, mediation_id=made.pk, article="20.2", reason="Nữa", at=moment("2026-03-20")
        )


def test_no_term_longer_than_two_months(world):
    made = m.mediating(world, moment("2026-01-05"))
    with pytest.raises(Refused, match="term.too_long"):
        actions.extend(
            by=world.viewer("hoagiai"), mediation_id=made.pk, article="20.2", reason="x", until=date(2026, 3, 6),
            at=moment("2026-01-20"),
        )  # fmt: skip


def test_a_party_stops_without_a_reason_and_the_petition_goes_back(world):
    at = moment("2026-01-05")
    made = m.mediating(world, at)
    with pytest.raises(Refused, match="not_allowed"):
        actions.ask_to_stop(by=world.viewer("nguoila"), mediation_id=made.pk, at=at)
    actions.ask_to_stop(by=world.viewer("bidon"), mediation_id=made.pk, at=at)
    with pytest.raises(Refused, match="not_allowed"):
        actions.end(by=world.viewer("thamphan2"), mediation_id=made.pk, ground="mediation_end:40.3", at=at)
    with pytest.raises(Refused, match="mediation.no_ground"):
        actions.end(by=world.viewer("hoagiai"), mediation_id=made.pk, ground="mediation_end:40.4", at=at)
    actions.end(by=world.viewer("hoagiai"), mediation_id=made.pk, ground="mediation_end:40.3", at=at)
    found = m.anew(made)
    assert (found.state, found.end_citation) == ("passed_on", "khoản 3 Điều 40")
    petition = Petition.objects.get(pk=made.petition_id)
    assert petition.state == "received"
    assert [p.kind for p in petition.papers.order_by("kind")] == ["med_end", "receipt"]
    assert audit.verify().good


def test_two_absences_are_counted(world):
    at = moment("2026-01-05")
    made = m.mediating(world, at)
    away = made.parties.get(role="defendant").pk
    for _ in range(2):
        starts = m.planned(world, at, made)
        at = starts + timedelta(hours=1)
        clock.move_to(at)
        m.held(world, at, made, absent=(away,), was=False)
    assert actions.absent_twice(m.anew(made)) == ["Vũ Đức Thịnh"]
