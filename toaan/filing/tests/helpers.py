"""Files and forms that the tests of filing hand in."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from toaan.demo.steps import small_pdf


def upload(name: str = "giay-vay.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, small_pdf(name).read() if content is None else content, "application/pdf")


def encrypted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="chủ", user="khóa"))
    return out.getvalue()


def rows(prefix: str, *items: dict[str, Any]) -> dict[str, Any]:
    """POST data of a formset."""
    data: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(items), f"{prefix}-INITIAL_FORMS": 0}
    for index, item in enumerate(items):
        data |= {f"{prefix}-{index}-{name}": value for name, value in item.items()}
    return data


PLAINTIFF = {"kind": "person", "name": "Hoàng Thị Lan Chi", "address": "Xã Sông Thanh"}
DEFENDANT = {"kind": "person", "name": "Vũ Đức Thịnh", "address": "Xã Yên Khê"}
