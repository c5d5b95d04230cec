"""Which copies Decree 30/2020, article 25, knows, and how they are numbered."""

from datetime import date

import pytest

from toaan.rules.copies import copy_forms, may_copy, signing_title
from toaan.rules.model import in_force
from toaan.rules.numbering import format_number, register_key
from toaan.rules.schema import check_value
from toaan.rules.tests.shipped import ROWS

ON = date(2026, 1, 5)
ROW = in_force(ROWS, "dossier:copies", ON)


@pytest.mark.parametrize(
    ("form", "source", "target", "known"),
    [
        ("true", "paper", "paper", True), ("true", "electronic", "paper", True), ("true", "paper", "electronic", True),
        ("true", "electronic", "electronic", False), ("second", "paper", "electronic", True),
        ("second", "electronic", "paper", True), ("second", "electronic", "electronic", False),
        ("extract", "electronic", "electronic", True), ("extract", "paper", "paper", True),
    ],
)  # fmt: skip
def test_from_which_medium_to_which(form, source, target, known) -> None:
    assert may_copy(copy_forms(ROW)[form], source=source, target=target) is known


def test_only_an_extract_may_leave_something_out() -> None:
    assert [form.code for form in copy_forms(ROW).values() if not form.whole] == ["extract"]


def test_all_forms_share_one_register_and_differ_in_their_sign() -> None:
    patterns = [in_force(ROWS, f"number:{form.number}", ON) for form in copy_forms(ROW).values()]
    assert {register_key(pattern, "DS") for pattern in patterns} == {"copy"}
    assert [format_number(p, 7, 2026, "DS") for p in patterns] == [
        "07/2026/SY-TA", "07/2026/SL-TA", "07/2026/TrS-TA",
    ]  # fmt: skip


def test_a_way_of_copying_that_is_none_is_not_loaded() -> None:
    value = {**ROW.value, "forms": [{**ROW.value["forms"][0], "ways": [["paper", "stone"]]}]}
    assert "không có trong danh mục" in check_value("dossier", value)[0]


def test_a_deputy_signs_in_the_presidents_place() -> None:
    assert signing_title(president=True) == "CHÁNH ÁN"
    assert signing_title(president=False).startswith("KT. CHÁNH ÁN")  # 13.1
