"""A keeper corrects what was written by hand: visibly, with a signed record; what stood there is never changed."""

from __future__ import annotations

import io
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from toaan.books import actions, papers, queries
from toaan.books.models import Correction
from toaan.books.shape import BOOKS, Wanted
from toaan.cases.models import Case, Party
from toaan.core import audit, files, policy, signatures
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.tests.at_once import at_once
from toaan.demo import steps

pytestmark = pytest.mark.django_db
OLD, NEW = "Hoàng Thị Lan Chi", "Hoàng Thị Lan Chí"


@pytest.fixture
def case(world, now) -> Case:
    return steps.opened_case(world, now)


def corrected(by, case: Case, at, **other) -> Correction:
    told = {
        "book": "thu-ly", "line": str(case.number_id), "column": "plaintiff", "seen": OLD, "after": NEW,
        "reason": "Ghi sai tên, đối chiếu căn cước công dân", "key": uuid.uuid4(),
    }  # fmt: skip
    return actions.correct(by=by, at=at, **{**told, **other})


def refusal(by, case: Case, at, **other) -> str:
    with pytest.raises(Refused) as refused:
        corrected(by, case, at, **other)
    return refused.value.code


def test_a_correction_is_visible_signed_and_keeps_what_stood_there(
    case, clerk, document_clerk, page, now
) -> None:
    made = corrected(clerk, case, now)
    again = corrected(
        document_clerk, case, now, seen=NEW, after="Hoàng Thị Lan Chỉ", reason="Đọc lại căn cước"
    )
    assert (made.before, made.after, again.before, again.order) == (OLD, NEW, NEW, 2)
    assert Party.objects.get(case=case, role="plaintiff").name == OLD, "the case is as it was"
    verified = signatures.verify(files.read(made.sha256))
    assert verified.valid and verified.signatures[0].signer_name == clerk.name
    event = Event.objects.get(act="books.correct", subject_id=str(made.pk))
    assert (event.case_id, event.shown_to, event.data["paper"]) == (case.pk, "court", made.sha256)
    assert audit.verify().good

    visitor = page("thamphan")
    screen = visitor.get(reverse("books:book", args=["thu-ly"])).text
    whole = visitor.get(reverse("books:line", args=["thu-ly", case.number_id])).text
    for shown in (screen, whole):
        assert f"{OLD}</del>" in shown and f"{NEW}</del>" in shown and "Hoàng Thị Lan Chỉ</ins>" in shown
    assert "Ghi sai tên, đối chiếu căn cước công dân" in whole and f"{clerk.name} đính chính lúc" in whole
    assert reverse("books:correction", args=[made.pk]) in whole
    paper = visitor.get(reverse("books:correction", args=[made.pk]))
    assert b"".join(paper.streaming_content if paper.streaming else [paper.content])[:5] == b"%PDF-"
    assert page("kiemsat").get(reverse("books:correction", args=[made.pk])).status_code == 403

    printed = visitor.get(reverse("books:print", args=["thu-ly"])).text
    assert f"<del>{OLD}</del>" in printed and "<sup>[1]</sup>" in printed and "<sup>[2]</sup>" in printed
    assert f"“{OLD}” sửa thành “{NEW}”. Lý do: Ghi sai tên" in printed
    book = load_workbook(
        io.BytesIO(visitor.get(reverse("books:sheet", args=["thu-ly"])).content), rich_text=True
    )
    heads = [cell.value for cell in book.worksheets[0][1]]
    cell = book.worksheets[0][2][heads.index("Nguyên đơn, người yêu cầu")].value
    assert str(cell) == f"{OLD} {NEW} Hoàng Thị Lan Chỉ" and cell[0].font.strike
    told = [[c.value for c in row] for row in book["Đính chính"].iter_rows(min_row=2)]
    assert [row[2:4] for row in told] == [[OLD, NEW], [NEW, "Hoàng Thị Lan Chỉ"]] and told[0][
        6
    ].date() == made.made_at.date()

    found = (
        visitor.get(reverse("books:book", args=["nhan-don"]), {"q": "chỉ"})
        .context["page_obj"]
        .paginator.count
    )
    assert found == 0
    remarked = corrected(
        clerk, case, now, column="remark", seen="", after="Xem sổ giấy trang 15", reason="Bổ sung"
    )
    assert remarked.before == ""
    for words in ("so giay trang 15", "Sổ giấy trang 15"):
        listed = visitor.get(reverse("books:book", args=["thu-ly"]), {"q": words})
        assert str(case) in listed.text


def test_what_is_typed_by_day_or_number_is_kept_so(case, clerk, page, now) -> None:
    assert refusal(clerk, case, now, column="sent_up", seen="", after="hôm qua") == "books.type"
    made = corrected(clerk, case, now, column="sent_up", seen="", after="9-2-2026", reason="Chuyển hồ sơ")
    assert made.after == "09/02/2026"
    book = queries.get(clerk, "thu-ly")
    line = queries.line_of(clerk, book, str(case.number_id))
    assert queries.cell(line, book.column("sent_up")).value.isoformat() == "2026-02-09"
    assert refusal(clerk, case, now, column="sent_up", seen="09/02/2026", after="9/2/2026") == "books.same"


def test_refusals(case, clerk, world, elsewhere, now) -> None:
    for who in ("thamphan", "chanhan", "luutru"):
        assert refusal(world.viewer(who), case, now) == "books.not_keeper"
    assert refusal(world.viewer("nguyendon"), case, now) == "not_allowed"
    assert refusal(elsewhere, case, now) == "not_found", "not the keeper's court"
    assert refusal(clerk, case, now, line=str(uuid.uuid4())) == "not_found"
    assert refusal(clerk, case, now, line="1 OR 1=1") == "not_found"
    assert refusal(clerk, case, now, book="khong-co") == "not_found"
    assert refusal(clerk, case, now, column="khong_co") == "not_found"
    for column in ("number", "dated", "relation", "judge", "result", "state", "noted", "until"):
        assert refusal(clerk, case, now, column=column) == "books.column", column
    assert refusal(clerk, case, now, after=f"  {OLD} ") == "books.same"
    assert refusal(clerk, case, now, reason="  ") == "books.reason"
    assert refusal(clerk, case, now, reason="x" * 501) == "books.reason"
    assert refusal(clerk, case, now, seen="Tên khác") == "books.changed"
    made = corrected(clerk, case, now)
    assert refusal(clerk, case, now, key=made.pk, seen=NEW, after=OLD) == "books.corrected"
    assert Correction.objects.count() == 1 and Event.objects.filter(act="books.correct").count() == 1


def test_nothing_that_comes_from_a_signed_paper_can_be_corrected() -> None:
    for key in ("ban-an", "quyet-dinh", "thong-bao"):
        assert [c.key for c in BOOKS[key].kept] == ["remark"], key
    assert all("remark" in {c.key for c in book.kept} for book in BOOKS.values())
    assert {role.value for book in BOOKS.values() for role in book.keepers} == {
        role.value for role in policy.TABLE["books.correct"].who
    }


def test_a_column_that_an_act_has_filled_is_no_longer_kept_by_hand(world, clerk, page, now) -> None:
    closed = steps.closed_case(world, now)
    line = queries.line_of(clerk, BOOKS["thu-ly"], str(closed.number_id))
    assert line.cells["archive"] and "Phiên tòa" not in str(line.cells["archive"])
    assert (
        refusal(clerk, closed, now, column="archive", seen=line.cells["archive"], after="LT 15")
        == "books.column"
    )
    shown = page("thuky").get(reverse("books:line", args=["thu-ly", line.key])).text
    assert reverse("books:correct", args=["thu-ly", line.key, "archive"]) not in shown
    assert reverse("books:correct", args=["thu-ly", line.key, "sent_up"]) in shown


def test_the_second_of_two_sees_the_first(case, clerk, document_clerk, now, page) -> None:
    corrected(clerk, case, now)
    with pytest.raises(Refused) as refused:
        corrected(document_clerk, case, now, after="Hoàng Lan Chi")
    assert refused.value.code == "books.changed" and clerk.name in refused.value.message
    address = reverse("books:correct", args=["thu-ly", case.number_id, "plaintiff"])
    typed = {"key": uuid.uuid4(), "seen": OLD, "after": "Hoàng Lan Chi", "reason": "Nhầm tên đệm"}
    answer = page("vanthu").post(address, typed)
    assert (
        answer.status_code == 422 and 'value="Hoàng Lan Chi"' in answer.text and "Nhầm tên đệm" in answer.text
    )
    assert f"{OLD}</del>" in answer.text and f'name="seen" value="{NEW}"' in answer.text
    assert page("vanthu").post(address, {**typed, "seen": NEW}).status_code == 302
    assert page("vanthu").post(address, {**typed, "seen": NEW}).status_code == 302, "the same press once more"
    assert Correction.objects.count() == 2


def test_the_page_is_the_keepers_alone(case, page) -> None:
    line, address = (
        reverse("books:line", args=["thu-ly", case.number_id]),
        reverse("books:correct", args=["thu-ly", case.number_id, "plaintiff"]),
    )
    assert address in page("thuky").get(line).text and page("thuky").get(address).status_code == 200
    assert address not in page("thamphan").get(line).text and page("thamphan").get(address).status_code == 403
    signed = reverse("books:correct", args=["thu-ly", case.number_id, "judge"])
    assert page("thuky").get(signed).status_code == 404
    empty = page("thuky").post(address, {"key": uuid.uuid4(), "seen": OLD, "after": NEW, "reason": ""})
    assert empty.status_code == 422 and f'value="{NEW}"' in empty.text and not Correction.objects.exists()


def test_every_book_takes_a_remark_in_each_of_its_lines(world, now, clerk, archivist) -> None:
    served = steps.pronounced_case(world, now)
    steps.served(world, served, now)
    for book in BOOKS.values():
        by = clerk
        for row in list(book.rows(by, Wanted())[:1]):
            line = queries.lines(by, book, [row])[0]
            made = corrected(
                by, served, now, book=book.key, line=line.key, column="remark", seen="", after="Đã đối chiếu"
            )
            assert queries.line_of(by, book, line.key).corrections["remark"] == [made], book.key
    assert Correction.objects.values("book").distinct().count() >= 6


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_once_and_one_of_them_stands(
    case, clerk, document_clerk, now, monkeypatch
) -> None:
    kept = papers.record(
        BOOKS["thu-ly"],
        queries.cell(queries.line_of(clerk, BOOKS["thu-ly"], str(case.number_id)), BOOKS["thu-ly"].column("plaintiff")),
        label="x", after=NEW, reason="x", by=clerk, at=now,
    )  # fmt: skip
    monkeypatch.setattr(papers, "record", lambda *_, **__: kept)

    def press(by, name: str):
        def job() -> str:
            try:
                return corrected(by, case, now, after=name).after
            except Refused as refused:
                return refused.code

        return job

    said = at_once(press(clerk, "Chi Một"), press(document_clerk, "Chi Hai"), press(clerk, "Chi Ba"))
    assert said.count("books.changed") == 2
    assert [c.after for c in Correction.objects.all()] == [s for s in said if s != "books.changed"]
    assert audit.verify().good


def test_the_database_itself_refuses_a_second_correction_of_the_same_turn(case, clerk, now) -> None:
    made = corrected(clerk, case, now)
    made.pk = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
