"""Who reads the file: everybody of the case what is theirs, nobody else anything."""

from __future__ import annotations

import pytest
from django.urls import reverse

from toaan.core import files, policy
from toaan.core.errors import Refused
from toaan.demo import steps
from toaan.dossiers import queries
from toaan.dossiers.models import Dossier, Folio
from toaan.dossiers.reader import Part

CAST = (
    "president", "judge", "other_judge", "clerk", "other_clerk", "lay_judge", "document_clerk", "archivist",
    "hr_officer", "it_officer", "procurator", "plaintiff", "defendant", "lawyer", "stranger",
)  # fmt: skip
READERS = {"president", "clerk", "lay_judge", "archivist", "procurator", "plaintiff", "defendant"}


@pytest.mark.parametrize("person", CAST)
def test_the_list_and_the_policy_table_say_the_same(person, request, world, filled) -> None:
    viewer = request.getfixturevalue(person)
    presiding = world.viewer(steps.presiding(world, filled)).user == viewer.user
    may = person in READERS or presiding
    assert queries.visible_to(viewer).exists() == may
    assert policy.allows(viewer, "dossiers.read", filled) == may


def test_a_paper_internal_to_the_court_is_not_the_parties(
    filled, bring, plaintiff, clerk, procurator
) -> None:
    bring(("Công văn nội bộ", "internal", 1, filled.accepted_on), name="cases.assign_clerk")
    assert "Công văn nội bộ" in [f.title for f in queries.visible_to(clerk)]
    assert "Công văn nội bộ" in [f.title for f in queries.visible_to(procurator)]
    assert "Công văn nội bộ" not in [f.title for f in queries.visible_to(plaintiff)]


def test_minutes_of_deliberation_are_the_panels_alone(world, filled, bring, president) -> None:
    type(filled).objects.filter(pk=filled.pk).update(state="judged")
    bring(("Biên bản nghị án", "deliberation_minutes", 1, filled.accepted_on), name="hearings.close_debate")
    secret = Folio.objects.get(kind="deliberation_minutes")
    for viewer in (world.viewer("thuky"), world.viewer("hoitham")):
        assert queries.get(viewer, secret.pk) == secret
    outsiders = [president, world.viewer("kiemsat")]
    if filled.assignments.filter(role="presiding", post=president.post).exists():
        outsiders.remove(president)
    for viewer in outsiders:
        with pytest.raises(Refused, match="not_found"):
            queries.get(viewer, secret.pk)


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("thuky", 200),
        ("kiemsat", 200),
        ("nguyendon", 200),
        ("bidon", 200),
        ("nguoila", 404),
        ("thuky2", 404),
        ("cntt", 404),
    ],
)
def test_the_original_goes_only_to_readers(page, filled, username, status) -> None:
    folio = Folio.objects.get(title="Hợp đồng đặt cọc")
    response = page(username).get(reverse("dossiers:file", args=[folio.pk]))
    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content) == files.read(folio.file_id)
        assert "sandbox" in response["Content-Security-Policy"]


def test_a_visitor_is_sent_to_sign_in(client, filled) -> None:
    response = client.get(reverse("dossiers:file", args=[Folio.objects.first().pk]))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_the_clerk_reads_the_inventory_and_turns_over(page, filled) -> None:
    visitor = page("thuky")
    shown = visitor.get(reverse("dossiers:case", args=[filled.pk])).content.decode()
    assert "Hợp đồng đặt cọc" in shown
    assert "Bị đơn Vũ Đức Thịnh" in shown
    assert "3–5" in shown
    middle = Folio.objects.get(kind="session_minutes")
    reader = visitor.get(reverse("dossiers:folio", args=[middle.pk])).content.decode()
    for neighbour in Folio.objects.exclude(pk=middle.pk):
        assert reverse("dossiers:folio", args=[neighbour.pk]) in reader


def test_a_number_leads_to_its_document_and_an_unknown_one_says_so(page, filled) -> None:
    visitor, url = page("thuky"), reverse("dossiers:case", args=[filled.pk])
    middle = Folio.objects.get(kind="session_minutes")
    assert visitor.get(url, {"bl": "4"})["Location"] == reverse("dossiers:folio", args=[middle.pk])
    assert "Không có bút lục số" in visitor.get(url, {"bl": "77"}).content.decode()
    assert "Không có bút lục số" in visitor.get(url, {"bl": "²"}).content.decode()


def test_titles_are_found_without_diacritics(clerk, filled) -> None:
    assert [f.title for f in queries.folios_of(clerk, filled, "dat coc")] == ["Hợp đồng đặt cọc"]
    assert not queries.folios_of(clerk, filled, "không có").exists()


def test_a_colleague_outside_the_case_learns_who_may_read(page, filled) -> None:
    response = page("thuky2").get(reverse("dossiers:case", args=[filled.pk]))
    assert response.status_code == 403
    assert "đọc hồ sơ" in response.content.decode()


def test_a_party_finds_the_file_in_the_portal_and_not_at_the_desk(page, filled) -> None:
    shown = page("nguyendon").get(reverse("dossiers:party", args=[filled.pk]))
    assert "Hợp đồng đặt cọc" in shown.content.decode()
    assert page("nguyendon").get(reverse("dossiers:case", args=[filled.pk])).status_code in (403, 404)
    assert page("nguoila").get(reverse("dossiers:party", args=[filled.pk])).status_code == 404


def test_the_printed_inventory_has_its_five_columns(page, filled) -> None:
    shown = page("thuky").get(reverse("dossiers:print", args=[filled.pk])).content.decode()
    for column in ("STT", "Tên tài liệu", "Bút lục", "Số tờ", "Ghi chú"):
        assert column in shown
    assert "Bị đơn Vũ Đức Thịnh nộp" in shown


@pytest.mark.usefixtures("steady_rules")
def test_pages_do_not_ask_more_questions_for_a_longer_file(
    page, filled, bring, django_assert_max_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for username, name in (("thuky", "dossiers:case"), ("nguyendon", "dossiers:party")):
        visitor, url = page(username), reverse(name, args=[filled.pk])
        visitor.get(url)
        with CaptureQueriesContext(
            connection,
        ) as few:
            visitor.get(url)
        bring(*[(f"Tài liệu {username} {n}", "evidence", 1, filled.accepted_on) for n in range(12)])
        with django_assert_max_num_queries(len(few)):
            visitor.get(url)


def test_check_is_silent_about_a_whole_file_and_names_a_changed_one(filled, page) -> None:
    dossier = Dossier.objects.get(case=filled)
    assert queries.check(dossier) == []
    folio = Folio.objects.get(title="Hợp đồng đặt cọc")
    original = files.store().path(folio.file_id)
    original.chmod(0o600)
    original.write_bytes(b"khac")
    (fault,) = queries.check(dossier)
    assert "Hợp đồng đặt cọc" in fault
    assert "thay đổi" in fault
    assert fault in page("thuky").get(reverse("dossiers:check", args=[filled.pk])).content.decode()
    original.unlink()
    assert "không còn trong kho" in queries.check(dossier)[0]


def test_check_names_a_gap(filled) -> None:
    dossier = Dossier.objects.get(case=filled)
    Folio.objects.filter(kind="session_minutes").delete()
    assert queries.check(dossier) == ["Số bút lục không liên tục: sau 2 là 6."]
    Folio.objects.filter(kind="proof_of_service").delete()
    assert queries.check(dossier) == ["Số bút lục cuối là 2, sổ cấp số ghi 6."]


def test_the_reader_has_the_inventory_by_parts_and_marks_the_open_document(page, filled) -> None:
    contract = Folio.objects.get(title="Hợp đồng đặt cọc")
    text = page("thuky").get(reverse("dossiers:folio", args=[contract.pk])).content.decode()
    assert "Chứng cứ của bị đơn" in text
    assert "Phiên họp, phiên tòa" in text
    assert f'href="{reverse("dossiers:folio", args=[contract.pk])}" aria-current="page"' in text
    assert text.count('<details class="ta-part" open>') == 1


def test_the_reader_finds_titles_without_diacritics_and_says_when_there_is_none(page, filled) -> None:
    address = reverse("dossiers:folio", args=[Folio.objects.get(kind="session_minutes").pk])
    text = page("thuky").get(address, {"q": "dat coc"}).content.decode()
    assert "1 tài liệu." in text
    assert "Không có tài liệu nào khớp" in page("thuky").get(address, {"q": "sổ đỏ"}).content.decode()


def test_the_inventory_in_the_reader_leaves_out_what_is_the_panels_alone(page, world, filled, bring) -> None:
    type(filled).objects.filter(pk=filled.pk).update(state="judged")
    bring(("Biên bản nghị án", "deliberation_minutes", 1, filled.accepted_on), name="hearings.close_debate")
    address = reverse("dossiers:folio", args=[Folio.objects.get(title="Hợp đồng đặt cọc").pk])
    assert "Biên bản nghị án" in page("thuky").get(address).content.decode()
    outside = page("kiemsat").get(address, {"q": "nghị án"})
    assert outside.status_code == 200
    assert "Biên bản nghị án" not in outside.content.decode()


def test_a_part_names_its_numbers_shortly() -> None:
    folios = [Folio(first_page=a, last_page=b, pages=b - a + 1) for a, b in ((1, 2), (3, 3), (7, 9))]
    assert Part("x", folios).numbers == "1–3, 7–9"


def test_pages_are_enlarged_by_an_address_that_stays_while_turning_over(page, filled) -> None:
    visitor, folio = page("thuky"), Folio.objects.get(kind="session_minutes")
    url = reverse("dossiers:folio", args=[folio.pk])
    fitted = visitor.get(url).content.decode()
    assert 'data-zoom="+" href="?co=150"' in fitted, "a plain link: it needs no script"
    assert 'data-zoom="-"' not in fitted, "no button that does nothing"
    larger = visitor.get(url, {"co": "150"}).content.decode()
    assert "ta-stage--x150" in larger
    assert "?trang=1&amp;lon" in larger, "drawn with more pixels"
    for neighbour in Folio.objects.exclude(pk=folio.pk):
        assert reverse("dossiers:folio", args=[neighbour.pk]) + "?co=150" in larger
    assert 'data-zoom="+"' not in visitor.get(url, {"co": "200"}).content.decode()
    assert "Vừa khung" in visitor.get(url, {"co": "-1"}).content.decode()
