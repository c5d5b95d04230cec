"""The next step of a case once its judgment or decision is in effect: encode and publish."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.urls import reverse

from toaan.cases.models import Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import ARCHIVED, EFFECTIVE, PART_QUASHED
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.publication.models import Publication
from toaan.publication.states import OPEN


def _open(case: uuid.UUID) -> QuerySet[Publication]:
    """Of the court of the case; what a committee of judges above decided waits there."""
    return Publication.objects.filter(case=case, committee=None, state__in=OPEN)


@next_step_finder(50, _open)
def encode_and_publish(viewer: Viewer, case: Case) -> NextStep | None:
    """While the encoding waits: the judge publishes, the clerk prepares, everybody else knows who is awaited."""
    if case.state not in {EFFECTIVE, PART_QUASHED, ARCHIVED}:
        return None
    publication = _open(case.pk).first()
    if publication is None:
        return None
    left = len(publication.sheet.undecided)
    if publication.reasons_against and policy.allows(viewer, "publication.decline", case):
        return _step(
            publication, "publication.decline", f"Quyết định không công bố {_noun(publication)}",
            publication.reasons_against[0]["message"], "publication:decline",
        )  # fmt: skip
    if left and policy.allows(viewer, "publication.review", case):
        text = f"Còn {left} chỗ cần người quyết định trong bản mã hóa."
        return _step(
            publication, "publication.review", "Duyệt bản mã hóa để công bố", text, "publication:review"
        )
    if policy.allows(viewer, "publication.publish", case):
        text = "Mọi chỗ đã có quyết định. Đọc lại bản công bố rồi duyệt."
        return _step(
            publication,
            "publication.publish",
            f"Duyệt công bố {_noun(publication)}",
            text,
            "publication:review",
        )
    return NextStep(
        "Duyệt bản mã hóa để công bố", waiting_for=f"Đang chờ Thẩm phán chủ tọa duyệt công bố {_noun(publication)}.",
        act="publication.publish",
    )  # fmt: skip


def _noun(publication: Publication) -> str:
    return "bản án" if publication.is_judgment else "quyết định"


def _step(publication: Publication, act: str, title: str, text: str, url_name: str) -> NextStep:
    return NextStep(title, text, title, reverse(url_name, args=[publication.pk]), act=act)
