"""The papers that this domain makes: the judgment (mẫu 52-DS), an appeal filed online (mẫu 54-DS), a late one's reasons."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pikepdf

from toaan.cases.models import Case, Party
from toaan.core import clock, documents
from toaan.core.models import StoredFile
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.engines.signing import Appearance
from toaan.hearings.papers import case_words
from toaan.judgments import layout
from toaan.judgments.models import Correction, Judgment, JudgmentPart
from toaan.rules.copies import signing_title
from toaan.vietnamese.dates import date_in_words
from toaan.vietnamese.tables import pieces

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
        "sections": [(heading, pieces(paragraphs)) for heading, paragraphs in layout.sections(text)],
        "day": text["dated"].split("-")[::-1],
        "instance_words": layout.instance_words(text),
        "signer": layout.signer_lines(text),
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
            "case": one.case, "court": one.case.court, "party": party, "reason": reason.split("\n"), "due": due,
            "signed_by": signed_by, "day": clock.local_date(at),
            "against": f"Bản án bị kháng cáo: Bản án sơ thẩm số {one.number} ngày {one.dated:%d/%m/%Y} của {one.case.court.name}",
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


@in_record_language
def correction_content(made: Correction, one: Judgment, by: Viewer) -> dict[str, Any]:
    """Everything printed on the decision that corrects a judgment (BLTTDS 268)."""
    case, text = one.case, one.text
    consents = made.consents.select_related("post__user")
    leads = one.signer is None or by.user_id != one.signer.user_id
    return {
        "court": {"name": case.court.name, "place": case.court.place, "address": case.court.address},
        "procuracy": case.court.procuracy_name,
        "enforcement": case.court.enforcement_name,
        "day": made.decided_on.isoformat(),
        "number": str(made),
        "judgment": str(one.number),
        "pronounced_on": date_in_words(one.pronounced_on) if one.pronounced_on else "",
        "instance_words": layout.instance_words(text),
        "case_number": str(case),
        "legal_relation": text["legal_relation"],
        "kind_words": case_words(case),
        "parties": [{"role": p["label"], "name": p["name"], "address": p["address"], "birth_year": p["birth_year"]} for p in text["parties"]],
        "places": made.places,
        "judge": by.name,
        "leader": signing_title(president=by.role == Role.PRESIDENT).split("\n") if leads else [],
        "members": [c.post.user.full_name for c in consents],
        "member_title": "Các Thẩm phán" if text.get("instance") == Case.Instance.SECOND else "Các Hội thẩm nhân dân",
    }  # fmt: skip


@in_record_language
def correction(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The decision as a paper, from what was frozen at its numbering."""
    return documents.render(
        "judgments/forms/correction.html",
        {**content, "day": date.fromisoformat(content["day"])},
        title=f"Quyết định sửa chữa, bổ sung bản án số {content['number']}",
        at=at,
        author=content["court"]["name"],
    )
