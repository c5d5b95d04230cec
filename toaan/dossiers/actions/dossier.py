"""Acts on the dossier: put documents in (the system, following other acts) and close it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock, numbering, policy, rules_in_force
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Event, StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.dossiers import closing, kinds, papers, queries
from toaan.dossiers.models import Dossier, Folio
from toaan.rules.dossier import Paper, number_folios
from toaan.rules.retention import retention
from toaan.vietnamese.text import fold

Row = tuple[Event, dict[str, Any]]


def file(*, by: Viewer, event: Event, at: datetime) -> list[Folio]:
    """Put the documents of an act into the case's file and give them folio numbers (bút lục, BLTTDS 204).

    Handled twice, an event files its documents once. Papers of deliberation wait outside until the judgment is
    pronounced and enter with the pronouncement. Papers that come together are numbered by date; those that
    come later continue the count. After closing they are still taken, marked as a later addition.

    Raises:
        Refused: "dossier.no_file" when an act names a document that is not in the store.
    """
    if event.case_id is None:
        return []
    with transaction.atomic():
        case = Case.objects.select_related("court", "number").get(pk=event.case_id)
        rows = _due(event, case)
        if not rows:
            return []
        Dossier.objects.bulk_create([Dossier(case=case, opened_at=at)], ignore_conflicts=True)
        dossier = Dossier.objects.select_for_update(no_key=True).get(case=case)
        there = set(dossier.folios.values_list("source_id", "file_id"))
        rows = [(e, d) for e, d in rows if (e.pk, d["sha256"]) not in there]
        if not rows:
            return []
        with act("dossiers.file", by=by, at=at) as a:
            a.allow()
            made = _number(dossier, rows)
            first, last = made[0].first_page, made[-1].last_page
            numbers = str(first) if first == last else f"{first}–{last}"
            late = " (bổ sung sau khi đóng hồ sơ)" if dossier.closed_at else ""
            a.record(
                dossier,
                court=case.court,
                case_id=case.pk,
                title=f"Đưa {len(made)} tài liệu vào hồ sơ, bút lục {numbers}{late}",
                data={"folios": [[f.first_page, f.last_page, f.file_id] for f in made], "source": event.pk},
                shown_to="nobody",
            )
    return made


def _due(event: Event, case: Case) -> list[Row]:
    """Documents that this event lets into the file; each file of an event once."""
    rows = [(event, d) for d in event.documents if not kinds.withheld(d["kind"], case.state)]
    if event.act == kinds.PRONOUNCEMENT:
        earlier = Event.objects.filter(case_id=case.pk).exclude(documents=[]).exclude(pk=event.pk)
        rows += [(e, d) for e in earlier for d in e.documents if d["kind"] in kinds.KEPT_BACK]
    once: dict[tuple[uuid.UUID, str], Row] = {}
    for source, document in rows:
        once.setdefault((source.pk, document["sha256"]), (source, document))
    return list(once.values())


def _number(dossier: Dossier, rows: Sequence[Row]) -> list[Folio]:
    """Give the next folio numbers; the dossier's row is locked."""
    files = StoredFile.objects.in_bulk({document["sha256"] for _, document in rows})
    entered = dossier.folios.count()
    folios = {
        str(order): _folio(dossier, order, source, document, files)
        for order, (source, document) in enumerate(rows, start=entered + 1)
    }
    numbered = number_folios(
        (Paper(key, f.title, f.dated, f.order, f.pages) for key, f in folios.items()),
        last_issued=dossier.last_folio,
    )
    made = []
    for row in numbered:
        folio = folios[row.paper.id]
        folio.first_page, folio.last_page = row.first, row.last
        made.append(folio)
    Folio.objects.bulk_create(made)
    dossier.last_folio = made[-1].last_page
    dossier.save(update_fields=["last_folio"])
    return made


def _folio(
    dossier: Dossier, order: int, source: Event, document: dict[str, Any], files: dict[str, StoredFile]
) -> Folio:
    stored = files.get(document["sha256"])
    if stored is None:
        raise Refused(
            "dossier.no_file",
            _("Tài liệu “%(title)s” chưa có trong kho nên chưa đưa được vào hồ sơ. Hãy tải tệp lên lại.")
            % {"title": document["title"]},
        )
    author = document.get("author_party_id")
    return Folio(
        dossier=dossier,
        order=order,
        file=stored,
        title=document["title"][:300],
        title_folded=fold(document["title"][:300]),
        kind=document["kind"],
        dated=date.fromisoformat(document["dated"]),
        received_at=source.at,
        pages=max(1, stored.pages or 1),
        source=source,
        author_party_id=uuid.UUID(author) if author else None,
        late=dossier.closed_at is not None,
    )


def bring_along(*, by: Viewer, above: Case, parties: Mapping[str, str], at: datetime) -> list[Folio]:
    """The file of the case below is the beginning of the file above: the same originals under the same folio numbers.

    Follows from the acceptance at second instance, in its transaction. What only the panel below may read stays there.

    Args:
        parties: party below → its copy above.
    """
    below = Dossier.objects.filter(case=above.origin).first() if above.origin else None
    if below is None:
        return []
    with act("dossiers.file", by=by, at=at) as a:
        a.allow()
        dossier, _created = Dossier.objects.get_or_create(case=above, defaults={"opened_at": at})
        if dossier.folios.exists():
            raise Refused("dossier.there", _("Hồ sơ đã có tài liệu."))
        rows = list(below.folios.exclude(kind__in=kinds.PANEL_ONLY))
        made = Folio.objects.bulk_create(
            Folio(
                dossier=dossier, order=order, file_id=f.file_id, title=f.title, title_folded=f.title_folded, kind=f.kind,
                dated=f.dated, received_at=f.received_at, pages=f.pages, first_page=f.first_page, last_page=f.last_page,
                source_id=f.source_id,
                author_party_id=uuid.UUID(parties[str(f.author_party_id)]) if str(f.author_party_id) in parties else None,
            )
            for order, f in enumerate(rows, start=1)
        )  # fmt: skip
        dossier.last_folio = below.last_folio
        dossier.save(update_fields=["last_folio"])
        a.record(
            dossier,
            court=above.court,
            case_id=above.pk,
            title=f"Nhận {len(made)} tài liệu của hồ sơ sơ thẩm, bút lục 1–{below.last_folio}",
            data={"folios": [[f.first_page, f.last_page, f.file_id] for f in made], "below": below.case_id},
            shown_to="court",
        )
    return made


def close(*, by: Viewer, case_id: uuid.UUID, at: datetime) -> Dossier:
    """Close the file of an effective case: every original checked, the inventory made, the case archived.

    Hashing and rendering come before the act; a document that enters meanwhile makes the clerk look again.

    Raises:
        Refused: "wrong_state", "dossier.blocked" with every reason, "dossier.empty", "dossier.faulty",
            "dossier.changed".
    """
    dossier = _ready(by, case_id)
    folios = list(queries.in_order(dossier))
    if faults := queries.check(dossier):
        raise Refused(
            "dossier.faulty",
            _("Chưa đóng được hồ sơ: %(faults)s Hãy báo cán bộ công nghệ thông tin.") % {"faults": faults[0]},
        )
    day = clock.local_date(at)
    sheet = papers.inventory(dossier, folios, closed_by=by, day=day, at=at)
    note = retention(rules_in_force.rule("retention", "retention:civil-case", day), day).explanation_vi
    with act("dossiers.close", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        _refuse_unready(case)
        advance(case, "dossiers.close")
        dossier = _locked(a, dossier, last_folio=folios[-1].last_page)
        dossier.closed_at, dossier.closed_by, dossier.inventory = at, by.post, sheet
        dossier.retention_note = note
        if dossier.archive_number is None:  # a file that was opened again keeps the number that it had
            dossier.archive_number = numbering.issue(
                court=case.court, pattern="archive", kind=case.kind, subject=dossier, at=at
            )
        dossier.save(
            update_fields=["closed_at", "closed_by", "inventory", "retention_note", "archive_number"]
        )
        a.record(
            dossier,
            court=case.court,
            case_id=case.pk,
            title=f"Đóng hồ sơ vụ án {case}, số lưu trữ {dossier.archive_number}: {len(folios)} tài liệu, {dossier.last_folio} bút lục",
            detail=note,
            data={
                "documents": len(folios),
                "last_folio": dossier.last_folio,
                "inventory": sheet.pk,
                "retention": note,
                "archive": dossier.archive_number,
            },
            shown_to="court",
        )
    return dossier


def _ready(by: Viewer, case_id: uuid.UUID) -> Dossier:
    """The dossier, once nothing speaks against closing it; asked again inside the act."""
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    policy.require(by, "dossiers.close", case)
    case.after("dossiers.close")
    _refuse_unready(case)
    dossier = Dossier.objects.select_related("case__court", "case__number").filter(case=case).first()
    if dossier is None or not dossier.last_folio:
        raise Refused("dossier.empty", "Hồ sơ chưa có tài liệu nào nên chưa đóng được.")
    return dossier


def _refuse_unready(case: Case) -> None:
    if reasons := closing.reasons(case):
        raise Refused("dossier.blocked", "Chưa đóng được hồ sơ: " + " ".join(reasons))


def _locked(a: Act, dossier: Dossier, *, last_folio: int) -> Dossier:
    """The dossier's row, unchanged since its inventory was made."""
    locked = a.lock(Dossier, dossier.pk)
    if locked.last_folio != last_folio:
        raise Refused(
            "dossier.changed",
            "Trong lúc lập mục lục có tài liệu mới vào hồ sơ. Hãy tải lại trang, xem lại hồ sơ rồi đóng.",
        )
    return locked
