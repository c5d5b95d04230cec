"""Certified copies from the file: numbered, sealed, in the book, checkable by anybody; the original stays as it is."""

from __future__ import annotations

import dataclasses
import io
import uuid
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.urls import reverse

from toaan.core import actions as core
from toaan.core import audit, clock, events, files, signatures
from toaan.core.errors import Refused
from toaan.core.models import Event, IssuedNumber
from toaan.core.roles import Role
from toaan.core.tests.at_once import at_once
from toaan.core.viewer import SYSTEM
from toaan.core.waiting import waiting_for
from toaan.demo import steps
from toaan.dossiers import actions, queries
from toaan.dossiers.actions import CopyWish, Recipient
from toaan.dossiers.models import DocumentCopy, Folio
from toaan.portal import papers_check


@pytest.fixture
def folio(filled) -> Folio:
    return Folio.objects.get(title="Hợp đồng đặt cọc")


@pytest.fixture
def wish(filled, president):
    """A true copy on paper of both pages for the plaintiff; `wish(form="extract")` changes it."""
    plaintiff = filled.parties.get(role="plaintiff")

    def made(**changes) -> CopyWish:
        plain = CopyWish(
            key=uuid.uuid4(), form="true", source="paper", medium="paper", first_page=1, last_page=2, count=2,
            recipient=Recipient(plaintiff.pk), reason="Theo đơn đề nghị ngày 05/01/2026",
            signer=str(president.post.pk), not_withheld=True,
        )  # fmt: skip
        return dataclasses.replace(plain, **changes)

    return made


@pytest.fixture
def make(folio, wish, clerk, now):
    """The first act alone, by the clerk: `make(by=…, folio=…, count=0)`."""

    def done(by=clerk, folio=folio, **changes) -> DocumentCopy:
        one = changes.pop("wish", None) or wish(**changes)
        return actions.make_copy(by=by, folio_id=folio.pk, wish=one, at=now)

    return done


@pytest.fixture
def given(folio, wish, clerk, now):
    """A copy, numbered and sealed."""

    def done(**changes) -> DocumentCopy:
        made = actions.make_copy(by=clerk, folio_id=folio.pk, wish=wish(**changes), at=now)
        return actions.seal_copy(by=clerk, copy_id=made.pk, at=now)

    return done


def words_of(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_copy_is_numbered_stamped_certified_and_sealed(given, folio, filled, now) -> None:
    original = files.read(folio.file_id)
    copy = given()
    assert str(copy) == "Sao y số 01/2026/SY-TA"
    assert copy.given_to == f"Nguyên đơn {filled.parties.get(role='plaintiff').name}"
    content = files.read(copy.sha256)
    checked = signatures.verify(content, at=now + timedelta(minutes=1))
    assert checked.valid, checked.message_vi
    assert checked.signatures[0].signer_name == filled.court.name
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == folio.pages + 1
    text = words_of(content)
    for said in (
        "BẢN SAO – SAO Y",
        "01/2026/SY-TA",
        "trang 2/2",
        folio.title,
        copy.code,
        "CHÁNH ÁN",
        "BẢN THỰC HÀNH",
    ):
        assert said in text, said
    assert files.read(folio.file_id) == original
    assert files.store().verify(folio.file_id)
    assert folio.dossier.folios.count() == 3  # a copy is no document of the file
    assert audit.verify().good


def test_the_three_forms_share_one_sequence(given) -> None:
    assert given().number.text == "01/2026/SY-TA"
    assert given(form="second").number.text == "02/2026/SL-TA"
    extract = given(form="extract", first_page=2, last_page=2, medium="electronic")
    assert extract.number.text == "03/2026/TrS-TA"
    assert extract.count == 1  # a file is handed over once, however many were asked for
    text = words_of(files.read(extract.sha256))
    assert "Trích sao trang 2" in text
    assert "đã ký số" in text
    assert "trang 1/1" not in text  # the only page bears the stamp itself


def test_the_book_and_the_timeline_have_it(given, page, clerk, filled) -> None:
    copy = given(recipient=Recipient(None, "Chi cục Thuế khu vực 3"), reason="Công văn số 15")
    event = Event.objects.get(act="dossiers.seal_copy")
    assert (event.case_id, event.shown_to) == (filled.pk, "court")
    assert event.title == "Cấp bản sao: Sao y số 01/2026/SY-TA, Hợp đồng đặt cọc"
    overview = reverse("cases:overview", args=[filled.pk])
    assert event.title in page("thuky").get(f"{overview}?loc=ho-so").content.decode()
    assert event.title not in page("nguyendon").get(overview).content.decode()
    for url in ("book", "print"):
        for query in ("", "?q=chi+cuc+thue", "?q=1/2026/sy-ta", "?hinh_thuc=true"):
            shown = page("thuky").get(reverse(f"books:{url}", args=["ban-sao"]) + query).content.decode()
            assert "01/2026/SY-TA" in shown, (url, query)
            assert "Chi cục Thuế khu vực 3" in shown
        for query in ("?q=khongcogi", "?hinh_thuc=extract"):
            answer = page("thuky").get(reverse(f"books:{url}", args=["ban-sao"]) + query)
            assert "SY-TA" not in answer.content.decode()
    for url in (reverse("dossiers:folio", args=[copy.folio_id]), reverse("dossiers:case", args=[filled.pk])):
        assert "Sao y số 01/2026/SY-TA" in page("thuky").get(url).content.decode()


def test_anybody_who_holds_the_copy_can_check_it(given, make, folio, client) -> None:
    copy = given()
    by_code = papers_check.by_code(copy.code.lower().replace("-", " "))
    by_file = papers_check.by_sha256(copy.sha256)
    assert by_code == by_file
    assert by_code is not None
    assert by_code.what == "Bản sao (sao y) số 01/2026/SY-TA, 2 trang"
    assert folio.title not in by_code.what
    unsealed = make()
    assert papers_check.by_code(unsealed.code) is None
    shown = client.post(reverse("portal:check_paper"), {"ma": copy.code}).content.decode()
    assert "01/2026/SY-TA" in shown


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("president", "not_allowed"), ("procurator", "not_allowed"), ("plaintiff", "not_allowed"),
        ("lay_judge", "not_allowed"), ("other_clerk", "not_found"), ("document_clerk", "not_found"),
        ("stranger", "not_found"),
    ],
)  # fmt: skip
def test_others_give_no_copies(person, code, request, make) -> None:
    viewer = request.getfixturevalue(person)
    with pytest.raises(Refused, match=code):
        make(by=viewer)
    assert not DocumentCopy.objects.exists()
    assert not IssuedNumber.objects.filter(register="copy").exists()


def test_the_archivist_gives_copies_and_one_of_another_court_does_not(
    world, make, archivist, stranger, now
) -> None:
    assert make(by=archivist).number.sequence == 1
    post = core.appoint(
        by=SYSTEM, user=stranger.user, court=world.province, kind=Role.ARCHIVIST, since=now, at=now
    )
    elsewhere = dataclasses.replace(archivist, user=stranger.user, post=post)
    with pytest.raises(Refused, match="not_found"):
        make(by=elsewhere)
    assert not queries.copies_visible_to(elsewhere).exists()


def test_who_makes_a_copy_does_not_sign_it(make, clerk) -> None:
    """By order sign heads of units only (NĐ 30/2020, 13.4)."""
    with pytest.raises(Refused, match="copy_signer"):
        make(signer=str(clerk.post.pk))


@pytest.mark.parametrize("kind", ["internal", "deliberation_minutes"])
def test_what_is_secret_is_never_copied(kind, filled, bring, make) -> None:
    type(filled).objects.filter(pk=filled.pk).update(state="judged")
    bring(("Văn bản kín", kind, 2, filled.accepted_on), name="hearings.close_debate")
    secret = Folio.objects.get(kind=kind)
    with pytest.raises(Refused, match="dossiers.copy_secret"):
        make(folio=secret)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"not_withheld": False}, "copy_withheld"),
        ({"source": "electronic", "medium": "electronic"}, "copy_way"),
        ({"form": "second", "source": "electronic", "medium": "electronic"}, "copy_way"),
        ({"form": "khac"}, "copy_way"),
        ({"last_page": 1}, "copy_pages"),
        ({"form": "extract", "first_page": 2, "last_page": 3}, "copy_pages"),
        ({"form": "extract", "first_page": 0}, "copy_pages"),
        ({"form": "extract", "first_page": 2, "last_page": 1}, "copy_pages"),
        ({"count": 0}, "copy_count"),
        ({"count": 100}, "copy_count"),
        ({"recipient": Recipient(None, " ")}, "copy_for_whom"),
        ({"recipient": Recipient(uuid.uuid4())}, "copy_for_whom"),
        ({"reason": " "}, "copy_reason"),
        ({"signer": str(uuid.uuid4())}, "copy_signer"),
    ],
)
def test_what_does_not_fit_is_refused_and_takes_no_number(changes, code, make) -> None:
    with pytest.raises(Refused, match=code) as refused:
        make(**changes)
    assert refused.value.fields
    assert not IssuedNumber.objects.filter(register="copy").exists()


def test_an_extract_may_be_electronic_from_electronic(given) -> None:
    copy = given(form="extract", source="electronic", medium="electronic", last_page=1)
    assert "văn bản điện tử" in words_of(files.read(copy.sha256))


@pytest.mark.filterwarnings("error::pikepdf.PageCopyWarning")
def test_the_signatures_of_a_judgment_are_seen_on_its_copy(world, now, wish) -> None:
    case = steps.pronounced_case(world, now, case=steps.debated_case(world, now))
    events.drain()
    clerk, folio = world.viewer("thuky"), Folio.objects.get(dossier__case=case, kind="judgment")
    one = wish(source="electronic", last_page=folio.pages, recipient=Recipient(case.parties.first().pk))
    made = actions.make_copy(by=clerk, folio_id=folio.pk, wish=one, at=clock.now())
    made = actions.seal_copy(by=clerk, copy_id=made.pk, at=clock.now())
    shown = words_of(files.read(made.sha256))
    assert "Ký bởi" in shown
    assert f"Sao y từ văn bản điện tử trong hồ sơ vụ án thụ lý số {case}" in " ".join(shown.split())


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_broken_original_takes_no_number(damage, folio, make) -> None:
    path = files.store().path(folio.file_id)
    path.chmod(0o644)
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"%PDF-1.7 khac")
    with pytest.raises(Refused, match="dossiers.copy_broken"):
        make()
    assert not IssuedNumber.objects.filter(register="copy").exists()


def test_a_file_that_cannot_be_printed_is_refused(folio, make) -> None:
    type(folio.file).objects.filter(pk=folio.file_id).update(media_type="audio/mpeg")
    with pytest.raises(Refused, match="dossiers.copy_format"):
        make()


def test_pressed_twice_it_is_one_copy(folio, wish, clerk, now) -> None:
    same = wish()
    first = actions.make_copy(by=clerk, folio_id=folio.pk, wish=same, at=now)
    assert actions.make_copy(by=clerk, folio_id=folio.pk, wish=same, at=now) == first
    sealed = actions.seal_copy(by=clerk, copy_id=first.pk, at=now)
    assert actions.seal_copy(by=clerk, copy_id=first.pk, at=now) == sealed
    assert Event.objects.filter(act__in=["dossiers.make_copy", "dossiers.seal_copy"]).count() == 2
    other = Folio.objects.get(title="Biên bản phiên họp")
    with pytest.raises(Refused, match="dossiers.copy_made"):  # the key of another document's copy
        actions.make_copy(by=clerk, folio_id=other.pk, wish=dataclasses.replace(same, last_page=3), at=now)


def test_a_seal_that_fails_is_taken_up_again_under_the_same_number(
    folio, clerk, page, monkeypatch, told
) -> None:
    def down(*args, **kwargs):
        raise Refused("signing.failed", "Thiết bị ký không trả lời.")

    url = reverse("dossiers:make_copy", args=[folio.pk])
    with monkeypatch.context() as patch:
        patch.setattr(signatures, "seal_as_court", down)
        shown = page("thuky").post(url, told(), follow=True).content.decode()
    assert "Thiết bị ký không trả lời." in shown
    assert "Đóng dấu số tiếp" in shown
    copy = DocumentCopy.objects.get()
    assert not copy.sealed
    assert [w.url for w in waiting_for(clerk) if w.act == "dossiers.seal_copy"] == [
        reverse("dossiers:copy", args=[copy.pk])
    ]
    assert page("thuky").get(reverse("dossiers:copy_file", args=[copy.pk])).status_code == 404
    page("thuky").post(reverse("dossiers:seal_copy", args=[copy.pk]))
    copy.refresh_from_db()
    assert copy.sealed
    assert copy.number.text == "01/2026/SY-TA"
    assert not [w for w in waiting_for(clerk) if w.act == "dossiers.seal_copy"]


@pytest.fixture
def told(filled, president):
    """What the form sends; `told(reason="")` changes it."""

    def made(**changes):
        return {
            "key": str(uuid.uuid4()), "form": "true", "first_page": "1", "last_page": "2", "source": "paper",
            "medium": "paper", "count": "1", "party": str(filled.parties.get(role="plaintiff").pk), "name": "",
            "reason": "Theo đơn đề nghị", "signer": str(president.post.pk), "not_withheld": "on", **changes,
        }  # fmt: skip

    return made


def test_on_the_page_the_clerk_gives_a_copy_and_opens_it(folio, page, told) -> None:
    reader = page("thuky").get(reverse("dossiers:folio", args=[folio.pk])).content.decode()
    url = reverse("dossiers:make_copy", args=[folio.pk])
    assert url in reader
    assert page("thuky").get(url).status_code == 200
    done = page("thuky").post(url, told(), follow=True)
    copy = DocumentCopy.objects.get()
    assert "Đã cấp Sao y số 01/2026/SY-TA." in done.content.decode()
    paper = page("thuky").get(reverse("dossiers:copy_file", args=[copy.pk]))
    assert b"".join(paper.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_page": "ba"}, "số"), ({"reason": ""}, "reason"), ({"party": "x"}, "party"), ({"key": "x"}, "key"),
        ({"last_page": "9"}, "Tài liệu có 2 trang"), ({"not_withheld": ""}, "khoản 2 Điều 109"),
        ({"source": "electronic", "medium": "electronic"}, "gửi chính tệp gốc"),
    ],
)  # fmt: skip
def test_bad_input_is_said_and_nothing_typed_is_lost(changes, words, folio, page, told) -> None:
    sent = told(**{"name": "Lê Thị Nhận Thay", **changes})
    answer = page("thuky").post(reverse("dossiers:make_copy", args=[folio.pk]), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Lê Thị Nhận Thay" in answer.content.decode()
    assert not DocumentCopy.objects.exists()


@pytest.mark.parametrize(
    ("person", "book", "paper"),
    [("thuky", 200, 200), ("luutru", 200, 200), ("chanhan", 200, 200), ("vanthu", 200, 404), ("thuky2", 200, 404),
     ("nguyendon", 403, 403), ("kiemsat", 403, 403), ("cntt", 403, 403)],
)  # fmt: skip
def test_who_reads_the_book_and_who_the_paper(person, book, paper, given, page) -> None:
    copy = given()
    for url in ("book", "print"):
        answer = page(person).get(reverse(f"books:{url}", args=["ban-sao"]))
        assert answer.status_code == book
        if book == 200:
            assert ("SY-TA" in answer.content.decode()) == (person != "thuky2")
    assert page(person).get(reverse("dossiers:copy_file", args=[copy.pk])).status_code == paper


def test_the_book_costs_the_same_however_many_lines(
    given, page, django_assert_max_num_queries, steady_rules
) -> None:
    from django.test.utils import CaptureQueriesContext

    visitor, url = page("thuky"), reverse("books:book", args=["ban-sao"])
    given()
    visitor.get(url)
    with CaptureQueriesContext(connection) as one:
        visitor.get(url)
    for _ in range(3):
        given()
    with django_assert_max_num_queries(len(one)):
        visitor.get(url)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers(folio, wish, clerk, now) -> None:
    def press() -> DocumentCopy:
        return actions.make_copy(by=clerk, folio_id=folio.pk, wish=wish(), at=now)

    assert sorted(copy.number.sequence for copy in at_once(*[press] * 4)) == [1, 2, 3, 4]
    assert audit.verify().good
