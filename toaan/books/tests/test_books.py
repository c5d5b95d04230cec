"""The books: nothing is missing, nothing is told twice, everybody finds the own court's lines and no other's."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from toaan.books import numbers, queries
from toaan.books.shape import BOOKS, Wanted
from toaan.cases.models import Case, Party
from toaan.core import clock, numbering, rules_in_force
from toaan.core.models import IssuedNumber
from toaan.demo import steps
from toaan.judgments import actions as judgments

pytestmark = pytest.mark.django_db
NUMBERED = [key for key, book in BOOKS.items() if book.anchor is IssuedNumber]


def lines(viewer, key: str, **asked):
    """The lines of a book, by their number or name."""
    book = queries.get(viewer, key)
    found = queries.all_lines(viewer, book, queries.rows(viewer, book, Wanted(**asked)))
    return {queries.label(line, book): line for line in found}


def sheets(visitor, key: str, query: str = ""):
    answer = visitor.get(reverse("books:sheet", args=[key]) + query)
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content), rich_text=True)


def test_every_pattern_of_the_rules_leads_to_one_book_and_every_book_has_one(db) -> None:
    led = Counter(numbers.book_of(family) for family in numbers.titles())
    assert set(led) == set(NUMBERED)
    assert numbers.book_of("interim_measure") == numbers.book_of("decision:DS") == "quyet-dinh"
    assert numbers.book_of("judgment:HNGĐ") == "ban-an"


def test_every_number_issued_stands_in_exactly_one_book(court3, clerk, archivist, world, now) -> None:
    with transaction.atomic():  # a paper of a domain that the books have never heard of
        numbering.issue(
            court=world.court, pattern="interim_measure", kind="DS", subject=court3.pronounced, at=now
        )
    found: Counter[str] = Counter()
    for key in NUMBERED:
        found.update(line.key for line in lines(archivist if key == "ban-sao" else clerk, key).values())
    assert found == Counter(str(pk) for pk in IssuedNumber.objects.values_list("pk", flat=True))
    assert "01/2026/QĐ-BPKCTT" in lines(clerk, "quyet-dinh")
    counted = queries.counts(clerk, 2026)
    assert sum(counted.get(key, 0) for key in NUMBERED) == IssuedNumber.objects.count()


def test_a_suspended_case_is_noted_and_a_discontinued_one_struck_out_everywhere(court3, clerk, page) -> None:
    book = lines(clerk, "thu-ly", year=2026)
    paused, ended = book[str(court3.suspended)], book[str(court3.discontinued)]
    assert not paused.struck and "Quyết định tạm đình chỉ" in paused.cells["noted"]
    assert "xóa tên" not in paused.cells["noted"] and paused.cells["state"] == "Tạm đình chỉ"
    assert ended.struck and ended.cells["noted"].endswith("Đã xóa tên trong sổ")
    assert ended.cells["state"] == "Đã đình chỉ, đã xóa tên"
    assert [line.struck for line in book.values()].count(True) == 1
    screen = page("thuky").get(reverse("books:book", args=["thu-ly"]), {"tinh_trang": "xoa-ten"}).text
    assert f"{court3.discontinued}</a></s>" in screen and str(court3.suspended) not in screen
    paper = page("thuky").get(reverse("books:print", args=["thu-ly"])).text
    assert f"<s>{court3.discontinued}</s>" in paper and f"<s>{court3.suspended}</s>" not in paper
    Case.objects.filter(pk=court3.discontinued.pk).update(state="archived")
    assert lines(clerk, "thu-ly")[str(court3.discontinued)].struck, "closing the file brings no name back"


def test_papers_are_told_once_they_are_known_and_not_before(court3, clerk, world, now) -> None:
    decisions = lines(clerk, "quyet-dinh")
    titles = {line.cells["title"] for line in decisions.values()}
    assert {
        "Quyết định tạm đình chỉ giải quyết vụ án", "Quyết định đình chỉ giải quyết vụ án",
        "Quyết định đưa vụ án ra xét xử sơ thẩm",
    } == titles  # fmt: skip
    assert all(line.cells["signer"] for line in decisions.values())
    [judgment] = lines(clerk, "ban-an").values()
    assert (judgment.cells["state"], judgment.cells["effective"]) == ("Đã tuyên, chưa có hiệu lực", None)
    debated = steps.debated_case(world, clock.now() + timedelta(days=1))
    steps.signed_judgment(world, clock.now(), case=debated)
    waiting = lines(clerk, "ban-an")["02/2026/DS-ST"]
    assert waiting.cells["state"] == "Đã cấp số, chưa tuyên" and waiting.cells["matter"] == str(debated)


def test_nobody_of_another_court_sees_a_line(court3, elsewhere, page, lay_judge, world) -> None:
    for key, book in BOOKS.items():
        assert list(queries.rows(elsewhere, book, Wanted())) == [], key
    assert all(n == 0 for n in queries.counts(elsewhere, 2026).values())
    for who in ("hoitham", "tochuc", "cntt", "kiemsat", "nguyendon"):
        for name in ("book", "print", "sheet"):
            assert page(who).get(reverse(f"books:{name}", args=["thu-ly"])).status_code == 403, who
        assert page(who).get(reverse("books:shelf")).status_code == 403
    assert page("thuky").get(reverse("books:book", args=["khong-co"])).status_code == 404


ASKED: list[tuple[dict[str, str], str, int]] = [
    ({"q": "hoang thi lan chi"}, "thu-ly", 4), ({"q": "Hoàng Thị Lan Chi"}, "thu-ly", 4),
    ({"q": "vay tai san"}, "thu-ly", 1), ({"q": "2/2026"}, "thu-ly", 1), ({"q": "số 002/2026/TLST – DS"}, "thu-ly", 1),
    ({"q": "khong co ai"}, "thu-ly", 0), ({"q": "lan chi"}, "quyet-dinh", 3),
    ({"q": "01/2026/qdst-ds"}, "quyet-dinh", 1), ({"q": "1/2026/ds-st"}, "ban-an", 1),
    ({"loai": "DS"}, "quyet-dinh", 3), ({"loai": "LĐ"}, "quyet-dinh", 0),
    ({"cap": "ST"}, "ban-an", 1), ({"tinh_trang": "suspended"}, "thu-ly", 1), ({"tinh_trang": "suspended"}, "quyet-dinh", 1),
    ({"thang": "1"}, "nhan-don", 1), ({"thang": "2"}, "nhan-don", 0), ({"tu": "06/01/2026"}, "nhan-don", 0),
    ({"loai": "DS"}, "nhan-don", 1), ({"tinh_trang": "returned"}, "nhan-don", 0), ({"nam": "2025"}, "thu-ly", 0),
    ({"tham_phan": "-"}, "thu-ly", 1), ({"nam": "abc", "loai": "XX", "tu": "32/13/2026", "thang": "x"}, "thu-ly", 4),
]  # fmt: skip


def test_each_condition_narrows_the_list_and_the_print_alike(court3, page) -> None:
    visitor = page("thuky")
    for query, key, count in ASKED:
        shown = visitor.get(reverse("books:book", args=[key]), query)
        assert shown.context["page_obj"].paginator.count == count, (query, key)
        paper = visitor.get(reverse("books:print", args=[key]), query)
        assert (paper.status_code, paper.context["total"]) == (200, count), (query, key)
    notices = visitor.get(reverse("books:book", args=["thong-bao"]), {"q": "vay tai san"})
    assert "Thông báo nộp tạm ứng án phí" in notices.text


def test_the_file_opens_again_with_the_same_lines_and_typed_cells(court3, clerk, page) -> None:
    Party.objects.filter(case=court3.accepted, role="plaintiff").update(name='=HYPERLINK("http://x";"y")')
    Party.objects.filter(case=court3.suspended, role="plaintiff").update(name="+84 và \x07 @nhóm")
    made = sheets(page("thuky"), "thu-ly")
    assert made.sheetnames == ["TLST-DS"]
    sheet = made.active
    heads = [cell.value for cell in sheet[1]]
    assert heads == [str(column.label) for column in BOOKS["thu-ly"].columns]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
    rows = {row[0].value: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    assert set(rows) == set(lines(clerk, "thu-ly"))
    first = rows[str(court3.accepted)]
    assert first["Ngày thụ lý"].value.date() == court3.accepted.accepted_on and first["Ngày thụ lý"].is_date
    assert first["Nguyên đơn, người yêu cầu"].value == '=HYPERLINK("http://x";"y")'
    assert first["Nguyên đơn, người yêu cầu"].data_type == "s", "a text stays a text"
    assert rows[str(court3.suspended)]["Nguyên đơn, người yêu cầu"].value == "+84 và  @nhóm"
    assert rows[str(court3.discontinued)]["Số thụ lý"].font.strike
    petitions = sheets(page("vanthu"), "nhan-don").active
    counted = petitions[2][[c.value for c in petitions[1]].index("Số tài liệu")]
    assert isinstance(counted.value, int)


def test_a_year_of_two_kinds_is_a_sheet_for_each(world, now, page) -> None:
    steps.opened_case(world, now)
    steps.opened_case(world, now, kind="HNGĐ", value=None)
    assert len(sheets(page("thuky"), "thu-ly").sheetnames) == 2
    paper = page("thuky").get(reverse("books:print", args=["thu-ly"])).text
    assert paper.count("<thead>") == 2 and "Thụ lý sơ thẩm – Hôn nhân và gia đình" in paper
    assert all(f">{column.label}</th>" in paper for column in BOOKS["thu-ly"].columns)
    assert "0001234, 05/01/2026, 10.000.000 đồng" in paper


@pytest.mark.parametrize("name", ["book", "print", "sheet"])
@pytest.mark.usefixtures("steady_rules")
def test_a_book_costs_the_same_however_many_lines(page, world, now, name) -> None:
    visitor = page("thuky")
    rules_in_force.rows("number_pattern")

    def cost() -> dict[str, int]:
        found = {}
        for key in BOOKS:
            with CaptureQueriesContext(connection) as asked:
                assert visitor.get(reverse(f"books:{name}", args=[key])).status_code == 200
            found[key] = len(asked)
        return found

    steps.accepted_case(world, now)
    served = steps.assigned_case(world, now)
    steps.served(world, served, now)
    visitor.get(reverse("books:shelf"))
    cost()
    first = cost()
    for n in range(1, 3):
        steps.accepted_case(world, now + timedelta(minutes=n))
        steps.served(
            world, steps.assigned_case(world, now + timedelta(minutes=n)), now + timedelta(minutes=n)
        )
    assert cost() == first


def test_old_addresses_lead_to_the_books_with_their_conditions(court3, page) -> None:
    visitor = page("thuky")
    for old, query, count in (
        ("/ban/so-thu-ly/in/", "?loai=DS&tham_phan=-", 1), ("/ban/don/in/", "?kind=DS&state=accepted", 1),
        ("/ban/don/in/", "?kind=LĐ", 0),
    ):  # fmt: skip
        answer = visitor.get(old + query, follow=True)
        assert answer.redirect_chain[0][1] == 301
        assert answer.context["total"] == count, old
    for old in ("/ban/ban-sao/", "/ban/tong-dat/so/", "/ban/so-thu-ly/tai-ve/", "/ban/ban-sao/in/"):
        assert visitor.get(old, follow=True).status_code == 200
    kept = visitor.get("/ban/tong-dat/so/?first=01/01/2026&last=31/01/2026", follow=True).context["form"]
    assert kept.wanted(2026).since == date(2026, 1, 1) and kept.wanted(2026).until == date(2026, 1, 31)


def test_appeals_and_protests_stand_in_their_book(court3, world, page, clerk) -> None:
    judgment = court3.pronounced.judgment
    party = court3.pronounced.parties.get(role="defendant")
    judgments.record_appeal(
        by=world.viewer("bidon"), judgment_id=judgment.pk, party_id=party.pk, ground="Mức bồi thường quá cao",
        part_ids=[p.pk for p in judgment.parts.all()], at=clock.now(),
    )  # fmt: skip
    [line] = lines(clerk, "khang-cao", year=2026).values()
    assert line.cells["who"] == party.name and line.cells["kind"] == "Kháng cáo"
    assert line.cells["what"] == str(judgment) and line.cells["received"] == clock.today()
    assert party.name in lines(clerk, "ban-an")[judgment.number.text].cells["appeal"]
    assert str(judgment) in page("thuky").get(reverse("books:book", args=["khang-cao"])).text
    assert lines(clerk, "khang-cao", state="record_protest") == {}
