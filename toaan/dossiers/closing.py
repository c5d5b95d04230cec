"""What must be done before a dossier may be closed: domains above say so without being imported here."""

from __future__ import annotations

from collections.abc import Callable

from toaan.cases.models import Case

Blocker = Callable[[Case], str]
_blockers: list[Blocker] = []


def blocker(function: Blocker) -> Blocker:
    """Register a question asked before closing; a non-empty answer (a Vietnamese sentence) stops it.

    Called when a domain's app is ready. The function gets the case; it must not write.
    """
    _blockers.append(function)
    return function


def reasons(case: Case) -> list[str]:
    """Everything that still stands against closing the dossier of this case."""
    return [found for function in _blockers if (found := function(case))]


@blocker
def publication_is_decided(case: Case) -> str:
    """A judgment whose anonymised text still waits for its reviewer keeps the dossier open."""
    from toaan.publication.models import Publication

    waits = Publication.objects.filter(judgment__case=case, state__in=("proposed", "reviewed")).exists()
    return "Bản án chưa được công bố, cũng chưa có quyết định không công bố." if waits else ""
