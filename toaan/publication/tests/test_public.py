"""The public site: found within seconds, with and without diacritics; never a name; gone when withdrawn."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from toaan.core import clock, events, files, search_writer
from toaan.demo import steps
from toaan.publication import actions
from toaan.publication.models import Publication
from toaan.rules.tests.law_text import _page_text
from toaan.vietnamese.text import fold

from .conftest import CONTENT, SECRETS, announce, decide_all, judgment_in_effect

SEARCH = "/ban-an/"


@pytest.fixture(autouse=True)
def quiet_counter():
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    return Client()


def found(visitor: Client, **query) -> list[str]:
    answer = visitor.get(SEARCH, query)
    assert answer.status_code == 200
    return [row["hit"].title for row in answer.context["hits"]]


def told(words: str) -> list[str]:
    folded = fold(words)
    return [secret for secret in SECRETS if fold(secret) in folded]


def one_more(world, now, day: int) -> Publication:
    """Another published judgment of the court."""
    case = steps.assigned_case(world, now + timedelta(days=day))
    moment = now + timedelta(days=day)
    announce(judgment_in_effect(case, moment), moment)
    made = Publication.objects.get(case=case)
    judge = world.viewer(steps.presiding(world, case))
    made = decide_all(made, judge, moment)
    return actions.publish(by=judge, publication_id=made.pk, revision=made.revision, at=moment)


# --- search ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "",
        "đặt cọc",
        "dat coc",
        "ĐẶT CỌC",
        "phạt cọc",
        "01/2026/DS-ST",
        "1/2026/ds-st",
        "Điều 328 Bộ luật Dân sự",
        "dieu 328",
    ],
)
def test_a_published_judgment_is_found(published, visitor, question):
    assert found(visitor, q=question) == ["Bản án 01/2026/DS-ST: Tranh chấp hợp đồng đặt cọc"]


@pytest.mark.parametrize("question", [*SECRETS, "Hoàng Thị Lan Chi", "Ba Tám"])
def test_no_search_shows_a_name(published, visitor, question):
    answer = visitor.get(SEARCH, {"q": f'"{question}"'})
    assert answer.context["results"].total == 0
    answer = visitor.get(SEARCH, {"q": question})
    snippets = "".join(
        row["hit"].title + row["hit"].snippet_html + str(row["hit"].fields) for row in answer.context["hits"]
    )
    assert told(snippets) == []


def test_results_show_marks_court_and_day_and_ask_robots_to_stay_out(published, visitor):
    page = visitor.get(SEARCH, {"q": "phạt cọc"}).content.decode()
    assert "<mark>phạt</mark>" in page
    assert "Tòa án nhân dân khu vực 3 - tỉnh Sông Thanh" in page
    assert '<meta name="robots" content="noindex, follow">' in page


@pytest.mark.parametrize(
    ("narrowing", "count"),
    [
        ({"toa": "TAND-ST-KV3"}, 1), ({"nam": "2026"}, 1), ({"loai": "DS"}, 1), ({"loai": "LĐ"}, 0),
        ({"nam": "1999"}, 1), ({"toa": "bịa", "page": "x"}, 1), ({"page": "99999999"}, 1), ({"page": "7"}, 1),
    ],
)  # fmt: skip
def test_narrowing(published, visitor, narrowing, count):
    assert len(found(visitor, **narrowing)) == count


def test_nothing_found_says_what_to_do(published, visitor):
    assert "Thử ít từ hơn" in visitor.get(SEARCH, {"q": "xyzzy"}).content.decode()


def test_before_anything_is_published_the_page_says_so(db, visitor):
    assert "Chưa có bản án, quyết định nào" in visitor.get(SEARCH).content.decode()


def test_without_an_index_there_are_words_and_no_500(published, visitor, monkeypatch):
    def broken():
        raise OSError("no index")

    monkeypatch.setattr(search_writer, "index", broken)
    answer = visitor.get(SEARCH, {"q": "đặt cọc"})
    assert answer.status_code == 503
    assert "đang được chuẩn bị" in answer.content.decode()
    assert "đặt cọc" in answer.content.decode()


def test_a_robot_is_slowed_down_and_others_are_not(db, visitor, monkeypatch):
    monkeypatch.setattr("toaan.core.throttle.time.time", lambda: 1_700_000_000.0)  # one and the same minute
    answers = [visitor.get(SEARCH).status_code for _ in range(61)]
    assert answers[:60] == [200] * 60
    refused = visitor.get(SEARCH)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    assert "chờ một phút" in refused.content.decode()
    assert visitor.get(SEARCH, REMOTE_ADDR="10.1.1.1").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_hits(
    published, world, now, visitor, django_assert_num_queries
):
    for day in (1, 2):
        one_more(world, now, day)
    search_writer.write_changes()
    with django_assert_num_queries(2):
        assert len(found(visitor, q="đặt cọc")) == 3


# --- the reading page and the paper ------------------------------------------------------------------------


def test_the_page_reads_well_and_names_nobody(published, visitor):
    page = visitor.get(reverse("publication:read", args=[published.pk])).content.decode()
    for words in (
        "Bản án 01/2026/DS-ST", "Nội dung vụ án", "Nhận định của Tòa án", "Quyết định", "khoản 2 Điều 328 Bộ luật Dân sự",
        "Hoàng Thị Lan C", "Vũ Đức T", "05/01/2026", '<span class="no">[1]</span>',
    ):  # fmt: skip
        assert words in page, words
    assert told(page) == []
    assert "Ba Tám" not in page


def test_the_paper_names_nobody_in_text_or_metadata(published, visitor):
    answer = visitor.get(reverse("publication:download", args=[published.pk]))
    assert answer.status_code == 200
    assert 'filename="ban-an-01-2026-ds-st.pdf"' in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        text = " ".join("".join(_page_text(page) for page in pdf.pages).split())
        assert {"/Title": "Bản án số 01/2026/DS-ST", "/Author": published.judgment.text["court"]}.items() <= {
            key: str(value) for key, value in pdf.docinfo.items()
        }.items()
        hidden = "".join(str(v) for v in pdf.docinfo.values()) + pdf.Root.Metadata.read_bytes().decode()
    assert "Vũ Đức T" in text
    assert told(text + hidden) == []


def test_the_paper_is_rendered_once(published, now):
    from toaan.publication import public_paper

    before = published.paper_sha256
    public_paper.keep(str(published.pk), at=now)
    published.refresh_from_db()
    assert published.paper_sha256 == before
    assert files.store().exists(before)


def test_before_the_paper_is_ready_the_reader_is_asked_to_wait(reviewed, judge, now, visitor):
    actions.publish(
        by=judge, publication_id=reviewed.pk, revision=reviewed.revision, at=now + timedelta(hours=3)
    )
    answer = visitor.get(reverse("publication:download", args=[reviewed.pk]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Tải PDF" not in visitor.get(reverse("publication:read", args=[reviewed.pk])).content.decode()


@pytest.mark.parametrize("page", ["read", "download"])
def test_what_is_not_published_does_not_exist(reviewed, visitor, page):
    for pk in (reviewed.pk, uuid.uuid4()):
        assert visitor.get(reverse(f"publication:{page}", args=[pk])).status_code == 404


@pytest.mark.parametrize("page", ["read", "download"])
def test_a_declined_judgment_does_not_exist(proposed, judge, now, visitor, page):
    actions.decline(by=judge, publication_id=proposed.pk, reason="good_customs", explanation="x", at=now)
    assert visitor.get(reverse(f"publication:{page}", args=[proposed.pk])).status_code == 404


def test_withdrawn_is_gone_at_once_even_before_the_index_knows(published, president, now, visitor):
    actions.withdraw(
        by=president, publication_id=published.pk, reason="Lộ tên Vũ Đức Thịnh", at=now + timedelta(days=1)
    )
    for page in ("read", "download"):
        answer = visitor.get(reverse(f"publication:{page}", args=[published.pk]))
        assert answer.status_code == 410
        assert "Thịnh" not in answer.content.decode()
    assert found(visitor, q="đặt cọc") == []
    search_writer.write_changes()
    assert visitor.get(SEARCH, {"q": "đặt cọc"}).context["results"].total == 0


def test_a_rebuilt_index_holds_what_is_published_only(published, world, now, visitor, president):
    second = one_more(world, now, 1)
    actions.withdraw(by=president, publication_id=published.pk, reason="x", at=now + timedelta(days=2))
    search_writer.rebuild(progress=lambda _line: None)
    while search_writer.write_changes():
        pass
    answer = visitor.get(SEARCH, {"q": "đặt cọc"})
    assert [row["public_id"] for row in answer.context["hits"]] == [second.pk]
    assert answer.context["results"].total == 1


def test_the_page_is_for_everybody_and_stands_in_the_bar(published, visitor, page):
    assert "Tra cứu bản án" in visitor.get("/").content.decode()
    assert page("nguoila").get(reverse("publication:read", args=[published.pk])).status_code == 200


def test_the_whole_way_by_the_real_acts(world, now, visitor):
    """From the petition's case to the public page: nothing but the courts' own acts."""
    case = steps.published_case(world, now)
    search_writer.write_changes()
    assert clock.now() > now
    events.drain()
    assert len(found(visitor, q="phat coc")) == 1
    page = visitor.get(reverse("publication:read", args=[case.judgment.publication.pk])).content.decode()
    assert told(page) == []


def test_a_judgment_opened_from_a_search_shows_where_the_words_stand(published, visitor):
    address = reverse("publication:read", args=[published.pk])
    listed = visitor.get(SEARCH, {"q": "dat coc"}).content.decode()
    assert f"{address}?q=dat%20coc" in listed
    read = visitor.get(address, {"q": "dat coc"}).content.decode()
    assert "<mark>đặt</mark>" in read
    assert "Kết quả “dat coc”" in read
    assert "<mark>" not in visitor.get(address).content.decode()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"', "%", "a" * 500, "[", "\\"])
def test_nothing_typed_into_the_address_of_a_judgment_reaches_the_page_as_markup(published, visitor, typed):
    answer = visitor.get(reverse("publication:read", args=[published.pk]), {"q": typed})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_table_of_the_judgment_is_one_to_the_public_with_its_names_encoded(case, now, judge, visitor):
    rows = ("Người nợ | Số tiền", "Vũ Đức Thịnh | 300.000.000", "Hoàng Thị Lan Chi | 50.000.000")
    content = replace(CONTENT, facts=(*CONTENT.facts, *rows))
    announce(judgment_in_effect(case, now, content), now)
    proposed = Publication.objects.get(case=case)
    ready = decide_all(proposed, judge, now)
    actions.publish(by=judge, publication_id=ready.pk, revision=ready.revision, at=now)
    events.drain()
    page = visitor.get(reverse("publication:read", args=[ready.pk]) + "?q=tien").content.decode()
    assert '<td class="r">300.000.000</td>' in page and '<th scope="col">Số <mark>tiền</mark></th>' in page
    assert not [secret for secret in SECRETS if secret in page]
    made = Publication.objects.get(pk=ready.pk)
    words = pypdfium2.PdfDocument(files.read(made.paper_sha256))[0].get_textpage().get_text_range()
    assert "Người nợ" in words and " | " not in words
