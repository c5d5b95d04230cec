"""The guided petition as a person meets it: an address in three fields, money read back, nothing typed lost."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from toaan.core import clock
from toaan.demo import steps
from toaan.filing import fees
from toaan.filing.address_field import AddressField, split
from toaan.filing.petition_forms import FactsForm
from toaan.filing.tests.helpers import rows
from toaan.vietnamese.amounts import amount_in_words, format_money


@pytest.fixture(autouse=True)
def practice_clock(own_folder, now):
    cache.clear()
    clock.move_to(now)


def section(petition, slug):
    return reverse("filing:draft_section", args=[petition.pk, slug])


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Số 12 đường Bến Đò, xã Sông Thanh, tỉnh Sông Thanh", ("Số 12 đường Bến Đò", "xã Sông Thanh", "tỉnh Sông Thanh")),
        ("Số 5, ngõ 2, phường A, thành phố B", ("Số 5, ngõ 2", "phường A", "thành phố B")),
        ("Xã Yên Khê, tỉnh Sông Thanh", ("Xã Yên Khê, tỉnh Sông Thanh", "", "")),
        ("", ("", "", "")),
    ],
)  # fmt: skip
def test_an_address_comes_apart_and_together_again_without_loss(line, parts):
    assert split(line) == parts
    assert AddressField(required=False).clean(parts) == line


def test_the_three_fields_are_saved_as_one_address(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    typed = {
        "kind": "person", "name": "Vũ Đức Thịnh", "address_street": "Thôn Hạ", "address_commune": "xã Yên Khê",
        "address_province": "tỉnh Sông Thanh",
    }  # fmt: skip
    answer = mine.post(
        section(draft, "nguoi-bi-kien"),
        {"revision": draft.revision, "go": "next", **rows("defendants", typed)},
    )
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.content["defendants"][0]["address"] == "Thôn Hạ, xã Yên Khê, tỉnh Sông Thanh"
    shown = mine.get(section(draft, "nguoi-bi-kien")).content.decode()
    assert 'value="xã Yên Khê"' in shown


def test_a_refused_page_shows_every_part_as_it_was_typed(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    typed = {
        "kind": "person", "name": "Vũ Đức Thịnh", "birth_year": "bảy chín", "email": "khong-phai-thu",
        "address_street": "", "address_commune": "", "address_province": "tỉnh Sông Thanh",
    }  # fmt: skip
    answer = mine.post(
        section(draft, "nguoi-bi-kien"),
        {"revision": draft.revision, "go": "next", **rows("defendants", typed)},
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert (
        'id="id_defendants-0-address_province" name="defendants-0-address_province" value="tỉnh Sông Thanh"'
        in shown
    )
    assert 'value="bảy chín"' in shown
    assert 'value="khong-phai-thu"' in shown


def test_the_value_is_read_back_in_words_with_the_advance_and_its_arithmetic(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    value = draft.content["value"]
    fee = fees.advance("DS", value, clock.today())
    for address in (section(draft, "yeu-cau"), reverse("filing:draft_check", args=[draft.pk])):
        shown = mine.get(address).content.decode()
        assert amount_in_words(value) in shown
        assert format_money(fee.amount) in shown
        assert fee.article in shown


def test_the_account_is_prompted_by_the_kind_of_dispute():
    deposit = FactsForm(initial={"legal_relation": "Tranh chấp hợp đồng đặt cọc"})
    other = FactsForm(initial={"legal_relation": "Tranh chấp lạ"})
    assert "Đặt cọc" in str(deposit.more["facts"][1])
    assert "thiệt hại của bạn là gì" in str(other.more["facts"][1])
    assert deposit["legal_relation"].help_text


def test_a_birth_year_and_a_number_of_the_defendant_may_be_unknown(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    typed = {"kind": "person", "name": "Vũ Đức Thịnh", "address_street": "Thôn Hạ"}
    mine.post(
        section(draft, "nguoi-bi-kien"),
        {"revision": draft.revision, "go": "next", **rows("defendants", typed)},
    )
    done = mine.post(reverse("filing:draft_check", args=[draft.pk]), {"true_words": "on"}, follow=True)
    assert "Tòa án đã nhận đơn của bạn" in done.content.decode()


def test_what_the_petitioner_says_he_does_not_know_is_kept_and_shown(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    typed = {"kind": "person", "name": "Vũ Đức Thịnh", "address_street": "Thôn Hạ", "birth_year_unknown": "on",
             "phone_unknown": "on"}  # fmt: skip
    address = section(draft, "nguoi-bi-kien")
    mine.post(address, {"revision": draft.revision, "go": "next", **rows("defendants", typed)})
    draft.refresh_from_db()
    assert draft.content["defendants"][0]["unknown"] == ["birth_year", "phone"]
    again = mine.get(address).content.decode()
    assert 'id="id_defendants-0-birth_year_unknown" checked' in again
    assert '<details class="govuk-details" open>' in again
    shown = mine.get(reverse("filing:draft_check", args=[draft.pk])).content.decode()
    assert "Người viết đơn không biết: năm sinh, số điện thoại" in shown


def test_a_year_typed_and_said_to_be_unknown_is_asked_about_and_nothing_is_lost(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    before = draft.content["defendants"]
    typed = {"kind": "person", "name": "Vũ Đức Thịnh", "birth_year": "1979", "birth_year_unknown": "on"}
    answer = mine.post(
        section(draft, "nguoi-bi-kien"),
        {"revision": draft.revision, "go": "next", **rows("defendants", typed)},
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "vừa chọn “Tôi không biết”" in shown
    assert 'value="1979"' in shown
    assert '<details class="govuk-details" open>' in shown
    draft.refresh_from_db()
    assert draft.content["defendants"] == before


def test_a_tick_alone_makes_no_party(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    typed = {"kind": "person", "name": "", "birth_year_unknown": "on"}
    mine.post(
        section(draft, "nguoi-lien-quan"),
        {"revision": draft.revision, "go": "next", **rows("related", typed)},
    )
    draft.refresh_from_db()
    assert draft.content["related"] == []


def test_a_missing_address_is_linked_to_its_first_field(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    mine.post(
        section(draft, "nguoi-bi-kien"),
        {
            "revision": draft.revision,
            "go": "next",
            **rows("defendants", {"kind": "person", "name": "Vũ Đức Thịnh"}),
        },
    )
    shown = mine.get(reverse("filing:draft_check", args=[draft.pk])).content.decode()
    link = f"{section(draft, 'nguoi-bi-kien')}#id_defendants-0-address_street"
    assert link in shown
    assert 'id="id_defendants-0-address_street"' in mine.get(section(draft, "nguoi-bi-kien")).content.decode()
