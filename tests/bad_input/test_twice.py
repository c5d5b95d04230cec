"""Pressed twice, pressed by two, pressed again from an old page: one act, and whoever came second is told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from toaan.cases.models import Case
from toaan.core import audit, clock
from toaan.core.middleware import POST_KEY
from toaan.core.models import Event
from toaan.core.tests.at_once import at_once
from toaan.demo import people, steps
from toaan.filing.tests.helpers import upload


@pytest.fixture
def court(transactional_db, now):
    clock.move_to(now)
    return people.standing()


def sign_in(court, username) -> Client:
    visitor = Client()
    visitor.force_login(court.users[username], backend="allauth.account.auth_backends.AuthenticationBackend")
    if username in court.posts:
        session = visitor.session
        session[POST_KEY] = str(court.posts[username].pk)
        session.save()
    return visitor


def desk(petition, slug):
    return reverse("filing:step", args=[petition.pk, slug])


def the_thread(court, now):
    """The acts of the small thread in their order: name of the act, person, address, what is sent."""
    petition = steps.draft_petition(court, now)
    draft = reverse("filing:draft_check", args=[petition.pk])
    yield "filing.submit", "nguyendon", draft, {"true_words": "on"}
    yield (
        "filing.assign_examiner",
        "chanhan",
        desk(petition, "phan-cong"),
        {"judge": str(court.posts["thamphan"].pk)},
    )
    yield "filing.take_jurisdiction", "thamphan", desk(petition, "nhan-tham-quyen"), {
        "exemption": "", "exemption_reason": "", "notified_on": ""}  # fmt: skip
    receipt = {"number": "9", "dated_day": "5", "dated_month": "1", "dated_year": "2026", "amount": "8750000"}
    yield "filing.hand_in_receipt", "thuky", desk(petition, "bien-lai"), receipt
    yield "filing.accept", "thuky", desk(petition, "thu-ly"), {}
    case = Case.objects.get()
    yield "filing.submit_document", "nguyendon", reverse("filing:submit_document", args=[case.pk]), {
        "title": "Bản sao kê", "uploads": "file"}  # fmt: skip


def test_each_act_of_the_thread_pressed_twice_at_once_is_done_once(court, now):
    """Two browsers, one person, the same moment; then a third time from the old page (back button)."""
    for act, who, address, sent in the_thread(court, now):
        clients = [sign_in(court, who) for _ in range(3)]

        def press(client, address=address, sent=sent):
            data = {k: [upload("sao-ke.pdf")] if v == "file" else v for k, v in sent.items()}
            return client.post(address, data)

        answers = at_once(lambda c=clients[0]: press(c), lambda c=clients[1]: press(c))
        answers.append(press(clients[2]))
        states = [answer.status_code for answer in answers]
        assert 302 in states, (act, [a.content.decode()[:1500] for a in answers])
        for answer in answers:  # the result, or a sentence
            assert answer.status_code in (302, 404, 405, 409, 422), (act, states)
            if answer.status_code != 302:
                assert "đã" in answer.content.decode(), act
        assert Event.objects.filter(act=act).count() == 1, (act, states)
    assert audit.verify().good


def test_two_officers_on_one_act_one_wins_and_the_other_is_told_who_and_when(court, now):
    petition = steps.fee_paid_petition(court, now)
    clients = {who: sign_in(court, who) for who in ("thuky", "thuky2")}
    answers = at_once(*(lambda c=c: c.post(desk(petition, "thu-ly"), follow=True) for c in clients.values()))
    assert Case.objects.count() == 1
    winner = Event.objects.get(act="filing.accept")
    texts = [answer.content.decode() for answer in answers]
    told = [text for text in texts if winner.actor_name in text and "đã được thụ lý" in text]
    assert told or all("đã được thụ lý" not in text for text in texts), [a.status_code for a in answers]
    # In turn, as most often: the second opens the page a moment too late and presses all the same.
    late = sign_in(court, "thuky2").post(desk(petition, "thu-ly"), follow=True).content.decode()
    assert winner.actor_name in late and "09:00" in late
    assert audit.verify().good


def test_two_presidents_assign_the_same_petition_and_only_one_does(court, now):
    petition = steps.filed_petition(court, now)
    address = desk(petition, "phan-cong")
    judges = [str(court.posts[name].pk) for name in ("thamphan", "thamphan2")]
    clients = [sign_in(court, "chanhan") for _ in judges]
    answers = at_once(
        *(lambda c=c, j=j: c.post(address, {"judge": j}) for c, j in zip(clients, judges, strict=True))
    )
    assert sorted(a.status_code for a in answers)[0] == 302
    assert Event.objects.filter(act="filing.assign_examiner").count() == 1
    assert audit.verify().good


def test_who_wrote_while_a_colleague_was_first_keeps_the_text(court, now):
    petition = steps.examined_petition(court, now)
    address, words = desk(petition, "yeu-cau-sua-doi"), "Ghi rõ ngày giao tiền đặt cọc và người chứng kiến."
    old_page = sign_in(court, "thamphan")
    assert old_page.get(address).status_code == 200
    taken = desk(petition, "nhan-tham-quyen")
    assert sign_in(court, "thamphan").post(taken, {"exemption": "", "notified_on": ""}).status_code == 302
    answer = old_page.post(address, {"matters": words, "due_on": "20/01/2026"})
    text = answer.content.decode()
    assert answer.status_code == 409 and words in text and "đã có người xử lý" in text
    assert f'href="/ban/don/{petition.pk}/"' in text  # the way back to the petition
    assert audit.verify().good
