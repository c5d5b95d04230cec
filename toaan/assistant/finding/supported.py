"""Is every sentence of a text borne out by the passage that it cites? A check that can refuse, for what a language model wrote.

    verdict = check("Thời hạn kháng cáo là 15 ngày. [1]", ["Điều 273. …\n1. Thời hạn kháng cáo …"])
    verdict.accepted, verdict.abstains, [(s.text, s.supported, s.reason) for s in verdict.sentences]

A passage is its heading line ("Điều 273 BLTTDS. Thời hạn kháng cáo"), a line break, its words: an article, clause or law that a sentence
names must stand there. The check knows words, not meaning; it is made to refuse what it cannot follow. A sentence is supported when

- it cites passages that exist, and **each** of them bears it out alone: no sentence is put together from two;
- its words, all but the smallest, stand in one window of the passage: a sentence, clause or point with what it depends on, two neighbouring
  ones, or the points of one list; in their order, but a condition or term may be moved, and words of the heading may come in;
- every number, amount, date, share, term and document in it stands in that window, equal in value; articles and clauses are those of the
  heading and the window;
- no negation, duty, permission, limit or condition is added, changed or dropped, and no word is put in the place of another;
- persons and opposed words (nguyên đơn / bị đơn, sơ thẩm / phúc thẩm) stand where the passage has them.

**Exceptions** of the passage ("trừ trường hợp …") may be left out only by a sentence that says so ("Về nguyên tắc, …":
`supporting.words.PARTIAL`); it is then marked ``partial``, and the page has to say so. A condition ("nếu …", "chỉ khi …") never.

What is true in one passage and answers another question is not noticed, nor what a later sentence of a passage takes back. Words of a
passage are compared and never obeyed. Pure: no database, no model, no clock; never raises for a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toaan.assistant.finding.supporting import words
from toaan.assistant.finding.supporting.aligning import Window, align
from toaan.assistant.finding.supporting.figures import laws
from toaan.assistant.finding.supporting.objections import HEAVY, Objection, objections
from toaan.assistant.finding.supporting.reading import Line, Passage, Said, Word, line, passage, sentences
from toaan.engines.language import ABSTENTION
from toaan.vietnamese.text import clean, normalise, tokens

MOST_SENTENCES = 100
MOST_LETTERS = 50_000
_LIKELY = 0.75
"""A window that has fewer of a sentence's words is not looked at closely."""
_CLOSELY = 12
"""Windows looked at closely for one sentence and passage, the likeliest first."""
_POINTS = 15
_LONGEST_SENTENCE, _LONGEST_WINDOW = 200, 1_000
"""Words; what is longer is no sentence, and is not looked at."""
_TURNING_AT = frozenset({"!nếu", "!trừ", "=thời hạn"})
_TURNS = 4
_YES_OR_NO = ("có", "không", "đúng", "sai", "vâng", "phải", "được", "chưa")


@dataclass(frozen=True)
class Sentence:
    """One sentence of the text, without its marks."""

    text: str
    sources: tuple[int, ...]
    """The passages that it cites, from 1, as written; perhaps none, perhaps some that do not exist."""
    supported: bool
    reason: str = ""
    """Why it is refused, in Vietnamese; empty when supported."""
    partial: bool = False
    """It says of itself that it leaves out exceptions of the passage, and does."""


@dataclass(frozen=True)
class Verdict:
    """What the check found, sentence by sentence."""

    sentences: tuple[Sentence, ...]
    abstains: bool = False
    """The text says, and says only, that the passages do not answer."""
    reason: str = ""
    """Why the text as a whole is refused; empty where a sentence says it."""

    @property
    def accepted(self) -> bool:
        """Whether the text may be shown, with its passages."""
        return bool(self.sentences) and not self.reason and all(one.supported for one in self.sentences)


def check(text: str, passages: Sequence[str]) -> Verdict:
    """Look for every sentence of a text in the passages that it cites by [n], n from 1."""
    if tokens(text) == tokens(ABSTENTION):
        return Verdict((), abstains=True)
    if len(text) > MOST_LETTERS:
        return Verdict((), reason="Câu trả lời quá dài để kiểm tra.")
    said = sentences(text)
    if not said:
        return Verdict((), reason="Câu trả lời không có câu nào.")
    if len(said) > MOST_SENTENCES:
        return Verdict((), reason="Câu trả lời có quá nhiều câu để kiểm tra.")
    read: dict[int, _Read] = {}
    return Verdict(tuple(_sentence(one, passages, read) for one in said))


class _Read:
    """A passage with its windows, made once for all sentences."""

    def __init__(self, text: str) -> None:
        self.passage: Passage = passage(text)
        self.laws = laws(clean(text))
        self.windows = list(_windows(self.passage))


def _sentence(said: Said, passages: Sequence[str], read: dict[int, _Read]) -> Sentence:
    refused = _unfit(said, len(passages))
    if refused:
        return Sentence(said.text, said.numbers, False, refused)
    told, partial = line(said.text), False
    claimed = any(words_ in normalise(said.text) for words_ in words.PARTIAL)
    named = laws(said.text)
    for n in said.numbers:
        one = read[n] if n in read else read.setdefault(n, _Read(passages[n - 1]))
        if strange := named - one.laws:
            return Sentence(said.text, said.numbers, False, f"Đoạn [{n}] không nêu “{sorted(strange)[0]}”.")
        found = _best(told, one)
        heavy = [o for o in found if not (claimed and o.pardonable)]
        if heavy:
            return Sentence(said.text, said.numbers, False, f"Đoạn [{n}]: {heavy[0].reason}")
        partial = partial or bool(found)
    return Sentence(said.text, said.numbers, True, partial=partial)


def _unfit(said: Said, count: int) -> str:
    """What is wrong with a sentence before any passage is read."""
    if not said.numbers:
        return "Câu không dẫn đoạn nào."
    if strange := [n for n in said.numbers if not 1 <= n <= count]:
        return f"Câu dẫn đoạn [{strange[0]}], không có đoạn này."
    if said.text.rstrip().endswith("?"):
        return "Câu hỏi, không phải câu trả lời."
    plain = normalise(said.text)
    first = plain.split()[0].rstrip(",.:;!–-") if plain.split() else ""
    if first in _YES_OR_NO and plain[len(first) : len(first) + 1] in {",", ".", ":", ";", "!", ""}:
        return f"Đoạn được dẫn không tự nói “{first}”; câu phải nêu nguyên quy định."
    return ""


def _windows(one: Passage) -> Iterator[Window]:
    units = one.units
    for unit in units:
        yield Window.of([unit])
    for a, b in pairwise(units):
        if b.lead is a.lead or (b.lead is None and not a.lead):
            yield Window.of([a, b])
    start = 0
    for end in range(1, len(units) + 1):
        if end == len(units) or units[end].lead is not units[start].lead:
            if units[start].lead is not None and 2 < end - start <= _POINTS:
                yield Window.of(units[start:end])
            start = end


def _best(told: Line, read: _Read) -> list[Objection]:
    """The objections of the window and order that has the fewest; none: supported."""
    content = [w.text for w in told.words if not w.separator]
    if not 2 <= len(content) <= _LONGEST_SENTENCE:
        return [Objection(HEAVY, "câu quá ngắn hoặc quá dài để đối chiếu.")]
    heading = frozenset(w.text for w in read.passage.heading.words)
    likely: list[tuple[float, int, Window]] = []
    for n, window in enumerate(read.windows):
        if len(window.words) > _LONGEST_WINDOW:
            continue
        there = {w.text for w in window.words} | heading
        share = sum(text in there for text in content) / len(content)
        if share >= _LIKELY:
            likely.append((-share, n, window))
    best = [Objection(HEAVY, "không có câu nào đủ gần với câu này.")]
    least = float("inf")
    for _share, _n, window in sorted(likely, key=lambda one: one[:2])[:_CLOSELY]:
        for order, seam in _orders(told.words):
            found = objections(told, order, window, align(order, window), read.passage.heading, seam)
            weight = sum(o.weight for o in found)
            if weight < least:
                best, least = found, weight
            if not found:
                return []
    return best


def _orders(said: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], int]]:
    """The sentence as it is, and with a condition or term moved: "Nếu A, B" – "B nếu A", "Trong thời hạn A, B" – "B trong thời hạn A".

    With each, the place where what was moved to the front ends; 0 where nothing was.
    """
    yield said, 0
    turns = [
        n
        for n, w in enumerate(said)
        if n and (w.text == "," or (w.text in _TURNING_AT and said[n - 1].text != ","))
    ][:_TURNS]
    for n, turn in enumerate(turns):
        first = turn + (said[turn].text == ",")
        if not {w.text for w in (*said[:1], *said[first : first + 1])} & _TURNING_AT:
            continue
        for end in [*turns[n + 1 :], len(said)]:
            yield said[turn:end] + said[:turn] + said[end:], end - turn
