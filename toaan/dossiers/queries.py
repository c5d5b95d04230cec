"""Reading dossiers: who may read which folio, in SQL; the integrity of a file."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.core import files
from toaan.core.errors import not_found
from toaan.core.roles import LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.dossiers import kinds
from toaan.dossiers.models import DocumentCopy, Dossier, Folio
from toaan.vietnamese.numbers import search_words
from toaan.vietnamese.text import fold

WHOLE_COURT = LEADERS | {Role.ARCHIVIST, Role.PROCURATOR}
ON_THE_CASE = frozenset({Role.JUDGE, Role.CHAMBER_HEAD, Role.CLERK, Role.LAY_JUDGE})


def readable_cases(viewer: Viewer, only: uuid.UUID | None = None) -> QuerySet[Case]:
    """Cases whose file the viewer may open: the policy row "dossiers.read" as one predicate in SQL.

    Args:
        only: the one case that is asked for anyway; an officer has all the seats of his years behind him.
    """
    known = cases.visible_to(viewer)
    if viewer.system or viewer.role in WHOLE_COURT or viewer.role == Role.CITIZEN:
        return known
    if viewer.role in ON_THE_CASE:
        return known.filter(pk__in=_assigned(viewer, only))
    return known.none()


def visible_to(viewer: Viewer, only: uuid.UUID | None = None) -> QuerySet[Folio]:
    """Folios that the viewer may read. Parties see their case's file but for what is internal to the court.

    Papers of deliberation are for the panel and the clerk of the case alone.

    Args:
        only: the one case whose folios are meant.
    """
    folios = Folio.objects.select_related("file", "author_party", "dossier__case")
    if only is not None:
        folios = folios.filter(dossier__case=only)
    if viewer.system:
        return folios
    folios = folios.filter(dossier__case__in=readable_cases(viewer, only).order_by().values("pk"))
    if viewer.role == Role.CITIZEN:
        return folios.exclude(kind__in=kinds.INTERNAL)
    return folios.exclude(~Q(dossier__case__in=_assigned(viewer, only)), kind__in=kinds.PANEL_ONLY)


def _assigned(viewer: Viewer, only: uuid.UUID | None = None) -> QuerySet[Assignment, uuid.UUID]:
    seats = Assignment.objects.filter(post=viewer.post, ended_at=None)
    seats = seats if only is None else seats.filter(case=only)
    return seats.order_by().values_list("case_id", flat=True)


def case_of(viewer: Viewer, case_id: uuid.UUID) -> Case:
    """A case whose file the viewer may open.

    Raises:
        Refused: "not_found".
    """
    found = readable_cases(viewer, case_id).filter(pk=case_id).first()
    if found is None:
        raise not_found()
    return found


def folios_of(viewer: Viewer, case: Case, words: str = "") -> QuerySet[Folio]:
    """The file of one case in the order of folio numbers, as far as the viewer may read it.

    `words` narrows it to titles in which every word occurs, with or without diacritics.
    """
    folios = visible_to(viewer, case.pk).order_by("first_page")
    folios = folios.select_related(None).select_related("file", "author_party")  # the case is here
    for word in fold(words).split():
        folios = folios.filter(title_folded__contains=word)
    return folios


def search(viewer: Viewer, words: str) -> QuerySet[Folio]:
    """Documents in the files that the viewer may read, in whose title every word occurs; the newest first."""
    asked = search_words(words)
    folios = visible_to(viewer).select_related("file", "dossier__case__number")
    for word in asked:
        folios = folios.filter(title_folded__contains=word.text)
    return folios.order_by("-received_at", "pk") if asked else folios.none()


def in_order(dossier: Dossier) -> QuerySet[Folio]:
    """The whole file in the order of its numbers, for the court's own inventory and checks."""
    return dossier.folios.select_related("file", "author_party").order_by("first_page")


def get(viewer: Viewer, folio_id: uuid.UUID) -> Folio:
    """One folio.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    found = visible_to(viewer).filter(pk=folio_id).first()
    if found is None:
        raise not_found()
    return found


@dataclass(frozen=True)
class Neighbours:
    """The folios before and after one, as the viewer may read them."""

    before: Folio | None
    after: Folio | None
    last_number: int


def neighbours(folio: Folio, folios: Sequence[Folio]) -> Neighbours:
    """Where "trước" and "sau" of the reader lead, among what the viewer may read in order."""
    place = next(n for n, one in enumerate(folios) if one.pk == folio.pk)
    return Neighbours(
        before=folios[place - 1] if place else None,
        after=folios[place + 1] if place + 1 < len(folios) else None,
        last_number=folio.dossier.last_folio,
    )


def titled(folios: Sequence[Folio], words: str) -> list[Folio]:
    """Those in whose titles every word occurs, with or without diacritics."""
    return [f for f in folios if all(word in f.title_folded for word in fold(words).split())]


def at_number(viewer: Viewer, case: Case, number: int) -> Folio | None:
    """The document that bears this folio number."""
    return folios_of(viewer, case).filter(first_page__lte=number, last_page__gte=number).first()


def check(dossier: Dossier) -> list[str]:
    """Integrity of the file: one sentence per fault; empty when all is well.

    Every original is there and still has its SHA-256 (this reads every byte), and the folio numbers run from 1
    to the last one given without a gap or an overlap.
    """
    faults, following, store = [], 1, files.store()
    for folio in in_order(dossier):
        if not store.exists(folio.file_id):
            faults.append(f"Bút lục {folio.numbers}: tệp “{folio.title}” không còn trong kho.")
        elif not store.verify(folio.file_id):
            faults.append(f"Bút lục {folio.numbers}: nội dung tệp “{folio.title}” đã bị thay đổi.")
        if folio.first_page != following:
            faults.append(f"Số bút lục không liên tục: sau {following - 1} là {folio.first_page}.")
        following = folio.last_page + 1
    if following != dossier.last_folio + 1:
        faults.append(f"Số bút lục cuối là {following - 1}, sổ cấp số ghi {dossier.last_folio}.")
    return faults


KEEPERS = LEADERS | {Role.ARCHIVIST, Role.DOCUMENT_CLERK}
"""Posts that read the whole book of copies of their court."""


def copies_visible_to(viewer: Viewer) -> QuerySet[DocumentCopy]:
    """Lines of the book of copies that the viewer may read: the keepers all of their court, officers of a case its own."""
    rows = DocumentCopy.objects.select_related(
        "court", "number", "made_by__user", "party", "folio__file", "folio__dossier__case__number"
    )
    if viewer.system:
        return rows
    if viewer.role in KEEPERS:
        return rows.filter(court_id=viewer.court_id)
    if viewer.role in ON_THE_CASE:
        return rows.filter(folio__dossier__case__in=_assigned(viewer))
    return rows.none()


def copy_of(viewer: Viewer, copy_id: uuid.UUID) -> DocumentCopy:
    """One copy, for whoever may read its original as well.

    Raises:
        Refused: "not_found".
    """
    found = copies_visible_to(viewer).filter(pk=copy_id, folio__in=visible_to(viewer).values("pk")).first()
    if found is None:
        raise not_found()
    return found
