"""Judgments as plain text, one paragraph a line; and the encoded text of whatever is published, read back into sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.core.words import in_record_language
from toaan.judgments import corrections, layout
from toaan.judgments.models import Judgment
from toaan.vietnamese.citations import find_citations, format_citation
from toaan.vietnamese.tables import Piece, pieces
from toaan.vietnamese.text import clean

ABOUT = "V/v: "
HEADING = "Phần mở đầu"
CORRECTED = "SỬA CHỮA, BỔ SUNG BẢN ÁN"
"""Heading above the decisions that corrected the judgment (BLTTDS 268)."""
HEADINGS = frozenset(
    {
        "NỘI DUNG VỤ ÁN", "NỘI DUNG VỤ ÁN, KHÁNG CÁO, KHÁNG NGHỊ", "NHẬN ĐỊNH CỦA TÒA ÁN", "NHẬN ĐỊNH CỦA HỘI ĐỒNG",
        "NHẬN ĐỊNH CỦA HỘI ĐỒNG XÉT ĐƠN YÊU CẦU", "XÉT THẤY", "QUYẾT ĐỊNH", CORRECTED,
        "Những vấn đề cụ thể yêu cầu Tòa án giải quyết", "Ý kiến của Viện kiểm sát",
    }
)  # fmt: skip
"""Lines of judgments and decisions that begin a section."""
MAX_CITATIONS = 60
_NUMBER = re.compile(r"(\[\d+\])\s*")


@dataclass(frozen=True)
class Section:
    """One part of the text with the anchor that the table of contents leads to."""

    title: str
    anchor: str
    paragraphs: list[str]

    @property
    def pieces(self) -> list[Piece]:
        """The same as it is printed: rows of a table together."""
        return pieces(self.paragraphs)


@in_record_language
def source_text(text: Mapping[str, Any]) -> str:
    """The frozen text of a judgment (`toaan.judgments.layout`) as lines.

    Whatever a published judgment shows is in it, so nothing reaches the public past the encoding.
    """
    lines = [
        *_head(text),
        *_bench(text["bench"], text["procuracy"], alone=bool(text.get("simplified"))),
        *_matter(text),
    ]
    lines += [_party(number, party) for number, party in enumerate(text["parties"], start=1)]
    lines += layout.challenge_lines(dict(text))
    for title, paragraphs in layout.sections(dict(text)):
        lines += [title, *paragraphs]
    return clean("\n".join(line for line in lines if line.strip()))


@in_record_language
def corrections_text(judgment: Judgment) -> str:
    """The decisions that corrected the judgment, as lines behind it; empty when there are none."""
    made = corrections.issued(judgment)
    lines = [CORRECTED] if made else []
    for one in made:
        lines.append(f"{one.title} ngày {one.decided_on:%d/%m/%Y} sửa chữa, bổ sung bản án này như sau:")
        lines += [f"Đoạn “{p['wrong']}” sửa là “{p['right']}”." for p in one.places]
    return clean("\n".join(lines))


@in_record_language
def whole_source(judgment: Judgment) -> str:
    """All that is encoded: the judgment, and what corrected it."""
    return "\n".join(filter(None, [source_text(judgment.text), corrections_text(judgment)]))


@in_record_language
def sections(public_text: str) -> list[Section]:
    """The lines cut at the headings of the form; the first section is what stands before them."""
    found = [Section(HEADING, "phan-1", [])]
    for line in public_text.splitlines():
        if line in HEADINGS:
            found.append(Section(_title(line), f"phan-{len(found) + 1}", []))
        elif line.strip():
            found[-1].paragraphs.append(line)
    return found


@in_record_language
def numbered(paragraph: str) -> tuple[str, str]:
    """A paragraph as its number ("[3]", or "") and its words."""
    found = _NUMBER.match(paragraph)
    return (found[1], paragraph[found.end() :]) if found else ("", paragraph)


@in_record_language
def court(public_text: str) -> str:
    """The court as the paper names it: the first line; names of courts are never encoded."""
    return public_text.partition("\n")[0]


@in_record_language
def about(public_text: str) -> str:
    """What the judgment is about (trích yếu), as encoded."""
    lines = (line[len(ABOUT) :] for line in public_text.splitlines() if line.startswith(ABOUT))
    return next(lines, "").rstrip(" .;")


def _title(line: str) -> str:
    """A heading of the form in small letters; names of authorities keep theirs."""
    if not line.isupper():
        return line
    return line.capitalize().replace("tòa án", "Tòa án").replace("hội đồng", "Hội đồng")


_PLACE = re.compile(r"(.*?Điều \d+\w*) (.+)")


def by_law(citations: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Law → its articles, each as (short words, the whole citation), in the order of the text."""
    found: dict[str, list[tuple[str, str]]] = {}
    for words in citations:
        parted = _PLACE.fullmatch(words)
        place, law = parted.groups() if parted else (words, "")
        found.setdefault(law, []).append((place[:1].upper() + place[1:], words))
    return list(found.items())


@in_record_language
def citations(public_text: str) -> list[str]:
    """The articles cited with the law they belong to, each once, in order of first appearance."""
    words = (format_citation(c, long=True) for c in find_citations(public_text) if c.law)
    return list(dict.fromkeys(words))[:MAX_CITATIONS]


def _head(text: Mapping[str, Any]) -> Iterator[str]:
    yield text["court"]
    yield f"Bản án số: {text['number']}"
    yield f"Ngày: {_day(text['dated'])}"
    yield f"{ABOUT}{text['about']}"


def _bench(bench: Mapping[str, Any], procuracy: str, *, alone: bool) -> Iterator[str]:
    yield f"{'Thẩm phán' if alone else 'Thẩm phán - Chủ tọa phiên tòa'}: {bench['judge']}."
    if bench.get("judges"):
        yield f"Các Thẩm phán: {', '.join(bench['judges'])}."
    if bench["lay_judges"]:
        yield f"Các Hội thẩm nhân dân: {', '.join(bench['lay_judges'])}."
    yield f"Thư ký phiên tòa: {bench['clerk']}."
    if bench["procurator"]:
        yield f"Đại diện {procuracy or 'Viện kiểm sát nhân dân'} tham gia phiên tòa: Kiểm sát viên {bench['procurator']}."


def _matter(text: Mapping[str, Any]) -> Iterator[str]:
    sitting, decision = text["sitting"], text["trial_decision"]
    how = "kín" if sitting["closed_doors"] else "công khai"
    procedure = " theo thủ tục rút gọn" if text.get("simplified") else ""
    words = (
        f"Ngày {_day(sitting['on'])}, tại trụ sở {text['court']}, xét xử {layout.instance_words(dict(text))} {how}{procedure} vụ án thụ lý số "
        f"{text['acceptance']['number']} ngày {_day(text['acceptance']['on'])} về “{text['legal_relation']}”"
    )
    if decision:
        words += f" theo Quyết định đưa vụ án ra xét xử{procedure} số {decision['number']} ngày {_day(decision['on'])}"
    yield f"{words}, giữa các đương sự:"


def _party(number: int, party: Mapping[str, Any]) -> str:
    person = party["kind"] == "person"
    facts = [party["name"]]
    if person and party["birth_year"]:
        facts.append(f"sinh năm {party['birth_year']}")
    if party["address"]:
        facts.append(f"{'nơi cư trú' if person else 'địa chỉ trụ sở'}: {party['address']}")
    spoken = [", ".join(filter(None, facts))] + [party["attendance"]] * bool(party["attendance"])
    spoken += [_representative(r) for r in party["representatives"]]
    return f"{number}. {party['label']}: {'; '.join(spoken)}."


def _representative(row: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, [f"{row['title']}: {row['name']}", row["attendance"]]))


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
