"""What the pages of filing share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock
from toaan.core.http import viewer_of
from toaan.core.viewer import Viewer
from toaan.filing import fees, foreign, strike_words, strikes
from toaan.filing.models import Petition
from toaan.rules import strike as rule
from toaan.vietnamese.amounts import amount_in_words, format_money

UNKNOWN = {
    "birth_year": gettext_lazy("năm sinh"),
    "personal_id": gettext_lazy("số định danh"),
    "phone": gettext_lazy("số điện thoại"),
}


def citizen(request: HttpRequest) -> Viewer:
    """The person without the post: an officer's own petition is a private matter."""
    return replace(viewer_of(request), post=None)


def party_lines(party: Mapping[str, Any]) -> str:
    """A party in a few lines, as summary lists show it."""
    first = party["name"] or _("(chưa ghi tên)")
    if party.get("birth_year"):
        first += _(", sinh năm %s") % party["birth_year"]
    number = _("Mã số: %s") if party["kind"] == "organisation" else _("Số định danh: %s")
    lines = [
        first,
        _("Đại diện: %s") % party["representative"] if party.get("representative") else "",
        party.get("address", ""),
        number % party["personal_id"] if party.get("personal_id") else "",
        ", ".join(x for x in (party.get("phone"), party.get("email")) if x),
        _("Người viết đơn không biết: %s") % ", ".join(str(UNKNOWN[name]) for name in party["unknown"])
        if party.get("unknown")
        else "",
    ]
    return "\n".join(line for line in lines if line)


def value_words(words: Mapping[str, Any]) -> str:
    """The value of the claim in words."""
    if words["value_kind"] == "none":
        return _("Không có giá ngạch")
    return format_money(words["value"]) if words["value"] else _("Chưa ghi")


def spelled_value(words: Mapping[str, Any]) -> str:
    """The same, and the amount read back in words: a nought too many is heard at once."""
    spelled = amount_in_words(words["value"]) if words["value_kind"] == "amount" and words["value"] else ""
    return f"{value_words(words)}\n({spelled})" if spelled else value_words(words)


def expected_advance(kind: str, words: Mapping[str, Any]) -> tuple[str, str] | None:
    """What the fee advance will probably be, and how it is reckoned; None until the value is known."""
    if not words["value_kind"] or (words["value_kind"] == "amount" and not words["value"]):
        return None
    value = words["value"] if words["value_kind"] == "amount" else None
    fee = fees.advance(kind, value, clock.today(), relation=words.get("legal_relation", ""))
    steps = "; ".join(f"{text} = {format_money(amount)}" for text, amount in fee.steps)
    return format_money(fee.amount), f"{steps} ({fee.article})"


def foreign_rows(petition: Petition) -> list[list[tuple[str, str]]]:
    """What the judge recorded of the foreign judgment or award, as one more section; none where there is none."""
    way = foreign.way_of(petition) if petition.is_request else None
    made = foreign.find(petition) if way is not None else None
    if way is None or made is None:
        return []
    people = petition.content["related"]
    other = people[made.opponent]["name"] if made.opponent is not None and made.opponent < len(people) else ""
    asked = made.asked_on or petition.started_at.date()
    verdict = _("gửi quá thời hạn") if made.is_late else _("gửi trong thời hạn")
    rows = [
        (_("Bản án, phán quyết của nước ngoài"), str(made)),
        (_("Nơi có tài sản để thi hành"), made.property_place),
        (
            _("Nhận được ngày") if way.counts_from == "receipt" else _("Có hiệu lực từ ngày"),
            f"{made.counts_on:%d/%m/%Y}",
        ),
        (way.opponent, other),
        (
            _("Thời hạn gửi đơn"),
            f"{made.due_on:%d/%m/%Y}; {asked:%d/%m/%Y}: {verdict} ({way.citation} BLTTDS)",
        ),
        (_("Không tính vào thời hạn"), made.away_why),
    ]
    return [[row for row in rows if row[1]]]


def strike_rows(petition: Petition) -> list[list[tuple[str, str]]]:
    """Whether the request about a strike comes in time, as one more section; none for every other petition."""
    way = strikes.way_of(petition)
    told = strike_words.facts(petition.content)
    if way is None or told.started_on is None:
        return []
    due = strikes.last_to_ask(told, way)
    verdict = _("đang đình công khi gửi đơn")
    if due is not None:
        asked = petition.filed_on or petition.started_at.date()
        kept = _("gửi quá thời hạn") if asked > due.due else _("gửi trong thời hạn")
        verdict = f"{due.due:%d/%m/%Y}; {asked:%d/%m/%Y}: {kept}"
    return [[(_("Thời hạn yêu cầu"), f"{verdict} ({way.citation} BLTTDS)")]]


def _strike(words: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a request says of its strike."""
    told = strike_words.facts(words)
    side = {rule.EMPLOYER: _("Người sử dụng lao động"), rule.WORKERS: _("Tổ chức đại diện tập thể lao động")}
    rows = [
        (_("Tư cách của người yêu cầu"), side.get(told.side, "")),
        (_("Nơi xảy ra đình công"), told.place),
        (_("Bắt đầu đình công"), f"{told.started_on:%d/%m/%Y}" if told.started_on else ""),
        (_("Chấm dứt đình công"), f"{told.ended_on:%d/%m/%Y}" if told.ended_on else ""),
    ]
    return [row for row in rows if row[1]]


def summary(words: Mapping[str, Any], *, request: bool = False) -> list[tuple[str, list[tuple[str, str]]]]:
    """The whole content as (section, rows) for summary lists; of a request, what a request says."""

    def people(group: str, label: str) -> list[tuple[str, str]]:
        rows = words[group]
        return [
            (label if len(rows) == 1 else f"{label} {n}", party_lines(p)) for n, p in enumerate(rows, start=1)
        ]

    if request:
        return [
            ("plaintiffs", people("plaintiffs", _("Người yêu cầu"))),
            ("related", people("related", _("Người có quyền lợi, nghĩa vụ liên quan"))),
            (
                "facts",
                [
                    (_("Việc yêu cầu"), words["legal_relation"]),
                    *_strike(words),
                    (_("Lý do, mục đích, căn cứ"), words["facts"]),
                ],
            ),
            ("claims", [(_("Yêu cầu"), numbered(words["claims"]))] if words["claims"] else []),
        ]
    return [
        ("plaintiffs", people("plaintiffs", _("Người khởi kiện"))),
        ("defendants", people("defendants", _("Người bị kiện"))),
        ("related", people("related", _("Người có quyền lợi, nghĩa vụ liên quan"))),
        ("facts", [(_("Tranh chấp về"), words["legal_relation"]), (_("Việc đã xảy ra"), words["facts"])]),
        ("claims", [(_("Yêu cầu"), numbered(words["claims"])), (_("Giá trị"), spelled_value(words))]),
        (
            "witnesses",
            [(_("Người làm chứng"), "\n".join(f"{w['name']}, {w['address']}" for w in words["witnesses"]))],
        ),
    ]


def numbered(lines: Iterable[str]) -> str:
    """1. … 2. …, one a line; a single one stays as it is."""
    rows = list(lines)
    return rows[0] if len(rows) == 1 else "\n".join(f"{n}. {text}" for n, text in enumerate(rows, start=1))
