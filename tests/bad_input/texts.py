"""What people, telephones, word processors and mischief put into fields."""

from __future__ import annotations

import unicodedata

MARK = "Zq7x"
"""Stands in every text, so that what was stored of it can be found."""
LONG_NAME = "Nguyễn" + " Văn" * 74  # 302 letters

TEXTS: dict[str, str] = {
    "300 letters": f"{MARK} {LONG_NAME}",
    "one word of 300 letters": MARK + "ê" * 300,
    "emoji": f"{MARK} 👨‍👩‍👧 ⚖️ 🇻🇳",
    "decomposed": unicodedata.normalize("NFD", f"{MARK} Nguyễn Thị Đức Hoàng ở Đồng Tháp"),
    "zero width": f"{MARK}\u200b Văn\u200d\ufeff An",
    "right to left": f"{MARK} \u202egnas ióM\u202c \u2066x\u2069 \u200f",
    "NUL and control": f"{MARK}\x00 Văn\x07 An\x1b[0m\x85",
    "lone surrogate": f"{MARK} \ud83d Văn",
    "script": f"{MARK} <script>alert(1)</script><b>\"'&amp;{{{{ 7*7 }}}}{{% load x %}}",
    "spaces around": f"   \u00a0{MARK} Văn An \u3000  ",
    "only spaces": " \u00a0\u3000\t  ",
    "empty": "",
    "formula": '=HYPERLINK("http://x";"y")',
    "negative amount": "-350.000.000",
    "huge amount": "9" * 40,
    "huge number": "9" * 5000,
    "fraction": "1,5",
    "31/02": "31/02/2026",
    "year 1": "01/01/0001",
    "year 9999": "31/12/9999",
    "tomorrow": "10/06/2026",
    "other digits": "٣١/٠١/٢٠٢٦",
    "not a UUID": "00000000-0000-0000-0000-00000000000g",
    "SQL": "' OR 1=1; --",
    "pattern": "%_\\[(*",
    "path": "../../../../etc/passwd",
}
TEXTS["one megabyte"] = f"{MARK} " + "chữ dài " * 110_000
