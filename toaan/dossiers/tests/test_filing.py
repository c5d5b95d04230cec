"""Documents enter the file with the act that brings them, once, with numbers that never change."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from toaan.core import audit
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.demo import steps
from toaan.dossiers import actions, consequences, kinds, queries
from toaan.dossiers.models import Dossier, Folio
from toaan.filing.actions.evidence import Upload, submit_document

DAY, EARLIER = date(2026, 1, 5), date(2025, 9, 12)


def numbers(case) -> list[tuple[str, str]]:
    return [(f.title, f.numbers) for f in Folio.objects.filter(dossier__case=case)]


def test_what_a_party_hands_in_stands_in_the_file_at_once(case, plaintiff, now) -> None:
    upload = Upload(steps.small_pdf("Giấy nhận cọc"), "giay.pdf", title="Giấy nhận cọc", dated=EARLIER)
    event = submit_document(by=plaintiff, case_id=case.pk, uploads=[upload], at=now)
    (folio,) = Folio.objects.all()
    assert (folio.title, folio.numbers, folio.dated, folio.source_id) == (
        "Giấy nhận cọc",
        "1",
        EARLIER,
        event.pk,
    )
    assert folio.submitted_by == "Nguyên đơn Hoàng Thị Lan Chi"
    assert Event.objects.get(act="dossiers.file").because_id == event.pk
    assert audit.verify().good


def test_papers_of_one_act_are_numbered_by_date_and_later_ones_continue(case, bring) -> None:
    bring(("Thông báo", "session_notice", 1, DAY), ("Hợp đồng", "evidence", 2, EARLIER))
    bring(("Giấy nhận cọc", "evidence", 1, date(2025, 1, 1)))
    assert numbers(case) == [("Hợp đồng", "1–2"), ("Thông báo", "3"), ("Giấy nhận cọc", "4")]


def test_an_event_handled_twice_files_its_documents_once(case, bring) -> None:
    event = bring(("Hợp đồng", "evidence", 2, EARLIER))
    consequences.documents_enter_the_file(event)
    assert actions.file(by=SYSTEM.following(event), event=event, at=event.at) == []
    assert numbers(case) == [("Hợp đồng", "1–2")]
    assert Event.objects.filter(act="dossiers.file").count() == 1


def test_the_same_paper_handed_in_by_both_sides_stands_twice(case, bring) -> None:
    bring(("Hợp đồng", "evidence", 2, EARLIER))
    bring(("Hợp đồng", "evidence", 2, EARLIER))
    assert numbers(case) == [("Hợp đồng", "1–2"), ("Hợp đồng", "3–4")]


def test_the_database_itself_refuses_a_number_twice(filled) -> None:
    first = Folio.objects.first()
    first.pk, first.order, first.source = None, 99, Event.objects.latest("at")
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_an_act_that_fails_gives_its_numbers_back(case, bring, keep, now) -> None:
    with pytest.raises(ZeroDivisionError), act("filing.submit_document", by=SYSTEM, at=now) as a:
        a._allowed = True
        paper = Document(keep("A", 4).sha256, "A", "evidence", DAY)
        a.record(case, court=case.court, case_id=case.pk, title="Nhận", documents=[paper])
        raise ZeroDivisionError
    bring(("B", "evidence", 1, DAY))
    assert numbers(case) == [("B", "1")]


def test_a_document_that_nobody_stored_undoes_the_act(case, now) -> None:
    with (
        pytest.raises(Refused, match="dossier.no_file"),
        act("filing.submit_document", by=SYSTEM, at=now) as a,
    ):
        a._allowed = True
        missing = Document("0" * 64, "Không có", "evidence", DAY)
        a.record(case, court=case.court, case_id=case.pk, title="Nhận", documents=[missing])
    assert not Event.objects.filter(title="Nhận").exists()


def test_deliberation_stays_out_until_the_judgment_is_pronounced(case, bring) -> None:
    bring(("Biên bản nghị án", "deliberation_minutes", 2, DAY), name="judgments.save_draft")
    bring(
        ("Bản án ký lần đầu", "judgment", 9, DAY),
        ("Dự thảo", "judgment_draft", 9, DAY),
        name="judgments.sign",
    )
    assert numbers(case) == []
    case.state = "judged"
    case.save()
    bring(("Bản án", "judgment", 8, DAY), name=kinds.PRONOUNCEMENT)
    assert sorted(t for t, _ in numbers(case)) == ["Biên bản nghị án", "Bản án"]
    assert queries.check(Dossier.objects.get(case=case)) == []


def test_only_the_system_files(case, bring, clerk, keep, now) -> None:
    event = bring()
    event.documents = [Document(keep("A").sha256, "A", "evidence", DAY).as_json()]
    with pytest.raises(Refused, match="not_allowed"):
        actions.file(by=clerk, event=event, at=now)
    assert not Folio.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_acts_at_the_same_moment_get_numbers_without_gap(world, now, keep) -> None:
    case = steps.assigned_case(world, now)
    papers = {
        i: [Document(keep(f"{i}-{n}", n + 1).sha256, f"{i}-{n}", "evidence", DAY) for n in range(3)]
        for i in (1, 2)
    }
    start, failures = threading.Barrier(2), []

    def bring_one(paper: Document) -> None:
        with act("filing.submit_document", by=SYSTEM, at=now) as a:
            a._allowed = True
            a.record(case, court=case.court, case_id=case.pk, title="Nhận", documents=[paper])

    def run(i: int) -> None:
        try:
            start.wait()
            for paper in papers[i]:
                bring_one(paper)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i,)) for i in papers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    dossier = Dossier.objects.get(case=case)
    assert (dossier.last_folio, dossier.folios.count()) == (12, 6)
    assert queries.check(dossier) == []
