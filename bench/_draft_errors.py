"""The scripted errors of `bench/drafts.py`: eleven kinds, each made in several ways, drawn by a seed."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toaan.assistant.checking.draft import Draft, read
from toaan.assistant.checking.people import read_people

ERRORS = 20


@dataclass(frozen=True)
class Change:
    """A text with one error put in."""

    kind: str
    way: str
    text: str
    start: int
    end: int
    anywhere: bool = False


Way = Callable[[str, Draft, random.Random], "Change | None"]
WAYS: dict[str, list[Way]] = defaultdict(list)
"""Those that were known while the rules were made."""
UNSEEN: dict[str, list[Way]] = defaultdict(list)
"""Those made when the rules stood, by `_draft_unseen` and `_draft_unseen_omissions`."""


def way(kind: str, *, of: dict[str, list[Way]] = WAYS) -> Callable[[Way], Way]:
    def note(function: Way) -> Way:
        of[kind].append(function)
        return function

    return note


def put(
    kind: str, text: str, start: int, end: int, new: str, *, name: str, anywhere: bool = False
) -> Change | None:
    if text[start:end] == new:
        return None
    return Change(kind, name, text[:start] + new + text[end:], start, start + len(new), anywhere)


def _pick(rng: random.Random, found: list[re.Match[str]]) -> re.Match[str] | None:
    return rng.choice(found) if found else None


def _in(draft: Draft, section: str) -> tuple[int, int]:
    span = draft.parts.get(section)
    return (draft.offsets[span.start], draft.offsets[span.end]) if span else (0, 0)


# Citations

_CODE = r"(?:Bộ\s+luật\s+[Tt]ố\s+tụng\s+[Dd]ân\s+sự|Bộ\s+luật\s+[Dd]ân\s+sự|BLTTDS|BLDS)"


@way("citation-unknown")
def beyond_last(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    found = _pick(rng, list(re.finditer(rf"(?i:điều)\s+(\d{{1,3}})(?=\s+(?:của\s+)?{_CODE})", text)))
    return (
        put("citation-unknown", text, *found.span(1), str(rng.randint(780, 1500)), name="beyond_last")
        if found
        else None
    )


@way("citation-unknown")
def other_code(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    """Jurisdiction or procedure of the civil procedure code under the civil code's name."""
    lists = list(
        re.finditer(
            r"(?i:điều)\s+26\b[^.]{0,260}?(Bộ\s+luật\s+[Tt]ố\s+tụng\s+[Dd]ân\s+sự|BLTTDS)(?:\s+(?:năm\s+)?\d{4})?",
            text,
        )
    )
    found = _pick(
        rng,
        [
            m
            for m in lists
            if not re.search(r"Bộ luật dân sự|Luật|Nghị quyết", m[0][: m.start(1) - m.start()], re.I)
        ],
    )
    return (
        put(
            "citation-unknown",
            text,
            found.start(1),
            found.end(),
            "Bộ luật Dân sự năm 2015",
            name="other_code",
        )
        if found
        else None
    )


@way("citation-unknown")
def no_such_document(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    found = _pick(rng, list(re.finditer(r"326/(2016)/UBTVQH14", text)))
    return (
        put(
            "citation-unknown",
            text,
            *found.span(),
            rng.choice(["326/2018/UBTVQH14", "326/2016/UBTVQH12", "362/2016/UBTVQH14"]),
            name="no_such_document",
        )
        if found
        else None
    )


@way("citation-not-in-force")
def later_law(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    found = _pick(rng, list(re.finditer(r"(?i:luật)\s+[Đđ]ất\s+đai(?:\s+năm)?\s+(2003|2013|1993)", text)))
    return put("citation-not-in-force", text, *found.span(1), "2024", name="later_law") if found else None


@way("citation-not-in-force")
def former_procedure(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    found = _pick(
        rng,
        list(
            re.finditer(
                r"(?i:điều)\s+\d+(?:\s+của)?\s+Bộ\s+luật\s+[Tt]ố\s+tụng\s+[Dd]ân\s+sự()(?:\s+năm)?(\s+2015)?",
                text,
            )
        ),
    )
    if found is None:
        return None
    return put(
        "citation-not-in-force",
        text,
        found.start(1),
        found.end(),
        rng.choice([" năm 2004", " 2004"]),
        name="former_procedure",
    )


@way("citation-not-in-force")
def later_code(text: str, draft: Draft, rng: random.Random) -> Change | None:
    added = rng.choice(
        [
            "Điều 12 Luật Các tổ chức tín dụng năm 2024",
            "Điều 26 Luật Đất đai năm 2024",
            "Điều 5 Luật Nhà ở năm 2023",
        ]
    )
    start, _end = _in(draft, "verdict")
    found = re.compile(r"(?:Căn\s+cứ|Áp\s+dụng)\s+(?:vào\s+)?").search(text, start)
    return (
        put("citation-not-in-force", text, found.end(), found.end(), added + "; ", name="later_code")
        if found
        else None
    )


@way("clause-out-of-range")
def high_clause(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    found = _pick(
        rng,
        list(
            re.finditer(
                r"(?i:khoản)\s+(\d{1,2})(?=\s+(?i:điều)\s+(?:26|35|37|39|91|147|157|158|165|227|228|235|244|273|357|468)\b)",
                text,
            )
        ),
    )
    return (
        put("clause-out-of-range", text, *found.span(1), str(rng.randint(15, 40)), name="high_clause")
        if found
        else None
    )


@way("clause-out-of-range")
def odd_point(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    found = _pick(
        rng,
        list(
            re.finditer(
                r"(?i:điểm)\s+([a-zđ])(?=\s+(?i:khoản)\s+\d+\s+(?i:điều)\s+(?:35|37|39|227|192|217)\b)", text
            )
        ),
    )
    return (
        put("clause-out-of-range", text, *found.span(1), rng.choice("xyvu"), name="odd_point")
        if found
        else None
    )


@way("clause-out-of-range")
def added_clause(text: str, _draft: Draft, rng: random.Random) -> Change | None:
    found = _pick(
        rng,
        list(
            re.finditer(
                r"(?<![\w,] )(?i:điều)\s+(?:147|271|273|35|39|157)\b(?=[^;.]{{0,60}}?Bộ\s+luật\s+[Tt]ố\s+tụng)",
                text,
            )
        ),
    )
    return (
        put(
            "clause-out-of-range",
            text,
            found.start(),
            found.start(),
            f"khoản {rng.randint(12, 30)} ",
            name="added_clause",
        )
        if found
        else None
    )


# People


def _parties(draft: Draft) -> tuple[list[str], list[str]]:
    people = read_people(draft)
    names: dict[tuple[str, ...], str] = {}
    for one in [*people.mentions, *people.short]:
        names.setdefault(one.key, one.name)
    both = people.of("plaintiff") & people.of("defendant")
    return tuple(
        [names[k] for k in people.of(role) - both if k in names] for role in ("plaintiff", "defendant")
    )  # type: ignore[return-value]


def _name(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _orders(text: str, draft: Draft, part: str, word: str = "Buộc") -> list[tuple[re.Match[str], str, str]]:
    """Where a part orders a defendant to pay or give to a plaintiff: the match (his name 1, the other's 2), plaintiff, defendant."""
    plaintiffs, defendants = _parties(draft)
    start, end = _in(draft, part)
    places = []
    for p in plaintiffs:
        for d in defendants:
            pattern = re.compile(
                rf"{word}[^.;]{{0,80}}?({_name(d)})\b[^.;]{{0,200}}?\b(?:trả|bồi thường|thanh toán|giao|hoàn trả)\b[^.;]{{0,160}}?cho[^.;]{{0,30}}?({_name(p)})\b"
            )
            places += [(m, p, d) for m in pattern.finditer(text, start, end)]
    return places


@way("name-mismatch")
def swapped_in_order(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """ "Buộc ông B trả cho ông A" becomes "Buộc ông A trả cho ông B"."""
    places = _orders(text, draft, "verdict")
    if not places:
        return None
    match, p, d = rng.choice(places)
    piece = text[match.start(1) : match.end(2)]
    new = p + text[match.end(1) : match.start(2)] + d
    return put(
        "name-mismatch", text, match.start(1), match.start(1) + len(piece), new, name="swapped_in_order"
    )


@way("name-mismatch")
def wrong_role(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """The defendant's name after "nguyên đơn" or after "yêu cầu khởi kiện của"."""
    plaintiffs, defendants = _parties(draft)
    start = _in(draft, "content")[0]
    places = []
    for p in plaintiffs:
        for lead in (
            r"(?:nguyên đơn|yêu cầu khởi kiện của|đơn khởi kiện của)\s+(?:nguyên đơn\s+)?(?:ông|bà|anh|chị|cụ)\s+",
        ):
            places += list(re.finditer(rf"(?i:{lead})({_name(p)})(?!\w)", text[start:]))
    if not places or not defendants:
        return None
    match = rng.choice(places)
    return put(
        "name-mismatch",
        text,
        start + match.start(1),
        start + match.end(1),
        rng.choice(defendants),
        name="wrong_role",
    )


@way("name-mismatch")
def misspelt(text: str, draft: Draft, rng: random.Random) -> Change | None:
    """One word of a party's name changed in the verdict."""
    plaintiffs, defendants = _parties(draft)
    start, end = _in(draft, "verdict")
    names = [n for n in plaintiffs + defendants if len(n.split()) > 2]
    places = [
        (m, n)
        for n in names
        for m in re.finditer(rf"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ)\s+({_name(n)})(?!\w)", text[start:end])
    ]
    if not places:
        return None
    match, name = rng.choice(places)
    words = name.split()
    n = rng.randrange(1, len(words) - 1)
    words[n] = rng.choice(
        [w for w in ("Văn", "Thị", "Đức", "Hữu", "Ngọc", "Minh", "Kim", "Quang") if w != words[n]]
    )
    return put(
        "name-mismatch", text, start + match.start(1), start + match.end(1), " ".join(words), name="misspelt"
    )


# Dates


@way("date-order")
def accepted_after(text: str, draft: Draft, rng: random.Random) -> Change | None:
    head = _in(draft, "head")[1]
    match = re.compile(
        r"thụ\s+lý\s+(?:vụ\s+án\s+)?số[^.;]{0,45}?ngày\s+(\d{1,2}\s*(?:[/-]|tháng)\s*\d{1,2}\s*(?:[/-]|năm)\s*)(\d{4})"
    ).search(text, 0, head)
    if match is None or draft.day is None:
        return None
    return put(
        "date-order", text, *match.span(2), str(draft.day.year + rng.choice([1, 2])), name="accepted_after"
    )


@way("date-order")
def trial_before_acceptance(text: str, draft: Draft, rng: random.Random) -> Change | None:
    head = _in(draft, "head")[1]
    match = re.compile(
        r"xét\s+xử\s+số[^.;]{0,50}?ngày\s+(\d{1,2}\s*(?:[/-]|tháng)\s*\d{1,2}\s*(?:[/-]|năm)\s*)(\d{4})"
    ).search(text, 0, head)
    if match is None or draft.day is None:
        return None
    return put(
        "date-order",
        text,
        *match.span(2),
        str(draft.day.year - rng.choice([3, 4, 5])),
        name="trial_before_acceptance",
    )


@way("date-order")
def other_sitting(text: str, draft: Draft, rng: random.Random) -> Change | None:
    judged = draft.judged
    if judged is None or judged.day is None:
        return None
    start, end = draft.place(judged.start, judged.end)
    year = re.search(r"\d{4}$", text[start:end])
    if year is None:
        return None
    return put(
        "date-order",
        text,
        start + year.start(),
        start + year.end(),
        str(judged.day.year + rng.choice([-1, 1])),
        name="other_sitting",
    )


@way("date-order")
def impossible(text: str, draft: Draft, rng: random.Random) -> Change | None:
    found = [d for d in draft.dates if d.day and "/" in draft.text[d.start : d.end]]
    if not found:
        return None
    one = rng.choice(found)
    start, end = draft.place(one.start, one.end)
    return put(
        "date-order",
        text,
        start,
        end,
        rng.choice(["31/02/2017", "30/02/2016", "31/4/2018", "15/13/2017"]),
        name="impossible",
    )


@way("date-order")
def in_the_future(text: str, draft: Draft, rng: random.Random) -> Change | None:
    start, end = _in(draft, "content")
    found = list(
        re.finditer(
            r"(?:biên bản|đơn|giấy|hợp đồng|lời khai|bản tự khai)[^.;]{0,30}ngày\s+\d{1,2}[/-]\d{1,2}[/-](\d{4})",
            text[start:end],
        )
    )
    if not found or draft.day is None:
        return None
    match = rng.choice(found)
    return put(
        "date-order",
        text,
        start + match.start(1),
        start + match.end(1),
        str(draft.day.year + rng.randint(1, 3)),
        name="in_the_future",
    )


def errors(
    text: str, rng: random.Random, of: dict[str, list[Way]] = WAYS, number: int = ERRORS
) -> Iterator[Change]:
    """Twenty changed texts, every kind in turn, each time made in another way where there is one."""
    draft = read(text)
    kinds = list(of)
    ways = {kind: rng.sample(of[kind], len(of[kind])) for kind in kinds}
    made, turn, spent = 0, 0, 0
    while made < number and spent < number * 6:
        kind = kinds[turn % len(kinds)]
        n = turn // len(kinds)
        turn, spent = turn + 1, spent + 1
        for k in range(len(ways[kind])):
            change = ways[kind][(n + k) % len(ways[kind])](text, draft, rng)
            if change is not None:
                made += 1
                yield change
                break
