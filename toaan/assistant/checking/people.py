"""People of a draft: who is which party, names written in two ways, parties exchanged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from toaan.assistant.checking import directions
from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import CaseFacts, Found
from toaan.assistant.checking.sums import differs_little
from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.source import SYLLABLE
from toaan.vietnamese.text import fold, normalise

_BASIS = "BLTTDS 266.2"
_UPPER = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ"
_WORD = rf"(?:[{_UPPER}][^\W\d_]*\d{{0,2}}(?![^\W_]))"
_TITLES = r"(?:[ÔôỒồ]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ|[Cc]háu|[Ee]m|[Cc]ô|[Cc]hú|[Bb]ác|[Bb]ị\s+(?:cáo|hại))"
_NAME = re.compile(
    rf"(?P<title>\b{_TITLES})\s+(?P<name>{_WORD}(?:\s+{_WORD}){{1,5}}(?:\s[1-9]\d?(?![\d/.,]|\s*\(|\s+(?:tháng|năm|đồng|triệu|người|lần)))?)"
)
_AFTER_ROLE = re.compile(rf"(?<=[:\-–])\s*(?P<title>)(?P<name>{_WORD}(?:\s+{_WORD}){{1,5}})")
_SHORT = re.compile(rf"\b(?P<title>{_TITLES})\s+(?P<name>[{_UPPER}]\w*)(?![^\W\d_]|\s+{_WORD})")
_STOP = frozenset(
    {
        "Sinh",
        "Địa",
        "Trú",
        "Cùng",
        "Có",
        "Vắng",
        "Là",
        "Và",
        "Theo",
        "Tại",
        "Do",
        "Nay",
        "Tòa",
        "Toà",
        "Người",
        "Ông",
        "Bà",
        "Anh",
        "Chị",
        "Đại",
        "Nguyên",
        "Bị",
        "Buộc",
        "Căn",
        "Hiện",
        "Nơi",
        "Ngày",
        "Số",
        "Xét",
        "Vì",
        "Khi",
        "Sau",
        "Thẩm",
        "Hội",
        "Về",
        "Như",
        "Tuy",
        "Trong",
        "Luật",
        "Giấy",
        "Quyết",
        "Được",
        "Phải",
        "Đều",
        "Kiểm",
        "Thư",
        "Đối",
        "Kể",
        "Chấp",
        "Không",
        "Công",
        "Ủy",
        "UBND",
        "Mỗi",
        "Tổng",
        "Chi",
        "Hợp",
    }
) - {"Anh", "Chi", "Công", "Luật", "Hợp", "Hội"}
_ROLES = (
    ("plaintiff", r"\bnguyen\s+don\b|\bnguoi\s+khoi\s+kien\b"),
    ("defendant", r"\bbi\s+don\b|\bnguoi\s+bi\s+kien\b"),
    ("accused", r"\bbi\s+cao\b"),
    ("victim", r"\bbi\s+hai\b"),
    ("other", r"\bnguoi\s+co\s+quyen\s+(?:loi|va)|\bnguoi\s+lam\s+chung\b|\bnguoi\s+phien\s+dich\b"),
)
_SIDE = re.compile(r"nguoi\s+(?:dai\s+dien|bao\s+ve|duoc[^:]{0,60}uy\s+quyen|ke\s+thua|giam\s+ho)|dai\s+dien")


@dataclass(frozen=True)
class Mention:
    """A full name with where it stands."""

    name: str
    key: tuple[str, ...]
    start: int
    end: int
    title: str
    from_: int = 0
    """Where its title begins."""


@lru_cache(maxsize=20_000)
def _key(name: str) -> tuple[str, ...]:
    return tuple(re.sub(r" (\d{1,2})$", r"\1", normalise(" ".join(name.split()))).split())


@dataclass
class People:
    """Who stands in the draft."""

    mentions: list[Mention]
    """Full names."""
    short: list[Mention]
    """Given names and codes after a title, with the full name where only one party has it."""
    roles: dict[tuple[str, ...], set[str]]
    """Full name → plaintiff, defendant, other, side (representatives)."""

    def of(self, role: str) -> set[tuple[str, ...]]:
        return {key for key, roles in self.roles.items() if role in roles}


def read_people(draft: Draft) -> People:
    mentions = [m for m in map(_mention, _NAME.finditer(draft.text)) if m]
    head = draft.parts["head"]
    roles: dict[tuple[str, ...], set[str]] = defaultdict(set)
    marks = sorted(
        (m.start(), role)
        for role, pattern in _ROLES
        for m in re.finditer(pattern, draft.folded[: head.end])
        if re.match(r"[^.;]{0,60}?[:\-–]", draft.folded[m.end() : m.end() + 70])
    )
    untitled = [
        m for m in map(_mention, _AFTER_ROLE.finditer(draft.text, marks[0][0] if marks else 0, head.end)) if m
    ]
    starts = {m.start for m in mentions}
    for one in sorted(
        [*mentions, *(m for m in untitled if not any(abs(m.start - s) < 12 for s in starts))],
        key=lambda m: m.start,
    ):
        if one.start >= head.end:
            break
        before = [role for at, role in marks if at <= one.start]
        if before:
            line = draft.folded[max(draft.folded.rfind("\n", 0, one.start), one.start - 200) : one.start]
            roles[one.key].add("side" if _SIDE.search(line) else before[-1])
    known = set(roles)
    mentions = [_cut(m, known) for m in mentions]
    shorts = [_short(m) for m in _SHORT.finditer(draft.text)]
    for one in shorts:
        led = [(at, role) for at, role in marks if at <= one.start < head.end]
        if (
            led
            and one.start - led[-1][0] < 60
            and re.fullmatch(r"[\w\s]{0,40}[:\-–][\s\d.]*\w{2,4}\s+", draft.folded[led[-1][0] : one.start])
        ):
            roles[one.key].add(led[-1][1])
    codes = [next(iter(key)) for key in roles if len(key) == 1 and len(next(iter(key))) > 1]
    taken = {m.start for m in shorts}
    for code in codes:  # "các bị đơn HTKN, ĐTK": people called by their initials need no title
        for m in re.finditer(rf"\b{re.escape(code.upper())}\b", draft.text):
            if m.start() not in taken:
                shorts.append(Mention(m[0], (code,), m.start(), m.end(), "", m.start()))
    return People(mentions, _resolved(shorts, mentions, dict(roles)), dict(roles))


def _short(match: re.Match[str]) -> Mention:
    return Mention(
        match["name"],
        _key(match["name"]),
        match.start("name"),
        match.end("name"),
        fold(match["title"]),
        match.start(),
    )


def _resolved(
    shorts: list[Mention], mentions: list[Mention], roles: dict[tuple[str, ...], set[str]]
) -> list[Mention]:
    """Each short mention with the key of the one person who can be meant; without it where several can."""
    by_last: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for key in {m.key for m in mentions} | set(roles):
        by_last[key[-1]].add(key)
    return [
        Mention(m.name, next(iter(by_last[m.key[0]])), m.start, m.end, m.title, m.from_)
        for m in shorts
        if len(by_last[m.key[0]]) == 1
    ]


def _mention(match: re.Match[str]) -> Mention | None:
    """A name without the first word of the next sentence that a capital brought in."""
    words = list(re.finditer(r"\S+", match["name"]))
    keep = 1
    while keep < len(words):
        word = words[keep][0]
        gap = match["name"][words[keep - 1].end() : words[keep].start()]
        if (
            _glued(word)
            or word in _STOP
            or (gap.count("\n") and _starts(word))
            or (len(re.sub(r"\d", "", words[keep - 1][0])) <= 1 and keep > 1 and not word.isdigit())
        ):
            break
        keep += 1
    if keep < 2:
        return None
    start = match.start("name")
    end = start + words[keep - 1].end()
    name = match["name"][: words[keep - 1].end()]
    if normalise(words[0][0]) not in lexicon.FAMILIES or name.startswith("Phó "):
        return None
    return Mention(" ".join(name.split()), _key(name), start, end, fold(match["title"]), match.start())


def _glued(word: str) -> bool:
    """ "Đnộp": a code to which the next word sticks."""
    letters = fold(re.sub(r"\d", "", word))
    return word[1:2].islower() and len(word) > 2 and not SYLLABLE.fullmatch(letters)


def _starts(word: str) -> bool:
    return normalise(word) in lexicon.SENTENCE_STARTS


def _cut(mention: Mention, known: set[tuple[str, ...]]) -> Mention:
    """A mention that begins with a party's name and goes on with a capital of the next sentence is that party."""
    for size in range(len(mention.key) - 1, 1, -1):
        if mention.key not in known and mention.key[:size] in known:
            return Mention(
                mention.name, mention.key[:size], mention.start, mention.end, mention.title, mention.from_
            )
    return mention


def check(draft: Draft, found: Found, facts: CaseFacts) -> None:
    """Add what is wrong with the draft's names."""
    people = read_people(draft)
    told: set[int] = set()

    def tell(start: int, end: int, words: str, article: str = _BASIS) -> None:
        if start not in told:
            told.add(start)
            found.add("name-mismatch", *draft.place(start, end), words, article)

    _of_the_case(draft, people, facts, tell)
    _typos(draft, people, tell)
    _families(draft, people, tell)
    _titles(draft, people, tell)
    _roles(draft, people, tell)
    directions.check(draft, people, tell)


def _of_the_case(draft: Draft, people: People, facts: CaseFacts, tell) -> None:  # type: ignore[no-untyped-def]
    there = {one.key for one in people.mentions} | set(people.roles)
    for role, names in (
        ("nguyên đơn", facts.plaintiffs),
        ("bị đơn", facts.defendants),
        ("người tham gia tố tụng", facts.others),
    ):
        for name in names:
            key = _key(name)
            if key in there or normalise(name) in normalise(draft.text):
                continue
            near = [m for m in people.mentions if _near(m.key, key)]
            if near:
                tell(
                    near[0].start,
                    near[0].end,
                    f"Theo hồ sơ, {role} là {name}; dự thảo ghi {near[0].name}. Hãy sửa họ tên.",
                )
            else:
                head = draft.parts["head"]
                tell(
                    head.end,
                    head.end,
                    f"Theo hồ sơ, {role} là {name}; dự thảo không có người này. Hãy bổ sung.",
                )


def _near(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same name but for one word, or the order of two."""
    if a == b:
        return False
    if len(a) == len(b) >= 2:
        at = [n for n in range(len(a)) if a[n] != b[n]]
        return len(at) == 1 or (len(at) == 2 and sorted(a) == sorted(b))
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return (
        len(long) - len(short) == 1
        and len(short) >= 2
        and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
    )


def _similar(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Near, and the word that differs is written nearly the same: a slip, not another person."""
    if not _near(a, b):
        return False
    if len(a) != len(b):
        long, short = (a, b) if len(a) > len(b) else (b, a)
        return len(short) >= 3 and long[: len(short)] != short
    at = [n for n in range(len(a)) if a[n] != b[n]]
    if len(at) == 2:
        return True
    one, other = a[at[0]], b[at[0]]
    if at[0] == len(a) - 1 and fold(one) != fold(other):
        return False  # another given name is another person: Lan, Loan and Luận
    if len(one) < 2 or len(other) < 2 or one[-1].isdigit() or other[-1].isdigit():
        return False
    return fold(one) == fold(other) or differs_little(one, other) or differs_little(fold(one), fold(other))


def _typos(draft: Draft, people: People, tell) -> None:  # type: ignore[no-untyped-def]
    """A name met once that is a party's name but for one word; in the verdict any name that stands nowhere before."""
    counts = Counter(m.key for m in people.mentions)
    verdict = draft.parts.get("verdict")
    start = verdict.start if verdict else len(draft.text)
    before = {m.key for m in people.mentions if m.start < start} | set(people.roles)
    often = {key for key, times in counts.items() if times >= 3} | set(people.roles)
    closing = draft.parts.get("closing")
    for one in people.mentions:
        if one.key in people.roles or (closing and one.start in closing):
            continue
        if one.start >= start and one.key not in before and not _neighbour(draft, one.start):
            near = _likest(one, [k for k in often if _near(one.key, k) and k[: len(one.key)] != one.key])
            if near:
                tell(
                    one.start,
                    one.end,
                    f"“{one.name}” ở phần Quyết định không có ở phần trước; có phải {_said(near[0])}? Hãy sửa họ tên.",
                )
                continue
        if counts[one.key] == 1:
            near = _likest(one, [key for key in often if _similar(one.key, key)])
            if near:
                tell(
                    one.start,
                    one.end,
                    f"“{one.name}” chỉ ghi một lần, gần giống {_said(near[0])}. Hãy xem lại họ tên.",
                )


def _likest(one: Mention, keys: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The name that is meant first, the same at every run."""
    return sorted(keys, key=lambda key: (key[:-1] != one.key[:-1], key[-1][:1] != one.key[-1][:1], key))


def _families(draft: Draft, people: People, tell) -> None:  # type: ignore[no-untyped-def]
    """A party's name under a family name that there is none of: "Trân Ánh H" of Trần Ánh H."""
    counts = Counter(m.key for m in people.mentions)
    for key in people.roles:
        if len(key) < 3 or counts[key] < 2:
            continue
        rest = r"\s+".join(map(re.escape, key[1:]))
        for match in re.finditer(
            rf"\b{_TITLES}\s+(?P<name>(?P<family>[{_UPPER}][^\W\d_]*)\s+(?i:{rest}))(?!\w)", draft.text
        ):
            family = normalise(match["family"])
            slip = fold(family) == fold(key[0]) or differs_little(fold(family), fold(key[0]))
            if family != key[0] and family not in lexicon.FAMILIES and slip:
                tell(
                    match.start("name"),
                    match.end("name"),
                    f"“{' '.join(match['name'].split())}” chỗ khác ghi {_said(key)}. Hãy xem lại họ tên.",
                )


def _neighbour(draft: Draft, place: int) -> bool:
    return bool(
        re.search(
            r"\bgiap\b[^;\n]{0,90}$|\b(?:dat|nha|ho)\s+(?:cua\s+)?(?:ho\s+)?(?:ong|ba|anh|chi)\s*$",
            draft.folded[max(0, place - 110) : place],
        )
    )


def _said(key: tuple[str, ...]) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in key)


def _titles(draft: Draft, people: People, tell) -> None:  # type: ignore[no-untyped-def]
    """A party called ông everywhere and bà once."""
    men, women = {"ong", "anh", "chu"}, {"ba", "chi", "co"}
    by_key: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for one in people.mentions:
        if one.key in people.roles and one.title in men | women and not _both(draft, one):
            by_key[one.key].append(one)
    for key, same in by_key.items():
        his = [m for m in same if m.title in men]
        hers = [m for m in same if m.title in women]
        few, many = sorted((his, hers), key=len)
        if len(few) == 1 and len(many) >= 3:
            tell(
                few[0].start,
                few[0].end,
                f"{_said(key)} ở đây được gọi khác giới với các chỗ khác. Hãy xem lại cách xưng hô, họ tên.",
            )


def _both(draft: Draft, one: Mention) -> bool:
    """ "các ông bà Tô Duy H, …": the title is of all of them."""
    return bool(
        re.search(
            r"\b(?:ong|anh|vo\s+chong)\W*$",
            draft.folded[max(0, one.start - len(one.title) - 8) : one.start - len(one.title) - 1],
        )
    )


def _roles(draft: Draft, people: People, tell) -> None:  # type: ignore[no-untyped-def]
    """ "nguyên đơn ông X" where X is the defendant; "yêu cầu khởi kiện của X" likewise."""
    plaintiffs, defendants = people.of("plaintiff"), people.of("defendant")
    only_p, only_d = plaintiffs - defendants, defendants - plaintiffs
    head_end = draft.parts["head"].end
    for one in [*people.mentions, *people.short]:
        if one.start < head_end:
            continue
        lead = draft.folded[max(0, one.from_ - 70) : one.from_].rstrip()
        lead = re.sub(r"\s+", " ", lead)
        if re.search(r"\bdai dien|\buy quyen|\bbao ve|\bquyen loi", lead[-45:]):
            continue
        for words, wrong, pattern in (
            ("nguyên đơn", only_d, r"(?<!dong )\bnguyen don(?: la)?:?$"),
            ("bị đơn", only_p, r"(?<!dong )\bbi don(?: la)?:?$"),
        ):
            if one.key in wrong and re.search(pattern, lead):
                tell(
                    one.start,
                    one.end,
                    f"{one.name} không phải {words} theo phần đầu bản án. Hãy xem lại tư cách đương sự hoặc họ tên.",
                    "BLTTDS 68",
                )
        if one.key in only_d and re.search(
            r"(?:yeu cau khoi kien|don khoi kien|noi dung khoi kien)(?: [a-z]+){0,4}? cua(?: nguyen don(?: la)?)?:?$",
            lead,
        ):
            tell(
                one.start,
                one.end,
                f"{one.name} là bị đơn, không phải người khởi kiện. Hãy xem lại họ tên.",
                "BLTTDS 68",
            )
