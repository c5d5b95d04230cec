"""A judgment taken apart: sections, what is asked, passages of 80 to 200 words, how it ended, how much it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from toaan.engines.similar.api import CLAIMS, FACTS, ORDERS, REASONING
from toaan.vietnamese.amounts import find_money
from toaan.vietnamese.judgments import sections
from toaan.vietnamese.text import fold, normalise

LEAST, MOST = 110, 200
"""Words of a passage."""
LONGEST_NAME = 400
_SECTIONS = {"content": FACTS, "reasoning": REASONING, "verdict": ORDERS}
_BREAK = re.compile(
    r"(?<=[.;:?!])\s+(?=[A-ZĐÀ-Ỹ\[“\"+*-])|\n\s*\n|\n(?=\s*(?:[-+*\[]|\d{1,2}(?:\.\d{1,2})?[.)\]]\s))"
)
_ASKED = re.compile(
    r"(?i)\b(?:yêu\s+cầu|đề\s+nghị|khởi\s+kiện|xin)\b.{0,60}?\b(?:t[oò]a\s+án|toà\s+án|buộc|giải\s+quyết|trả|bồi\s+thường|hu[ỷ]|h[uủ][yỷ]|"
    r"công\s+nhận|chia|tuyên|ly\s+hôn|thanh\s+toán|giao|tháo\s+dỡ|chấm\s+dứt|nuôi|cấp\s+dưỡng|xử\s+lý)",
    re.S,
)
_ASKING = ("êu cầu", "êu\ncầu", "ÊU CẦU", "ề nghị", "ề\nnghị", "hởi kiện", "hởi\nkiện", "xin ", "Xin ")
"""One of these stands in every sentence that may ask for something: looked for before the slower pattern."""
_SUM = re.compile(
    r"\d{1,3}(?:\s?[.,]\s?\d{3})+\s*[^\W\d]{0,6}|\d+(?:,\d+)?\s*(?:triệu|tỷ|tỉ|nghìn|ngàn)\s*đ?[^\W\d]{0,4}"
)
_OUTCOMES = (
    ("agreed", r"cong nhan su (?:thoa thuan|thuan tinh)"),
    ("partly", r"(?<!khong )chap nhan (?:mot|1) phan|khong chap nhan (?:mot|1) phan|bac (?:mot|1) phan"),
    ("rejected", r"khong chap nhan (?:toan bo )?(?:yeu cau|don|cac yeu cau)|\bbac (?:toan bo |cac )?(?:yeu cau|don)"),
    ("accepted", r"(?<!khong )chap nhan|cho ly hon|xu cho|\bbuoc\b"),
    ("discontinued", r"dinh chi"),
)  # fmt: skip
_RULINGS = re.compile(r"\b(?:tuyen xu|xu|tuyen bo|quyet dinh):|\[?\b1\]?[./)-] (?=[a-z])")
_FEES = re.compile(r"\b(?:an phi|chi phi to tung|quyen khang cao)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences of one part that belong to one passage; ``passage`` counts from 0."""

    passage: int
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in pieces; ``bounds`` has start, end and part of each passage."""

    pieces: tuple[Piece, ...]
    bounds: tuple[tuple[int, int, str], ...]
    outcome: str
    amount: int


def cut(text: str) -> Cut:
    """Take a text apart. The head of a judgment (court, people) and its closing are no part of it; a text without headings is facts."""
    found = sections(text)
    spans = [(*found[name], part) for name, part in _SECTIONS.items() if name in found]
    if not any(part in (FACTS, REASONING) for *_span, part in spans):
        spans = [(0, len(text), FACTS)]
    pieces: list[Piece] = []
    bounds: list[tuple[int, int, str]] = []
    for start, end, part in spans:
        for passage in _passages(text, start, end):
            number = len(bounds)
            bounds.append((passage[0][0], passage[-1][1], part))
            pieces += [Piece(number, kind, words) for kind, words in _told(text, passage, part)]
    orders = " ".join(text[start:end] for start, end, part in spans if part == ORDERS)
    claims = " ".join(piece.text for piece in pieces if piece.part == CLAIMS)
    return Cut(tuple(pieces), tuple(bounds), outcome(orders), amount(f"{claims}\n{orders}"))


def _passages(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Sentences (start, end) gathered until they make a passage."""
    held: list[tuple[int, int]] = []
    words = 0
    for begin, stop in _sentences(text, start, end):
        size = text.count(" ", begin, stop) + 1
        if held and words >= LEAST // 3 and words + size > MOST:
            yield held
            held, words = [], 0
        held.append((begin, stop))
        words += size
        if words >= LEAST:
            yield held
            held, words = [], 0
    if held:
        yield held


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [start, *(m.end() for m in _BREAK.finditer(text, start, end)), end]
    for begin, stop in pairwise(cuts):
        at = begin
        while stop - at > MOST * 8:  # no sentence: a list or a table that ran together
            space = text.rfind(" ", at + MOST * 4, at + MOST * 6)
            middle = space if space > 0 else at + MOST * 5
            yield at, middle
            at = middle
        if text[at:stop].strip():
            yield at, stop


def _told(text: str, passage: list[tuple[int, int]], part: str) -> Iterator[tuple[str, str]]:
    """The passage's sentences, with those of the facts that ask for something set apart."""
    if part != FACTS:
        yield part, text[passage[0][0] : passage[-1][1]]
        return
    for begin, stop in passage:
        sentence = text[begin:stop]
        asks = any(word in sentence for word in _ASKING) and _ASKED.search(sentence)
        yield (CLAIMS if asks else FACTS), sentence


def outcome(orders: str) -> str:
    """How the claims ended, as the orders say it; empty when they do not."""
    told = " ".join(fold(orders[:8000]).split())
    begins = _RULINGS.search(told)
    told = told[begins.end() :] if begins else told
    fees = _FEES.search(told)
    for words in (told[: fees.start()] if fees else "", told):
        # What is decided first is the claim of who sued; of two readings of one place the earlier in the list holds.
        said = [
            (found.start(), n)
            for n, (_name, pattern) in enumerate(_OUTCOMES)
            if (found := re.search(pattern, words))
        ]
        if said:
            return _OUTCOMES[min(said)[1]][0]
    return ""


def amount(text: str) -> int:
    """The largest sum in đồng that is asked for or granted; 0 when none is said."""
    written = "\n".join(_SUM.findall(text[:20_000]))  # folding all of it would cost more than reading it
    return max((one.amount for one in find_money(fold(written))), default=0)


def relation(text: str) -> str:
    """A legal relation without what every one of them begins with: "V/v tranh chấp về thừa kế" → "thừa kế"."""
    bare = re.sub(r"^\W*(?:v\s*/\s*v|về\s+việc)?\W*", "", normalise(text[:LONGEST_NAME]))
    return re.sub(r"^(?:yêu cầu\s+)?(?:tranh chấp|đòi|kiện)\s+(?:về\s+)?", "", bare).strip(' ."“”')
