"""The draft through Word: out in the form's layout, edited as people do, back with its changes, never reformatted."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.shared import Mm

from toaan.core import audit, clock, files
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, Event, StoredFile
from toaan.demo import steps
from toaan.engines.pdf import DOCX
from toaan.engines.word import read
from toaan.judgments import actions, word
from toaan.judgments.content import Content
from toaan.judgments.models import Draft, DraftVersion, WordReturn
from toaan.judgments.sections import FIRST_INSTANCE
from toaan.judgments.tests import word_files as edit
from toaan.judgments.tests.test_pages import url
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of, numbered

LONG = replace(
    CONTENT, reasoning=(*CONTENT.reasoning, "Về án phí: bị đơn phải chịu.", "Về quyền kháng cáo: theo luật.")
)


@pytest.fixture
def case(world, now):
    clock.move_to(now)
    found = deliberating(world, now)
    actions.save_draft(by=judge_of(world, found), case_id=found.pk, content=LONG, revision=0, at=now)
    return found


@pytest.fixture
def judge(world, page, case):
    return page(steps.presiding(world, case))


@pytest.fixture
def blob(judge, case):
    return out(judge, case)


def out(visitor, case):
    answer = visitor.post(url("word_out", case))
    assert answer.status_code == 200 and answer["Content-Type"] == DOCX, answer
    return answer.content


def send(visitor, case, blob, name="Dự thảo.docx"):
    return visitor.post(url("word", case), {"file": SimpleUploadedFile(name, blob, DOCX)})


def back(visitor, case, blob):
    answer = send(visitor, case, blob)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return WordReturn.objects.first()


def refused(visitor, case, blob, name="Dự thảo.docx"):
    before = (WordReturn.objects.count(), StoredFile.objects.count())
    answer = send(visitor, case, blob, name)
    assert (answer.status_code, (WordReturn.objects.count(), StoredFile.objects.count())) == (422, before)
    return answer.content.decode()


def take(visitor, case, returned, revision=1, **choices):
    sent = {f"part-{name}": how for name, how in choices.items()}
    return visitor.post(
        reverse("judgments:word_take", args=[case.pk, returned.pk]), {"revision": revision, **sent}
    )


def now_of(case):
    return Content.from_json(Draft.objects.get(case=case).content)


# --- out ---


def test_the_file_is_the_form_on_a4_and_comes_back_unchanged(case, judge, blob):
    document = edit.opened(blob)
    page = document.sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)
    assert document.styles["Normal"].font.name == "Times New Roman"
    text = "\n".join(p.text for p in document.paragraphs)
    for line in ("NỘI DUNG VỤ ÁN:", "NHẬN ĐỊNH CỦA TÒA ÁN:", "[2] Yêu cầu có căn cứ", "2. Không chấp nhận yêu cầu phạt cọc",
                 "3. Về án phí, chi phí tố tụng:", "1. Nguyên đơn: Hoàng Thị Lan Chi"):  # fmt: skip
        assert line in text
    returned = back(judge, case, blob)
    assert Content.from_json(returned.content) == LONG
    assert returned.notes["told"] == []
    shown = judge.get(reverse("judgments:word_return", args=[case.pk, returned.pk])).content.decode()
    assert "Tệp không đổi gì" in shown and "Phần mở đầu trong tệp khác" not in shown


def test_going_out_is_an_act_that_tells_no_word_of_it(case, blob):
    entry = AuditEntry.objects.get(act="judgments.hand_out_word")
    assert entry.data["data"] == {"revision": 1, "sha256": LONG.digest}
    assert Event.objects.get(act="judgments.hand_out_word").shown_to == "nobody"


# --- back ---


def test_edits_of_runs_styles_and_paragraphs_come_back_section_by_section(case, judge, blob):
    edited = edit.retyped(blob, "V/v", "V/v: Tranh chấp hợp đồng đặt cọc nhà ở", bold=True)
    edited = edit.added_after(edited, "[1]", "[2] Đoạn thêm trong Word.")
    edited = edit.retyped(edited, "2. Không chấp nhận", "2. Chấp nhận một phần yêu cầu phạt cọc.")
    returned = back(judge, case, edited)
    expected = replace(
        LONG,
        about="Tranh chấp hợp đồng đặt cọc nhà ở",
        reasoning=(LONG.reasoning[0], "Đoạn thêm trong Word.", *LONG.reasoning[1:]),
        ruling=(LONG.ruling[0], "Chấp nhận một phần yêu cầu phạt cọc."),
    )
    assert Content.from_json(returned.content) == expected
    assert now_of(case) == LONG  # nothing is taken before the judge decides
    shown = judge.get(reverse("judgments:word_return", args=[case.pk, returned.pk])).content.decode()
    assert "<ins>Đoạn thêm trong Word.</ins>" in shown
    assert take(judge, case, returned, reasoning="word", ruling="keep").status_code == 302
    assert now_of(case) == replace(LONG, reasoning=expected.reasoning)
    newest = DraftVersion.objects.first()
    assert (newest.revision, newest.origin) == (2, "word")
    returned.refresh_from_db()
    assert (returned.state, returned.taken) == ("taken", ["reasoning"])
    assert audit.verify().good


def test_a_file_is_kept_byte_for_byte_and_only_other_words_are_written_into_it_later(
    world, case, judge, blob, now
):
    edited = edit.retyped(blob, "[2]", "[2] Chữ đậm của tôi đứng nguyên.", bold=True)
    edited = edit.with_comment(edited, "[1]", "Xem lại khoản 3")
    returned = back(judge, case, edited)
    assert files.read(returned.file_id) == edited
    kept = judge.get(reverse("judgments:word_file", args=[case.pk, returned.pk]))
    assert b"".join(kept.streaming_content) == edited
    assert take(judge, case, returned, reasoning="word").status_code == 302
    content = replace(
        now_of(case), facts=(*LONG.facts, "Thêm trên trang soạn thảo."), ruling=("Buộc trả.", "Hai.", "Ba.")
    )
    actions.save_draft(by=judge_of(world, case), case_id=case.pk, content=content, revision=2, at=now)
    later = out(judge, case)
    again = read(later, word.fences(FIRST_INSTANCE))
    assert [c.text for c in again.comments] == ["Xem lại khoản 3"]
    assert word.back(FIRST_INSTANCE, later).content == content
    runs = edit.paragraph(edit.opened(later), "[2]").runs
    assert any(r.bold for r in runs) and any(r.italic for r in runs)
    assert "4. Về án phí, chi phí tố tụng:" in "\n".join(p.text for p in edit.opened(later).paragraphs)
    for name in zipfile.ZipFile(io.BytesIO(edited)).namelist():
        if name not in ("word/document.xml", "docProps/custom.xml"):
            assert edit.part(later, name) == edit.part(edited, name), name


def test_somebody_edited_meanwhile_both_changes_are_seen_and_can_be_merged(world, case, judge, blob, now):
    edited = edit.retyped(blob, "[4]", "[4] Sửa đoạn cuối trong Word.")
    edited = edit.retyped(edited, "V/v", "V/v: Từ Word")
    here = replace(LONG, about="Từ trang", reasoning=("Sửa đoạn đầu ở đây.", *LONG.reasoning[1:]))
    actions.save_draft(by=judge_of(world, case), case_id=case.pk, content=here, revision=1, at=now)
    returned = back(judge, case, edited)
    shown = judge.get(reverse("judgments:word_return", args=[case.pk, returned.pk])).content.decode()
    assert "hai bên cùng sửa" in shown and "Gộp cả hai" in shown
    assert "<ins>Từ trang</ins>" in shown or "trang" in shown
    assert 'value="word" checked' not in shown  # where both changed nothing is chosen for the judge
    refusal = take(judge, case, returned, revision=2, about="merged")
    assert refusal.status_code == 422 and "không gộp được" in refusal.content.decode()
    assert now_of(case) == here
    assert take(judge, case, returned, revision=2, reasoning="merged", about="keep").status_code == 302
    merged = ("Sửa đoạn đầu ở đây.", *LONG.reasoning[1:3], "Sửa đoạn cuối trong Word.")
    assert now_of(case) == replace(here, reasoning=merged)


def test_a_decision_on_an_older_view_is_not_taken(world, case, judge, blob, now):
    returned = back(judge, case, edit.retyped(blob, "V/v", "V/v: Từ Word"))
    actions.save_draft(
        by=judge_of(world, case), case_id=case.pk, content=replace(LONG, about="Mới"), revision=1, at=now
    )
    late = take(judge, case, returned, revision=1, about="word")
    assert late.status_code == 409 and "lưu ở một cửa sổ khác" in late.content.decode()
    assert now_of(case).about == "Mới"


def test_nothing_chosen_nothing_taken_and_a_decided_file_stays_decided(case, judge, blob):
    returned = back(judge, case, edit.retyped(blob, "V/v", "V/v: Từ Word"))
    assert "chọn ít nhất một phần" in take(judge, case, returned).content.decode()
    assert take(judge, case, returned, about="bia-dat").status_code == 422
    assert judge.post(reverse("judgments:word_drop", args=[case.pk, returned.pk])).status_code == 302
    assert "đã được quyết định" in take(judge, case, returned, about="word").content.decode()
    assert now_of(case) == LONG


def test_tracked_changes_are_read_as_accepted_and_told(case, judge, blob):
    edited = edit.with_tracked(
        edit.retyped(blob, "[2]", "[2] Yêu cầu "), "[2]", out="bị bỏ", put_in="có căn cứ."
    )
    returned = back(judge, case, edited)
    assert Content.from_json(returned.content).reasoning[1] == "Yêu cầu có căn cứ."
    assert returned.notes["told"] == ["tracked"]
    assert (
        "Track Changes"
        in judge.get(reverse("judgments:word_return", args=[case.pk, returned.pk])).content.decode()
    )


def test_a_table_becomes_lines_and_comments_are_shown(case, judge, blob):
    edited = edit.with_table(
        blob, "Bị đơn Vũ Đức Thịnh thừa nhận", [["Khoản", "Số tiền"], ["Cọc", "350.000.000"]]
    )
    edited = edit.with_comment(edited, "[1]", "Xem lại <b>khoản</b> 3")
    returned = back(judge, case, edited)
    assert Content.from_json(returned.content).facts[2:] == ("Khoản | Số tiền", "Cọc | 350.000.000")
    assert returned.notes["told"] == ["table"]
    shown = judge.get(reverse("judgments:word_return", args=[case.pk, returned.pk])).content.decode()
    assert "Hội thẩm Lê Thị Hạnh" in shown and "Xem lại &lt;b&gt;khoản" in shown


def test_parts_are_known_by_their_headings_when_every_mark_is_gone(case, judge, blob):
    returned = back(judge, case, edit.without_marks(blob, *(f"ta_{name}" for name in ("facts", "reasoning", "basis", "ruling", "fees", "appeal", "tail", "end"))))  # fmt: skip
    found = Content.from_json(returned.content)
    assert replace(found, appeal="") == replace(LONG, appeal="")
    assert "lost_mark" in returned.notes["told"]


def test_the_head_is_made_from_the_case_and_a_change_there_is_told_not_taken(case, judge, blob):
    edited = edit.retyped(blob, "1. Nguyên đơn", "1. Nguyên đơn: Người Khác.")
    returned = back(judge, case, edited)
    shown = judge.get(reverse("judgments:word_return", args=[case.pk, returned.pk])).content.decode()
    assert "Phần mở đầu trong tệp khác" in shown
    assert Content.from_json(returned.content) == LONG


def test_the_clerk_may_bring_a_file_and_the_judge_alone_takes_from_it(world, page, case, judge, blob):
    clerk = page("thuky")
    returned = back(clerk, case, edit.retyped(blob, "V/v", "V/v: Của Thư ký"))
    address = reverse("judgments:word_return", args=[case.pk, returned.pk])
    assert "Đang chờ Thẩm phán" in clerk.get(address).content.decode()
    assert take(clerk, case, returned, about="word").status_code == 403
    assert "đang chờ Thẩm phán quyết định" in refused(
        judge, case, blob
    )  # the clerk's file is not pushed aside
    second = back(clerk, case, edit.retyped(blob, "V/v", "V/v: Lần hai"))
    returned.refresh_from_db()
    assert (returned.state, second.state) == ("dropped", "waiting")
    assert take(judge, case, second, about="word").status_code == 302
    assert now_of(case).about == "Lần hai"


# --- refused, in words ---


def test_missing_parts_are_named(case, judge, blob):
    gone = edit.removed(blob, "Đương sự có quyền kháng cáo", "NỘI DUNG VỤ ÁN")
    gone = edit.without_marks(gone, "ta_facts")
    said = refused(judge, case, gone)
    assert "Trong tệp không còn phần" in said and "Nội dung vụ án" in said and "Quyền kháng cáo" in said


def test_a_file_of_another_case_is_refused(world, page, case, judge, now):
    other = deliberating(world, now)
    actions.save_draft(by=judge_of(world, other), case_id=other.pk, content=CONTENT, revision=0, at=now)
    foreign = out(page(steps.presiding(world, other)), other)
    assert "vụ án khác" in refused(judge, case, foreign)


def test_any_other_word_file_is_refused(case, judge, blob):
    from docx import Document

    strange = Document()
    strange.add_paragraph("NỘI DUNG VỤ ÁN:")
    assert "không phải tệp tải về từ dự thảo" in refused(judge, case, edit.saved(strange))
    nameless = edit.rezipped(edit.without_marks(blob), docProps__custom_dot_xml=b"<Properties/>")
    assert "không phải tệp tải về từ dự thảo" in refused(judge, case, nameless)


def hostile(blob):
    types = edit.part(blob, "[Content_Types].xml")
    macro = types.replace(b"wordprocessingml.document.main+xml", b"").replace(
        b"application/vnd.openxmlformats-officedocument.",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        1,
    )
    bomb = b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>' + b"a" * 13_000_000 + b"</w:t></w:r></w:p></w:body></w:document>"  # fmt: skip
    entity = b'<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&a;</w:body></w:document>'  # fmt: skip
    deep = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + b"<w:p>" * 5000 + b"</w:p>" * 5000 + b"</w:document>"  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, macro if name == "[Content_Types].xml" else old.read(name))
        new.writestr("word/vbaProject.bin", b"macro")
    return {
        "pdf": (b"%PDF-1.7\n%%EOF", "Bản án.pdf"),
        "a PDF under another name": (b"%PDF-1.7\n%%EOF", "Bản án.docx"),
        "empty": (b"", "Bản án.docx"),
        "text": ("chỉ là chữ".encode(), "Bản án.docx"),
        "cut off": (blob[: len(blob) // 2], "Bản án.docx"),
        "macros": (out.getvalue(), "Bản án.docm"),
        "macros under another name": (out.getvalue(), "Bản án.docx"),
        "encrypted": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096, "Bản án.docx"),
        "a zip": (edit.rezipped(blob, **{"[Content_Types]_dot_xml": b"<Types/>"}), "Bản án.docx"),
        "a bomb": (edit.rezipped(blob, word__document_dot_xml=bomb), "Bản án.docx"),
        "entities": (edit.rezipped(blob, word__document_dot_xml=entity), "Bản án.docx"),
        "no end of depth": (edit.rezipped(blob, word__document_dot_xml=deep), "Bản án.docx"),
        "broken XML": (edit.rezipped(blob, word__document_dot_xml=b"<w:document"), "Bản án.docx"),
    }


def test_hostile_and_wrong_files_are_refused_in_words_and_the_page_stays(case, judge, blob):
    for what, (content, name) in hostile(blob).items():
        said = refused(judge, case, content, name)
        assert "govuk-error-message" in said, what
        if what == "macros under another name":
            assert "macro" in said
    assert now_of(case) == LONG


def test_after_the_number_nothing_goes_out_or_comes_back(world, page, now, blob, case):
    judgment = numbered(world, now, case=deliberating(world, now))
    visitor = page(steps.presiding(world, judgment.case))
    assert visitor.post(url("word_out", judgment.case)).status_code == 302
    assert "không còn mở để sửa" in visitor.get(url("word", judgment.case)).content.decode()
    with pytest.raises(Refused, match="draft.numbered"):
        actions.hand_out_word(by=judge_of(world, judgment.case), case_id=judgment.case_id, at=now)


def test_the_version_that_went_out_is_frozen(world, case, judge, now):
    clock.move_to(now + timedelta(minutes=1))
    writer = judge_of(world, case)
    first = replace(LONG, about="Một")
    actions.save_draft(by=writer, case_id=case.pk, content=first, revision=1, at=clock.now(), automatic=True)
    blob = out(judge, case)
    second = replace(LONG, about="Hai")
    actions.save_draft(by=writer, case_id=case.pk, content=second, revision=2, at=clock.now(), automatic=True)
    returned = back(judge, case, blob)
    assert returned.copy.version.content["about"] == "Một"


ROWS = [["Khoản", "Số tiền"], ["Cọc", "350.000.000"], ["Phạt cọc", "50.000.000"]]


def saved(world, case, content):
    judge, draft = judge_of(world, case), Draft.objects.get(case=case)
    actions.save_draft(by=judge, case_id=case.pk, content=content, revision=draft.revision, at=clock.now())


def test_a_table_goes_out_as_a_table_and_its_cells_are_mended_where_they_changed(world, case, judge, blob):
    bold = edit.with_table(blob, "Bị đơn Vũ Đức Thịnh thừa nhận", ROWS, bold_head=True)
    returned = back(judge, case, bold)
    take(judge, case, returned, facts="word")
    assert edit.tables(out(judge, case)) == [ROWS]
    facts = now_of(case).facts
    saved(world, case, replace(LONG, facts=(*facts[:3], "Cọc | 300.000.000", facts[4], "Lãi | 5.000.000")))
    again = out(judge, case)
    assert edit.tables(again) == [[ROWS[0], ["Cọc", "300.000.000"], ROWS[2], ["Lãi", "5.000.000"]]]
    assert edit.opened(again).tables[1].rows[0].cells[0].paragraphs[0].runs[0].bold
    assert word.back(FIRST_INSTANCE, again).content == now_of(case)


def test_a_table_that_was_typed_is_one_in_a_new_file_in_a_mended_one_and_on_the_paper(world, case, judge):
    typed = "\n".join(" | ".join(row) for row in ROWS)
    content = replace(LONG, facts=(f"Các khoản:\n{typed}", "Hết."), reasoning=(f"Tính như sau:\n{typed}",))
    saved(world, case, content)
    blob = out(judge, case)
    assert edit.tables(blob) == [ROWS, ROWS]
    found = word.back(FIRST_INSTANCE, blob).content
    assert (found.facts, found.reasoning) == (("Các khoản:", *typed.split("\n"), "Hết."), content.reasoning)
    shown = judge.get(url("print", case)).content.decode()
    assert shown.count('<th scope="col">Số tiền</th>') == 2 and '<td class="r">350.000.000</td>' in shown


def test_a_table_typed_after_the_file_came_back_is_put_into_it(world, case, judge, blob):
    returned = back(judge, case, edit.retyped(blob, "[2]", "[2] Yêu cầu có căn cứ, đã sửa."))
    take(judge, case, returned, reasoning="word")
    facts = (*now_of(case).facts, *(" | ".join(row) for row in ROWS))
    saved(world, case, replace(now_of(case), facts=facts))
    assert edit.tables(out(judge, case)) == [ROWS]
