"""Finders for papers: folios and copies of a file, letters, copies in the portal, what is published, lines of a book."""

from __future__ import annotations

from typing import Any

from tests.pages.finders import PARTY, Finder, Found, first, people_of


def folio(*states: str) -> Finder:
    """A document of a case file."""

    def find() -> Found:
        from toaan.dossiers.models import Folio

        rows = Folio.objects.filter(dossier__case__state__in=states, dossier__case__instance="ST").order_by(
            "dossier_id", "order"
        )
        one = first(rows, f"document in the file of a case {states}")
        return Found({"folio_id": one.pk}, people_of(one.dossier.case))

    return find


def certified_copy(**more: Any) -> Finder:
    """One certified copy given from a case file."""

    def find() -> Found:
        from toaan.dossiers.models import DocumentCopy

        one = first(DocumentCopy.objects.filter(**more).order_by("made_at"), f"certified copy {more}")
        return Found({"copy_id": one.pk}, people_of(one.folio.dossier.case))

    return find


def copy(**more: Any) -> Finder:
    """One copy of a document that goes out."""

    def find() -> Found:
        from toaan.delivery.models import ServiceRecipient

        one = first(
            ServiceRecipient.objects.filter(**{"case__instance": "ST", **more}).order_by(
                "service__ordered_at", "order"
            ),
            f"copy {more}",
        )
        return Found({"recipient_id": one.pk}, people_of(one.case))

    return find


def letters(query: str = "") -> Finder:
    """Letters chosen on the delivery desk."""

    def find() -> Found:
        from toaan.delivery.models import ServiceRecipient

        rows = ServiceRecipient.objects.filter(party__isnull=False).order_by("service__ordered_at", "order")[
            :3
        ]
        first(rows, "letter to a party")
        return Found(query="&".join([*(f"chon={row.pk}" for row in rows), *([query] if query else [])]))

    return find


def portal_copy(state: str) -> Finder:
    """A copy that a party reads in the portal."""

    def find() -> Found:
        from toaan.delivery.models import ServiceRecipient

        rows = ServiceRecipient.objects.filter(method="portal", state=state).exclude(party__user=None)
        one = first(rows.order_by("service__ordered_at", "order"), f"copy in the portal, {state}")
        return Found({"recipient_id": one.pk}, {PARTY: one.party.user.username})

    return find


def published(kind: str = "judgment") -> Finder:
    """A judgment or a decision open to the public."""

    def find() -> Found:
        from toaan.publication.models import Publication

        rows = Publication.objects.filter(state="published", kind=kind)
        return Found({"public_id": first(rows.order_by("published_at"), f"published {kind}").pk})

    return find


def publication(state: str, **more: Any) -> Finder:
    """One encoding on the desk, with the people of its case."""

    def find() -> Found:
        from toaan.publication.models import Publication

        rows = Publication.objects.filter(state=state, **{"kind": "judgment", **more}).select_related("case")
        one = first(rows.order_by("proposed_at", "pk"), f"publication {state} {more or ''}")
        return Found({"publication_id": one.pk}, people_of(one.case))

    return find


def book_line(*, corrected: bool = False, **parts: Any) -> Finder:
    """A line of the acceptance book; `corrected`: one in which something was put right."""

    def find() -> Found:
        from toaan.books.models import Correction
        from toaan.cases.models import Case

        if corrected:
            made = first(
                Correction.objects.filter(book="thu-ly").order_by("made_at"), "corrected line of a book"
            )
            return Found({"key": "thu-ly", "line_id": made.line})
        one = first(Case.objects.exclude(number=None).order_by("number__sequence"), "case in the register")
        return Found({"key": "thu-ly", "line_id": one.number_id, **parts})

    return find
