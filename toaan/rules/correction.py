"""What may be corrected in a pronounced judgment (BLTTDS 268.1): plain errors of spelling, and of figures. Pure.

The law names two kinds. Of each a passage is quoted as it stands and as it should stand; the tests here keep
anything else out: a figure under "spelling", words under "figures", a change of what was decided under either.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from toaan.vietnamese.text import fold

Kind = Literal["spelling", "figure"]
KINDS: tuple[Kind, ...] = ("spelling", "figure")
MORE_WORDS = 2
"""A slip leaves out or doubles a word or two; more is another sentence."""
LIKENESS = 0.6
DECIDING = (
    "không", "chưa", "bác", "chấp nhận", "hủy", "huỷ", "đình chỉ", "buộc", "được", "phải", "miễn", "tuyên bố", "công nhận",
)  # fmt: skip
"""Words on which the meaning of a ruling turns: they stand as often after a correction as before it."""
_FIGURE = re.compile(r"[0-9][0-9.,/%-]*|%")
_AMOUNT_IN_WORDS = re.compile(r"\([^()]*\)")


def fault(kind: str, wrong: str, right: str) -> str:
    """Why this is no correction: "same", "figures_change", "meaning_changes", "another_text", "no_figure",
    "words_change"; empty when it is one."""
    if _plain(wrong) == _plain(right):
        return "same"
    if kind == "spelling":
        return _spelling(wrong, right)
    return _figure(wrong, right)


def _spelling(wrong: str, right: str) -> str:
    if _FIGURE.findall(wrong) != _FIGURE.findall(right):
        return "figures_change"
    if any(_count(word, wrong) != _count(word, right) for word in DECIDING):
        return "meaning_changes"
    before, after = _plain(wrong).split(), _plain(right).split()
    like = SequenceMatcher(None, fold(_plain(wrong)), fold(_plain(right)), autojunk=False).ratio()
    return "another_text" if abs(len(before) - len(after)) > MORE_WORDS or like < LIKENESS else ""


def _figure(wrong: str, right: str) -> str:
    if not _FIGURE.search(wrong) or not _FIGURE.search(right):
        return "no_figure"
    return "words_change" if _without_figures(wrong) != _without_figures(right) else ""


def _without_figures(text: str) -> str:
    """The words alone; an amount repeated in words stands in brackets and changes with its figure."""
    return " ".join(_FIGURE.sub(" # ", _AMOUNT_IN_WORDS.sub(" ", text)).split())


def _count(word: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text.lower()))


def _plain(text: str) -> str:
    return " ".join(text.split())
