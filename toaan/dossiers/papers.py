"""The inventory of the file (mục lục hồ sơ): its lines, and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from toaan.core import documents, rules_in_force
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.dossiers.models import Dossier, Folio
from toaan.rules import dossier as rule

TITLE = "Mục lục hồ sơ vụ án"


@in_record_language
def lines(folios: Sequence[Folio], day: date) -> tuple[list[str], list[list[str]]]:
    """Column titles and lines, as the rule in force on `day` lays them down."""
    row = rules_in_force.rule("dossier", "dossier:inventory", day)
    return rule.inventory(row, [rule.Folio(_paper(f), f.first_page, f.last_page) for f in folios])


@in_record_language
def inventory(
    dossier: Dossier, folios: Sequence[Folio], *, closed_by: Viewer, day: date, at: datetime
) -> StoredFile:
    """Render the inventory as PDF; slow, therefore before the act."""
    case = dossier.case
    columns, rows = lines(folios, day)
    context = {
        "court": {"name": case.court.name, "place": case.court.place},
        "day": day,
        "case_number": str(case),
        "case_title": case.title,
        "legal_relation": case.legal_relation,
        "columns": columns,
        "rows": rows,
        "documents": len(folios),
        "pages": folios[-1].last_page if folios else 0,
        "signer": closed_by.name,
        "signer_post": closed_by.role.label,
    }
    return documents.render(
        "dossiers/forms/inventory.html", context, title=TITLE, at=at, author=case.court.name
    )


def _paper(folio: Folio) -> rule.Paper:
    return rule.Paper(str(folio.pk), folio.title, folio.dated, folio.order, folio.pages, note(folio))


@in_record_language
def note(folio: Folio) -> str:
    """Who handed it in, and whether it came after closing."""
    words = []
    if folio.author_party is not None:
        words.append(_("%(who)s nộp") % {"who": folio.submitted_by})
    if folio.late:
        words.append(_("bổ sung sau khi đóng"))
    return "; ".join(words)
