"""A question as the index reads it: its words in one spelling, without the phrases that ask nothing, and its cues."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toaan.vietnamese.text import clean, fold, tokens

LONGEST = 192
"""So many words of a question are looked at; a pasted file of 20,000 characters must not cost seconds."""
_READ = 4000
_NUMBERING = re.compile(r"\s*(?:c[âa]u(?:\s+h[ỏo]i)?\s*)?\d{1,3}\s*[.):]\s+", re.I)
_ENDS = (
    "dung hay sai",
    "la dung hay sai",
    "nhan dinh nay dung hay sai",
    "dieu nay dung hay sai",
    "co dung khong",
    "la dung hay la sai",
)
_POLITE = (
    "cho em hoi", "cho toi hoi", "cho minh hoi", "cho hoi", "xin hoi", "xin chao", "cam on", "em xin cam on", "xin cam on",
    "theo quy dinh cua phap luat", "theo quy dinh phap luat", "nhu the nao", "chao luat su",
)  # fmt: skip
_STEMS = (
    "dieu nao sau day la", "dieu nao sau day", "dieu nao duoi day la", "dieu nao duoi day", "chon cau sai trong nhung cau duoi day",
    "chon cau dung trong nhung cau duoi day", "chon cau sai", "chon cau dung", "cau nao sau day", "phat bieu nao sau day", "khang dinh nao sau day",
    "nao sau day", "nao duoi day", "sau day la", "lien quan den",
    "khong dung ve", "dung ve", "duoc quy dinh nhu the nao", "duoc quy dinh the nao", "quy dinh nhu the nao", "bi xu ly nhu the nao", "thi sao",
    "bi truy cuu trach nhiem hinh su nhu the nao", "truy cuu trach nhiem hinh su nhu the nao", "bi truy cuu trach nhiem hinh su khong", "bi truy cuu hinh su",
    "co bi truy cuu trach nhiem hinh su", "bi truy cuu trach nhiem hinh su", "chao luat su", "chao cac ban", "admin", "theo quy dinh cua phap luat hien hanh",
    "xin luat su tu van", "nho luat su tu van", "mong luat su tu van", "duoc khong", "co duoc khong", "hay khong",
)  # fmt: skip
"""How questions are put in an examination or to a lawyer; the cues are taken before these words go."""
_CUES = {
    "true_or_false": ("dung hay sai", "la dung hay la sai"),
    "not": ("khong dung", "khong phai", "khong thuoc", "khong duoc", "khong co", "sai ve", "tru truong hop"),
    "how_many": ("bao nhieu", "bao lau", "may", "muc phat", "thoi han", "toi da", "toi thieu", "so luong"),
    "definition": ("la gi", "duoc hieu", "khai niem", "la viec", "nghia la", "the nao la"),
    "who": ("ai", "co quan nao", "nguoi nao", "tham quyen", "co quan co tham quyen"),
    "papers": ("ho so", "giay to", "thu tuc", "trinh tu"),
    "crime": ("toi", "hinh phat", "di tu", "phat tu", "truy cuu", "hinh su", "tu hinh", "tu chung than"),
    "which_case": ("truong hop nao", "dieu kien", "khi nao"),
    "duties": ("quyen", "nghia vu", "trach nhiem"),
    "forbidden": ("cam", "nghiem cam", "khong duoc", "hanh vi"),
}  # fmt: skip
CUES = tuple(_CUES)


@dataclass(frozen=True, slots=True)
class Question:
    """``words`` in their exact form; ``marked`` is false when it was typed without any diacritics."""

    text: str
    words: tuple[str, ...]
    marked: bool
    cues: tuple[bool, ...]


def question(text: str) -> Question:
    """Read what somebody typed; never fails, an empty question has no words."""
    text = clean(text[:_READ])
    bare = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    words = tokens(bare)[:LONGEST]
    folded = [fold(word) for word in words]
    said = f" {' '.join(folded)} "
    cues = tuple(any(f" {phrase} " in said for phrase in phrases) for phrases in _CUES.values())
    left = _without(words, folded)
    return Question(text, tuple(left or words), words != folded, cues)


def _without(words: list[str], folded: list[str]) -> list[str]:
    """The words but for phrases that every question may carry."""
    keep = [True] * len(words)
    for phrase in (*_ENDS, *_POLITE, *_STEMS):
        parts = phrase.split()
        for at in range(len(words) - len(parts) + 1):
            at_end = phrase not in _ENDS or at + len(parts) >= len(words) - 1
            if at_end and folded[at : at + len(parts)] == parts:
                keep[at : at + len(parts)] = [False] * len(parts)
    for at in range(len(words) - 1):  # only as spelt: "vay tối đa" asks something
        if words[at : at + 2] == ["vậy", "tôi"]:
            keep[at : at + 2] = [False, False]
    return [word for word, kept in zip(words, keep, strict=True) if kept]


_RANKS = (
    ("hien phap", 5.0), ("bo luat", 4.0), ("luat", 4.0), ("phap lenh", 3.0), ("nghi quyet lien tich", 2.0), ("nghi quyet", 3.0),
    ("sac lenh", 2.0), ("nghi dinh", 2.0), ("lenh", 2.0), ("quyet dinh", 1.0), ("thong tu", 0.5), ("chi thi", 0.0),
)  # fmt: skip
_BY_NUMBER = (
    ("HIENPHAP", 5.0),
    ("UBTVQH", 3.0),
    ("/QH", 4.0),
    ("NĐ", 2.0),
    ("ND-", 2.0),
    ("QĐ", 1.0),
    ("TT", 0.5),
)


def authority(kind: str, number: str) -> float:
    """How high a document stands among others (Luật 64/2025/QH15 art. 4): constitution 5, code and law 4 … circular 0.5."""
    for part, rank in _BY_NUMBER[:1]:
        if part in number.upper():
            return rank
    bare = fold(kind)
    for name, rank in _RANKS:
        if bare.startswith(name):
            # A law sometimes stands under the number of its ordinance or resolution: the number decides there.
            return rank
    return next((rank for part, rank in _BY_NUMBER if part in number.upper()), 0.5)
