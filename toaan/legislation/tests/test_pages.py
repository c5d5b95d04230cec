"""The pages of the law, for the desk and for everybody: the words of the day, what is known of their validity, few statements."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.core import clock
from toaan.engines.antivirus import Infected
from toaan.legislation import actions, pages, views
from toaan.legislation.models import Article, ArticleVersion, ImportRun
from toaan.legislation.tasks import read_in
from toaan.legislation.tests.test_import import LAW, PRECEDENT, SECOND, imported, own_home, written  # noqa: F401

pytestmark = pytest.mark.django_db
AT_MOST = 12


@pytest.fixture
def law(tmp_path):
    imported(written(tmp_path, LAW, SECOND, PRECEDENT))


def of(name: str, **where: str) -> str:
    return reverse(f"legislation:{name}", kwargs=where)


ARTICLE = {"number": "07/2099/QH20", "label": "1"}


def test_anybody_reads_the_law_of_a_day(client, law):
    page = client.get(of("public_article", **ARTICLE), {"ngay": "01/05/2100"}).content.decode()
    assert "Luật này để thử." in page and "Chưa rõ còn hiệu lực" in page and 'id="k1"' in page
    assert "Điều 1 Luật Thử nghiệm (07/2099/QH20)" in page and "99/2099/AL" in page and "Giải thích" in page
    before = client.get(of("public_article", **ARTICLE), {"ngay": "15/03/2019"}).content.decode()
    assert "Luật này để thử." not in before and "Không có hiệu lực" in before and "01/01/2100" in before


def test_documents_and_precedents_are_found_without_diacritics_and_by_number(client, law):
    for words in ("thu nghiem", "07/2099", "Thử nghiệm"):
        assert "Luật Thử nghiệm" in client.get(of("public_documents"), {"q": words}).content.decode()
    assert "Không có văn bản nào" in client.get(of("public_documents"), {"q": "khongcogi"}).content.decode()
    assert "99/2099/AL" in client.get(of("public_precedents"), {"q": "ve viec thu"}).content.decode()
    page = client.get(of("public_precedent", number="99/2099/AL")).content.decode()
    assert "Thử thì phải thử." in page and "Phạm vi điều chỉnh" in page
    assert "Điều 2. Giải thích" in client.get(of("public_document", number="07/2099/qh20")).content.decode()


@pytest.mark.parametrize(
    "address", ["/phap-luat/1/2000/QH1/", "/phap-luat/07/2099/QH20/dieu/99/", "/phap-luat/an-le/1/2000/AL/"]
)
def test_what_is_not_here_is_not_found(client, law, address):
    assert client.get(address).status_code == 404


def test_the_desk_has_the_same_pages_in_its_frame(client, law, page):
    assert client.get(of("article", **ARTICLE)).status_code == 302
    client = page("thuky")
    for name, where in (("documents", {}), ("document", {"number": "07/2099/QH20"}), ("article", ARTICLE), ("precedents", {}), ("precedent", {"number": "99/2099/AL"})):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(of(name, **where)).status_code == 200
        assert len(asked) <= AT_MOST, [q["sql"] for q in asked]  # session, account, post, figures of the menu
    assert client.get(of("imports")).status_code == 403


def test_an_it_officer_who_keeps_the_texts_hands_in_files_and_sees_what_was_wrong(page, world, monkeypatch):
    monkeypatch.setattr("toaan.core.authority.holds", lambda viewer: viewer.role == "it_officer")
    client = page("cntt")
    sent = SimpleUploadedFile("luat.jsonl", (json.dumps(LAW) + "\n{").encode())
    answer = client.post(of("imports"), {"tep": [sent]})
    run = ImportRun.objects.get()
    assert answer.status_code == 302 and run.by_name == world.viewer("cntt").name
    if not run.is_over:
        actions.carry_out(run.pk, sorted(actions.folder(run).iterdir()))
    told = client.get(of("import_run", run_id=run.pk)).content.decode()
    assert "luat.jsonl:2" in told and "1 mới" in told
    wrong = client.post(of("imports"), {"tep": [SimpleUploadedFile("a.exe", b"MZ")]})
    assert wrong.status_code == 422 and ImportRun.objects.count() == 1


def test_an_infected_file_is_not_read(page, world, monkeypatch, tmp_path):
    class Finds:
        present = True

        def scan(self, _path):
            raise Infected("Thu-nghiem")

    monkeypatch.setattr("toaan.core.authority.holds", lambda viewer: viewer.role == "it_officer")
    monkeypatch.setattr("toaan.core.files.scanner", Finds)
    answer = page("cntt").post(of("imports"), {"tep": [SimpleUploadedFile("luat.jsonl", b"{}\n")]})
    assert answer.status_code == 422 and "mã độc" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_while_another_import_runs_the_page_of_the_run_says_so(page, monkeypatch):
    monkeypatch.setattr("toaan.core.authority.holds", lambda viewer: viewer.role == "it_officer")
    client = page("cntt")
    with actions._alone():
        client.post(of("imports"), {"tep": [SimpleUploadedFile("luat.jsonl", json.dumps(LAW).encode())]})
        run = ImportRun.objects.get()
        if not run.is_over:
            read_in.func(str(run.pk))
    told = client.get(of("import_run", run_id=run.pk)).content.decode()
    assert "Đang có một lần nạp" in told and not actions.folder(run).exists()


def test_a_floor_above_adds_to_the_page_of_an_article(client, law, monkeypatch):
    monkeypatch.setattr(
        pages,
        "BESIDE",
        [pages.Beside("Bản án đã áp dụng", lambda _viewer, key: [(f"Bản án về {key}", "/x/")])],
    )
    assert "Bản án về 07/2099/QH20#1" in client.get(of("public_article", **ARTICLE)).content.decode()


def test_words_from_a_file_are_shown_as_words(client, law):
    ArticleVersion.objects.filter(article__label="1").update(text="<script>alert(1)</script>")
    assert (
        "<script>alert(1)"
        not in client.get(of("public_article", **ARTICLE), {"ngay": "01/05/2100"}).content.decode()
    )
    assert Article.objects.count() == 2 and clock.today()


def test_a_robot_is_slowed_down_and_a_reader_is_not(client, law, monkeypatch):
    monkeypatch.setattr("toaan.core.throttle.time.time", lambda: 1_700_000_000.0)
    seen = [client.get(of("public_article", **ARTICLE)).status_code for _n in range(views.PUBLIC + 1)]
    assert seen == [200] * views.PUBLIC + [429]
