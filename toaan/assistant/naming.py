"""Whether a text that colleagues of other courts will read seems to name somebody, or a case. Pure but for the lists it reads.

The finders are those of anonymising (`publication/anonymise`): whoever writes "ông Hùng" or a number of a case is asked first.
"""

from __future__ import annotations

import re

from toaan.publication.anonymise import propose

PERSONAL = frozenset({"person", "identifier", "phone", "account", "plate", "land", "email", "birth_date", "address"})  # fmt: skip
"""Places and organisations stay: a situation may well be about a bank or a river."""
MOST = 8
"""So many findings are told."""
_CASE = re.compile(
    r"(?<![\w/])\d{1,5}\s?/\s?\d{4}\s?/\s?(?:[A-ZĐ]{1,6}-)*(?:TL|QĐ)?[A-ZĐ]{0,6}(?:ST|PT|GĐT)(?:-[A-ZĐ]{2,6})*(?![\w-])",
    re.IGNORECASE,
)
"""A number that a court gives ("12/2026/TLST-DS", "45/2025/DS-PT"), not that of a law ("21/2021/NĐ-CP")."""


def named(*texts: str) -> tuple[str, ...]:
    """Words of the texts that seem to name a person or a case, in their order."""
    found: list[str] = []
    for text in texts:
        places = [(match.start(), match[0]) for match in _CASE.finditer(text)]
        for one in propose(text, has_heading=False).replacements:
            if one.kind in PERSONAL:
                places.append((one.start, _whole(text, one.start, one.end)))
        found += [words for _start, words in sorted(places)]
    return tuple(dict.fromkeys(found))[:MOST]


def _whole(text: str, start: int, end: int) -> str:
    """The capitalised words before a given name too: "Nguyễn Văn Hùng"."""
    before = re.search(r"(?:\b[^\W\d_a-zà-ỹđ]\w*[ \t]+){1,4}$", text[:start])
    return text[before.start() if before else start : end]
