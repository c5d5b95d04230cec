"""The assistant's warnings on the page where a judgment is written: for who may see the draft, never a bar, never an error page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.assistant import drafting
from toaan.assistant.checking import KINDS
from toaan.assistant.checking.imported import ImportedBook, book_for
from toaan.core import clock, events
from toaan.demo import steps
from toaan.judgments import actions, checks
from toaan.judgments.tests import conftest
from toaan.judgments.tests.thread import CONTENT as SHORT
from toaan.judgments.tests.thread import deliberating, judge_of, numbered
from toaan.legislation.models import Source
from toaan.legislation.reading.records import ArticleRecord
from toaan.legislation.writing import write

quick_paper = conftest.quick_paper
pytestmark = pytest.mark.django_db
LAW = "07/2019/QH14"
NO_ARTICLE = f"Yêu cầu có căn cứ theo Điều 99 Luật số {LAW}."
NO_CLAUSE = f"Yêu cầu có căn cứ theo khoản 7 Điều 1 Luật số {LAW}."
NO_POINT = f"Yêu cầu có căn cứ theo điểm c khoản 1 Điều 1 Luật số {LAW}."
AT_MOST = 12
CONTENT = replace(SHORT, facts=(*SHORT.facts, "Nguyên đơn còn yêu cầu phạt cọc 50.000.000 đồng."))
"""The sample with the sum that it decides on told in its facts."""


def article(label: str, text: str, number: str = LAW) -> tuple[Source, ArticleRecord]:
    return Source.PHAPDIEN, ArticleRecord(number, label, "Việc thử", text, effective=date(2020, 1, 1))


@pytest.fixture
def law():
    write([article("1", "1. Một:\na) Này;\nb) Kia.\n2. Hai."), article("2", "Không có khoản.")])


@pytest.fixture
def case(world, now):
    clock.move_to(now)
    found = deliberating(world, now)
    events.drain()
    return found


def saved(world, case, now, *, revision=0, **changes):
    content = replace(CONTENT, **changes)
    actions.save_draft(by=judge_of(world, case), case_id=case.pk, content=content, revision=revision, at=now)
    return content


def kinds(case, content):
    found = list(drafting.findings(case, content))
    assert all(one.level == "warning" for one in found)
    return [(one.section, one.title) for one in found]


def test_a_sound_draft_brings_no_warning(world, case, law):
    sound = replace(CONTENT, reasoning=(*CONTENT.reasoning, f"Theo điểm b khoản 1 Điều 1 Luật số {LAW}."))
    assert kinds(case, sound) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [(NO_ARTICLE, "citation-unknown"), (NO_CLAUSE, "clause-out-of-range"), (NO_POINT, "clause-out-of-range")],
)
def test_what_the_imported_law_does_not_have_is_told_where_it_stands(world, case, law, words, kind):
    assert kinds(case, replace(CONTENT, reasoning=(words,))) == [("reasoning", KINDS[kind])]
    assert kinds(case, replace(CONTENT, basis=(*CONTENT.basis, words))) == [("basis", KINDS[kind])]


def test_without_imported_law_the_other_checks_still_run(world, case):
    wrong = "Đương sự có quyền kháng cáo trong thời hạn 30 ngày kể từ ngày tuyên án."
    assert kinds(case, replace(CONTENT, reasoning=(NO_ARTICLE,), appeal=wrong)) == [
        ("appeal", KINDS["appeal-right-missing"])
    ]


def test_the_judge_sees_the_warning_and_who_may_not_see_the_draft_does_not(world, case, now, page, law):
    saved(world, case, now, reasoning=(NO_ARTICLE,))
    address = reverse("judgments:draft", args=[case.pk])
    shown = page(steps.presiding(world, case)).get(address).content.decode()
    assert KINDS["citation-unknown"] in shown and "không có Điều 99" in shown
    for other in ("kiemsat", "nguyendon"):
        answer = page(other).get(address)
        assert answer.status_code in {302, 403, 404} and "Điều 99" not in answer.content.decode()
        assert (
            "không có Điều 99"
            not in page(other).get(reverse("judgments:case", args=[case.pk])).content.decode()
        )


def test_the_page_asks_few_statements_however_much_is_cited(world, case, now, page, law):
    judge = page(steps.presiding(world, case))
    address = reverse("judgments:draft", args=[case.pk])
    counts = []
    for revision, n in enumerate((1, 40)):
        many = tuple(
            f"Theo khoản 9 Điều {k} Luật số {LAW}, Điều {k} Bộ luật Dân sự." for k in range(1, n + 1)
        )
        saved(world, case, now, revision=revision, reasoning=many)
        judge.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert judge.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= AT_MOST


@pytest.mark.usefixtures("quick_paper")
def test_warnings_never_stop_the_number(world, case, now, law):
    content = replace(CONTENT, reasoning=(NO_ARTICLE,))
    assert not checks.stopping(case, content) and not checks.errors(checks.of_case(case, content))
    assert numbered(world, now, case=case, content=content).number


def test_a_hint_that_calls_itself_an_error_is_left_out(world, case, monkeypatch):
    monkeypatch.setattr(checks, "_hints", [lambda *_: [checks.Issue("error", "facts", "Sai", "Sai.")]])
    assert not checks.errors(checks.of_case(case, CONTENT))


@pytest.mark.parametrize(
    "changes",
    [
        {name: () for name in ("facts", "reasoning", "basis", "ruling", "fees")} | {"about": "", "appeal": ""},
        {name: () for name in ("facts", "basis", "ruling", "fees")} | {"appeal": ""},
        {"facts": ("😀🏛️ 5️⃣ ngày 31/02/2020 " * 700,), "reasoning": ("\x00\u200b￼ Điều 0 khoản 999",)},
        {"facts": ("Bà yêu cầu trả 140.000.000 đồng theo Điều 463 Bộ luật Dân sự. " * 320,), "about": ""},
        {"ruling": ("…", "= = = 5% x 0 đồng : 0 = 1 đồng",), "fees": ("()",), "basis": ("Điều Điều Điều",)},
    ],
)  # fmt: skip
def test_no_draft_breaks_the_checks(world, case, law, changes):
    content = replace(CONTENT, **changes)
    empty = [name for name, value in content.as_json().items() if not value]
    assert not {section for section, _title in kinds(case, content)} & {*empty}


def test_a_fault_in_a_check_is_logged_and_the_page_stands(world, case, page, monkeypatch, caplog):
    def broken(*_args):
        raise ZeroDivisionError

    saved(world, case, clock.now())
    monkeypatch.setattr(drafting, "check", broken)
    answer = page(steps.presiding(world, case)).get(reverse("judgments:draft", args=[case.pk]))
    assert answer.status_code == 200 and "ZeroDivisionError" in caplog.text
    with pytest.raises(ZeroDivisionError):
        list(drafting.findings(case, CONTENT))


def test_the_imported_book_says_only_what_it_knows(law):
    book = ImportedBook()
    day = date(2021, 1, 1)
    assert (book.document(LAW), book.document("1/2000/QH1")) == (LAW, None)
    assert (book.exists(f"{LAW}#1"), book.exists(f"{LAW}#9"), book.exists("1/2000/QH1#1")) == (
        True,
        False,
        None,
    )
    assert (book.clauses(f"{LAW}#1", day), book.clauses(f"{LAW}#2", day)) == (2, 0)
    assert book.clauses(f"{LAW}#1", date(2019, 1, 1)) is None and book.clauses(f"{LAW}#9", day) is None
    assert (book.points(f"{LAW}#1", "1"), book.points(f"{LAW}#1", "2")) == (["a", "b"], None)
    assert (book.in_force(f"{LAW}#1", date(2019, 1, 1)), book.in_force(f"{LAW}#1", day)) == (False, None)
    assert (book.title(f"{LAW}#1"), book.title(f"{LAW}#9")) == ("Việc thử", None)


def test_what_a_draft_cites_is_read_beforehand(law):
    book = book_for(f"{NO_ARTICLE} {NO_CLAUSE} {NO_POINT}")
    with CaptureQueriesContext(connection) as asked:
        assert (book.exists(f"{LAW}#99"), book.clauses(f"{LAW}#1", date(2021, 1, 1))) == (False, 2)
    assert not asked.captured_queries
