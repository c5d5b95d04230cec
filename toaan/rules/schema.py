"""What the ``value`` of each kind of rule must hold; used by the loader and by the form that edits a rule."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from toaan.rules.model import RuleKind
from toaan.rules.options import DEADLINE_OPTIONS, BadOption, read_options
from toaan.rules.service import ParticipantRole

Check = Callable[[Mapping[str, Any]], list[str]]

UNITS = ("hour", "day", "working_day", "month", "year")
COUNTINGS = ("civil", "criminal", "custody")
ROLES = (
    "judge",
    "court_president",
    "clerk",
    "panel",
    "plaintiff",
    "defendant",
    "party",
    "appellant",
    "procuracy",
    "higher_procuracy",
    "higher_court_president",
    "appeal_court",
    "applicant",
    "accused",
    "mediator",
    "agency",
    "supreme_court",
    "investigator",
    "administrator",
    "creditor",
    "debtor",
)


def check_value(kind: RuleKind, value: Any) -> list[str]:
    """What is wrong with ``value`` for a rule of this kind, in Vietnamese; empty when it can be used."""
    if not isinstance(value, Mapping):
        return ["value phải là một nhóm “trường: giá trị”"]
    problems = _shape(value, *_FIELDS[kind])
    return problems or [p for check in _CHECKS.get(kind, ()) for p in check(value)]


def _shape(value: Mapping[str, Any], required: Mapping[str, Any], optional: Mapping[str, Any]) -> list[str]:
    known = {**required, **optional}
    problems = [f"trường không có trong danh mục: {name}" for name in value if name not in known]
    problems += [f"thiếu trường {name}" for name in required if name not in value]
    # bool is an int in Python; a yes where a number belongs is a mistake.
    problems += [
        f"trường {name} sai kiểu dữ liệu"
        for name, item in value.items()
        if name in known
        and (not isinstance(item, known[name]) or (isinstance(item, bool) and known[name] is int))
    ]
    return problems


def _time_limit(value: Mapping[str, Any]) -> list[str]:
    problems = _term(value)
    if value["responsible"] not in ROLES:
        problems.append(f"responsible “{value['responsible']}” không có trong danh mục vai trò")
    if value.get("counting", "civil") not in COUNTINGS:
        problems.append(f"counting “{value['counting']}” không có trong danh mục ({', '.join(COUNTINGS)})")
    extension = value.get("extension")
    if extension is not None:
        required = {"amount": int, "unit": str, "by": str}
        shape = _shape(extension, required, {"ground": str, "total": int, "option": str, "article": str})
        problems += [f"extension: {p}" for p in shape or _term(extension)]
    if first := value.get("not_before"):
        problems += [
            f"not_before: {p}" for p in _shape(first, {"amount": int, "unit": str}, {}) or _term(first)
        ]
    try:
        for facts in (value.get("when", {}), *value.get("also", {}).values()):
            read_options(facts, DEADLINE_OPTIONS)
    except BadOption as refusal:
        problems.append(f"when, also: {refusal}")
    return problems


def _term(value: Mapping[str, Any]) -> list[str]:
    problems = []
    if value["amount"] < 0:
        problems.append("amount không được âm (0 là: ngay)")
    if value["unit"] not in UNITS:
        problems.append(f"unit “{value['unit']}” không có trong danh mục ({', '.join(UNITS)})")
    return problems


def _holiday(value: Mapping[str, Any]) -> list[str]:
    problems = []
    for day in [*value["days"], *value["extra_working_days"]]:
        try:
            if date.fromisoformat(day).year != value["year"]:
                problems.append(f"ngày {day} không thuộc năm {value['year']}")
        except (TypeError, ValueError):
            problems.append(f"“{day}” không phải ngày (viết dạng '2026-02-16')")
    return problems


def _number_pattern(value: Mapping[str, Any]) -> list[str]:
    pattern = value["pattern"]
    return [f"pattern thiếu {part}" for part in ("{seq}", "{year}", "{code}") if part not in pattern]


def _fee(value: Mapping[str, Any]) -> list[str]:
    bands = value.get("bands")
    if bands is None:
        return []
    tops = [band.get("to") for band in bands]
    if not bands or tops[-1] is not None or None in tops[:-1] or tops[:-1] != sorted(tops[:-1]):
        return ["bands phải tăng dần theo “to” và mức cuối cùng không có “to”"]
    shape = {"base": int, "permille": int, "over": int}
    return [f"bands: {p}" for band in bands for p in _shape(band, shape, {"to": (int, type(None))})]


def _fee_rule(value: Mapping[str, Any]) -> list[str]:
    problems = []
    if not 0 <= value["percent"] <= 100:
        problems.append("percent phải từ 0 đến 100")
    if value.get("basis", "both") not in ("no_value", "value", "both"):
        problems.append("basis phải là no_value, value hoặc both")
    return problems


RECIPIENTS = frozenset(get_args(ParticipantRole))


def _service(value: Mapping[str, Any]) -> list[str]:
    rows = value["recipients"]
    problems = [f"recipients: {p}" for row in rows for p in _shape(row, {"role": str, "article": str}, {})]
    return problems or [
        f"recipients: vai trò “{row['role']}” không có trong danh mục"
        for row in rows
        if row["role"] not in RECIPIENTS
    ]


def _panel(value: Mapping[str, Any]) -> list[str]:
    rows = value["compositions"]
    shape = {"judges": int, "lay_judges": int, "special": bool}
    problems = [f"compositions: {p}" for row in rows for p in _shape(row, shape, {})]
    if problems or (rows and all(row["judges"] > 0 for row in rows)):
        return problems
    return ["thành phần phải có ít nhất một Thẩm phán"]


_PARTS = {
    "type": "nature", "level": "level", "bench": "bench", "place": "rank", "outside": "outcome", "abroad": "rank",
}  # fmt: skip
"""Part of the rules of jurisdiction -> the field that it cannot do without."""


def _jurisdiction(value: Mapping[str, Any]) -> list[str]:
    part = value["part"]
    if part not in _PARTS:
        return [f"part “{part}” không có trong danh mục ({', '.join(_PARTS)})"]
    return [] if value.get(_PARTS[part]) else [f"phần {part} thiếu trường {_PARTS[part]}"]


def _dossier(value: Mapping[str, Any]) -> list[str]:
    shape = {"code": str, "title": str, "number": str, "article": str, "whole": bool, "ways": list}
    forms = value.get("forms", [])
    problems = [f"forms: {p}" for form in forms for p in _shape(form, shape, {})]
    media = {"paper", "electronic"}
    return problems or [
        f"forms: cách sao {way} không có trong danh mục"
        for form in forms
        for way in form["ways"]
        if len(way) != 2 or set(way) - media
    ]


_FIELDS: Mapping[RuleKind, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "time_limit": (
        {"title": str, "trigger": str, "amount": int, "unit": str, "responsible": str, "done_when": str},
        {
            "extension": dict,
            "consequence": str,
            "at_most": bool,
            "applies_to": list,
            "conflicts_with": str,
            "when": dict,
            "also": dict,
            "counting": str,
            "not_before": dict,
            "before": bool,
            "restarts": bool,
            "by_order": bool,
        },
    ),
    "fee": (
        {"title": str, "no_value": int},
        {"bands": list, "appeal": int, "appeal_rule": str, "charged": str, "collector": str},
    ),
    "fee_rule": (
        {"title": str, "percent": int, "says": list},
        {"basis": str, "types": list, "options": dict},
    ),
    "fee_exemption": (
        {"title": str, "group": str, "relief_percent": int},
        {"only_advance": bool, "appeal_only": bool, "covers": list, "types": list, "says": list},
    ),
    "number_pattern": (
        {"title": str, "register": str, "pattern": str, "code": str, "width": int, "starts_at": int},
        {"accepts": list},
    ),
    "panel": ({"title": str, "compositions": list}, {"special_lay_judges": dict}),
    "holiday": ({"year": int, "announced": bool, "days": dict, "extra_working_days": dict}, {"note": str}),
    "service": ({"title": str, "recipients": list}, {"methods": list, "note": str}),
    "publication": ({"title": str}, {"message": str, "rules": list}),
    "statistics": ({"title": str, "cells": list}, {}),
    "retention": ({"title": str}, {"years": int, "permanent": bool, "note": str}),
    "dossier": ({"title": str}, {"columns": list, "order": str, "forms": list, "note": str}),
    "form": ({"title": str, "code": str, "resolution": str}, {}),
    "jurisdiction": (
        {"title": str, "part": str},
        {
            "kind": str,
            "nature": str,
            "bench": str,
            "tags": list,
            "relations": list,
            "of": list,
            "when": list,
            "but": list,
            "needs": list,
            "places": list,
            "rank": str,
            "level": str,
            "outcome": str,
            "todo": str,
        },
    ),
    "setting": ({"title": str, "value": object}, {"note": str}),
}
_CHECKS: Mapping[RuleKind, tuple[Check, ...]] = {
    "time_limit": (_time_limit,),
    "holiday": (_holiday,),
    "number_pattern": (_number_pattern,),
    "fee": (_fee,),
    "fee_rule": (_fee_rule,),
    "dossier": (_dossier,),
    "service": (_service,),
    "panel": (_panel,),
    "jurisdiction": (_jurisdiction,),
}
