"""Records are Vietnamese whoever acts; refusals and pages speak the reader's language."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.words import shown, words
from toaan.demo import steps
from toaan.filing import actions as filing


@pytest.fixture
def english(tmp_path: Path, settings):  # type: ignore[no-untyped-def]
    """A small English catalogue in front of the real one."""
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for vietnamese, said in (
        ("Hãy chọn ít nhất một tệp.", "Choose at least one file."),
        ("Tệp “%(name)s” rỗng.", "The file “%(name)s” is empty."),
        ("%(who)s giao nộp %(n)s tài liệu, chứng cứ", "%(who)s hands in %(n)s papers"),
        ("Đến nội dung chính", "Skip to main content"),
    ):
        catalogue.append(polib.POEntry(msgid=vietnamese, msgstr=said))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [str(tmp_path / "locale")]
    trans_real._translations = {}
    yield
    trans_real._translations = {}


def test_a_refusal_is_said_in_the_language_of_whoever_reads_it(english) -> None:
    refused = Refused(
        "file.empty",
        words("Tệp “%(name)s” rỗng.") % {"name": "đơn.pdf"},
        fields={"f": "Hãy chọn ít nhất một tệp."},
    )
    assert refused.message == "Tệp “đơn.pdf” rỗng."
    with translation.override("en"):
        assert refused.message == "The file “đơn.pdf” is empty."
        assert refused.fields == {"f": "Choose at least one file."}
        assert shown("Câu chưa dịch") == "Câu chưa dịch"
        assert shown("") == ""


def test_what_an_english_reader_does_is_recorded_in_vietnamese(english, world, now) -> None:
    case = steps.assigned_case(world, now)
    upload = filing.Upload(steps.small_pdf("Sao kê"), "sao-ke.pdf")
    with translation.override("en"):
        event = filing.submit_document(
            by=world.viewer("nguyendon"), case_id=case.pk, uploads=[upload], at=now
        )
        assert translation.get_language() == "en"
        with pytest.raises(Refused) as refused:
            filing.submit_document(by=world.viewer("nguyendon"), case_id=case.pk, uploads=[], at=now)
        assert refused.value.message == "Choose at least one file."
    title = Event.objects.get(pk=event.pk).title
    assert title == "Hoàng Thị Lan Chi giao nộp 1 tài liệu, chứng cứ"


@pytest.mark.django_db
def test_the_browsers_language_does_not_decide_the_readers_choice_does(english) -> None:
    visitor = Client(headers={"accept-language": "en-US,en;q=0.9"})
    answer = visitor.get("/")
    assert answer.headers["Content-Language"] == "vi"
    assert "Đến nội dung chính" in answer.content.decode()
    chosen = visitor.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert chosen.status_code == 302
    answer = visitor.get("/")
    assert answer.headers["Content-Language"] == "en"
    assert "Skip to main content" in answer.content.decode()
    visitor.post("/ngon-ngu/", {"language": "xx", "next": "/"})
    assert visitor.get("/").headers["Content-Language"] == "en"


def test_the_way_back_leads_nowhere_else(db) -> None:
    answer = Client().post("/ngon-ngu/", {"language": "en", "next": "https://khac.example/"})
    assert answer.headers["Location"] == "/"


def test_a_reader_who_chose_english_gets_english_pages(page, world, now) -> None:
    case = steps.assigned_case(world, now)
    clerk = page("thuky")
    clerk.post("/ngon-ngu/", {"language": "en", "next": "/ban/"})
    home = clerk.get("/ban/").content.decode()
    assert '<html lang="en"' in home
    assert "My work today" in home
    assert "Acceptance register" in home
    shown_case = clerk.get(f"/ban/vu-an/{case.pk}/").content.decode()
    assert "Preparing for trial" in shown_case or "Trial preparation" in shown_case
    refused = page("nguoila")
    refused.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert "not found" in refused.get(f"/vu-an/{case.pk}/").content.decode().lower()
