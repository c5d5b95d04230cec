"""Deliberation: questions, votes in the order of the law, minutes signed by all; and no word of it outside the panel."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from toaan.core import audit, clock, events, files, signatures
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, Event, SearchChange
from toaan.demo import steps
from toaan.dossiers import queries as dossiers
from toaan.judgments import actions, queries
from toaan.judgments.actions.deliberation import panel_of
from toaan.judgments.models import DeliberationMinutes, Draft, PanelNote, Question, Vote, WordReturn
from toaan.judgments.tests import word_files
from toaan.judgments.tests.test_drafting import OUTSIDE, other_judges
from toaan.judgments.tests.test_pages import url
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of, pronounced, word_file

SECRET = "Kínnhưbưng"
DELIBERATION = (Question, Vote, PanelNote, DeliberationMinutes)


@pytest.fixture
def case(world, now):
    clock.move_to(now)
    return deliberating(world, now)


@pytest.fixture
def panel(world, case):
    """User names: lay judges, then the presiding judge."""
    names = {post.pk: name for name, post in world.posts.items()}
    return [names[post.pk] for post in panel_of(case)]


def asked(world, case, now, text="Chấp nhận yêu cầu đòi lại tiền đặt cọc."):
    return actions.ask(by=judge_of(world, case), case_id=case.pk, text=text, at=now)


def votes(world, case, question, panel, now, *answers, opinion=""):
    for who, answer in zip(panel, answers, strict=False):
        actions.vote(
            by=world.viewer(who),
            case_id=case.pk,
            question_id=question.pk,
            answer=answer,
            opinion=opinion,
            at=now,
        )


def test_lay_judges_vote_first_and_the_presiding_judge_last(world, case, panel, now):
    question = asked(world, case, now)
    first, second, presiding = panel
    with pytest.raises(Refused, match="vote.too_early"):
        votes(world, case, question, [presiding], now, "agree")
    votes(world, case, question, [first, second], now, "agree", "agree")
    votes(world, case, question, [first], now, "disagree", opinion="Chưa đủ chứng cứ.")  # before the last one
    votes(world, case, question, [presiding], now, "agree")
    with pytest.raises(Refused, match="vote.closed"):
        votes(world, case, question, [first], now, "agree")
    assert Vote.objects.filter(question=question).count() == 3
    told = json.dumps([e.data for e in AuditEntry.objects.filter(act="judgments.vote")], ensure_ascii=False)
    assert "agree" not in told and "chứng cứ" not in told
    assert set(Event.objects.filter(act="judgments.vote").values_list("shown_to", flat=True)) == {"nobody"}


@pytest.mark.parametrize("who", ["thuky", "chanhan", "hoitham3", "cntt", "kiemsat"])
def test_only_members_of_the_panel_vote(world, case, now, who):
    question = asked(world, case, now)
    with pytest.raises(Refused, match="not_allowed"):
        votes(world, case, question, [who], now, "agree")


def test_bad_votes_and_questions_out_of_time_are_refused(world, case, panel, now):
    judge = judge_of(world, case)
    with pytest.raises(Refused, match="question.empty"):
        asked(world, case, now, " \u200b ")
    question = asked(world, case, now)
    with pytest.raises(Refused, match="vote.answer"):
        votes(world, case, question, panel, now, "perhaps")
    with pytest.raises(Refused, match="not_found"):
        actions.vote(by=world.viewer(panel[0]), case_id=deliberating(world, now).pk, question_id=question.pk, answer="agree", opinion="", at=now)  # fmt: skip
    votes(world, case, question, panel[:1], now, "agree")
    with pytest.raises(Refused, match="question.voted"):
        actions.drop_question(by=judge, case_id=case.pk, question_id=question.pk, at=now)
    other = asked(world, case, now)
    actions.drop_question(by=judge, case_id=case.pk, question_id=other.pk, at=now)
    early = steps.assigned_case(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        asked(world, early, now)


def test_the_minutes_need_every_vote_are_signed_by_each_and_enter_the_file_with_the_judgment(
    world, case, panel, now, request
):
    judge = judge_of(world, case)
    with pytest.raises(Refused, match="deliberation.no_question"):
        actions.write_deliberation(by=judge, case_id=case.pk, at=now)
    question = asked(world, case, now)
    votes(world, case, question, panel[:2], now, "agree", "disagree", opinion="Ý kiến thiểu số.")
    with pytest.raises(Refused, match="deliberation.unvoted"):
        actions.write_deliberation(by=judge, case_id=case.pk, at=now)
    votes(world, case, question, panel[2:], now, "agree")
    minutes = actions.write_deliberation(by=judge, case_id=case.pk, at=now)
    assert minutes.text["questions"][0] | {"votes": []} == {
        "text": question.text, "votes": [], "agreed": 2, "of": 3, "carried": True,
    }  # fmt: skip
    with pytest.raises(Refused, match="deliberation.written"):
        asked(world, case, now)
    for who in panel:
        assert DeliberationMinutes.objects.get().signed_at is None
        minutes = actions.sign_deliberation(by=world.viewer(who), case_id=case.pk, at=now)
        with pytest.raises(Refused, match="deliberation.signed_already"):
            actions.sign_deliberation(by=world.viewer(who), case_id=case.pk, at=now)
    assert minutes.signed_at == now
    found = signatures.verify(files.read(minutes.file_id))
    assert found.valid and len(found.signatures) == 3
    with pytest.raises(Refused, match="deliberation.written"):
        actions.write_deliberation(by=judge, case_id=case.pk, at=now)
    events.drain()
    entered = {"dossier__case": case, "kind": "deliberation_minutes"}
    assert not dossiers.folios_of(judge, case).filter(**entered).exists()
    request.getfixturevalue("quick_paper")
    pronounced(world, now, case=case)
    events.drain()
    assert dossiers.folios_of(judge, case).filter(**entered, file=minutes.file).count() == 1
    for who in ("chanhan", "kiemsat", "nguyendon"):
        assert not dossiers.visible_to(world.viewer(who)).filter(**entered).exists()
    assert audit.verify().good


def test_signatures_given_meanwhile_are_not_lost_and_written_again_they_start_anew(
    world, case, panel, now, monkeypatch
):
    question = asked(world, case, now)
    votes(world, case, question, panel, now, "agree", "agree", "agree")
    judge = judge_of(world, case)
    actions.write_deliberation(by=judge, case_id=case.pk, at=now)
    signing, other = signatures.sign_as, []

    def slowly(by, pdf, **rest):
        if not other:
            other.append(1)
            actions.sign_deliberation(by=world.viewer(panel[1]), case_id=case.pk, at=now)
        return signing(by, pdf, **rest)

    monkeypatch.setattr(signatures, "sign_as", slowly)
    with pytest.raises(Refused, match="deliberation.changed"):
        actions.sign_deliberation(by=world.viewer(panel[0]), case_id=case.pk, at=now)
    assert DeliberationMinutes.objects.get().signers == [str(world.posts[panel[1]].pk)]
    assert actions.write_deliberation(by=judge, case_id=case.pk, at=now).signers == []


def test_by_the_buttons_of_the_page_and_nothing_typed_is_lost(world, page, case, panel):
    judge, address = page(panel[-1]), url("deliberation", case)
    assert judge.post(address, {"act": "ask", "question": ""}).status_code == 422
    assert judge.post(address, {"act": "ask", "question": "Chấp nhận yêu cầu."}).status_code == 302
    question = Question.objects.get()
    sent = {"act": "vote", "question_id": str(question.pk), "answer": "agree", "opinion": ""}
    assert "biểu quyết trước" in judge.post(address, sent).content.decode()
    for who in panel:
        shown = page(who).get(address).content.decode()
        assert "Phiếu của bạn" in shown
        assert page(who).post(address, sent).status_code == 302
    assert "Phiếu của bạn" not in page("thuky").get(address).content.decode()
    assert judge.post(address, {"act": "write"}).status_code == 302
    assert page("thuky").get(url("minutes", case)).status_code == 200
    assert judge.post(address, {"act": "phá"}).status_code == 404
    assert judge.post(address, {"act": "vote", "question_id": "x"}).status_code == 404
    refused = page("thuky").post(address, {"act": "ask", "question": "Của Thư ký"})
    assert refused.status_code == 403


def test_a_private_note_is_its_authors_and_a_shared_one_the_panels(world, page, case, panel, now):
    lay, judge, clerk = world.viewer(panel[0]), judge_of(world, case), world.viewer("thuky")
    with pytest.raises(Refused, match="note.empty"):
        actions.write_note(by=lay, case_id=case.pk, text=" ", shared=True, at=now)
    private = actions.write_note(by=lay, case_id=case.pk, text="Chỉ mình tôi", shared=False, at=now)
    shared = actions.write_note(by=lay, case_id=case.pk, text="Cho cả Hội đồng", shared=True, at=now)
    assert set(queries.notes_of(lay, case)) == {private, shared}
    assert set(queries.notes_of(judge, case)) == set(queries.notes_of(clerk, case)) == {shared}
    assert "Chỉ mình tôi" not in page("thuky").get(url("deliberation", case)).content.decode()
    with pytest.raises(Refused, match="not_found"):
        actions.drop_note(by=judge, case_id=case.pk, note_id=shared.pk, at=now)
    actions.drop_note(by=lay, case_id=case.pk, note_id=shared.pk, at=now)
    assert set(PanelNote.objects.all()) == {private}
    told = json.dumps([e.data for e in AuditEntry.objects.filter(act__contains="note")], ensure_ascii=False)
    assert "mình tôi" not in told


# --- no word of it outside the panel: every door, everybody who has no place on the case ---


@pytest.fixture
def told(world, case, panel, now):
    """A draft with versions, a Word file that came back, a question with a vote, minutes, notes: a secret word in each."""
    judge = judge_of(world, case)
    content = replace(CONTENT, about=f"{SECRET} trích yếu", facts=(f"{SECRET} nội dung", *CONTENT.facts))
    for revision in (0, 1):
        actions.save_draft(by=judge, case_id=case.pk, content=content, revision=revision, at=now)
    blob = word_files.with_comment(word_file(judge, case, now), "[1]", f"{SECRET} nhận xét")
    actions.bring_word(
        by=judge, case_id=case.pk, upload=SimpleUploadedFile("a.docx", blob), name=f"{SECRET}.docx", at=now
    )
    question = asked(world, case, now, f"{SECRET} vấn đề")
    votes(world, case, question, panel, now, "agree", "agree", "agree", opinion=f"{SECRET} ý kiến")
    actions.write_deliberation(by=judge, case_id=case.pk, at=now)
    for who in panel:
        actions.sign_deliberation(by=world.viewer(who), case_id=case.pk, at=now)
    actions.write_note(by=judge, case_id=case.pk, text=f"{SECRET} ghi chú", shared=True, at=now)
    events.drain()
    return case


def doors(case):
    """Name → address, query, what is sent (None: the page is read)."""
    found = {name: (url(name, case), {}, None) for name in (
        "case", "draft", "print", "paper", "versions", "word", "deliberation", "minutes",
    )}  # fmt: skip
    returned = WordReturn.objects.get()
    found["section"] = (reverse("judgments:section", args=[case.pk, "facts"]), {}, None)
    found["version"] = (reverse("judgments:version", args=[case.pk, 1]), {}, None)
    found["compare"] = (url("compare", case), {"cu": "1", "moi": "2"}, None)
    for name in ("word_return", "word_file"):
        found[name] = (reverse(f"judgments:{name}", args=[case.pk, returned.pk]), {}, None)
    found["preview of the file"] = (found["word_file"][0], {"noi-dung": ""}, None)
    found["picture of the minutes"] = (found["minutes"][0], {"trang": "1"}, None)
    for name, kept in (("file", returned.file_id), ("minutes", DeliberationMinutes.objects.get().file_id)):
        found[f"{name} by its hash"] = (reverse("cases:document", args=[case.pk, kept]), {}, None)
    question = Question.objects.get()
    note = PanelNote.objects.get()
    for name, sent in {
        "draft": {"revision": "2", "about": "x"}, "begin": {}, "restore": {"version": "1", "revision": "2"},
        "word_out": {}, "word": {}, "number": {}, "sign": {},
    }.items():  # fmt: skip
        found[f"press {name}"] = (url(name, case), {}, sent)
    for name in ("word_take", "word_drop"):
        sent = {"revision": "2", "part-about": "word"}
        found[f"press {name}"] = (reverse(f"judgments:{name}", args=[case.pk, returned.pk]), {}, sent)
    for act in ("ask", "note", "vote", "write", "sign", "drop_question", "drop_note"):
        sent = {"act": act, "question": "x", "note": "x", "question_id": str(question.pk), "note_id": str(note.pk), "answer": "agree"}  # fmt: skip
        found[f"press {act}"] = (url("deliberation", case), {}, sent)
    return found


def test_no_door_opens_to_anybody_outside_the_panel(world, page, told):
    listed, faults = doors(told), []
    before = (Draft.objects.get().revision, [model.objects.count() for model in DELIBERATION])
    for who in (*OUTSIDE, *other_judges(world, told)):
        visitor = page(who)
        for name, (address, query, sent) in listed.items():
            answer = visitor.get(address, query) if sent is None else visitor.post(address, sent)
            text = b"".join(answer) if answer.streaming else answer.content
            if answer.status_code not in (302, 403, 404) or SECRET in text.decode("utf-8", "replace"):
                faults.append((who, name, answer.status_code))
            elif answer.status_code == 302 and "ban-an" in answer["Location"]:
                faults.append((who, name, answer["Location"]))
    assert not faults
    assert before == (Draft.objects.get().revision, [model.objects.count() for model in DELIBERATION])


def test_the_panel_and_the_clerk_find_every_page_open(page, told, panel):
    for who in (*panel, "thuky"):
        visitor = page(who)
        for name, (address, query, sent) in doors(told).items():
            if sent is None and name != "paper" and "by its hash" not in name:
                assert visitor.get(address, query).status_code == 200, (who, name)


RESTS = (" trích yếu", " nội dung", ".docx", " nhận xét", " vấn đề", " ý kiến", " ghi chú")
SIDEWAYS = (
    ("desk:home", ()), ("desk:search", ()), ("desk:notifications", ()), ("cases:overview", "case"),
    ("cases:audit", "case"), ("cases:deadlines", "case"), ("dossiers:case", "case"),
    ("hearings:case", "case"), ("delivery:case", "case"), ("publication:case", "case"), ("statistics:leadership", ()),
    ("portal:mine", ()), ("portal:case", "case"), ("publication:search", ()),
)  # fmt: skip


def test_no_list_search_feed_or_record_says_a_word_of_it(page, told):
    seen = set()
    for who in ("chanhan", "cntt", "kiemsat", "nguyendon", "vanthu", "thuky2"):
        visitor = page(who)
        for name, arguments in SIDEWAYS:
            try:
                address = reverse(name, args=[told.pk] if arguments else [])
            except NoReverseMatch:
                continue
            seen.add(name)
            for query in ({}, {"q": SECRET}):
                text = visitor.get(address, query, follow=True).content.decode()
                # A search repeats what was asked for; what follows the word in our texts is nowhere.
                assert not any(f"{SECRET}{rest}" in text for rest in RESTS), (who, name)
                assert query or SECRET not in text, (who, name)
    assert len(seen) >= 8
    kept = json.dumps(
        [*AuditEntry.objects.values_list("data", "summary"), *Event.objects.values_list("title", "detail", "data")],
        default=str, ensure_ascii=False,
    )  # fmt: skip
    assert SECRET not in kept
    mine = {
        str(pk)
        for model in (*DELIBERATION, Draft, WordReturn)
        for pk in model.objects.values_list("pk", flat=True)
    }
    assert not SearchChange.objects.filter(subject_id__in=mine).exists()
