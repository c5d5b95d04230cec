"""Orders of a draft ("Buộc X trả cho Y"): parties exchanged between the reasoning, the verdict and what each of them is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from toaan.assistant.checking.draft import Draft

if TYPE_CHECKING:
    from toaan.assistant.checking.people import Mention, People

_PAID = re.compile(
    r"\b(?:tra|thanh\s+toan|boi\s+thuong|giao|hoan\s+tra|ban\s+giao|cap\s+duong|tra\s+lai|thoi\s+tra)\b[^;.]{0,160}?\bcho\b"
)


def check(draft: Draft, people: People, tell) -> None:  # type: ignore[no-untyped-def]
    """ "Buộc X trả cho Y" in the verdict, where the claim of Y is rejected or the reasoning orders it the other way round."""
    verdict = draft.parts.get("verdict")
    if verdict is None:
        return
    plaintiffs, defendants = people.of("plaintiff"), people.of("defendant")
    only_p, only_d = plaintiffs - defendants, defendants - plaintiffs
    before: list[tuple[Mention, Mention]] = []
    own: list[tuple[Mention, Mention]] = []
    for first, second in _orders(draft, people):
        (own if first.start >= verdict.start else before).append((first, second))
    ways = Counter((a.key, b.key) for a, b in before)
    words = draft.part("verdict")
    accepted = re.search(
        r"(?<!khong )chap\s+nhan\s+(?:toan\s+bo\s+|mot\s+phan\s+)?(?:cac\s+)?\W*(?:yeu\s+cau|don|khoi\s+kien)",
        words,
    )
    mutual = re.search(
        r"phan\s+to|tu\s+nguyen(?!\s+thi\s+hanh)|ho\s+tro|chenh\s+lech|doc\s+lap|hop\s+dong[^.;]{0,60}vo\s+hieu|cong\s+suc|ly\s+hon|vo\s+hieu",
        words,
    )
    own_ways = Counter((a.key, b.key) for a, b in own)
    sides = (only_p, only_d)
    for first, second in before:
        turned = own_ways[second.key, first.key] and not own_ways[first.key, second.key]
        reasons = draft.parts.get("reasoning")
        if (
            turned
            and first.key in only_p
            and second.key in only_d
            and reasons
            and first.start in reasons
            and not mutual
        ):
            ways[first.key, second.key] = 0
            tell(
                first.start,
                second.end,
                f"Phần Nhận định buộc {first.name} thực hiện nghĩa vụ cho {second.name}, phần Quyết định theo chiều ngược lại. Hãy xem lại họ tên.",
            )
    for first, second in own:
        against = ways[second.key, first.key] and not ways[first.key, second.key]
        same = (
            any(first.key in side and second.key in side for side in sides)
            and not ways[first.key, second.key]
        )
        wrong = (first.key in only_p and second.key in only_d) or same
        roles = wrong and accepted and not mutual and not ways[first.key, second.key]
        both_ways = own_ways[second.key, first.key]
        if (against or roles) and not both_ways:
            tell(
                first.start,
                second.end,
                f"Phần Quyết định buộc {first.name} thực hiện nghĩa vụ cho {second.name}; tư cách đương sự và nhận định theo chiều ngược lại. Hãy xem lại họ tên.",
            )


def _orders(draft: Draft, people: People) -> list[tuple[Mention, Mention]]:
    """(who must, to whom) of each "buộc … trả … cho …"."""
    found = []
    ordered = sorted([*people.mentions, *people.short], key=lambda m: m.start)
    for at in re.finditer(r"\bbuoc\b", draft.folded):
        after = [m for m in ordered if at.end() <= m.start <= at.end() + 420]
        if not after or after[0].start - at.end() > 60:
            continue
        way = _PAID.search(draft.folded, after[0].end, at.end() + 420)
        if way is None or re.search(r"[;]|\.\s", draft.folded[after[0].end : way.start()]):
            continue
        to = [m for m in after if m.start >= way.end() and m.start - way.end() < 40][:1]
        while (
            to
            and (more := next((m for m in after if m.start > to[-1].end), None))
            and re.fullmatch(r"\W*(?:va\W+)?", draft.folded[to[-1].end : more.from_])
        ):
            to.append(more)
        found += [(who, one) for who in after if who.end < way.start() for one in to if who.key != one.key]
    return found
