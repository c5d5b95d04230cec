"""Encoding, publishing, declining, withdrawing: who may, when not, and that no name leaves the court."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.cases.models import Case, Deadline, Party
from toaan.core import audit, events
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, Court, Event, SearchChange
from toaan.core.viewer import SYSTEM
from toaan.judgments.models import Correction
from toaan.publication import actions, queries
from toaan.publication.models import Publication, Revision
from toaan.publication.sheet import Addition, Decision
from toaan.vietnamese.text import fold

from .conftest import CONTENT, SECRETS, announce, decide_all, judgment_in_effect


def later(now, hours=3):
    return now + timedelta(hours=hours)


# --- the proposal ------------------------------------------------------------------------------------------


def test_a_judgment_in_effect_is_proposed_by_itself_and_once(proposed, now):
    announce(proposed.judgment, now)
    assert Publication.objects.count() == 1
    assert proposed.state == "proposed"
    assert proposed.reasons_against == []
    assert [w["text"] for w in proposed.warnings] == ["Ba Tám"]
    assert "Hoàng Thị Lan C trình bày" in proposed.public_text
    assert "Tòa án nhân dân khu vực 3 - tỉnh Sông Thanh" in proposed.public_text
    assert Revision.objects.get(publication=proposed).post is None
    assert audit.verify().good


@pytest.mark.parametrize("days", [None, 1], ids=["a part is appealed", "effect begins tomorrow"])
def test_a_judgment_not_in_effect_is_never_proposed(case, now, days):
    day = (now + timedelta(days=days)).date() if days else None
    judgment = judgment_in_effect(case, now, effective_on=day, in_effect=bool(days))
    announce(judgment, now)
    with pytest.raises(Refused) as refused:
        actions.propose(by=SYSTEM, of="judgment", ruling_id=judgment.pk, at=now)
    assert refused.value.code == "publication.not_effective"
    assert not Publication.objects.exists()


def test_only_the_system_proposes(judgment, judge, now):
    with pytest.raises(Refused) as refused:
        actions.propose(by=judge, of="judgment", ruling_id=judgment.pk, at=now)
    assert refused.value.status == 403
    assert not Publication.objects.exists()


def test_a_second_proposal_is_refused(proposed, now):
    with pytest.raises(Refused) as refused:
        actions.propose(by=SYSTEM, of="judgment", ruling_id=proposed.judgment_id, at=now)
    assert refused.value.code == "publication.exists"


def test_a_party_who_turns_18_that_year_must_be_looked_at(case, now):
    Party.objects.filter(case=case, role="defendant").update(birth_year=2008)
    announce(judgment_in_effect(Case.objects.get(pk=case.pk), now), now)
    publication = Publication.objects.get()
    assert "sinh năm 2008" in [w["text"] for w in publication.warnings]
    assert publication.reasons_against == []


# --- the review --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["other_clerk", "president", "archivist", "plaintiff", "lawyer", "stranger", "procurator", "it_officer"])  # fmt: skip
def test_strangers_to_the_case_do_not_review(proposed, person, now, request):
    by = request.getfixturevalue(person)
    before = Event.objects.count()
    with pytest.raises(Refused) as refused:
        actions.review(
            by=by, publication_id=proposed.pk, changes=[Addition("đất", "x")], revision=1, at=later(now)
        )
    assert refused.value.status == 403
    assert Event.objects.count() == before
    proposed.refresh_from_db()
    assert proposed.revision == 1


def test_the_clerk_reviews_and_every_version_is_kept(proposed, clerk, now):
    start = proposed.warnings[0]["start"]
    saved = actions.review(
        by=clerk, publication_id=proposed.pk, changes=[Decision(start, "T"), Addition("350.000.000", "…")], revision=1,
        at=later(now),
    )  # fmt: skip
    assert (saved.state, saved.revision) == ("reviewed", 2)
    assert "Ba Tám" not in saved.public_text
    assert saved.mapping["other:T"] == "Ba Tám"
    first, second = Revision.objects.filter(publication=proposed).order_by("number")
    assert (second.by_name, second.decisions) == (clerk.name, 2)
    assert first.replacements == proposed.replacements


def test_two_tabs_the_second_is_told_and_nothing_is_lost(proposed, clerk, judge, now):
    start = proposed.warnings[0]["start"]
    actions.review(
        by=clerk, publication_id=proposed.pk, changes=[Decision(start, "T")], revision=1, at=later(now)
    )
    with pytest.raises(Refused) as refused:
        actions.review(
            by=judge, publication_id=proposed.pk, changes=[Decision(start, None)], revision=1, at=later(now)
        )
    assert refused.value.code == "publication.changed"
    proposed.refresh_from_db()
    assert proposed.warnings[0]["decision"] == "encoded"


def test_the_source_never_changes(proposed, judge, now):
    saved = decide_all(proposed, judge, later(now))
    assert saved.source == proposed.source


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (Addition("không có trong bản án", "X"), "publication.invalid", "text"),
        (Addition("quán", "quán"), "publication.invalid", "replacement"),
        (Addition("quán", ""), "publication.invalid", "replacement"),
        (Decision(3, "X"), "publication.changed", None),
        (None, "publication.nothing", None),
    ],
)
def test_bad_decisions_are_refused(proposed, clerk, now, change, code, field):  # noqa: PLR0917
    with pytest.raises(Refused) as refused:
        actions.review(
            by=clerk,
            publication_id=proposed.pk,
            changes=[change] if change else [],
            revision=1,
            at=later(now),
        )
    assert refused.value.code == code
    assert list(refused.value.fields) == ([field] if field else [])
    assert Revision.objects.count() == 1


# --- publishing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["clerk", "president", "plaintiff", "archivist", "document_clerk"])
def test_only_the_presiding_judge_publishes(reviewed, person, now, request):
    with pytest.raises(Refused) as refused:
        actions.publish(
            by=request.getfixturevalue(person),
            publication_id=reviewed.pk,
            revision=reviewed.revision,
            at=later(now),
        )
    assert refused.value.status == 403
    assert not SearchChange.objects.exists()


def test_publishing_opens_the_text_meets_the_deadline_and_tells_the_index(reviewed, judge, now):
    found = actions.publish(by=judge, publication_id=reviewed.pk, revision=reviewed.revision, at=later(now))
    assert (found.state, found.decided_by) == ("published", judge.post)
    assert "khoản 2 Điều 328 Bộ luật Dân sự" in found.citations
    assert SearchChange.objects.filter(kind="publication", subject_id=str(found.pk)).count() == 1
    assert Deadline.objects.get(case=reviewed.case, rule="NQ03/2017:cong-bo").state == "met"
    assert audit.verify().good


def test_a_doubt_left_open_blocks(proposed, judge, now):
    with pytest.raises(Refused, match="chưa được mã hóa và duyệt") as refused:
        actions.publish(by=judge, publication_id=proposed.pk, revision=1, at=later(now))
    assert refused.value.code == "publication.reasons"


SPELLINGS = {
    "as in the file": "Hoàng Thị Lan Chi",
    "upper case": "HOÀNG THỊ LAN CHI",
    "without diacritics": "hoang thi lan chi",
    "decomposed": unicodedata.normalize("NFD", "Hoàng Thị Lan Chi"),
    "over two lines": "Hoàng Thị\nLan Chi",
    "phone with dots": "0912.000.001",
    "e-mail": "NguyenDon@Thu.Example",
    "street": "BẾN ĐÒ",
    "commune without diacritics": "xã Yen Khe",
    "called by given name": "bà Chi",
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_known_secret_in_any_spelling_blocks(reviewed, judge, now, spelling):
    Publication.objects.filter(pk=reviewed.pk).update(
        public_text=f"{reviewed.public_text}\nNgười này là {spelling}."
    )
    with pytest.raises(Refused, match="bí mật cá nhân") as refused:
        actions.publish(by=judge, publication_id=reviewed.pk, revision=reviewed.revision, at=later(now))
    assert refused.value.code == "publication.reasons"
    reviewed.refresh_from_db()
    assert reviewed.state == "reviewed"


def test_a_name_that_the_reviewer_put_back_blocks(reviewed, judge, now):
    start = next(f["start"] for f in reviewed.replacements if f["text"] == "Thịnh")
    saved = actions.review(
        by=judge,
        publication_id=reviewed.pk,
        changes=[Decision(start, None)],
        revision=reviewed.revision,
        at=later(now),
    )
    with pytest.raises(Refused, match="bí mật cá nhân"):
        actions.publish(by=judge, publication_id=saved.pk, revision=saved.revision, at=later(now))


def _minor(case):
    Case.objects.filter(pk=case.pk).update(involves_minor=True)


def _young_party(case):
    Party.objects.filter(case=case, role="defendant").update(birth_year=2012)


def _closed(case):
    Case.objects.filter(pk=case.pk).update(closed_hearing=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [(_minor, "dưới 18 tuổi"), (_young_party, "dưới 18 tuổi"), (_closed, "xét xử kín")],
)
def test_reasons_of_the_case_block_whatever_the_review_says(reviewed, judge, now, change, words):
    change(reviewed.case)
    with pytest.raises(Refused, match=words):
        actions.publish(by=judge, publication_id=reviewed.pk, revision=reviewed.revision, at=later(now))


def test_all_reasons_are_told_at_once(case, judge, now):
    _minor(case)
    _closed(case)
    announce(judgment_in_effect(Case.objects.get(pk=case.pk), now), now)
    publication = Publication.objects.get()
    assert [r["code"] for r in publication.reasons_against] == ["closed_hearing", "minor"]
    Publication.objects.update(public_text=publication.source)
    with pytest.raises(Refused) as refused:
        actions.publish(by=judge, publication_id=publication.pk, revision=1, at=later(now))
    for words in ("xét xử kín", "dưới 18 tuổi", "bí mật cá nhân", "chưa được mã hóa"):
        assert words in refused.value.message
    assert "(4)" in refused.value.message


def test_the_judge_publishes_what_was_on_the_screen(reviewed, judge, clerk, now):
    actions.review(
        by=clerk, publication_id=reviewed.pk, changes=[Addition("350.000.000", "…")], revision=reviewed.revision,
        at=later(now),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.publish(by=judge, publication_id=reviewed.pk, revision=reviewed.revision, at=later(now))
    assert refused.value.code == "publication.changed"


def test_published_twice_is_published_once(published, judge, now):
    with pytest.raises(Refused) as refused:
        actions.publish(by=judge, publication_id=published.pk, revision=published.revision, at=later(now))
    assert refused.value.code == "wrong_state"
    assert Event.objects.filter(act="publication.publish").count() == 1


# --- declining and withdrawing -----------------------------------------------------------------------------


def test_declining_names_the_article_and_meets_the_deadline(proposed, judge, now):
    found = actions.decline(
        by=judge, publication_id=proposed.pk, reason="withheld_secret", explanation="Hoàng Thị Lan Chi yêu cầu giữ kín",
        at=later(now),
    )  # fmt: skip
    assert found.state == "declined"
    assert "Điều 4" in found.decline_reason["article"]
    assert Deadline.objects.get(case=proposed.case, rule="NQ03/2017:cong-bo").state == "met"
    event = Event.objects.get(act="publication.decline")
    assert "Điều 4" in event.detail
    assert "Lan Chi" not in json.dumps([event.detail, event.data], ensure_ascii=False)


@pytest.mark.parametrize(
    ("reason", "explanation", "field"),
    [("bịa", "x", "reason"), ("not_effective", "x", "reason"), ("minor", "  ", "explanation")],
)
def test_declining_needs_a_reason_and_its_ground(proposed, judge, now, reason, explanation, field):  # noqa: PLR0917
    with pytest.raises(Refused) as refused:
        actions.decline(
            by=judge, publication_id=proposed.pk, reason=reason, explanation=explanation, at=later(now)
        )
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("person", ["clerk", "president", "plaintiff"])
def test_only_the_judge_declines(proposed, person, now, request):
    with pytest.raises(Refused) as refused:
        actions.decline(
            by=request.getfixturevalue(person),
            publication_id=proposed.pk,
            reason="minor",
            explanation="x",
            at=later(now),
        )
    assert refused.value.status == 403


def test_leaders_withdraw_and_nothing_says_why_outside(published, president, now):
    found = actions.withdraw(
        by=president, publication_id=published.pk, reason="Còn đọc được tên Hoàng Thị Lan Chi", at=later(now)
    )
    assert found.state == "withdrawn"
    assert SearchChange.objects.filter(kind="publication").exists()
    assert audit.verify().good


@pytest.mark.parametrize("person", ["clerk", "archivist", "plaintiff", "it_officer"])
def test_others_do_not_withdraw(published, person, now, request):
    with pytest.raises(Refused) as refused:
        actions.withdraw(
            by=request.getfixturevalue(person), publication_id=published.pk, reason="x", at=later(now)
        )
    assert refused.value.status == 403


def test_a_withdrawal_needs_its_reason_and_a_published_judgment(published, reviewed, judge, now):
    with pytest.raises(Refused) as refused:
        actions.withdraw(by=judge, publication_id=published.pk, reason=" ", at=later(now))
    assert list(refused.value.fields) == ["reason"]
    actions.withdraw(by=judge, publication_id=published.pk, reason="x", at=later(now))
    with pytest.raises(Refused) as refused:
        actions.withdraw(by=judge, publication_id=published.pk, reason="x", at=later(now))
    assert refused.value.code == "wrong_state"


# --- secrecy -----------------------------------------------------------------------------------------------


def test_no_name_enters_events_or_audit(published, judge, president, now):
    actions.withdraw(by=president, publication_id=published.pk, reason="Lộ tên Vũ Đức Thịnh", at=later(now))
    events.drain()
    ours = Event.objects.filter(act__startswith="publication.")
    entries = AuditEntry.objects.filter(act__startswith="publication.")
    assert set(ours.values_list("act", flat=True)) == {
        "publication.propose", "publication.review", "publication.publish", "publication.withdraw",
    }  # fmt: skip
    told = [[e.title, e.detail, e.data] for e in ours] + [[e.summary, e.data] for e in entries]
    words = fold(json.dumps(told, ensure_ascii=False))
    assert [s for s in SECRETS if fold(s) in words] == []


def test_a_party_in_the_matter_line_cannot_slip_through_among_the_officers(case, judge, now):
    content = replace(CONTENT, about="Tranh chấp hợp đồng đặt cọc với ông Vũ Đức Thịnh")
    announce(judgment_in_effect(case, now, content), now)
    publication = Publication.objects.get()
    start = publication.source.index("Vũ Đức Thịnh")
    assert start in [d.start for d in publication.sheet.doubts if d.undecided]
    kept = actions.review(
        by=judge, publication_id=publication.pk, revision=1, at=later(now),
        changes=[Decision(d.start, None) for d in publication.sheet.doubts],
    )  # fmt: skip
    with pytest.raises(Refused, match="bí mật cá nhân"):
        actions.publish(by=judge, publication_id=kept.pk, revision=2, at=later(now))
    encoded = actions.review(
        by=judge, publication_id=publication.pk, revision=2, at=later(now),
        changes=[Decision(start, "ông T"), Addition("Ba Tám", "B")],
    )  # fmt: skip
    actions.publish(by=judge, publication_id=encoded.pk, revision=3, at=later(now))


def test_the_table_of_codes_knows_the_full_names(published):
    assert published.mapping["person:Hoàng Thị Lan C"] == "Hoàng Thị Lan Chi"


# --- what waits ------------------------------------------------------------------------------------------------


def waits(*people):
    """Whether the mark says so, and what the figure beside the menu counts for each of these people."""
    marked = Publication.objects.filter(waits_since__isnull=False).exists()
    return marked, *(queries.waiting_for(who).count() for who in people)


def test_an_encoding_waits_for_its_judge_and_its_clerk_until_it_is_decided(
    proposed, judge, clerk, other_clerk, now
):
    assert proposed.court_id == proposed.judgment.case.court_id
    assert waits(judge, clerk, other_clerk) == (True, 1, 1, 0)
    ready = decide_all(proposed, judge, later(now))
    assert waits(judge, clerk) == (True, 1, 1)  # looked at is not decided
    actions.publish(by=judge, publication_id=ready.pk, revision=ready.revision, at=later(now, 4))
    assert waits(judge, clerk) == (False, 0, 0)
    assert [p.pk for p in queries.listed(judge, states=("published",))] == [proposed.pk]
    assert not queries.listed(judge).exists()


def test_what_was_declined_waits_no_more_and_what_is_corrected_waits_again(published, judge, now):
    assert waits(judge) == (False, 0)
    Publication.objects.filter(pk=published.pk).update(state="reviewed")
    assert waits(judge) == (True, 1)
    assert [p.pk for p in queries.listed(judge, mine=True)] == [published.pk]
    Publication.objects.filter(pk=published.pk).update(state="declined")
    assert waits(judge) == (False, 0)


def test_an_encoding_of_another_court_waits_for_nobody_here(proposed, judge):
    other = Court.objects.create(
        code="KHAC", name="Tòa án khác", level=Court.Level.REGION, valid_from=proposed.effective_on
    )
    Publication.objects.filter(pk=proposed.pk).update(court=other)
    assert waits(judge) == (True, 0)
    assert not queries.listed(judge).exists()


# --- correction of the judgment ---------------------------------------------------------------------------


def test_a_correction_closes_the_published_text_until_it_is_reviewed(published, judge, now, client):
    where = reverse("publication:read", args=[published.pk])
    judgment = published.judgment
    made = Correction.objects.create(
        judgment=judgment, decided_on=judgment.dated, content={}, sha256="1" * 64, issued_at=later(now),
        places=[{"kind": "spelling", "wrong": "trả Hoàng Thị Lan Chii", "right": "trả Hoàng Thị Lan Chi", "why": "Thừa chữ."}],
    )  # fmt: skip
    taken = actions.take_correction(by=SYSTEM, publication_id=published.pk, at=later(now))
    assert (taken.state, taken.paper_sha256) == ("reviewed", "")
    assert "SỬA CHỮA, BỔ SUNG BẢN ÁN" in taken.public_text and made.title in taken.public_text
    assert "Lan Chi" not in taken.public_text.replace("Chii", "")
    assert client.get(where).status_code == 503
    with pytest.raises(Refused) as again:
        actions.take_correction(by=SYSTEM, publication_id=published.pk, at=later(now))
    assert again.value.code == "publication.no_correction"
    ready = decide_all(taken, judge, later(now, 4)) if taken.sheet.undecided else taken
    assert ready.public_text.startswith(published.public_text.splitlines()[0])
