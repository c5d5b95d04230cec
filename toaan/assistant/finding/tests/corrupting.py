"""Sentences of real articles, and the same made false by a script: figures, negations, duties, persons, exceptions, places, blends."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from toaan.legislation.reading import ArticleRecord, phapdien
from toaan.legislation.reading.records import lines_of

from .answers import Claim

CODES = (
    "92/2015/QH13",
    "93/2015/QH13",
    "101/2015/QH13",
    "91/2015/QH13",
    "326/2016/UBTVQH14",
    "52/2014/QH13",
    "45/2019/QH14",
)
_PAIRS = (
    ("nguyên đơn", "bị đơn"), ("người khởi kiện", "người bị kiện"), ("Tòa án", "Viện kiểm sát"), ("Thẩm phán", "Kiểm sát viên"),
    ("bên bán", "bên mua"), ("bên vay", "bên cho vay"), ("bên thuê", "bên cho thuê"), ("vợ", "chồng"), ("cha", "mẹ"),
    ("người lao động", "người sử dụng lao động"), ("bên có quyền", "bên có nghĩa vụ"), ("Hội thẩm", "Thư ký"), ("Chánh án", "Viện trưởng"),
    ("người kháng cáo", "người kháng nghị"), ("sơ thẩm", "phúc thẩm"), ("bị can", "bị hại"), ("bên gửi", "bên giữ"),
)  # fmt: skip
_MODAL = (
    ("phải", "có thể"),
    ("có thể", "phải"),
    ("có quyền", "có nghĩa vụ"),
    ("không được", "được"),
    ("được", "phải"),
)
_NUMBER = re.compile(
    r"(?<![\w/.,])(\d{1,3})(?= (?:ngày|tháng|năm|giờ|lần|tuổi|%|người|bản))|(?<![\w/.,])(\d{1,3}(?:\.\d{3})+)(?= ?đồng)"
)


def records(data: Path, count: int, seed: int) -> list[ArticleRecord]:
    """So many articles of the codes and laws that courts use most."""
    found = [
        one
        for number in CODES
        for one in _of(data)
        if one.key.startswith(f"{number}#") and 200 < len(one.text) < 6000
    ]
    random.Random(seed).shuffle(found)
    return found[:count]


_KEPT: dict[Path, list[ArticleRecord]] = {}


def _of(data: Path) -> list[ArticleRecord]:
    if data not in _KEPT:
        wanted = tuple(f'"{number}' for number in CODES)
        _KEPT[data] = [
            one
            for where, line in lines_of(data / "law" / "phapdien.jsonl.xz")
            if any(number in line for number in wanted)
            and isinstance(one := phapdien.record(line, where), ArticleRecord)
        ]
    return _KEPT[data]


def passage(one: ArticleRecord) -> str:
    return f"Điều {one.key.rpartition('#')[2]}. {one.title}\n{one.text}"


def verbatim(one: ArticleRecord) -> list[str]:
    """Its sentences, as a model would copy them; points with the line that they depend on."""
    found, lead = [], ""
    for row in one.text.split("\n"):
        head = re.match(r"\s*(?:\d+[a-zđ]?\.|[a-zđ]\))\s*", row)
        text = row[head.end() if head else 0 :].strip()
        if text.endswith(":"):
            lead = text[:-1].removesuffix("sau đây").removesuffix("sau").strip()
            continue
        point = bool(re.match(r"\s*[a-zđ]\)", row))
        for part in re.split(r"(?<=[.;])\s+", text):
            said = part.rstrip(".; ")
            if point and lead:
                said = f"{lead} {said[:1].lower()}{said[1:]}"
            if 8 <= len(said.split()) <= 90 and "?" not in said:
                found.append(said)
        if not point:
            lead = ""
    return found


def corrupted(said: str, others: list[str], number: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """(kind, false sentence): at most one of each kind."""
    if numbers := list(_NUMBER.finditer(said)):
        one = dice.choice(numbers)
        yield "number", said[: one.start()] + _other(one[0], dice) + said[one.end() :]
    negations = list(re.finditer(r"\b(?:không|chưa) (?!gian|phận|khí)", said))
    if negations:
        one = dice.choice(negations)
        yield "negation dropped", said[: one.start()] + said[one.end() :]
    if turns := [
        m
        for m in re.finditer(r"\b(?:phải|được|có quyền|có thể)\b", said)
        if "không " not in said[max(0, m.start() - 7) : m.start()]
    ]:
        one = dice.choice(turns)
        yield "negation added", f"{said[: one.start()]}không {said[one.start() :]}"
    modal = [(m, new) for old, new in _MODAL for m in re.finditer(rf"(?<!không )\b{old}\b", said)]
    if modal:
        one, new = dice.choice(modal)
        yield "modality", said[: one.start()] + new + said[one.end() :]
    if persons := [
        (a, b)
        for pair in _PAIRS
        for a, b in (pair, pair[::-1])
        if re.search(rf"\b{a}\b", said, re.IGNORECASE) and a not in b and not (b in said.lower() and a in b)
    ]:
        a, b = dice.choice(persons)
        yield "person", re.sub(rf"\b{a}\b", b, said, count=1, flags=re.IGNORECASE)
    if (cut := re.search(r",? trừ (?:trường hợp|khi)\b", said)) and cut.start() > 30:
        yield "exception dropped", said[: cut.start()]
    yield "article", f"Theo Điều {int(re.sub(r'[^0-9]', '', number) or 0) + 3}, {said[:1].lower()}{said[1:]}"
    if "," in said and (mixed := [o for o in others if o != said and "," in o]):
        other = dice.choice(mixed)
        blend = said.partition(",")[0] + "," + other.partition(",")[2]
        if not any(blend in o for o in others):
            yield "blend", blend
    yield "fee", f"{said} và phải nộp 200.000 đồng"


def _other(number: str, dice: random.Random) -> str:
    if "." in number:
        return number[0].translate(str.maketrans("123456789", "234567891")) + number[1:]
    value = int(number)
    return f"{dice.choice([n for n in (2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90) if n != value]):02d}"


def claims(data: Path, count: int, seed: int) -> tuple[list[Claim], list[Claim]]:
    """(true, false) sentences of so many articles."""
    dice, true, false = random.Random(seed), [], []
    chosen = records(data, count, seed)
    for n, one in enumerate(chosen):
        passages = (passage(one), passage(chosen[(n + 1) % len(chosen)]))
        said = verbatim(one)
        number = one.key.rpartition("#")[2]
        for text in said[:6]:
            true.append(Claim(f"{text} [1].", passages))
            false.append(Claim(f"{text} [2].", passages, "wrong passage"))
            false += [
                Claim(f"{bad} [1].", passages, kind) for kind, bad in corrupted(text, said, number, dice)
            ]
    return true, false
