"""The parts that a judgment must have: forms 52-DS and its siblings, BLTTDS 266, BLTTHS 260."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import Found


@dataclass(frozen=True)
class Part:
    """A part with how it is known and where it belongs when it is missing."""

    name: str
    section: str
    pattern: str
    place: str
    """Its place is before the first match of this in the section; else at the section's end."""
    civil: str
    criminal: str = "BLTTHS 260.2"
    on_appeal: bool = True
    criminal_too: bool = True


_AT_LINE = r"\n\W{{0,8}}(?:[\divx]{{1,4}}\W{{1,4}})?(?:cac\s+|dong\s+)?{0}\b|\b{0}\s*(?:\([^)]*\)\s*)?[:;]"
"""A kind of party as the head lists it, not as it is spoken of."""
_PARTS = (
    Part("quốc hiệu, tiêu ngữ", "head", r"cong\s+hoa\s+xa\s+hoi.*doc\s+lap\W+tu\s+do|doc\s+lap\W+tu\s+do.*cong\s+hoa\s+xa\s+hoi", r"\A", "Mẫu 52-DS"),
    Part("tên Tòa án", "head", r"toa\s+an\s+nhan\s+dan|tand\b", r"\A", "BLTTDS 266.2.a"),
    Part("“Nhân danh nước Cộng hòa xã hội chủ nghĩa Việt Nam”", "head", r"nhan\s+danh", r"thanh\s+phan\s+hoi\s+dong", "Mẫu 52-DS"),
    Part("trích yếu (V/v)", "head", r"\bv\s*/\s*v\b|ve\s+viec", r"nhan\s+danh", "BLTTDS 266.2.a", criminal_too=False),
    Part("Thẩm phán – Chủ tọa phiên tòa", "head", r"th[ae]m?\s*phan\b.{0,12}chu\s+t[oa]", r"cac\s+hoi\s+tham|thu\s+ky", "BLTTDS 266.2.a"),
    Part("Hội thẩm nhân dân", "head", r"hoi\s+tham", r"thu\s+ky", "BLTTDS 266.2.a", on_appeal=False),
    Part("Thư ký phiên tòa", "head", r"thu\s+ky", r"dai\s+dien\s+vien|kiem\s+sat\s+vien|\bngay\s[^\n]{0,60}tai", "BLTTDS 266.2.a"),
    Part("số, ngày thụ lý vụ án", "head", r"thu\s+ly", r"nguyen\s+don|bi\s+cao", "BLTTDS 266.2.a"),
    Part("quyết định đưa vụ án ra xét xử", "head", r"dua\s+vu\s+an|qd\s*xx|qd[\s-]*dxx", r"nguyen\s+don|bi\s+cao", "BLTTDS 266.2.a"),
    Part("nguyên đơn", "head", _AT_LINE.format(r"(?:nguyen\s+don|nguoi\s+khoi\s+kien)"), r"bi\s+don", "BLTTDS 266.2.a", criminal_too=False),
    Part("bị đơn", "head", _AT_LINE.format(r"(?:bi\s+don|nguoi\s+bi\s+kien)"), r"nguoi\s+co\s+quyen", "BLTTDS 266.2.a", criminal_too=False),
)  # fmt: skip


def check(draft: Draft, found: Found) -> None:
    """Add the parts that are missing."""
    if draft.legacy:
        return
    _sections(draft, found)
    _head(draft, found)
    _verdict(draft, found)


def _article(draft: Draft, civil: str, criminal: str = "BLTTHS 260.2") -> str:
    if draft.administrative:
        return "LTTHC 194.2"
    return criminal if draft.criminal else civil


def _tell(draft: Draft, found: Found, name: str, place: int, article: str) -> None:
    at = draft.offsets[min(place, len(draft.text))]
    found.add("part-missing", at, at, f"Thiếu phần bắt buộc: {name}. Hãy bổ sung tại đây.", article)


def _sections(draft: Draft, found: Found) -> None:
    parts = draft.parts
    size = len(draft.text)
    if "content" not in parts:
        place = _before(
            draft,
            r"\n[^\n]{0,20}\b(?:tai|theo|trong)\s+(?:cac\s+)?don\s+khoi\s+kien|\n[^\n]{0,10}theo\s+cac\s+tai\s+lieu",
            0,
            size,
            size // 6,
        )
        _tell(draft, found, "Nội dung vụ án", place, _article(draft, "BLTTDS 266.2.b"))
    if "reasoning" not in parts:
        start = parts["content"].start if "content" in parts else size // 4
        place = _before(
            draft,
            r"\n\s*(?:sau\s+khi|qua|tren\s+co\s+so)\s+nghien\s+cuu|\n\s*\[1\]",
            start,
            size,
            parts["verdict"].start if "verdict" in parts else size // 2,
        )
        _tell(draft, found, "Nhận định của Tòa án", place, _article(draft, "BLTTDS 266.2.b"))
    if "verdict" not in parts:
        place = _before(
            draft,
            r"(?<=\n)\s*(?:can\s+cu|ap\s+dung)",
            _end_of_reasons(draft),
            size,
            parts.get("closing", parts["head"]).start,
        )
        _tell(draft, found, "Quyết định", place, _article(draft, "BLTTDS 266.2.c"))


def _end_of_reasons(draft: Draft) -> int:
    found = list(re.finditer(r"\b(?:vi|boi|tu\s+nhung)\s+cac\s+le\s+tren|\bnhan\s+dinh\s+tren", draft.folded))
    return found[-1].end() if found else len(draft.text) * 2 // 3


def _before(draft: Draft, pattern: str, start: int, end: int, otherwise: int) -> int:
    match = re.compile(pattern).search(draft.folded, start, end)
    return match.start() if match else otherwise


def _head(draft: Draft, found: Found) -> None:
    head = draft.parts["head"]
    sitting = draft.sitting
    for part in _PARTS:
        if (draft.on_appeal and not part.on_appeal) or (draft.criminal and not part.criminal_too):
            continue
        if re.search(part.pattern, draft.folded[: head.end], re.S):
            continue
        if part.name == "Hội thẩm nhân dân" and "rut gon" in draft.part("head"):
            continue
        place = _before(draft, part.place, 0, head.end, head.end)
        _tell(draft, found, part.name, place, _article(draft, part.civil))
    top = sitting.start() if sitting else min(head.end, 1500)
    if draft.number is None:
        place = _before(draft, r"\bngay\b|\bv\s*/\s*v", 0, top, 0)
        _tell(draft, found, "số bản án", place, _article(draft, "BLTTDS 266.2.a"))
    if draft.judged is None or not draft.dated:
        number = draft.number
        _tell(
            draft,
            found,
            "ngày tuyên án ở đầu bản án",
            number.end() if number else 0,
            _article(draft, "BLTTDS 266.2.a"),
        )
    if sitting is None:
        place = _before(draft, r"\bnguyen\s+don\b|\bbi\s+cao\b", 0, head.end, head.end)
        _tell(draft, found, "ngày, nơi xét xử", place, _article(draft, "BLTTDS 266.2.a"))
    if draft.criminal and not re.search(r"\bbi\s+cao\b", draft.part("head")):
        _tell(draft, found, "bị cáo", head.end, "BLTTHS 260.2.a")


def _verdict(draft: Draft, found: Found) -> None:
    verdict = draft.parts.get("verdict")
    closing = draft.parts.get("closing")
    if verdict is not None:
        words = draft.folded[verdict.start : verdict.end]
        if not re.search(r"\bdieu\s+\d+", words):
            _tell(
                draft,
                found,
                "căn cứ pháp luật",
                verdict.start + _heading(words),
                _article(draft, "BLTTDS 266.2.c", "BLTTHS 260.2.g"),
            )
        if not re.search(r"an\s+phi|le\s+phi", words):
            place = _before(draft, r"khang\s+cao", verdict.start, verdict.end, verdict.end)
            _tell(
                draft,
                found,
                "quyết định về án phí",
                place,
                _article(draft, "BLTTDS 147, 266.2.c", "BLTTHS 136"),
            )
    signed = draft.folded[closing.start if closing else max(0, len(draft.text) - 700) :]
    if not re.search(r"tham?n?\s+phan|chu\s+toa|hoi\s+dong\s+xet\s+xu|h[dđ]xx", signed):
        _tell(
            draft,
            found,
            "chữ ký thay mặt Hội đồng xét xử",
            len(draft.text.rstrip()),
            _article(draft, "BLTTDS 264.2"),
        )


def _heading(words: str) -> int:
    match = re.search(r"quyet\s+dinh\s*[:.]*", words)
    return match.end() if match else 0
