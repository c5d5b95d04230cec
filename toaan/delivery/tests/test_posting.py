"""Letters out and receipts back by bar code: good lines are acts, refused ones come back in words."""

from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse

from toaan.core import audit, clock, events
from toaan.core.models import Event
from toaan.core.roles import Role
from toaan.delivery import actions, bulk, mailing, queries
from toaan.delivery.models import PROCURACY, Dispatch, ServiceRecipient
from toaan.demo import steps
from toaan.rules.postal import check_digit

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 5)


def code(number: int) -> str:
    """The number-th registered letter of the post office, check digit and all."""
    return f"RR{number:08d}{check_digit(f'{number:08d}')}VN"


@pytest.fixture
def letters(world, now):
    """Two cases whose parties have no account: four letters wait for the post."""
    for _ in range(2):
        steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    return list(queries.to_post(world.viewer("vanthu")))


@pytest.fixture
def sent(letters, document_clerk, now):
    """The same letters, posted under the numbers 1 to 4."""
    pairs = [bulk.Pair(row, code(n), n) for n, row in enumerate(letters, start=1)]
    assert not bulk.post(by=document_clerk, pairs=pairs, at=now).refused
    return [ServiceRecipient.objects.get(pk=row.pk) for row in letters]


def states(rows):
    return [ServiceRecipient.objects.get(pk=row.pk).state for row in rows]


def take(by, text, at, result=None):
    return bulk.take_receipts(by=by, text=text, result=result or bulk.Result(True, DAY), at=at)


# --- going out --------------------------------------------------------------------------------------------


def test_the_document_clerk_posts_the_mail_of_the_court_and_gets_the_list(page, letters):
    clerk, address = page("vanthu"), reverse("delivery:posting")
    assert all(row.name in clerk.get(address).content.decode() for row in letters)
    codes = "\n".join(code(n) for n in range(1, 5))
    answer = clerk.post(
        address, {"codes": codes, "ghi": "1", "chon": [str(r.pk) for r in letters]}, follow=True
    )
    assert "Đã ghi gửi 4 thư và lập bảng kê" in answer.content.decode()
    assert [ServiceRecipient.objects.get(pk=r.pk).barcode for r in letters] == codes.split()
    assert Event.objects.filter(act="delivery.send", role=Role.DOCUMENT_CLERK).count() == 4
    (made,) = Dispatch.objects.all()
    assert (made.number.text, made.lines.count()) == ("01/2026/BK-BG", 4)
    pdf = clerk.get(reverse("delivery:dispatch", args=[made.pk]))
    told = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf.content))
    assert all(mailing.spaced(code(n)) in told for n in range(1, 5))
    assert "Trang 1/1" in told
    assert audit.verify().good


def test_a_second_press_records_nothing_twice(page, letters):
    clerk, address = page("vanthu"), reverse("delivery:posting")
    told = {"codes": code(1), "ghi": "1", "chon": [str(letters[0].pk)]}
    assert clerk.post(address, told).status_code == 302
    again = clerk.post(address, told)
    assert again.status_code == 422
    assert code(1) in again.content.decode()
    assert Event.objects.filter(act="delivery.send", role=Role.DOCUMENT_CLERK).count() == 1
    assert Dispatch.objects.count() == 1


def test_looking_at_the_pairs_writes_nothing(page, letters):
    told = {"codes": f"{code(1)}\n{code(2)}", "xem": "1", "chon": [str(r.pk) for r in letters]}
    text = page("vanthu").post(reverse("delivery:posting"), told).content.decode()
    assert "2 cặp thư và số hiệu, chưa ghi" in text
    assert set(states(letters)) == {"waiting"}


def test_the_letters_own_mark_names_it_whatever_the_order(letters):
    text = f"{mailing.reference(letters[2])}\n{code(7)}\n{mailing.reference(letters[0])}\n{code(8)}"
    found = bulk.pair(letters, text)
    assert [(p.row.pk, p.code) for p in found.pairs] == [(letters[2].pk, code(7)), (letters[0].pk, code(8))]
    assert found.may_record
    assert not found.by_order


def test_a_bad_line_stops_pairing_by_order_for_it_would_shift_the_rest(page, letters):
    bad = code(2)[:10] + str((int(code(2)[10]) + 1) % 10) + "VN"
    text = f"{code(1)}\n{bad}\n{code(3)}"
    told = {"codes": text, "ghi": "1", "chon": [str(r.pk) for r in letters]}
    answer = page("vanthu").post(reverse("delivery:posting"), told)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Số kiểm tra không khớp" in shown
    assert all(line in shown for line in text.split())
    assert set(states(letters)) == {"waiting"}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda rows: f"{mailing.reference(rows[0])}\nsai", "Không phải số hiệu bưu gửi"),
        (lambda rows: mailing.reference(rows[0]), "chưa có số hiệu bưu gửi đi kèm"),
        (
            lambda rows: f"{mailing.reference(rows[0])}\n{code(1)}\n{mailing.reference(rows[0])}\n{code(2)}",
            "đã ghép với một số hiệu",
        ),
        (lambda _rows: f"{code(1)}\n{code(1)}", "đã quét ở dòng 1"),
        (lambda _rows: "\n".join(code(n) for n in range(1, 6)), "Đã hết thư được chọn"),
    ],
)
def test_what_fits_nowhere_is_said_in_words(letters, make, words):
    found = bulk.pair(letters, make(letters))
    assert any(words in line.why for line in found.refused), found.refused


def test_papers_for_one_person_travel_in_one_envelope_and_come_back_together(
    letters, bring, document_clerk, now
):
    bring("hearings.adjourn", kind="adjournment_decision", content=b"%PDF-1.4 x").refresh_from_db()
    events.drain()
    one = letters[0]
    both = [r for r in queries.to_post(document_clerk) if (r.case_id, r.key) == (one.case_id, one.key)]
    text = "\n".join(f"{mailing.reference(r)}\n{code(9)}" for r in both)
    found = bulk.pair(both, text)
    assert not found.refused
    assert not bulk.post(by=document_clerk, pairs=found.pairs, at=now).refused
    assert len(take(document_clerk, code(9), now).done) == len(both)


def test_a_number_under_way_is_not_given_to_another_person(sent, document_clerk, now, clerk):
    """Sent back and posted again, a letter takes a new number; the one of somebody else is refused."""
    take(document_clerk, code(1), now, bulk.Result(False, DAY, "Không rõ địa chỉ"))
    (again,) = queries.to_post(document_clerk)
    outcome = bulk.post(by=document_clerk, pairs=[bulk.Pair(again, code(2), 1)], at=now)
    assert "đang dùng cho thư gửi" in outcome.refused[0].why
    assert states([again]) == ["failed"]


def test_a_clerk_posts_only_letters_of_his_own_cases(letters, other_clerk, now):
    assert not queries.to_post(other_clerk)
    outcome = bulk.post(by=other_clerk, pairs=[bulk.Pair(letters[0], code(1), 1)], at=now)
    assert "Chỉ Thư ký vụ án hoặc Văn thư" in outcome.refused[0].why
    assert set(states(letters)) == {"waiting"}


@pytest.mark.parametrize("who", ["chanhan", "thamphan", "luutru", "kiemsat", "cntt", "nguyendon"])
@pytest.mark.parametrize("name", ["posting", "receipts"])
def test_others_have_no_business_with_the_mail(page, who, name):
    assert page(who).get(reverse(f"delivery:{name}")).status_code == 403


# --- coming back ------------------------------------------------------------------------------------------


def test_receipts_are_recorded_in_bulk_each_with_its_own_trace(page, sent):
    told = {"codes": "\n".join(code(n) for n in (1, 2)), "result": "nhan", "on": f"{clock.today():%d/%m/%Y}"}
    answer = page("vanthu").post(reverse("delivery:receipts"), told, follow=True)
    assert "Đã ghi kết quả của 2 văn bản" in answer.content.decode()
    assert states(sent) == ["received", "received", "sent", "sent"]
    assert Event.objects.filter(act="delivery.record_proof").count() == 2
    assert audit.verify().good


def test_returned_letters_keep_the_reason_and_may_go_out_again(sent, document_clerk, now):
    outcome = take(document_clerk, code(3), now, bulk.Result(False, DAY, "Đã chuyển nơi cư trú"))
    (row,) = outcome.done
    row.refresh_from_db()
    assert (row.state, row.failures[0]["reason"]) == ("failed", "Đã chuyển nơi cư trú")
    assert row in list(queries.to_post(document_clerk))


def test_refused_lines_come_back_in_words_and_the_good_ones_are_recorded(sent, document_clerk, now):
    take(document_clerk, code(4), now)
    text = f"{code(1)}\nrác\n{code(1)}\n{code(99)}\n{code(4)}\nRR000000010VN"
    outcome = take(document_clerk, text, now)
    assert [row.pk for row in outcome.done] == [sent[0].pk]
    why = {line.number: line.why for line in outcome.refused}
    assert "Không phải số hiệu" in why[2]
    assert "Đã quét ở dòng 1" in why[3]
    assert "chưa ghi gửi thư nào có số hiệu này" in why[4]
    assert "đã ghi nhận được ngày 05/01/2026" in why[5]
    assert "Số kiểm tra không khớp" in why[6]
    assert outcome.rest.splitlines() == text.splitlines()[1:]


def test_the_same_batch_pressed_twice_changes_nothing_more(sent, document_clerk, now):
    text = f"{code(1)}\n{code(2)}"
    assert len(take(document_clerk, text, now).done) == 2
    again = take(document_clerk, text, now)
    assert not again.done
    assert all("đã ghi nhận" in line.why for line in again.refused)
    assert Event.objects.filter(act="delivery.record_proof").count() == 2


def test_a_day_before_sending_is_refused_line_by_line(sent, document_clerk, now):
    outcome = take(document_clerk, code(1), now, bulk.Result(True, DAY - timedelta(days=1)))
    assert "trước ngày gửi" in outcome.refused[0].why
    assert states(sent[:1]) == ["sent"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"result": "nhan", "on": "05/01/2099"}, "Ngày này chưa đến"),
        ({"result": "nhan", "on": "31/02/2026"}, "Còn 1 chỗ cần sửa"),
        ({"result": "hoan", "on": "05/01/2026", "reason": ""}, "Nhập lý do"),
        ({"on": "05/01/2026"}, "Chọn kết quả"),
    ],
)
def test_bad_days_and_missing_reasons_keep_all_that_was_scanned(page, sent, told, words):
    answer = page("vanthu").post(reverse("delivery:receipts"), {"codes": f"{code(1)}\n{code(2)}", **told})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert code(1) in text
    assert code(2) in text
    assert set(states(sent)) == {"sent"}


def test_another_courts_letter_is_named_as_such(sent, world, document_clerk, now):
    from toaan.core.models import Court

    court = sent[0].case.court
    other = Court.objects.create(
        code="TA-KHAC", name="Tòa án nhân dân khu vực 9", level=court.level, valid_from=DAY
    )
    sent[0].case.__class__.objects.filter(pk=sent[0].case_id).update(court=other)
    ServiceRecipient.objects.filter(pk=sent[0].pk).update(court=other)
    outcome = take(document_clerk, code(1), now)
    assert "do Tòa án nhân dân khu vực 9 gửi" in outcome.refused[0].why
    assert states(sent[:1]) == ["sent"]


def test_a_clerk_does_not_record_for_a_colleagues_case(sent, other_clerk, now):
    outcome = take(other_clerk, code(1), now)
    assert "Chỉ Thư ký vụ án hoặc Văn thư" in outcome.refused[0].why
    assert states(sent[:1]) == ["sent"]


# --- lists and the book -----------------------------------------------------------------------------------


def test_a_letter_stands_on_one_list_only(page, sent, document_clerk, now):
    first = actions.list_dispatch(by=document_clerk, recipient_ids=[r.pk for r in sent[:2]], at=now)
    second = actions.list_dispatch(by=document_clerk, recipient_ids=[r.pk for r in sent], at=now)
    assert (first.number.text, second.number.text) == ("01/2026/BK-BG", "02/2026/BK-BG")
    assert (first.lines.count(), second.lines.count()) == (2, 2)
    assert (
        "đều đã có trong bảng kê"
        in page("vanthu").post(reverse("delivery:dispatches"), follow=True).content.decode()
    )
    assert page("chanhan").post(reverse("delivery:dispatches")).status_code == 403
    assert page("kiemsat").get(reverse("delivery:dispatch", args=[first.pk])).status_code == 403


def test_the_book_shows_what_went_out_with_its_proof(page, sent, document_clerk, now):
    take(document_clerk, code(1), now)
    period = {"tu": "01/01/2026", "den": "31/01/2026"}
    text = page("vanthu").get(reverse("books:print", args=["giao-nhan"]), period).content.decode()
    for words in (mailing.spaced(code(1)), "Giấy báo nhận của bưu chính", "Người giữ sổ", sent[0].name):
        assert words in text
    assert page("kiemsat").get(reverse("books:book", args=["giao-nhan"])).status_code == 403
    before = {"tu": "01/12/2025", "den": "31/12/2025"}
    assert sent[0].name not in page("vanthu").get(reverse("books:print", args=["giao-nhan"]), before).text


def test_nothing_of_the_procuracy_goes_to_the_post(letters):
    assert PROCURACY not in {row.key for row in letters}
