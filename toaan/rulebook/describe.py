"""A rule in words: its kind, what it holds line by line, and what differs between two versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.rulebook.words import CELLS, COVERED, TYPES, row_words
from toaan.rules.duties import DONE_WHEN
from toaan.rules.explain import term_words
from toaan.rules.model import RuleRow, vi_article, vi_date
from toaan.vietnamese.amounts import format_number

KINDS: Mapping[str, Any] = {
    "time_limit": gettext_lazy("Thời hạn tố tụng"),
    "holiday": gettext_lazy("Ngày nghỉ, ngày làm bù"),
    "fee": gettext_lazy("Án phí"),
    "fee_rule": gettext_lazy("Cách tính án phí"),
    "fee_exemption": gettext_lazy("Miễn, giảm án phí"),
    "number_pattern": gettext_lazy("Cách đánh số"),
    "panel": gettext_lazy("Thành phần Hội đồng"),
    "service": gettext_lazy("Tống đạt"),
    "publication": gettext_lazy("Công bố bản án, quyết định"),
    "statistics": gettext_lazy("Thống kê"),
    "retention": gettext_lazy("Thời hạn bảo quản"),
    "dossier": gettext_lazy("Hồ sơ, bản sao"),
    "form": gettext_lazy("Biểu mẫu"),
    "jurisdiction": gettext_lazy("Thẩm quyền của Tòa án"),
    "setting": gettext_lazy("Cách áp dụng"),
}
CHECKS: Mapping[str, Any] = {
    "checked": gettext_lazy("Đã đối chiếu văn bản"),
    "secondary": gettext_lazy("Đối chiếu nguồn gián tiếp"),
    "unchecked": gettext_lazy("Chưa đối chiếu"),
}
CHECK_COLOURS = {"checked": "green", "secondary": "yellow", "unchecked": "red"}
ROLES: Mapping[str, Any] = {
    "judge": gettext_lazy("Thẩm phán"), "court_president": gettext_lazy("Chánh án"), "clerk": gettext_lazy("Thư ký"),
    "panel": gettext_lazy("Hội đồng xét xử"), "plaintiff": gettext_lazy("Nguyên đơn"), "defendant": gettext_lazy("Bị đơn"),
    "party": gettext_lazy("Đương sự"), "appellant": gettext_lazy("Người kháng cáo"),
    "procuracy": gettext_lazy("Viện kiểm sát"), "higher_procuracy": gettext_lazy("Viện kiểm sát cấp trên"),
    "higher_court_president": gettext_lazy("Chánh án Tòa án cấp trên"), "appeal_court": gettext_lazy("Tòa án cấp phúc thẩm"),
    "applicant": gettext_lazy("Người yêu cầu"), "accused": gettext_lazy("Bị can, bị cáo"),
    "mediator": gettext_lazy("Hòa giải viên"), "agency": gettext_lazy("Cơ quan, tổ chức"),
    "supreme_court": gettext_lazy("Tòa án nhân dân tối cao"), "investigator": gettext_lazy("Cơ quan điều tra"),
    "administrator": gettext_lazy("Quản tài viên"), "creditor": gettext_lazy("Chủ nợ"), "debtor": gettext_lazy("Người mắc nợ"),
}  # fmt: skip
FIELDS: Mapping[str, Any] = {
    "part": gettext_lazy("Phần"), "kind": gettext_lazy("Loại việc"), "nature": gettext_lazy("Tranh chấp hay yêu cầu"),
    "bench": gettext_lazy("Tòa chuyên trách"), "tags": gettext_lazy("Đặc điểm"), "relations": gettext_lazy("Tên thường gọi"),
    "of": gettext_lazy("Áp dụng cho điều, khoản"), "but": gettext_lazy("Trừ khi"), "needs": gettext_lazy("Khi có đủ"), "places": gettext_lazy("Nơi quyết định"),
    "rank": gettext_lazy("Riêng biệt, thông thường hay lựa chọn"), "level": gettext_lazy("Cấp Tòa án"),
    "outcome": gettext_lazy("Kết luận"), "todo": gettext_lazy("Người nộp đơn cần làm gì"),
    "title": gettext_lazy("Tên"), "trigger": gettext_lazy("Tính từ"), "amount": gettext_lazy("Độ dài"),
    "unit": gettext_lazy("Đơn vị"), "responsible": gettext_lazy("Việc của"), "done_when": gettext_lazy("Xong khi"),
    "at_most": gettext_lazy("Là mức tối đa, người tiến hành tố tụng ấn định trong mức ấy"),
    "consequence": gettext_lazy("Hậu quả khi quá hạn"), "no_value": gettext_lazy("Mức khi không có giá ngạch"),
    "relief_percent": gettext_lazy("Mức miễn, giảm (%)"), "only_advance": gettext_lazy("Chỉ đối với tạm ứng án phí"),
    "group": gettext_lazy("Nhóm"), "pattern": gettext_lazy("Mẫu số"), "code": gettext_lazy("Ký hiệu"),
    "width": gettext_lazy("Số chữ số"), "starts_at": gettext_lazy("Bắt đầu từ số"), "register": gettext_lazy("Sổ"),
    "year": gettext_lazy("Năm"), "announced": gettext_lazy("Đã công bố đủ ngày nghỉ của năm"),
    "days": gettext_lazy("Ngày nghỉ"), "extra_working_days": gettext_lazy("Ngày làm bù"), "note": gettext_lazy("Ghi chú"),
    "value": gettext_lazy("Giá trị"), "years": gettext_lazy("Số năm"), "permanent": gettext_lazy("Vĩnh viễn"),
    "message": gettext_lazy("Nội dung"), "extension": gettext_lazy("Gia hạn"), "bands": gettext_lazy("Các mức"),
    "conflicts_with": gettext_lazy("Mâu thuẫn với"), "order": gettext_lazy("Thứ tự"),
    "resolution": gettext_lazy("Nghị quyết"), "counting": gettext_lazy("Cách tính ngày"),
    "when": gettext_lazy("Áp dụng khi"), "also": gettext_lazy("Cũng tìm thấy ở"), "applies_to": gettext_lazy("Loại vụ việc"),
    "percent": gettext_lazy("Phần trăm"), "says": gettext_lazy("Câu của điều luật"), "types": gettext_lazy("Loại vụ việc"),
    "options": gettext_lazy("Áp dụng khi"), "covers": gettext_lazy("Áp dụng cho"), "basis": gettext_lazy("Tính trên"),
    "appeal": gettext_lazy("Mức phúc thẩm"), "appeal_only": gettext_lazy("Chỉ ở cấp phúc thẩm"),
    "not_before": gettext_lazy("Không sớm hơn"), "before": gettext_lazy("Tính lùi từ mốc"),
    "columns": gettext_lazy("Các cột"), "forms": gettext_lazy("Hình thức"), "appeal_rule": gettext_lazy("Cách tính phúc thẩm"),
    "charged": gettext_lazy("Điều về người nộp"), "collector": gettext_lazy("Điều về cơ quan thu"),
    "compositions": gettext_lazy("Thành phần"), "special_lay_judges": gettext_lazy("Hội thẩm theo loại vụ việc"),
    "rules": gettext_lazy("Các quy tắc"), "recipients": gettext_lazy("Người nhận"), "methods": gettext_lazy("Phương thức"),
    "cells": gettext_lazy("Các ô"), "restarts": gettext_lazy("Tính lại từ đầu khi tiếp tục sau tạm đình chỉ"),
    "by_order": gettext_lazy("Độ dài theo lệnh, quyết định"),
}  # fmt: skip

CODES: Mapping[str, Any] = {
    "civil": gettext_lazy("như tố tụng dân sự"), "criminal": gettext_lazy("như tố tụng hình sự"),
    "custody": gettext_lazy("như thời hạn tạm giữ, tạm giam"), "value": gettext_lazy("vụ việc có giá ngạch"),
    "no_value": gettext_lazy("vụ việc không có giá ngạch"), "both": gettext_lazy("cả hai"),
}  # fmt: skip
"""Words of codes that fields named `counting` and `basis` hold."""
KNOWN = {*CELLS, "code"}
"""Cells that have words; the program's own name of a row is left out."""


@dataclass(frozen=True)
class Line:
    """One thing that a rule says; `lines` where it says several."""

    label: str
    text: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One line of two versions side by side."""

    label: str
    before: Line | None
    after: Line | None

    @property
    def changed(self) -> bool:
        return self.before != self.after


def kind_words(kind: str) -> str:
    """The kind of a rule in the reader's language."""
    return str(KINDS.get(kind, kind))


def title_of(row: RuleRow) -> str:
    """What a rule is called in lists."""
    if row.kind == "holiday":
        return _("Ngày nghỉ, ngày làm bù năm %s") % row.value.get("year", "")
    return str(row.value.get("title") or row.key)


def short(row: RuleRow) -> str:
    """The heart of a rule in a few words, for lists; empty where no few words say it."""
    say = _SHORT.get(row.kind)
    return say(row.value) if say else ""


def _short_limit(value: Mapping[str, Any]) -> str:
    words, more = term_words(value["amount"], value["unit"]), value.get("extension")
    if not more:
        return words
    return _("%(term)s, gia hạn không quá %(more)s") % {
        "term": words, "more": term_words(more["amount"], more["unit"]),
    }  # fmt: skip


def _short_year(value: Mapping[str, Any]) -> str:
    off = _("%d ngày nghỉ") % len(value["days"])
    return off if value["announced"] else _("%s, chưa công bố đủ: hạn rơi vào năm này là tạm tính") % off


def _short_fee(value: Mapping[str, Any]) -> str:
    bands = value.get("bands")
    return _("%d mức theo giá trị") % len(bands) if isinstance(bands, list) else ""


def _short_setting(value: Mapping[str, Any]) -> str:
    item = value["value"]
    return "" if isinstance(item, list | dict) else _plain("", item).text


_SHORT: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "time_limit": _short_limit,
    "holiday": _short_year,
    "fee": _short_fee,
    "fee_rule": lambda value: f"{value['percent']}%",
    "fee_exemption": lambda value: f"{value['relief_percent']}%" if "relief_percent" in value else "",
    "number_pattern": lambda value: str(value.get("pattern", "")),
    "setting": _short_setting,
}


def validity(row: RuleRow) -> str:
    """ "từ 01/07/2016", "từ 01/07/2016 đến hết 31/12/2026"."""
    told = {"a": vi_date(row.valid_from), "b": vi_date(row.valid_to) if row.valid_to else ""}
    return _("từ %(a)s đến hết %(b)s") % told if row.valid_to else _("từ %(a)s") % told


def lines(row: RuleRow) -> list[Line]:
    """Everything that the rule says, one line a thing: its content, then where it stands and how long it holds."""
    found = content_lines(row.kind, row.value)
    source = row.source
    found.append(Line(_("Căn cứ"), f"{vi_article(source.article)} {source.document or source.law}".strip()))
    check = str(CHECKS[source.check_status])
    found.append(Line(_("Đối chiếu"), f"{check}: {source.check_note}" if source.check_note else check))
    if source.page:
        found.append(Line(_("Trang của văn bản đã đọc"), source.page))
    found.append(Line(_("Hiệu lực"), validity(row)))
    return found


def differences(before: RuleRow | None, after: RuleRow) -> list[Difference]:
    """Both versions line by line, in the order of the new one."""
    old = {line.label: line for line in lines(before)} if before else {}
    new = {line.label: line for line in lines(after)}
    labels = [*new, *(label for label in old if label not in new)]
    return [Difference(label, old.get(label), new.get(label)) for label in labels]


def content_lines(kind: str, value: Mapping[str, Any]) -> list[Line]:
    """What a rule of this kind says, a line a field."""
    value = dict(value)
    found: list[Line] = []
    if kind == "time_limit" and isinstance(value.get("amount"), int):
        value["amount"] = term_words(value["amount"], value.pop("unit"))
    for name, item in value.items():
        label = str(FIELDS.get(name, name))
        if name == "responsible":
            found.append(Line(label, str(ROLES.get(item, item))))
        elif name == "done_when":
            found.append(Line(label, DONE_WHEN.get(item, str(item))))
        elif name in {"counting", "basis"}:
            found.append(Line(label, str(CODES.get(item, item))))
        elif name == "extension":
            found.append(Line(label, extension_words(item)))
        elif name == "bands" and isinstance(item, list):
            found.append(Line(label, lines=tuple(band_words(band) for band in item)))
        elif kind == "holiday" and isinstance(item, Mapping):
            found.append(Line(label, "" if item else "—", tuple(day_lines(item))))
        elif kind == "fee" and isinstance(item, int):
            found.append(Line(label, money(item)))
        else:
            found.append(_plain(label, item))
    return found


def _plain(label: str, item: Any) -> Line:
    if isinstance(item, bool):
        return Line(label, _("Có") if item else _("Không"))
    if isinstance(item, list) and not any(isinstance(one, list | dict) for one in item):
        item = [TYPES.get(one, COVERED.get(one, one)) for one in item]
        return Line(label, ", ".join(str(one) for one in item))
    if isinstance(item, list) and all(isinstance(one, Mapping) and set(one) <= KNOWN for one in item):
        return Line(label, lines=tuple(row_words(one) for one in item))
    if isinstance(item, list | dict):
        text = yaml.safe_dump(item, allow_unicode=True, sort_keys=False, width=100)
        return Line(label, lines=tuple(text.rstrip().split("\n")))
    return Line(label, str(item))


def extension_words(extension: Mapping[str, Any]) -> str:
    """ "không quá 02 tháng, Chánh án quyết định, vụ án có tính chất phức tạp"."""
    parts = [
        _("không quá %s") % term_words(extension["amount"], extension["unit"]),
        _("%s quyết định") % ROLES.get(extension["by"], extension["by"]),
        extension.get("ground", ""),
    ]
    return ", ".join(str(part) for part in parts if part)


def band_words(band: Mapping[str, Any]) -> str:
    """ "đến 400.000.000 đồng: 5% phần vượt 0 đồng"."""
    top = _("đến %s") % money(band["to"]) if band.get("to") else _("trên mức trước")
    parts = [money(band["base"])] if band.get("base") else []
    if band.get("permille"):
        share = f"{band['permille'] / 10:g}".replace(".", ",")
        parts.append(
            _("%(n)s%% của phần vượt quá %(m)s") % {"n": share, "m": money(band["over"])}
            if band.get("over")
            else _("%s%% giá trị") % share
        )
    return f"{top}: {' + '.join(parts) or money(0)}"


def day_lines(days: Mapping[str, str]) -> list[str]:
    """Days as an officer writes them: "01/01/2027 Tết Dương lịch", in order."""
    return [f"{vi_date(date.fromisoformat(day))} {name}" for day, name in sorted(days.items())]


def money(amount: int) -> str:
    return _("%s đồng") % format_number(amount)
