"""The papers that this domain makes: the judgment (mẫu 52-DS), an appeal filed online (mẫu 54-DS), a late one's reasons."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pikepdf

from toaan.cases.models import Party
from toaan.core import clock, documents
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language
from toaan.engines.signing import Appearance
from toaan.judgments import layout
from toaan.judgments.models import Judgment, JudgmentPart

JUDGE_PLACE, COURT_PLACE = "cho-ky", "cho-dau"
WIDTH, HEIGHT = 212, 62
"""Size of a visible signature in points."""


@dataclass(frozen=True)
class Places:
    """Where the two signatures appear; None: invisible, as in a paper without marks."""

    judge: Appearance | None = None
    court: Appearance | None = None


@in_record_language
def judgment(one: Judgment, *, at: datetime) -> StoredFile:
    """The unsigned paper, from the frozen text alone."""
    return documents.render(
        "judgments/forms/judgment.html",
        context(one.text),
        title=f"Bản án số {one.number}",
        at=at,
        author=one.text["court"],
    )


@in_record_language
def context(text: dict[str, Any]) -> dict[str, Any]:
    """What the form needs, from a frozen text."""
    return {
        "text": text,
        "content": text["content"],
        "opening": layout.opening(text),
        "sections": list(layout.sections(text)),
        "day": text["dated"].split("-")[::-1],
        "instance_words": layout.instance_words(text),
    }


@in_record_language
def appeal(
    one: Judgment, party: Party, parts: Sequence[JudgmentPart], *, ground: str, signed_by: str, at: datetime
) -> StoredFile:
    """The appeal as a paper for the dossier (BLTTDS 272.1)."""
    return documents.render(
        "judgments/forms/appeal.html",
        {
            "judgment": one,
            "court": one.case.court,
            "party": party,
            "parts": parts,
            "whole": len(parts) == one.parts.count(),
            "ground": ground.split("\n"),
            "signed_by": signed_by,
            "day": clock.local_date(at),
        },
        title="Đơn kháng cáo",
        at=at,
        author=party.name,
    )


@in_record_language
def late_appeal(
    one: Judgment, party: Party, parts: Sequence[JudgmentPart], *, ground: str, reason: str, due: date, signed_by: str,
    at: datetime,
) -> tuple[StoredFile, StoredFile]:  # fmt: skip
    """The late appeal, and the statement of why it is late (bản tường trình, BLTTDS 275.1)."""
    statement = documents.render(
        "judgments/forms/late_statement.html",
        {
            "judgment": one, "court": one.case.court, "party": party, "reason": reason.split("\n"), "due": due,
            "signed_by": signed_by, "day": clock.local_date(at),
        },
        title="Bản tường trình lý do kháng cáo quá hạn",
        at=at,
        author=party.name,
    )  # fmt: skip
    return appeal(one, party, parts, ground=ground, signed_by=signed_by, at=at), statement


@in_record_language
def signature_places(pdf: bytes) -> Places:
    """Where the form left room: its two named places, found again in the PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages, start=1)}
        found = {
            str(name): (pages[target[0].objgen], float(target[2]), float(target[3]))
            for name, target in _destinations(opened)
            if str(name) in (JUDGE_PLACE, COURT_PLACE)
        }
    return Places(
        *(
            Appearance(page=place[0], box=(place[1], place[2] - HEIGHT, place[1] + WIDTH, place[2]))
            if (place := found.get(name))
            else None
            for name in (JUDGE_PLACE, COURT_PLACE)
        )
    )


def _destinations(opened: Any) -> list[tuple[Any, Any]]:
    names = opened.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    return list(zip(list(names)[::2], list(names)[1::2], strict=True))
