"""Reading corrections: who may make one, who must agree, what the judgment says with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q

from toaan.cases.models import Assignment
from toaan.core.models import Post
from toaan.core.roles import JUDGES, LEADERS
from toaan.core.viewer import Viewer
from toaan.judgments import layout
from toaan.judgments.models import Correction, CorrectionConsent, Judgment

KIND_LABELS = Correction.Kind.choices


def members(judgment: Judgment) -> list[Post]:
    """Who else sat on the panel that pronounced: its lay judges, at second instance its other judges."""
    moment = judgment.pronounced_at
    rows = judgment.case.assignments.filter(
        Q(ended_at=None) | Q(ended_at__gt=moment), assigned_at__lte=moment,
        role__in=[Assignment.Role.LAY_JUDGE, Assignment.Role.JUDGE],
    )  # fmt: skip
    return [row.post for row in rows.select_related("post__user").order_by("role", "assigned_at", "pk")]


def judge_in_office(judgment: Judgment, at: datetime) -> bool:
    """Whether who signed the judgment still holds the office of judge at that court (268.2)."""
    if judgment.signer is None:
        return False
    held = Post.objects.held_at(at).filter(user_id=judgment.signer.user_id, court_id=judgment.case.court_id)
    return held.filter(kind__in=[role.value for role in JUDGES]).exists()


def may_correct(viewer: Viewer, judgment: Judgment, *, in_office: bool) -> bool:
    """The judge who signed; the court's president once that judge is no judge there any more (268.2).

    Args:
        in_office: what `judge_in_office` says.
    """
    if in_office:
        return judgment.signer is not None and viewer.user_id == judgment.signer.user_id
    return viewer.role in LEADERS and viewer.court_id == judgment.case.court_id


def outstanding(correction: Correction, at: datetime, *, in_office: bool) -> list[Post]:
    """Members still in office who have not agreed. The president who acts for a judge that left does it alone (268.2)."""
    if not in_office:
        return []
    agreed = {c.post_id for c in correction.consents.all()}
    return [p for p in members(correction.judgment) if p.pk not in agreed and p.is_held_at(at)]


def unissued(judgment: Judgment) -> Correction | None:
    """The correction that is being made, with who agreed."""
    consents = Prefetch("consents", CorrectionConsent.objects.select_related("post__user"))
    return judgment.corrections.filter(sha256="").select_related("number").prefetch_related(consents).first()


def issued(judgment: Judgment) -> list[Correction]:
    """Those that were issued, the oldest first."""
    return list(judgment.corrections.exclude(sha256="").select_related("number", "signer__user"))


def printed(judgment: Judgment) -> str:
    """The words of the judgment as they read today: as pronounced, with the corrections that were issued."""
    text = judgment.text
    lines = [text["court"], f"Bản án số: {text['number']}", text["about"]]
    lines += [line.text for line in layout.opening(text)]
    lines += [words for _title, paragraphs in layout.sections(text) for words in paragraphs]
    whole = "\n".join(" ".join(line.split()) for line in lines)
    return applied(whole, (place for one in issued(judgment) for place in one.places))


def applied(whole: str, places: Iterable[Mapping[str, Any]]) -> str:
    """The text with these places put right, each where it stands."""
    for place in places:
        whole = whole.replace(place["wrong"], place["right"], 1)
    return whole
