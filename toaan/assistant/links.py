"""Where a question leads that names a case or a document by its number."""

from __future__ import annotations

import re

from django.urls import reverse

from toaan.cases import queries as cases
from toaan.core.viewer import Viewer
from toaan.legislation import queries as laws

_CASE = re.compile(r"(?<![\w/])\d{1,5}\s?/\s?\d{4}\s?/\s?[A-ZĐa-zđ]{2,8}(?:-[A-ZĐa-zđ]{2,8})+")
_DOCUMENT = re.compile(r"(?<![\w/])\d{1,4}\s?/\s?\d{4}\s?/\s?[^\W\d_][\w-]*")
_MOST = 5


def of(viewer: Viewer, text: str) -> list[tuple[str, str]]:
    """Words and address of what the text names: cases that the viewer may know of, documents that are here."""
    found: list[tuple[str, str]] = []
    for number in _numbers(_CASE, text):
        found += [
            (f"{one.noun[0].upper()}{one.noun[1:]} {one}", reverse("cases:overview", args=[one.pk]))
            for one in cases.search(viewer, number, 2)
        ]
    for number in _numbers(_DOCUMENT, text):
        if (document := laws.document(number)) is not None:
            found.append((str(document), reverse("legislation:document", args=[document.number])))
    return list(dict.fromkeys(found))[:_MOST]


def _numbers(shape: re.Pattern[str], text: str) -> list[str]:
    """The first numbers of this shape; a page of them is not looked up one by one."""
    return list(dict.fromkeys("".join(match[0].split()) for match in shape.finditer(text)))[:_MOST]
