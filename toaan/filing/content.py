"""What a petition says (form 23-DS): its shape, how typed text enters it, and what the law finds missing.

The content is JSON so that every submitted version stays exactly as it was filed::

    {"plaintiffs": [party…], "defendants": [party…], "related": [party…], "legal_relation": str, "facts": str,
     "claims": [str…], "value_kind": "" | "amount" | "none", "value": int | None,
     "witnesses": [{"name": str, "address": str}…],
     "venue": {"role": str, "address": str, "flags": [str…]}}

A request about a strike has a section more: `strike_words`.

A party is {kind, name, representative, birth_year, personal_id, address, phone, email}; one that somebody else
describes may add "unknown": the names of MAY_BE_UNKNOWN that the writer says he does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.filing import strike_words
from toaan.rules.foreign import STRIKE
from toaan.rules.requests import RequestKind
from toaan.vietnamese.phones import is_phone
from toaan.vietnamese.text import clean, fold

Content = dict[str, Any]

PARTY_FIELDS = ("kind", "name", "representative", "birth_year", "personal_id", "address", "phone", "email")
MAY_BE_UNKNOWN = ("birth_year", "personal_id", "phone")
"""What one need not know about anybody else: a petition has no birth year or number to give, a phone "nếu có" (BLTTDS 189.4)."""
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "plaintiffs": ("plaintiffs",),
    "defendants": ("defendants",),
    "related": ("related",),
    "facts": ("legal_relation", "facts", "venue", "strike"),
    "claims": ("claims", "value_kind", "value"),
    "witnesses": ("witnesses",),
}
"""What is saved together: one page of the guided petition."""

EMPTY: Content = {
    "plaintiffs": [], "defendants": [], "related": [], "legal_relation": "", "facts": "", "claims": [],
    "value_kind": "", "value": None, "witnesses": [],
    "venue": {"role": "", "address": "", "flags": []},
}  # fmt: skip

VENUE_ROLES = ("immovable", "performance", "harm", "branch", "defendant_property")
"""Places other than where the parties live that may decide the court (BLTTDS 39.1.c, 40.1)."""
VENUE_FLAGS = (
    "agreed", "defendant_unknown", "defendant_abroad", "mediated", "arbitration",
    "foreign", "foreign_forum", "foreign_pending", "foreign_decided",
)  # fmt: skip

LIMITS = {
    "name": 200, "representative": 200, "address": 300, "phone": 20, "email": 254, "personal_id": 20,
    "legal_relation": 300, "facts": 20_000, "claim": 2_000,
}  # fmt: skip
MAX_ROWS = 100
MAX_VALUE = 10**15
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def empty() -> Content:
    """A petition that says nothing yet."""
    return deepcopy(EMPTY)


def tidy(section: str, data: Mapping[str, Any]) -> Content:
    """The fields of one section as they may be stored; a draft may be unfinished but never malformed.

    Raises:
        Refused: "filing.bad_field", every fault of the section under its field name ("defendants-0-name").
    """
    faults: dict[str, str] = {}
    found: Content = {}
    for key in SECTIONS[section]:
        if key not in data:
            continue
        value = data[key]
        if key in {"plaintiffs", "defendants", "related"}:
            found[key] = _rows(key, value, PARTY_FIELDS, faults)
        elif key == "witnesses":
            found[key] = _rows(key, value, ("name", "address"), faults)
        elif key == "claims":
            found[key] = [
                c for i, v in enumerate(value) if (c := _text(f"claims-{i}-text", "claim", v, faults))
            ]
        elif key == "value":
            found[key] = value if isinstance(value, int) and 0 < value <= MAX_VALUE else None
        elif key == "strike":
            found[key] = strike_words.tidy(value, faults)
        elif key == "venue":
            found[key] = _venue(value, faults)
        elif key == "value_kind":
            found[key] = value if value in {"amount", "none"} else ""
        else:
            found[key] = _text(key, key, value, faults)
    if found.get("value_kind") == "none":
        found["value"] = None
    if faults:
        raise Refused(
            "filing.bad_field", _("Có chỗ chưa đúng. Hãy sửa rồi lưu lại."), status=422, fields=faults
        )
    return found


def _venue(value: Mapping[str, Any], faults: dict[str, str]) -> dict[str, Any]:
    """The place that the matter is tied to, and what else decides the court."""
    role = value.get("role") if value.get("role") in VENUE_ROLES else ""
    address = _text("venue_address", "address", value.get("address"), faults)
    if address and not role:
        faults["venue_role"] = _("Hãy chọn đây là nơi gì.")
    return {
        "role": role,
        "address": address,
        "flags": [f for f in VENUE_FLAGS if f in value.get("flags", ())],
    }


def _rows(
    key: str, rows: Sequence[Mapping[str, Any]], fields: Sequence[str], faults: dict[str, str]
) -> list[dict[str, Any]]:
    """Rows with at least one thing typed into them."""
    if len(rows) > MAX_ROWS:
        faults[key] = _("Mỗi mục nhận nhiều nhất %(limit)s dòng.") % {"limit": MAX_ROWS}
        return []
    found = []
    for index, row in enumerate(rows):
        tidied: dict[str, Any] = {}
        for name in fields:
            value = row.get(name)
            if name == "kind":
                tidied[name] = value if value in {"person", "organisation"} else "person"
            elif name == "birth_year":
                tidied[name] = value if isinstance(value, int) else None
            else:
                tidied[name] = _text(f"{key}-{index}-{name}", name, value, faults)
        if tidied.get("email") and not EMAIL.fullmatch(tidied["email"]):
            faults[f"{key}-{index}-email"] = _("Thư điện tử phải có dạng ten@noi-cap.vn.")
        if tidied.get("phone") and not is_phone(tidied["phone"]):
            faults[f"{key}-{index}-phone"] = _("Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0912 000 001.")
        unknown = [name for name in MAY_BE_UNKNOWN if name in row.get("unknown", ())]
        for name in unknown:
            if tidied.get(name):
                faults[f"{key}-{index}-{name}"] = _(
                    "Bạn vừa ghi ô này vừa chọn “Tôi không biết”. Hãy bỏ chọn, hoặc xóa ô này."
                )
        if any(value for name, value in tidied.items() if name != "kind"):
            found.append({**tidied, "unknown": unknown} if unknown else tidied)
    return found


def _text(field: str, kind: str, value: object, faults: dict[str, str]) -> str:
    text = clean(str(value or ""))
    if kind not in {"facts", "claim"}:
        text = " ".join(text.split())
    if len(text) > LIMITS[kind]:
        faults[field] = _("Ô này nhận nhiều nhất %(limit)s ký tự; bạn đã nhập %(typed)s. Hãy viết gọn lại.") % {
            "limit": LIMITS[kind], "typed": len(text),
        }  # fmt: skip
    return text


def missing(
    content: Mapping[str, Any],
    *,
    paper: bool = False,
    request: RequestKind | None = None,
    on: date | None = None,
) -> dict[str, str]:
    """What the petition still lacks of BLTTDS 189.4, a request of 362.2, by field; empty when it may be filed.

    Args:
        paper: the paper itself holds the text; the clerk enters only who, whom and what for.
        request: the kind of request; None for a suit.
        on: the day of filing, before which a strike must have begun (403.1).
    """
    if request is not None:
        faults = _missing_of_request(content, request, paper=paper)
        if request.special == STRIKE:
            strike_words.missing(content, faults, on)
        return faults
    faults = {}
    _missing_parties(content, faults, paper=paper)
    if not content["legal_relation"]:
        faults["legal_relation"] = _(
            "Hãy ghi bạn tranh chấp về việc gì, ví dụ “Tranh chấp hợp đồng vay tài sản”."
        )
    if not content["claims"]:
        faults["claims-0-text"] = _("Hãy ghi ít nhất một điều bạn yêu cầu Tòa án giải quyết.")
    if content["value_kind"] == "amount" and not content["value"]:
        faults["value"] = _("Hãy nhập số tiền hoặc giá trị tài sản bạn yêu cầu, bằng chữ số.")
    if not content["value_kind"]:
        faults["value_kind"] = _("Hãy chọn yêu cầu của bạn tính được bằng tiền hay không.")
    if not paper and not content["facts"]:
        faults["facts"] = _("Hãy kể việc đã xảy ra: quyền, lợi ích nào của bạn bị xâm phạm.")
    for index, witness in enumerate(content["witnesses"]):
        if not witness["name"]:
            faults[f"witnesses-{index}-name"] = _("Hãy ghi họ tên người làm chứng.")
        if not witness["address"]:
            faults[f"witnesses-{index}-address"] = _("Hãy ghi địa chỉ người làm chứng.")
    return faults


def _missing_of_request(content: Mapping[str, Any], kind: RequestKind, *, paper: bool) -> dict[str, str]:
    faults: dict[str, str] = {}
    _missing_parties(content, faults, paper=paper, request=True)
    if len(content["plaintiffs"]) < kind.requesters and not faults:
        faults[f"plaintiffs-{len(content['plaintiffs'])}-name"] = _(
            "Việc này phải do hai người cùng yêu cầu: hãy ghi cả người thứ hai."
        )
    if kind.is_divorce and len(content["plaintiffs"]) > kind.requesters:
        faults["plaintiffs-2-name"] = _("Chỉ vợ và chồng cùng yêu cầu: hãy ghi đúng hai người.")
    if not content["claims"]:
        faults["claims-0-text"] = _("Hãy ghi ít nhất một điều bạn yêu cầu Tòa án công nhận, quyết định.")
    if not paper and not content["facts"]:
        faults["facts"] = _("Hãy ghi lý do, mục đích và căn cứ của yêu cầu.")
    return faults


def _missing_parties(
    content: Mapping[str, Any], faults: dict[str, str], *, paper: bool, request: bool = False
) -> None:
    wanted = {
        "plaintiffs": _("Hãy ghi họ tên người khởi kiện (hoặc tên cơ quan, tổ chức)."),
        "defendants": _("Hãy ghi họ tên người bị kiện (hoặc tên cơ quan, tổ chức)."),
    }
    if request:
        wanted = {"plaintiffs": _("Hãy ghi họ tên người yêu cầu (hoặc tên cơ quan, tổ chức).")}
    for key, message in wanted.items():
        if not content[key]:
            faults[f"{key}-0-name"] = message
    for key in ("plaintiffs", "related") if request else ("plaintiffs", "defendants", "related"):
        for index, party in enumerate(content[key]):
            field = f"{key}-{index}"
            if not party["name"]:
                faults[f"{field}-name"] = wanted.get(key, _("Hãy ghi họ tên hoặc tên cơ quan, tổ chức."))
            if not party["address"] and not paper:
                faults[f"{field}-address"] = _(
                    "Hãy ghi nơi cư trú, làm việc hoặc trụ sở; không rõ thì ghi nơi cuối cùng bạn biết."
                )
            if (
                party["kind"] == "organisation"
                and key == "plaintiffs"
                and not party["representative"]
                and not paper
            ):
                faults[f"{field}-representative"] = _(
                    "Hãy ghi họ tên, chức vụ người đại diện theo pháp luật."
                )


def names(content: Mapping[str, Any], group: str) -> str:
    """ "Hoàng Thị Lan Chi và 2 người khác", "" when nobody is named."""
    found = [p["name"] for p in content.get(group, []) if p.get("name")]
    if not found:
        return ""
    return str(found[0]) + (_(" và %(n)s người khác") % {"n": len(found) - 1} if len(found) > 1 else "")


def title(content: Mapping[str, Any]) -> str:
    """ "Hoàng Thị Lan Chi kiện Vũ Đức Thịnh"."""
    sues, sued = names(content, "plaintiffs"), names(content, "defendants")
    if not sues and not sued:
        return "Đơn chưa ghi tên các bên"
    return f"{sues or '…'} kiện {sued or '…'}"


def folded(content: Mapping[str, Any], *words: str) -> str:
    """What the register's search box looks in: every name, the relation and `words`, without diacritics."""
    people = [p["name"] for key in ("plaintiffs", "defendants", "related") for p in content.get(key, [])]
    return fold(" ".join([*words, *people, content.get("legal_relation", "")]))
