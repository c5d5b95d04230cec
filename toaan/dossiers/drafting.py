"""What the dossier gives to whoever drafts a judgment: its documents with folio numbers, and whether a cited one exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.core.viewer import Viewer
from toaan.dossiers import queries
from toaan.dossiers.models import Folio
from toaan.judgments import checks, inserts
from toaan.judgments.checks import Issue
from toaan.judgments.content import Content

_CITED = re.compile(
    r"\b(?:BL|[Bb]út lục)(?:\s+số)?\s*:?\s*(\d{1,5}(?:\s*[-–,;]\s*\d{1,5}|\s+(?:và|đến)\s+\d{1,5})*)"
)
_NUMBER = re.compile(r"\d+")


@inserts.adds_inserts
def documents(viewer: Viewer, case: Case) -> Iterator[inserts.Group]:
    """Every document of the file that the viewer may read."""
    yield inserts.Group(
        "folio",
        _("Tài liệu trong hồ sơ (bút lục)"),
        [
            inserts.Insert(
                f"folio-{folio.first_page}", f"BL {folio.numbers}: {folio.title}",
                f"{folio.title[:1].lower()}{folio.title[1:]} ngày {folio.dated:%d/%m/%Y} (BL {folio.numbers})",
                (folio.first_page, folio.last_page),
            )
            for folio in queries.folios_of(viewer, case)
        ],
        chosen=True,
    )  # fmt: skip


@checks.adds_checks
def cited_folios(case: Case, content: Content) -> Iterator[Issue]:
    """A folio number that the file does not have. Numbers run from 1 without a gap, so the last one is enough."""
    cited: dict[tuple[str, int], None] = {}
    for section, text in checks.texts(content):
        for match in _CITED.finditer(text):
            cited |= {(section, int(number)): None for number in _NUMBER.findall(match[1])}
    if not cited:
        return
    last = (
        Folio.objects.filter(dossier__case=case)
        .order_by("-last_page")
        .values_list("last_page", flat=True)
        .first()
        or 0
    )
    for section, number in cited:
        if not 1 <= number <= last:
            known = (
                _("Hồ sơ có bút lục từ 1 đến %d.") % last if last else _("Hồ sơ điện tử chưa có bút lục nào.")
            )
            yield Issue("warning", section, _("Không có bút lục %d") % number, known)
