"""The zip of a Word file: opened with limits, written again with only some of its parts changed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT, COMMENTS, CUSTOM = "word/document.xml", "word/comments.xml", "docProps/custom.xml"
PROPERTY = "ToaanWordCopy"
MARK = "ta_"
"""Every bookmark of ours begins so."""
COPY_MARK = "ta_copy_"
MOST_XML = 12_000_000
"""Bytes of one part: a judgment of a hundred pages has one or two million."""


class WordRefused(Exception):
    """The file cannot be read as a Word document."""


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{W}}}{name}"


def parse(blob: bytes) -> Any:
    """A part as a tree. No DTD, no entities, nothing fetched, no depth without end."""
    head = blob[:4096].lower()
    if b"<!doctype" in head or b"<!entity" in head:
        raise WordRefused("document type")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(blob, parser)
    except etree.XMLSyntaxError as error:
        raise WordRefused(str(error)) from error


def parts_of(blob: bytes, *names: str) -> dict[str, bytes]:
    """Some parts of the file, those that are there.

    Raises:
        WordRefused: it is no zip, a part is broken or would unpack to more than `MOST_XML`.
    """
    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            known = set(archive.namelist())
            for name in names:
                if name in known:
                    with archive.open(name) as part:
                        found[name] = part.read(MOST_XML + 1)
                    if len(found[name]) > MOST_XML:
                        raise WordRefused(f"{name} too large")
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise WordRefused(str(error)) from error
    return found


def with_parts(blob: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The file with some parts written anew; every other part keeps its bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(blob)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info, changed.get(info.filename, old.read(info)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def to_xml(tree: Any) -> bytes:
    """A tree as a part."""
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
