"""What speaks against a sentence that was laid along a window of a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toaan.assistant.finding.supporting import words
from toaan.assistant.finding.supporting.aligning import Window
from toaan.assistant.finding.supporting.figures import say
from toaan.assistant.finding.supporting.reading import Line, Word

_CUT = 1
"""Words that may be left out within a phrase."""
HEAVY = 3


@dataclass(frozen=True)
class Objection:
    """One thing against the sentence; ``pardonable``: an exception left out, which a sentence may say that it does."""

    weight: int
    reason: str
    pardonable: bool = False


def objections(  # noqa: PLR0917  (a sentence, a window, and how one lies along the other)
    told: Line,
    said: Sequence[Word],
    window: Window,
    pairs: list[tuple[int, int]],
    heading: Line,
    seam: int = 0,
) -> list[Objection]:
    """Everything against it; empty: the window bears the sentence out. ``seam``: where the part ends that was moved to the front."""
    if not pairs:
        return [Objection(HEAVY * 10, "không có câu nào đủ gần với câu này.")]
    matched = {i for i, _ in pairs}
    titled = {w.text for w in heading.words}
    titled |= {w.text for unit in window.units[: window.leads] for w in unit.line.words}
    found = list(_unsaid(said, matched, titled))
    found += _replaced(said, window, pairs)
    found += _places(told, window, pairs, heading)
    found += _skipped(window, pairs, seam)
    return found


def _unsaid(said: Sequence[Word], matched: set[int], titled: set[str]) -> Iterator[Objection]:
    """Words of the sentence that are not there."""
    for n, w in enumerate(said):
        if _says(w) and n not in matched and (w.telling or w.text not in titled):
            yield Objection(HEAVY, f"{_named(w)} không có ở chỗ tương ứng của đoạn.")


def _says(word: Word) -> bool:
    return not word.separator and word.text not in words.LINKS


def _replaced(said: Sequence[Word], window: Window, pairs: list[tuple[int, int]]) -> Iterator[Objection]:
    """A word of the sentence where the passage has another."""
    at, there = window.at, window.words
    (i, a), (k, b) = pairs[0], pairs[-1]
    places: list[tuple[Sequence[Word], Sequence[Word]]]
    places = [(said[:i], _phrase_before(window, a)), (said[k + 1 :], _phrase_after(window, b))]
    for (i, a), (k, b) in pairwise(pairs):
        between = there[a + 1 : b] if at[a] == at[b] else (*_rest(window, a), *_start(window, b))
        places.append((said[i + 1 : k], between))
    for unsaid, skipped in places:
        new = [w for w in unsaid if _says(w)]
        old = [w for w in skipped if _says(w)]
        if new and old:
            yield Objection(HEAVY, f"{_named(new[0])} đứng ở chỗ mà đoạn viết {_named(old[0])}.")


def _rest(window: Window, place: int) -> tuple[Word, ...]:
    """What follows in the same unit."""
    end = len(window.at) - window.at[::-1].index(window.at[place])
    return window.words[place + 1 : end]


def _start(window: Window, place: int) -> tuple[Word, ...]:
    """What stands before in the same unit."""
    return window.words[window.at.index(window.at[place]) : place]


def _phrase_before(window: Window, place: int) -> Sequence[Word]:
    start = _start(window, place)
    return start[max((n + 1 for n, w in enumerate(start) if w.separator), default=0) :]


def _phrase_after(window: Window, place: int) -> Sequence[Word]:
    rest = _rest(window, place)
    return rest[: next((n for n, w in enumerate(rest) if w.separator), len(rest))]


def _places(told: Line, window: Window, pairs: list[tuple[int, int]], heading: Line) -> Iterator[Objection]:
    """Articles, clauses and points that the sentence names; those that it begins with must be where the words stand, not what they refer to."""
    used = [window.units[n] for n in sorted({window.at[j] for _, j in pairs})]
    here = (
        set(heading.places)
        | {("khoản", unit.clause) for unit in used}
        | {("điểm", unit.point) for unit in used}
    )
    there = here.union(*(unit.line.places for unit in used))
    known = {kind for kind, value in here if value}
    for kind, value in sorted(told.places):
        if (kind, value) not in (here if (kind, value) in told.origin and kind in known else there):
            yield Objection(HEAVY, f"“{kind} {value}” không phải nơi nêu quy định này.")


def _skipped(window: Window, pairs: list[tuple[int, int]], seam: int) -> Iterator[Objection]:
    """What the passage says before, between and after the words of the sentence."""
    there, at = window.words, window.at
    first, last = pairs[0][1], pairs[-1][1]
    for (i, a), (k, b) in pairwise(pairs):
        if at[a] == at[b]:
            on = any(there[j].text == "!nếu" and at[j] == at[a] for _, j in pairs if j <= a)
            yield from _gap(there[a + 1 : b], conditional=on)
        else:
            yield from _crossing(window, a, b)
            if i < seam <= k and at[a] >= window.leads:
                yield Objection(HEAVY, "câu đảo hai câu của đoạn.")
            cut = at[b] != at[last] or any(map(_says, _rest(window, last)))
            if there[b].text == "!nếu" and at[a] >= window.leads and cut:
                yield Objection(HEAVY, "câu nối điều kiện của câu sau vào câu trước.")
    yield from _before(_start(window, first))
    yield from _after(_rest(window, last))
    used = {at[j] for _, j in pairs}
    for n in range(window.leads):
        if n not in used and max(used) >= window.leads and any(map(_weighs, window.units[n].line.words)):
            yield Objection(HEAVY, "câu bỏ mất phần dẫn mà nội dung này phụ thuộc.")


def _weighs(word: Word) -> bool:
    """A lead with such a word may not be left out: it says who may or must, or when."""
    return word.person or (word.text in words.NEVER_SKIPPED and word.text != "!được")


def _gap(gap: Sequence[Word], *, conditional: bool) -> Iterator[Objection]:
    """Words left out within a unit: a part of a list, an alternative, what stands in brackets, or a few words; ``conditional``: after a condition."""
    content = [w for w in gap if _says(w)]
    if gap and gap[0].text == "(" and gap[-1].text == ")":
        yield from _turning([w for w in content if w.text in words.NEGATIONS | words.EXCEPTIONS])
        return
    yield from _turning([w for w in gap if w.text in words.NEVER_SKIPPED])
    if not content:
        return
    listed = _joins(gap[0]) or _joins(gap[-1])
    if [w.text for w in content] == ["!hoặc"]:
        yield Objection(HEAVY, "đoạn viết “hoặc”, câu thì không.")
    for w in content:
        if w.figure or (w.telling and not listed and w.text not in words.TELLING):
            yield Objection(HEAVY, f"câu bỏ {_named(w)} ở giữa.")
    if conditional and gap[0].text != "!hoặc" and len(content) > 1:
        yield Objection(HEAVY, "câu bỏ mất phần đứng giữa điều kiện và hệ quả.")
    elif not listed and (len(content) > _CUT or any(w.text == "!thì" for w in gap)):
        yield Objection(HEAVY, "câu bỏ nhiều chữ ở giữa.")


def _joins(word: Word) -> bool:
    return word.separator or word.text == "!hoặc"


def _turning(content: Sequence[Word]) -> Iterator[Objection]:
    """Words on which the sentence turns; what follows "trừ" belongs to the exception."""
    for w in content:
        if w.text == "!trừ":
            yield Objection(HEAVY, "câu bỏ mất ngoại lệ (“trừ …”) của đoạn.", pardonable=True)
            return
        if w.text in words.NEVER_SKIPPED:
            yield Objection(HEAVY, f"câu bỏ mất {_named(w)}.")


def _crossing(window: Window, a: int, b: int) -> Iterator[Objection]:
    """From one unit to another: the first must have been said to its end, and the next begun at its beginning."""
    at = window.at
    rest, start = [w for w in _rest(window, a) if _says(w) or w.text == "!nếu"], _start(window, b)
    if at[a] < window.leads:
        yield from _turning([w for w in rest if w.text != "!nếu"])
    elif len(rest) > 1 or any(w.telling for w in rest):
        yield Objection(HEAVY, "câu ghép hai câu của đoạn.")
    yield from _before(start)
    if any(w.person or w.figure for w in start):
        yield Objection(HEAVY, "câu ghép hai câu của đoạn.")
    for n in range(at[a] + 1, at[b]):
        if n < window.leads or any(
            w.text == "đủ" for unit in window.units[: window.leads] for w in unit.line.words
        ):
            yield Objection(HEAVY, "câu bỏ bớt điều kiện trong danh sách.")


def _before(skipped: Sequence[Word]) -> Iterator[Objection]:
    """Left out at the beginning of the unit: what turns the phrase, and a condition of the whole."""
    start = max((n + 1 for n, w in enumerate(skipped) if w.separator and w.text != "+"), default=0)
    yield from _turning(skipped[start:])
    yield from _conditions(skipped[:start])
    if any(w.text == "!thì" for w in skipped) and any(map(_says, skipped)):
        yield Objection(HEAVY, "câu bỏ mất điều kiện đứng trước “thì”.")


def _after(skipped: Sequence[Word]) -> Iterator[Objection]:
    if (
        skipped
        and skipped[0].bound
        and _says(skipped[0])
        and skipped[0].text not in {"!hoặc", *words.NEVER_SKIPPED}
    ):
        yield Objection(HEAVY, f"câu cắt ngang trước {_named(skipped[0])}.")
    end = next((n for n, w in enumerate(skipped) if w.separator), len(skipped))
    yield from _turning([w for w in skipped[:end] if w.text in words.NEGATIONS | words.EXCEPTIONS])
    yield from _conditions(skipped[end:])


def _conditions(skipped: Sequence[Word]) -> Iterator[Objection]:
    """Phrases that begin with a condition or exception."""
    begun = 0
    for w in skipped:
        begun = 0 if w.separator else begun + 1
        if 0 < begun <= 2 and w.text in {"!nếu", "!trừ"}:
            yield from _turning([w])
        elif begun == 1 and w.text == "nhưng":
            yield Objection(HEAVY, "câu bỏ mất phần sau “nhưng”.")


def _named(word: Word) -> str:
    """A word as a person reads it: "!không-được" → “không được”, "#ngày 15" → “15 ngày”."""
    return f"“{say(word.text) if word.figure else word.text.lstrip('!@=').replace('-', ' ')}”"
