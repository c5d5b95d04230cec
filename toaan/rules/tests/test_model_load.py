import json
from datetime import date

import pytest

from toaan.rules.load import RuleDataError, load_all, load_text
from toaan.rules.model import NoRuleInForce, RuleRow, Source, in_force, of_kind, vi_article
from toaan.rules.tests.shipped import ROWS

HEAD = "kind: setting\ndocuments: {BLTTDS: Bộ luật Tố tụng dân sự}\nvalid_from: 2016-07-01\nrules:\n"
RULE = "  - {key: k, source: {law: BLTTDS, article: '1', check_status: checked}, value: {title: t, value: 1}%s}\n"


def test_every_shipped_rule_survives_the_database_round_trip() -> None:
    assert len(ROWS) > 100
    for row in ROWS:
        assert RuleRow.from_json(json.loads(json.dumps(row.as_json()))) == row


def test_an_unknown_kind_from_the_database_is_refused() -> None:
    with pytest.raises(ValueError, match="danh mục"):
        RuleRow.from_json({**ROWS[0].as_json(), "kind": "magic"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + RULE % ", colour: red", "tệp.yaml: k: trường không có trong danh mục: colour"),
        (HEAD + RULE % ", valid_to: soon", "tệp.yaml: k: valid_to “soon” không phải ngày"),
        (HEAD + RULE % ", valid_to: 2016-06-30", "tệp.yaml: k: valid_to đứng trước valid_from"),
        (HEAD.replace("setting", "magic") + RULE % "", "tệp.yaml: loại quy định “magic”"),
        (HEAD + (RULE % "").replace("checked", "sure"), "tệp.yaml: k: check_status “sure”"),
        (HEAD + (RULE % "").replace("law: BLTTDS", "law: BLHS"), "tệp.yaml: k: văn bản “BLHS” chưa có tên"),
        (HEAD + (RULE % "").replace("title: t, ", ""), "tệp.yaml: k: thiếu trường title"),
        (HEAD.replace("valid_from: 2016-07-01\n", "") + RULE % "", "thiếu ngày bắt đầu có hiệu lực"),
        ("rules: [", "tệp.yaml: không phải YAML hợp lệ"),
        ("- a", "tệp.yaml: (đầu tệp): phải là một nhóm"),
    ],
)
def test_bad_rule_data_stops_with_one_error_naming_file_and_key(text: str, message: str) -> None:
    with pytest.raises(RuleDataError) as error:
        load_text(text, "tệp.yaml")
    assert message in str(error.value)


LIMIT = """kind: time_limit
documents: {BLTTDS: Bộ luật Tố tụng dân sự}
valid_from: 2016-07-01
rules:
  - key: k
    source: {law: BLTTDS, article: '1', check_status: checked}
    value: {title: t, trigger: t, amount: AMOUNT, unit: UNIT, responsible: ROLE, done_when: d}
"""


@pytest.mark.parametrize(
    ("amount", "unit", "role", "message"),
    [
        ("-1", "day", "judge", "amount không được âm"),
        ("true", "day", "judge", "amount sai kiểu"),
        ("3", "fortnight", "judge", "unit “fortnight”"),
        ("3", "day", "king", "responsible “king”"),
    ],
)
def test_a_time_limit_that_cannot_be_counted_is_refused(
    amount: str, unit: str, role: str, message: str
) -> None:
    text = LIMIT.replace("AMOUNT", amount).replace("UNIT", unit).replace("ROLE", role)
    with pytest.raises(RuleDataError, match=message):
        load_text(text, "x.yaml")


def test_two_rows_of_one_key_on_the_same_day_are_refused(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("data")
    (folder / "a.yaml").write_text(HEAD + RULE % "", encoding="utf-8")
    (folder / "b.yaml").write_text(HEAD + RULE % ", valid_from: 2020-01-01", encoding="utf-8")
    monkeypatch.setattr("toaan.rules.load.DATA", folder)
    with pytest.raises(RuleDataError, match="setting: k: hai dòng cùng có hiệu lực"):
        load_all()


def test_a_changed_rule_keeps_yesterdays_cases_under_yesterdays_rule() -> None:
    old = RuleRow("setting", "k", {"value": 1}, Source("L", "1"), date(2020, 1, 1), date(2025, 6, 30))
    new = RuleRow("setting", "k", {"value": 2}, Source("L", "1"), date(2025, 7, 1))
    assert in_force([old, new], "k", date(2025, 6, 30)) is old
    assert in_force([new, old], "k", date(2025, 7, 1)) is new
    with pytest.raises(NoRuleInForce, match="31/12/2019"):
        in_force([old, new], "k", date(2019, 12, 31))


def test_the_second_complaint_of_194_7_ended_with_june_2025() -> None:
    assert in_force(ROWS, "BLTTDS:194.7", date(2025, 6, 30))
    with pytest.raises(NoRuleInForce):
        in_force(ROWS, "BLTTDS:194.7", date(2025, 7, 1))


def test_of_kind_lists_only_what_is_in_force() -> None:
    keys = {row.key for row in of_kind(ROWS, "holiday", date(2026, 5, 1))}
    assert keys == {"holiday:2026"}


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("216", "Điều 216"),
        ("196.1", "khoản 1 Điều 196"),
        ("12.1.đ", "điểm đ khoản 1 Điều 12"),
        ("Danh mục án phí", "Danh mục án phí"),
    ],
)
def test_articles_are_cited_as_lawyers_write_them(article: str, words: str) -> None:
    assert vi_article(article) == words


def test_every_rule_says_how_far_it_was_checked() -> None:
    for row in ROWS:
        assert row.source.document, row.key
        if row.source.check_status == "checked" and row.source.law == "BLTTDS":
            assert row.source.page or row.valid_to, row.key
        if row.source.check_status == "secondary":
            assert row.source.check_note, row.key
