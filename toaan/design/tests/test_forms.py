"""What people type is read the way they meant it, refused with a way to mend it, and never lost."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from toaan.design.forms import (
    DatePartsField,
    FilesField,
    LongTextField,
    MoneyField,
    TextField,
    VietnameseDateField,
    collect_errors,
)
from toaan.design.samples import RIGHT_ANSWERS, WRONG_ANSWERS, SampleForm


@pytest.mark.parametrize(
    "typed",
    [
        "350.000.000",
        "350 000 000",
        "350000000 đồng",
        "350.000.000đ",
        " 350.000.000 ",
        "350,000,000",
        "350 triệu",
    ],
)
def test_money_is_read_however_it_is_spelt(typed: str) -> None:
    assert MoneyField().clean(typed) == 350_000_000


@pytest.mark.parametrize("typed", ["ba trăm", "350.00.000", "-5", "1e9", "350.5", "9" * 80])
def test_money_that_could_be_misread_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"350\.000\.000"):
        MoneyField().clean(typed)


def test_money_bounds_and_emptiness() -> None:
    with pytest.raises(ValidationError, match=r"1\.000\.000 đồng trở lên"):
        MoneyField(min_value=1_000_000).clean("5")
    with pytest.raises(ValidationError, match="chữ số 0"):
        MoneyField(max_value=10).clean("11")
    with pytest.raises(ValidationError, match="Nhập số tiền"):
        MoneyField().clean("  ")
    assert MoneyField(required=False).clean("") is None
    assert not MoneyField().has_changed(1_000_000, "1.000.000")


@pytest.mark.parametrize(
    "typed", ["4/5/2026", "04/05/2026", "4-5-2026", "4.5.2026", "4 5 2026", "2026-05-04"]
)
def test_dates_are_read_day_first(typed: str) -> None:
    assert VietnameseDateField().clean(typed) == date(2026, 5, 4)


@pytest.mark.parametrize("typed", ["30/2/2026", "12/13/2026", "4/5/26", "mai", "4/5", "/5/2026"])
def test_dates_that_do_not_exist_or_are_incomplete_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        VietnameseDateField().clean(typed)


def test_date_bounds() -> None:
    field = VietnameseDateField(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
    with pytest.raises(ValidationError, match="01/01/2026"):
        field.clean("31/12/2025")
    with pytest.raises(ValidationError, match="31/12/2026"):
        field.clean("1/1/2027")


@pytest.mark.parametrize("typed", ["1/1/0001", "12/9/1025", "31/12/9999", "12/9/20250"])
def test_a_year_typed_wrong_is_told_before_anything_counts_with_it(typed: str) -> None:
    with pytest.raises(ValidationError):
        VietnameseDateField().clean(typed)


class PaidForm(forms.Form):
    paid = DatePartsField(label="Giao tiền ngày nào?")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("paid_day=12&paid_month=9&paid_year=2025", date(2025, 9, 12)),
        ("paid_day=12&paid_month=&paid_year=2025", None),
        ("paid_day=&paid_month=&paid_year=", None),
    ],
)
def test_a_date_in_three_parts(query: str, expected: date | None) -> None:
    form = PaidForm(QueryDict(query))
    assert form.is_valid() is (expected is not None)
    assert form.cleaned_data.get("paid") == expected


def test_a_wrong_date_in_three_parts_is_shown_as_typed_with_its_error() -> None:
    html = str(PaidForm(QueryDict("paid_day=31&paid_month=x&paid_year=2025")))
    assert 'value="31"' in html
    assert 'value="x"' in html
    assert html.count("govuk-input--error") == 3
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_paid_error">' in html
    assert "(không bắt buộc)" not in html


def test_text_is_stored_composed_and_without_hidden_marks() -> None:
    assert TextField().clean("Toà\u200b a\u0301n \u202egnort\u202c\x07  hai") == "Toà án gnort hai"
    assert LongTextField().clean("dòng 1\r\n\u2066dòng 2\u2069") == "dòng 1\ndòng 2"
    with pytest.raises(ValidationError):
        TextField().clean("\u200b\u202e")


def upload(name: str, content: bytes = b"x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class FilesForm(forms.Form):
    files = FilesField(label="Tệp", max_files=2, max_bytes=1_000_000, extensions=("pdf",))


def test_all_faults_of_all_files_are_named_at_once() -> None:
    files = [upload("rỗng.pdf", b""), upload("to.pdf", b"x" * 1_000_001), upload("lạ.exe")]
    form = FilesForm({}, MultiValueDict({"files": files}))
    text = " ".join(form.errors["files"])
    for words in (
        "nhiều nhất 2 tệp",
        "“rỗng.pdf” rỗng",
        "“to.pdf” lớn hơn 1 MB",
        "“lạ.exe” không thuộc loại",
    ):
        assert words in text


def test_files_are_a_list_and_the_input_says_what_it_takes() -> None:
    form = FilesForm({}, MultiValueDict({"files": [upload("a.pdf"), upload("b.PDF")]}))
    assert form.is_valid(), form.errors
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.PDF"]
    assert 'accept=".pdf"' in str(form)
    assert " multiple" in str(form)
    assert not FilesForm({}, MultiValueDict()).is_valid()


def test_every_field_has_a_label_hint_and_error_bound_to_it() -> None:
    html = str(SampleForm(WRONG_ANSWERS, prefix="sai"))
    assert '<label class="govuk-label ta-b" for="id_sai-amount">' in html
    assert 'aria-describedby="id_sai-amount_helptext id_sai-amount_error"' in html
    assert (
        'id="id_sai-amount_error"><p class="govuk-error-message"><span class="govuk-visually-hidden">Lỗi:'
        in html
    )
    assert 'value="ba trăm năm mươi"' in html  # nothing typed is lost
    assert " required" not in html  # the browser's own bubbles speak the browser's language


def test_choices_are_tiles_with_hints() -> None:
    html = str(SampleForm(initial=RIGHT_ANSWERS))
    assert 'class="govuk-radios__item ta-tile"' in html
    assert 'aria-describedby="id_papers_0_hint"' in html
    assert 'class="govuk-checkboxes__item ta-tile"' in html
    assert 'value="350.000.000"' in html
    assert "(không bắt buộc)" in html


def test_error_summary_links_every_error_to_a_field_that_exists() -> None:
    form = SampleForm(WRONG_ANSWERS, prefix="sai")
    html, errors = str(form), collect_errors(form, None)
    assert len(errors) == 7
    for error in errors:
        assert f'id="{error["target"]}"' in html
    assert {"text": "Thẩm phán: Chưa chọn mục nào", "target": "id_sai-judge"} in errors


def test_error_summary_covers_formsets_and_general_errors() -> None:
    class OneForm(forms.Form):
        name = TextField(label="Họ tên")

        def clean(self) -> None:
            raise ValidationError("Chưa có đương sự nào")

    formset = forms.formset_factory(OneForm, min_num=2, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""}
    )
    texts = [error["text"] for error in collect_errors(formset)]
    assert len(texts) == 3
    assert "Họ tên: Chưa điền mục này" in texts
    assert "Chưa có đương sự nào" in texts
    assert collect_errors(OneForm()) == []
    assert "Chưa có đương sự nào" in str(OneForm({}))


def test_hidden_inputs_stay_plain() -> None:
    class HiddenForm(forms.Form):
        step = forms.CharField(widget=forms.HiddenInput)

    assert (
        str(HiddenForm(initial={"step": "2"})).strip()
        == '<input type="hidden" name="step" value="2" id="id_step">'
    )
