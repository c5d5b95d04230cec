"""What a criminal judgment of the first instance (bản án hình sự sơ thẩm) must say beyond every judgment: BLTTHS 260.2.

Our reading of 260.2.g: what was seized as evidence and damages that the victim asked for are "matters to be solved in the case", so
that a verdict without a word on them leaves them undecided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import Found

_DECISION = "BLTTHS 260.2.g"


@dataclass(frozen=True)
class _Part:
    """A thing that a section must tell, how it is known, before what it belongs."""

    name: str
    section: str
    pattern: str
    place: str
    article: str


_PARTS = (
    _Part("họ tên Kiểm sát viên", "head", r"kiem\s+sat\s+vien", r"\bngay\s[^\n]{0,60}tai\b", "BLTTHS 260.2.a"),
    _Part("ngày, tháng, năm sinh của bị cáo", "head", r"\bbi\s+cao\s*[:\d](?:(?!\bbi\s+hai\b).)*\bsinh\s*(?:ngay|nam|:|\d)", r"noi\s+cu\s+tru", "BLTTHS 260.2.a"),
    _Part("nơi cư trú của bị cáo", "head", r"cu\s+tru|thuong\s+tru|tru\s+tai|cho\s+o|noi\s+o", r"nghe\s+nghiep", "BLTTHS 260.2.a"),
    _Part("nghề nghiệp của bị cáo", "head", r"nghe\s+nghiep|lam\s+nghe", r"trinh\s+do|dan\s+toc", "BLTTHS 260.2.a"),
    _Part("trình độ văn hóa của bị cáo", "head", r"trinh\s+do|van\s+hoa|hoc\s+van", r"dan\s+toc", "BLTTHS 260.2.a"),
    _Part("dân tộc của bị cáo", "head", r"dan\s+toc", r"tien\s+an", "BLTTHS 260.2.a"),
    _Part("tiền án, tiền sự của bị cáo", "head", r"tien\s+an.*tien\s+su|tien\s+su.*tien\s+an", r"bi\s+hai|nguoi\s+bao\s+chua", "BLTTHS 260.2.a"),
    _Part("số, ngày của cáo trạng hoặc quyết định truy tố", "content", r"(?:cao\s+trang|quyet\s+dinh\s+truy\s+to)[^.;]{0,50}?\d+\s*/", r"tai\s+phien\s+toa", "BLTTHS 260.2.b"),
    _Part("đề nghị của Viện kiểm sát về tội danh, điều luật, mức hình phạt", "before", r"(?:kiem\s+sat|luan\s+toi)(?:[^.;]|[.;](?!\s*\n)){0,900}\bde\s+nghi\b", r"nhan\s+dinh", "BLTTHS 260.2.b"),
    _Part("tội danh hoặc việc bị cáo không có tội", "verdict", r"pham\s+toi|pham\s+vao\s+toi|khong\s+(?:co|pham)\s+toi|vo\s+toi|dinh\s+chi", r"\bxu\s+phat", "BLTTHS 260.2.d"),
    _Part("điều luật của Bộ luật Hình sự", "verdict", r"bo\s+luat\s+hinh\s+su|\bblhs\b", r"\bxu\s+phat", "BLTTHS 260.2.d"),
    _Part("hình phạt", "verdict", r"\bphat\b|hinh\s+phat|khong\s+(?:co|pham)\s+toi|vo\s+toi|dinh\s+chi|\btu\s+(?:giam|chung\s+than|hinh)|mien\s+trach\s+nhiem|bien\s+phap", r"an\s+phi", _DECISION),
)  # fmt: skip


def check(draft: Draft, found: Found) -> None:
    """Add what a criminal judgment of the first instance leaves out."""
    if not draft.criminal or draft.on_appeal or draft.legacy:
        return
    for part in _PARTS:
        if part.section == "before":
            start, end = 0, draft.body.end
        elif part.section in draft.parts:
            start, end = draft.parts[part.section].start, draft.parts[part.section].end
        else:
            continue  # the whole section is told of as missing
        if re.compile(part.pattern, re.S).search(draft.folded, start, end):
            continue
        place = re.compile(part.place).search(draft.folded, start, end)
        at = draft.offsets[place.start() if place else end]
        found.add("part-missing", at, at, f"Thiếu phần bắt buộc: {part.name}. Hãy bổ sung tại đây.", part.article)  # fmt: skip
    _matters(draft, found)


_MATTERS = (
    ("vật chứng đã thu giữ", r"(?:thu\s+giu|tam\s+giu|vat\s+chung)\b", r"khong\s+(?:thu\s+giu|co\s+vat\s+chung)|vat\s+chung[^.;]{0,30}da\s+(?:tra|xu\s+ly)|khong\s+thu\s+(?:hoi|giu)", r"vat\s+chung|tich\s+thu|tieu\s+huy|tra\s+lai|sung\s+(?:cong|quy|vao)|luu\s+(?:giu\s+)?(?:theo\s+)?ho\s+so", "BLTTHS 106, 260.2.g"),
    ("bồi thường thiệt hại", r"\byeu\s+cau\s+(?:bi\s+cao\s+)?(?:[a-z]+\s+){0,4}boi\s+thuong", r"khong\s+(?:co\s+)?yeu\s+cau|khong\s+yeu\s+cau\s+gi|da\s+(?:tu\s+nguyen\s+)?boi\s+thuong\s+(?:xong|du|toan)|rut\s+yeu\s+cau", r"boi\s+thuong|trach\s+nhiem\s+dan\s+su|phan\s+dan\s+su", "BLTTHS 30, 260.2.g"),
)  # fmt: skip


def _matters(draft: Draft, found: Found) -> None:
    """Seized things and damages told before of which the verdict says nothing."""
    verdict = draft.parts.get("verdict")
    if verdict is None:
        return
    before, rulings = draft.part("content") + draft.part("reasoning"), draft.part("verdict")
    place = re.compile(r"\n[^\n]{0,25}an\s+phi").search(draft.folded, verdict.start, verdict.end)
    at = draft.offsets[place.start() if place else verdict.end]
    for name, raised, settled, decided, article in _MATTERS:
        if re.search(raised, before) and not re.search(settled, before) and not re.search(decided, rulings):
            found.add("claim-undecided", at, at, f"Chưa quyết định về {name}. Hãy quyết định hoặc ghi rõ vì sao không xét.", article)  # fmt: skip
