"""Who is served, once, with which proof, and when the deadline is met."""

from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest
from django.core import mail
from django.template.loader import render_to_string

from toaan.cases.models import Deadline, Representation
from toaan.core import audit, clock, events, files
from toaan.core.errors import Refused
from toaan.core.models import IssuedNumber
from toaan.delivery import actions, consequences, papers, public_posting, queries
from toaan.delivery.models import PROCURACY, Service, ServiceRecipient
from toaan.delivery.tests.conftest import row_of
from toaan.demo import steps
from toaan.rules.model import vi_article

pytestmark = pytest.mark.django_db
Method, Proof = ServiceRecipient.Method, ServiceRecipient.Proof


def deadline(case, rule):
    return Deadline.objects.get(case=case, rule=rule)


# --- the notice of acceptance -----------------------------------------------------------------------------


def test_plaintiff_defendant_and_procuracy_receive_the_notice(notice):
    """BLTTDS 196.1 names the plaintiff first: he is notified too."""
    rows = {r.capacity: r for r in notice.recipients.all()}
    assert set(rows) == {"Nguyên đơn", "Bị đơn", "Viện kiểm sát cùng cấp"}
    assert {r.article for r in rows.values()} == {"khoản 1 Điều 196 Bộ luật Tố tụng dân sự"}


def test_notice_is_numbered_rendered_and_in_the_file(case, notice):
    text = render_to_string(papers.NOTICE, papers.notice_context(notice))
    assert notice.number.text == "01/2026/TB-TLVA"
    for words in (notice.number.text, case.number.text, "Hoàng Thị Lan Chi", "phạt cọc", "15 ngày", "196"):
        assert words in text
    assert files.read(notice.sha256).startswith(b"%PDF")
    made = notice.source.consequences.get(act="delivery.make_ready")
    assert made.documents[0]["sha256"] == notice.sha256
    assert made.shown_to == "parties"


def test_portal_recipients_are_sent_at_once_and_told_by_mail(world, now, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    case = steps.assigned_case(world, now)
    events.drain()
    rows = ServiceRecipient.objects.filter(case=case, method=Method.PORTAL)
    assert {(r.state, r.proof) for r in rows} == {("sent", Proof.PORTAL_SENT)}
    assert sorted(m.to[0] for m in mail.outbox) == ["bidon@thu.example", "nguyendon@thu.example"]
    assert all("http" not in m.body for m in mail.outbox)


def test_without_account_service_goes_by_registered_post(world, now):
    """Electronic means only for those who asked for them (BLTTDS 173.2)."""
    case = steps.opened_case(world, now, with_accounts=False)
    events.drain()
    methods = set(
        ServiceRecipient.objects.filter(case=case, party__isnull=False).values_list("method", "state")
    )
    assert methods == {(Method.POST, "waiting")}


def test_mail_server_away_leaves_the_copy_waiting_and_is_tried_again(world, now, monkeypatch):
    case = steps.opened_case(world, now)
    with monkeypatch.context() as broken, pytest.raises(RuntimeError, match="nobody answers"):
        broken.setattr(
            consequences, "_mail", lambda *_: (_ for _ in ()).throw(ConnectionError("nobody answers"))
        )
        events.drain()
    rows = ServiceRecipient.objects.filter(case=case, method=Method.PORTAL)
    assert {r.state for r in rows} == {"waiting"}
    for made in notices(case).source.consequences.filter(act="delivery.make_ready"):
        consequences.send_electronically(made)
    assert {r.state for r in rows.all()} == {"sent"}


def notices(case):
    return Service.objects.get(case=case, kind="acceptance_notice")


# --- nothing twice ----------------------------------------------------------------------------------------


def test_consequence_run_twice_serves_once(case, notice):
    consequences.notify_acceptance(notice.source)
    consequences.notify_acceptance(notice.source)
    assert Service.objects.filter(case=case).count() == 1
    assert IssuedNumber.objects.filter(register="notice").count() == 1
    assert audit.verify().good


def test_killed_between_number_and_document_goes_on_with_the_same_number(world, now, monkeypatch):
    case = steps.opened_case(world, now)
    opened = opened_event(case)
    with monkeypatch.context() as killed:
        killed.setattr(consequences.papers, "acceptance_notice", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            consequences.notify_acceptance(opened)
    half = notices(case)
    assert (half.state, half.number.text, half.sha256) == ("preparing", "01/2026/TB-TLVA", "")
    consequences.notify_acceptance(opened)
    whole = notices(case)
    assert (whole.state, whole.number.text) == ("ready", "01/2026/TB-TLVA")
    assert whole.sha256


def opened_event(case):
    from toaan.core.models import Event

    return Event.objects.get(act="cases.open", case_id=case.pk)


def test_same_document_from_two_acts_reaches_nobody_twice(case, bring):
    bring("hearings.decide_trial", kind="trial_decision", content=b"%PDF one decision")
    bring("hearings.adjourn", kind="trial_decision", content=b"%PDF one decision")
    events.drain()
    assert Service.objects.filter(case=case, kind="trial_decision").count() == 1
    keys = list(
        ServiceRecipient.objects.filter(case=case, service__kind="trial_decision").values_list(
            "key", flat=True
        )
    )
    assert len(keys) == len(set(keys)) == 3


@pytest.mark.parametrize(
    ("act", "kind", "article", "capacities"),
    [
        (
            "hearings.decide_trial",
            "trial_decision",
            "220.2",
            {"Nguyên đơn", "Bị đơn", "Viện kiểm sát cùng cấp"},
        ),
        ("judgments.pronounce", "judgment", "269.2", {"Nguyên đơn", "Bị đơn", "Viện kiểm sát cùng cấp"}),
        (
            "hearings.schedule_session",
            "session_notice",
            "208.1",
            {"Nguyên đơn", "Bị đơn", "Luật sư của nguyên đơn"},
        ),
    ],
)
def test_documents_of_acts_go_to_whom_the_article_names(case, bring, *, act, kind, article, capacities):
    plaintiff = case.parties.get(role="plaintiff")
    Representation.objects.create(
        party=plaintiff, kind="lawyer", name="Phan Gia Định", since=date(2026, 1, 5)
    )
    bring(act, kind=kind, content=kind.encode())
    events.drain()
    service = Service.objects.get(case=case, kind=kind)
    assert {r.capacity for r in service.recipients.all()} == capacities
    assert {r.article for r in service.recipients.all()} == {f"{vi_article(article)} Bộ luật Tố tụng dân sự"}


def test_minutes_are_served_on_nobody(case, bring):
    bring("hearings.schedule_session", kind="minutes", content=b"minutes")
    events.drain()
    assert not Service.objects.filter(case=case).exclude(kind="acceptance_notice").exists()


def test_own_submission_is_never_served_back(case, bring, plaintiff):
    """Filed by the plaintiff (or his lawyer for him): the other parties get it, his own side does not."""
    author = case.parties.get(role="plaintiff")
    Representation.objects.create(party=author, kind="lawyer", name="Phan Gia Định", since=date(2026, 1, 5))
    bring("filing.submit_document", kind="evidence", content=b"receipt", author=str(author.pk), by=plaintiff)
    events.drain()
    service = Service.objects.get(case=case, kind="party_submission")
    assert [r.capacity for r in service.recipients.all()] == ["Bị đơn"]


# --- proofs and the deadline ------------------------------------------------------------------------------


def test_deadline_is_met_only_with_the_last_proof(case, notice, clerk, procurator, now):
    """Portal copies are proved by sending; the procuracy's copy still lacks its receipt."""
    assert deadline(case, "BLTTDS:196.1").state == "open"
    row = notice.recipients.get(key=PROCURACY)
    actions.send(by=clerk, service_id=notice.pk, sendings=[actions.Sending(row.pk)], at=now)
    assert deadline(case, "BLTTDS:196.1").state == "open"
    actions.confirm_receipt(by=procurator, recipient_id=row.pk, at=now + timedelta(hours=3))
    found = deadline(case, "BLTTDS:196.1")
    assert (found.state, found.ended_on) == ("met", date(2026, 1, 5))
    notice.refresh_from_db()
    assert notice.state == "served"
    assert audit.verify().good


def test_one_proof_per_recipient(world, now):
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    service = steps.served(world, case, now)
    proofs = {r.capacity: r.proof for r in service.recipients.all()}
    assert proofs == {
        "Nguyên đơn": Proof.POSTAL, "Bị đơn": Proof.POSTAL, "Viện kiểm sát cùng cấp": Proof.PORTAL_READ,
    }  # fmt: skip
    assert service.state == "served"


def test_answer_period_of_the_defendant_runs_from_his_own_receipt(case, notice):
    """BLTTDS 199.1: 15 days from receipt; the plaintiff has none."""
    rows = Deadline.objects.filter(case=case, rule="BLTTDS:199.1")
    assert [(d.party.role, d.trigger_on) for d in rows] == [("defendant", date(2026, 1, 5))]


def test_posting_opens_after_a_failure_and_counts_after_15_days(world, now, clerk):
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    service = notices(case)
    row = row_of(service, "Vũ Đức Thịnh")
    with pytest.raises(Refused) as early:
        actions.send(
            by=clerk, service_id=service.pk, sendings=[actions.Sending(row.pk, Method.POSTING)], at=now
        )
    assert early.value.code == "delivery.method"
    actions.send(by=clerk, service_id=service.pk, sendings=[actions.Sending(row.pk, Method.HAND)], at=now)
    actions.record_failure(
        by=clerk, recipient_id=row.pk, failed_on=date(2026, 1, 5), reason="Đã chuyển đi", at=now
    )
    actions.send(by=clerk, service_id=service.pk, sendings=[actions.Sending(row.pk, Method.POSTING)], at=now)
    row.refresh_from_db()
    assert public_posting.days(row) == (date(2026, 1, 5), date(2026, 1, 20))
    record = pypdfium2.PdfDocument(papers.posting_record(row))[0].get_textpage().get_text_range()
    assert "05/01/2026" in record and "hết ngày 20/01/2026" in record and "Đã chuyển đi" in record
    later = now + timedelta(days=20)
    with pytest.raises(Refused) as runs:
        actions.record_proof(by=clerk, recipient_id=row.pk, received_on=date(2026, 1, 12), at=later)
    assert runs.value.code == "delivery.posting_runs"
    assert "20/01/2026" in runs.value.message
    done = actions.record_proof(by=clerk, recipient_id=row.pk, received_on=date(2026, 1, 20), at=later)
    assert (done.state, done.proof) == ("received", Proof.POSTING)
    assert done.failures[0]["reason"] == "Đã chuyển đi"


# --- refusals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["other_clerk", "judge", "president", "stranger", "procurator", "it_officer"])
def test_only_the_clerk_of_the_case_sends(request, notice, now, who):
    row = notice.recipients.get(key=PROCURACY)
    with pytest.raises(Refused) as refusal:
        actions.send(
            by=request.getfixturevalue(who), service_id=notice.pk, sendings=[actions.Sending(row.pk)], at=now
        )
    assert refusal.value.code == "not_allowed"
    row.refresh_from_db()
    assert row.state == "waiting"


@pytest.mark.parametrize("who", ["stranger", "plaintiff", "clerk", "procurator"])
def test_nobody_confirms_for_the_defendant(request, notice, now, who):
    row = row_of(notice, "Vũ Đức Thịnh")
    with pytest.raises(Refused) as refusal:
        actions.confirm_receipt(by=request.getfixturevalue(who), recipient_id=row.pk, at=now)
    assert refusal.value.code == "not_allowed"
    row.refresh_from_db()
    assert row.opened_at is None


def test_his_lawyer_confirms(case, notice, lawyer, world, now):
    party = case.parties.get(role="defendant")
    Representation.objects.create(
        party=party, kind="lawyer", name="Phan Gia Định", user=lawyer.user, since=date(2026, 1, 5)
    )
    row = row_of(notice, "Vũ Đức Thịnh")
    done = actions.confirm_receipt(by=lawyer, recipient_id=row.pk, at=now)
    assert (done.state, done.received_by) == ("received", "Phan Gia Định")
    with pytest.raises(Refused) as again:
        actions.confirm_receipt(by=lawyer, recipient_id=row.pk, at=now)
    assert again.value.code == "delivery.received"


def test_procurator_of_another_court_confirms_nothing(world, notice, clerk, hr_officer, now):
    from toaan.core import actions as core
    from toaan.core.roles import Role
    from toaan.core.viewer import SYSTEM, Viewer

    user = world.users["nguoila"]
    post = core.appoint(by=SYSTEM, user=user, court=world.province, kind=Role.PROCURATOR, since=now, at=now)
    row = notice.recipients.get(key=PROCURACY)
    actions.send(by=clerk, service_id=notice.pk, sendings=[actions.Sending(row.pk)], at=now)
    elsewhere = Viewer(user=user, post=post)
    with pytest.raises(Refused):
        actions.confirm_receipt(by=elsewhere, recipient_id=row.pk, at=now)
    assert not queries.inbox(elsewhere).exists()


@pytest.mark.parametrize(
    ("received_on", "words"), [(date(2026, 1, 4), "trước ngày gửi"), (date(2026, 1, 9), "chưa đến")]
)
def test_receipt_cannot_be_before_sending_or_in_the_future(notice, clerk, now, received_on, words):
    row = notice.recipients.get(key=PROCURACY)
    actions.send(by=clerk, service_id=notice.pk, sendings=[actions.Sending(row.pk)], at=now)
    with pytest.raises(Refused) as refusal:
        actions.record_proof(by=clerk, recipient_id=row.pk, received_on=received_on, at=now)
    assert words in refusal.value.fields["received_on"]


def test_registered_letter_needs_its_number(world, now, clerk):
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    service = notices(case)
    row = row_of(service, "Vũ Đức Thịnh")
    with pytest.raises(Refused) as refusal:
        actions.send(by=clerk, service_id=service.pk, sendings=[actions.Sending(row.pk)], at=now)
    assert refusal.value.code == "delivery.no_barcode"


def test_second_press_of_send_changes_nothing(notice, clerk, now):
    row = notice.recipients.get(key=PROCURACY)
    actions.send(by=clerk, service_id=notice.pk, sendings=[actions.Sending(row.pk)], at=now)
    with pytest.raises(Refused) as again:
        actions.send(
            by=clerk, service_id=notice.pk, sendings=[actions.Sending(row.pk)], at=now + timedelta(minutes=1)
        )
    assert again.value.code == "wrong_state"
    row.refresh_from_db()
    assert row.sent_at == now


def test_a_confirmed_portal_sending_cannot_be_called_a_failure(notice, clerk, now):
    row = row_of(notice, "Vũ Đức Thịnh")
    with pytest.raises(Refused) as refusal:
        actions.record_failure(
            by=clerk, recipient_id=row.pk, failed_on=clock.local_date(now), reason="x", at=now
        )
    assert refusal.value.code == "delivery.portal_sent"
