"""Documents enter the file with the act that brings them, in the same transaction."""

from __future__ import annotations

from toaan.cases.models import Case
from toaan.core.events import EVERY, immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.dossiers import actions, kinds


@immediately(EVERY)
def documents_enter_the_file(event: Event) -> None:
    """Whoever does an act with documents in a case never has to file them."""
    if event.case_id and (event.documents or event.act == kinds.PRONOUNCEMENT):
        actions.file(by=SYSTEM.following(event), event=event, at=event.at)


@immediately("appeals.accept")
def the_file_comes_along(event: Event) -> None:
    """The whole file goes to the court of second instance: the same files, the same folio numbers (BLTTDS 283)."""
    above = Case.objects.select_related("court", "number").get(pk=str(event.case_id))
    actions.bring_along(by=SYSTEM.following(event), above=above, parties=event.data["parties"], at=event.at)
