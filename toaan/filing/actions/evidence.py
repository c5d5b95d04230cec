"""Documents and evidence handed in while a case is running (giao nộp tài liệu, chứng cứ, BLTTDS 96)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from toaan.cases.actions import advance
from toaan.cases.models import Case, Party
from toaan.core import clock, files
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean


@dataclass(frozen=True)
class Upload:
    """A file as it comes from a form."""

    stream: BinaryIO
    name: str
    title: str = ""
    kind: str = ""
    dated: date | None = None


def submit_document(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    uploads: Sequence[Upload],
    at: datetime,
    party_id: uuid.UUID | None = None,
) -> Event:
    """Hand documents into a case: a party (or the representative) for itself, the clerk for a party named.

    The event carries the documents with their author, so that the dossier files them and the other parties,
    never the author, are told.

    Args:
        party_id: who hands them in; needed when the clerk receives them, or one account speaks for several.

    Raises:
        Refused: "filing.no_file", "filing.no_party", "filing.submitted_already", "file.…", "wrong_state".
    """
    if not uploads:
        message = _("Hãy chọn ít nhất một tệp.")
        raise Refused("filing.no_file", message, status=422, fields={"uploads": message})
    stored = [(u, files.take_in(u.stream, name=clean(u.name), by=by, at=at)) for u in uploads]
    with act("filing.submit_document", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        advance(case, "filing.submit_document")
        author = _author(by, case, party_id)
        _refuse_repeats(case, author, [file.pk for _upload, file in stored])
        today = clock.local_date(at)
        documents = [
            Document(
                sha256=file.pk,
                title=(clean(u.title) or clean(u.name).rsplit(".", 1)[0])[:300],
                kind=u.kind or "evidence",
                dated=u.dated or today,
                author_party_id=str(author.pk),
            )
            for u, file in stored
        ]
        return a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=_("%(who)s giao nộp %(n)s tài liệu, chứng cứ") % {"who": author.name, "n": len(documents)},
            detail="; ".join(d.title for d in documents)[:1000],
            data={"party": author.pk, "received_by": by.name if by.post else ""},
            documents=documents,
            shown_to="parties",
        )


def _author(by: Viewer, case: Case, party_id: uuid.UUID | None) -> Party:
    """The party who hands in: named, or the only one that this account speaks for."""
    parties = list(case.parties.prefetch_related("representations"))
    mine = parties if by.post is not None else [p for p in parties if by.user_id in p.user_ids]
    if party_id is not None:
        mine = [p for p in mine if p.pk == party_id]
    if len(mine) != 1:
        message = _("Hãy chọn đương sự giao nộp tài liệu.")
        raise Refused("filing.no_party", message, status=422, fields={"party": message})
    return mine[0]


def _refuse_repeats(case: Case, author: Party, hashes: Sequence[str]) -> None:
    """The same file from the same party twice is a second press of the button, or a slip."""
    for event in Event.objects.filter(case_id=case.pk, act="filing.submit_document"):
        for document in event.documents:
            if document["sha256"] in hashes and document["author_party_id"] == str(author.pk):
                when = clock.local_date(event.at)
                raise Refused(
                    "filing.submitted_already",
                    _("Tài liệu “%(title)s” đã được giao nộp ngày %(day)s, không cần nộp lại.")
                    % {"title": document["title"], "day": f"{when:%d/%m/%Y}"},
                )
