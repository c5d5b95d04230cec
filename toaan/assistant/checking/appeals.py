"""The right to appeal: told at the end of every judgment of the first instance, with its term (BLTTDS 273, BLTTHS 333)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import Found
from toaan.rules.model import RuleRow

_RIGHT = re.compile(r"\bkhang\s+cao\b")
_NUMBERS = {
    "bay": 7,
    "muoi": 10,
    "muoi lam": 15,
    "hai muoi": 20,
    "ba muoi": 30,
    "muoi bon": 14,
    "muoi hai": 12,
    "nam": 5,
}
_TERM = re.compile(
    r"(?P<n>\d{1,3}|mot(?=\s+(?:\([^)]{1,25}\)\s*)?thang)|muoi\s+lam|muoi\s+bon|muoi\s+hai|hai\s+muoi|ba\s+muoi|bay|muoi|nam)\s*(?:\((?P<said>[^)]{1,25})\)\s*)?(?:ngay|thang)\b"
)
_NOT_A_TERM = re.compile(r"\b(?:ngay|thang)\s*$")


def term(draft: Draft, rows: Sequence[RuleRow]) -> int:
    """Days to appeal a judgment of the first instance, from the rules in force."""
    key = "BLTTHS:333.1" if draft.criminal else "LTTHC:206.1" if draft.administrative else "BLTTDS:273.1"
    if re.search(r"thu\s+tuc\s+rut\s+gon", draft.part("head")) and not draft.criminal:
        key = "BLTTDS:322.1"
    return next(int(row.value["amount"]) for row in rows if row.kind == "time_limit" and row.key == key)


def check(draft: Draft, found: Found, rows: Sequence[RuleRow]) -> None:
    """Add what is wrong with the right to appeal."""
    if draft.on_appeal or draft.legacy:
        return
    wanted = term(draft, rows)
    article = (
        "BLTTHS 331, 333"
        if draft.criminal
        else "LTTHC 204, 206"
        if draft.administrative
        else "BLTTDS 271, 273"
    )
    verdict = draft.parts.get("verdict")
    start = verdict.start if verdict else len(draft.text) * 2 // 3
    rights = [
        m
        for m in _RIGHT.finditer(draft.folded, start)
        if not re.search(r"an\s+phi[^.;\n]{0,40}$", draft.folded[max(0, m.start() - 60) : m.start()])
    ]
    if not rights:
        closing = draft.parts.get("closing")
        at = draft.offsets[closing.start if closing else len(draft.text.rstrip())]
        found.add(
            "appeal-right-missing",
            at,
            at,
            f"Bản án sơ thẩm chưa nói quyền kháng cáo. Hãy ghi quyền kháng cáo và thời hạn {wanted} ngày.",
            article,
        )
        return
    told: set[int] = set()
    terms = 0
    for right in rights:
        after = draft.folded[right.end() : right.end() + 130]
        before = draft.folded[max(0, right.start() - 110) : right.start()]
        for base, piece in ((right.end(), after), (max(0, right.start() - 110), before)):
            for match in _TERM.finditer(piece):
                lead = piece[max(0, match.start() - 22) : match.start()]
                if not re.search(
                    r"\b(?:han|vong|la|trong|khang\s+cao)\s*(?:luat\s+dinh\s*)?(?:la\s*)?[:\s]*$", lead
                ) or _NOT_A_TERM.search(lead):
                    continue
                terms += 1
                days = _days(match["n"])
                place = base + match.start()
                month = match[0].endswith("thang")
                if (days != wanted or month) and place not in told:
                    told.add(place)
                    found.add(
                        "appeal-right-missing", *draft.place(place, base + match.end()),
                        f"Thời hạn kháng cáo bản án sơ thẩm là {wanted} ngày, dự thảo ghi {' '.join(match[0].split())}. Hãy sửa.", article,
                    )  # fmt: skip
    if not terms:
        last = rights[0]
        found.add(
            "appeal-right-missing",
            *draft.place(last.start(), last.end()),
            f"Chưa ghi thời hạn kháng cáo ({wanted} ngày). Hãy bổ sung.",
            article,
        )


def _days(text: str) -> int:
    words = " ".join(text.split())
    return int(words) if words.isdigit() else _NUMBERS.get(words, 0)
