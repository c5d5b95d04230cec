"""Acts on a publication, the only writers of its tables. No name of a party ever enters an event or the audit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import NoReturn

from django.db import IntegrityError, transaction

from toaan.core import clock, search_writer
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.publication import known, paper, queries, reasons, rulings
from toaan.publication.models import Publication, Revision
from toaan.publication.rulings import RELATED, Ruling
from toaan.publication.sheet import Addition, Decision, Invalid, Sheet
from toaan.publication.states import PUBLICATION


def propose(*, by: Viewer, of: str, ruling_id: uuid.UUID | str, at: datetime) -> Publication:
    """Let the machine propose the encoding of a judgment or decision in effect (đề xuất mã hóa, NQ 03/2017 art. 7).

    Args:
        of: which of the four it is, one of `toaan.publication.models.RULINGS`.

    Raises:
        Refused: "publication.not_effective", "publication.not_of_this_kind", "publication.exists".
    """
    ruling = rulings.find(of, ruling_id)
    if ruling is None:
        raise not_found()
    today = clock.local_date(at)
    effective_on = _effective_on(ruling, at)
    if not reasons.basis(ruling, today):
        raise Refused(
            "publication.not_of_this_kind", _("Loại văn bản này không thuộc diện công bố trên Cổng.")
        )
    source = ruling.source()
    secrets = known.of(ruling)
    sheet, mapping = known.propose(source, secrets)
    sheet = Sheet(source, sheet.findings, (*sheet.doubts, *known.age_doubts(ruling, source)))
    found = reasons.lasting(reasons.against(ruling, on=today))
    with act("publication.propose", by=by, at=at) as a:
        a.allow()
        publication = Publication(
            **{of: ruling.row}, case=ruling.case, court=ruling.court, kind=ruling.kind, name=ruling.name, number=ruling.number,
            dated=ruling.dated, source=source, reasons_against=reasons.as_json(found), proposed_at=at, effective_on=effective_on,
        )  # fmt: skip
        publication.take(sheet, mapping_of(sheet, mapping))
        try:
            with transaction.atomic():
                publication.save(force_insert=True)
        except IntegrityError:
            raise Refused(
                "publication.exists", _("%(ruling)s đã có bản đề xuất mã hóa.") % {"ruling": str(ruling)}
            ) from None
        _keep_revision(publication, by=by, at=at)
        _record(
            a, publication, f"Đề xuất mã hóa {publication} để công bố",
            data={"findings": len(sheet.findings), "to_decide": len(sheet.undecided),
                  "reasons": [r.code for r in found], "sha256": publication.public_sha256},
            shown_to="court",
        )  # fmt: skip
    return publication


def take_correction(*, by: Viewer, publication_id: uuid.UUID, at: datetime) -> Publication:
    """The judgment was corrected (BLTTDS 268): the correction stands behind the text and is encoded and reviewed too.

    What was published closes until the judge has published the new revision: half of it would be wrong. Decisions
    on the text before the correction stay.

    Raises:
        Refused: "publication.no_correction" when the text has them all; "wrong_state" when it is not to be published.
    """
    seen = Publication.objects.select_related(*RELATED).filter(pk=publication_id).first()
    if seen is None:
        raise not_found()
    ruling = rulings.of(seen)
    source = ruling.source()
    sheet, found = known.propose(source, known.of(ruling))  # before the lock: it reads the whole text
    with act("publication.take_correction", by=by, at=at) as a:
        publication = a.lock(Publication, publication_id, *RELATED)
        a.allow(publication)
        state = PUBLICATION.after("publication.take_correction", publication.state)
        if source == publication.source or not source.startswith(publication.source):
            raise Refused("publication.no_correction", "Bản mã hóa đã có đủ các quyết định sửa chữa.")
        earlier, end = publication.sheet, len(publication.source)
        merged = Sheet(
            source,
            (*earlier.findings, *(f for f in sheet.findings if f.start >= end)),
            (*earlier.doubts, *(d for d in sheet.doubts if d.start >= end)),
        )
        publication.source = source
        publication.take(merged, mapping_of(merged, publication.mapping | found))
        publication.state, publication.revision, publication.paper_sha256 = (
            state,
            publication.revision + 1,
            "",
        )
        publication.save()
        _keep_revision(publication, by=by, at=at)
        search_writer.changed("publication", publication.pk)
        _record(
            a, publication, f"Đưa quyết định sửa chữa, bổ sung vào bản mã hóa {publication}",
            data={"revision": publication.revision, "to_decide": len(merged.undecided), "sha256": publication.public_sha256},
            shown_to="court",
        )  # fmt: skip
    return publication


def review(
    *,
    by: Viewer,
    publication_id: uuid.UUID,
    changes: Sequence[Decision | Addition],
    revision: int,
    at: datetime,
) -> Publication:
    """Save decisions about the encoding: codes, passages left as they are, words the machine missed.

    Args:
        revision: the one that the decisions were made on.

    Raises:
        Refused: "publication.changed" when somebody has saved since; "publication.nothing"; 422
            "publication.invalid" with the field; "wrong_state".
    """
    with act("publication.review", by=by, at=at) as a:
        publication = a.lock(Publication, publication_id, *RELATED)
        a.allow(publication)
        state = PUBLICATION.after("publication.review", publication.state)
        _refuse_if_changed(publication, revision)
        if not changes:
            raise Refused(
                "publication.nothing", "Chưa có quyết định nào để lưu. Hãy chọn ít nhất một chỗ.", status=422
            )
        try:
            sheet = publication.sheet.decide(changes, by=by.name)
        except Invalid as wrong:
            raise Refused(
                "publication.invalid", wrong.message, status=422, fields={wrong.field: wrong.message}
            ) from wrong
        except LookupError:
            raise _changed() from None
        publication.take(sheet, mapping_of(sheet, publication.mapping))
        publication.state, publication.revision = state, revision + 1
        publication.save()
        _keep_revision(publication, by=by, at=at, decisions=len(changes))
        _record(
            a, publication, f"Duyệt mã hóa {publication}, lần {publication.revision}",
            data={"revision": publication.revision, "decisions": len(changes), "findings": len(sheet.findings),
                  "to_decide": len(sheet.undecided), "sha256": publication.public_sha256},
        )  # fmt: skip
    return publication


def publish(*, by: Viewer, publication_id: uuid.UUID, revision: int, at: datetime) -> Publication:
    """Open the encoded text to the public (công bố bản án, quyết định). The judge publishes the revision that was on the screen.

    Raises:
        Refused: "publication.reasons" with every reason at once; "publication.changed"; "wrong_state".
    """
    seen = Publication.objects.select_related(*RELATED).filter(pk=publication_id).first()
    if seen is None:
        raise not_found()
    text = seen.public_text
    leaking = known.leaks(text, known.of(rulings.of(seen)))  # before the lock: it reads the whole text
    with act("publication.publish", by=by, at=at) as a:
        publication = a.lock(Publication, publication_id, *RELATED)
        a.allow(publication)
        state = PUBLICATION.after("publication.publish", publication.state)
        _refuse_if_changed(publication, revision)
        if publication.public_text != text:
            raise _changed()
        sheet = publication.sheet
        found = reasons.against(
            rulings.of(publication),
            on=clock.local_date(at),
            undecided=len(sheet.undecided),
            leaking=len(leaking),
        )
        if found:
            listed = "; ".join(f"({n}) {r.message_vi.rstrip('.')}" for n, r in enumerate(found, start=1))
            raise Refused("publication.reasons", _("Chưa công bố được: %(listed)s.") % {"listed": listed})
        publication.state, publication.published_at, publication.decided_by = state, at, by.post
        publication.citations = paper.citations(text)
        publication.reasons_against = []
        publication.save()
        search_writer.changed("publication", publication.pk)
        _record(
            a, publication, f"Công bố {publication} trên Cổng",
            data={"revision": publication.revision, "findings": len(sheet.findings), "sha256": publication.public_sha256},
            shown_to="parties",
        )  # fmt: skip
    return publication


def decline(
    *, by: Viewer, publication_id: uuid.UUID, reason: str, explanation: str, at: datetime
) -> Publication:
    """Decide not to publish, for a reason of the rule (không công bố, NQ 03/2017 art. 4).

    Raises:
        Refused: 422 "publication.unknown_reason", "publication.no_explanation"; "wrong_state".
    """
    with act("publication.decline", by=by, at=at) as a:
        publication = a.lock(Publication, publication_id, *RELATED)
        a.allow(publication)
        publication.state = PUBLICATION.after("publication.decline", publication.state)
        open_reasons = reasons.choices(clock.local_date(at), quashed=queries.is_quashed(publication))
        chosen = next((r for r in open_reasons if r["code"] == reason), None)
        if chosen is None:
            _refuse_field(
                "publication.unknown_reason", "reason", "Hãy chọn lý do không công bố theo quy định."
            )
        if not explanation.strip():
            _refuse_field(
                "publication.no_explanation", "explanation", _("Hãy nêu cụ thể vì sao không công bố.")
            )
        publication.declined_at, publication.decided_by = at, by.post
        publication.decline_reason = {**chosen, "explanation": explanation.strip()}
        publication.save()
        _record(
            a, publication, f"Không công bố {publication}", detail=f"{chosen['message']} ({chosen['article']})",
            data={"reason": reason, "article": chosen["article"]}, shown_to="parties",
        )  # fmt: skip
    return publication


def withdraw(*, by: Viewer, publication_id: uuid.UUID, reason: str, at: datetime) -> Publication:
    """Take a published judgment or decision off the site and out of the search at once (gỡ bản án, quyết định).

    The reason stays in the row, for it may say whose name could be read.

    Raises:
        Refused: 422 "publication.no_reason"; "wrong_state".
    """
    with act("publication.withdraw", by=by, at=at) as a:
        publication = a.lock(Publication, publication_id, *RELATED)
        a.allow(publication)
        publication.state = PUBLICATION.after("publication.withdraw", publication.state)
        if not reason.strip():
            _refuse_field("publication.no_reason", "reason", _("Hãy nêu lý do gỡ."))
        publication.withdrawn_at, publication.withdrawn_by = at, by.post
        publication.withdrawal_reason = reason.strip()
        publication.save()
        search_writer.changed("publication", publication.pk)
        _record(a, publication, f"Gỡ {publication} khỏi Cổng", shown_to="parties")
    return publication


def mapping_of(sheet: Sheet, earlier: dict[str, str]) -> dict[str, str]:
    """The secret table of codes (bảng mã): "kind:code" → the words it stands for, each spelling first met."""
    found: dict[str, str] = {}
    for group in sheet.groups:
        found.setdefault(f"{group.first.kind}:{group.first.replacement}", group.first.text)
    return found | {key: words for key, words in (earlier or {}).items() if _code_of(key) in found}


def _code_of(key: str) -> str:
    """ "person:Nguyễn Thị H" → "person:H": a person stands in the table under each form met."""
    kind, _, words = key.partition(":")
    return f"{kind}:{words.split()[-1] if kind == 'person' else words}"


def _effective_on(ruling: Ruling, at: datetime) -> date:
    found = ruling.effective_on
    if found is None or found > clock.local_date(at):
        raise Refused(
            "publication.not_effective",
            _("%(ruling)s chưa có hiệu lực pháp luật nên chưa mã hóa để công bố.") % {"ruling": str(ruling)},
        )
    return found


def _refuse_if_changed(publication: Publication, revision: int) -> None:
    if publication.revision != revision:
        raise _changed()


def _changed() -> Refused:
    return Refused(
        "publication.changed",
        "Người khác vừa lưu quyết định trên bản mã hóa này. Trang dưới đây là bản mới nhất; nội dung bạn vừa nhập vẫn "
        "còn, hãy kiểm tra lại rồi lưu.",
    )


def _refuse_field(code: str, field: str, message: str) -> NoReturn:
    raise Refused(code, message, status=422, fields={field: message})


def _keep_revision(publication: Publication, *, by: Viewer, at: datetime, decisions: int = 0) -> None:
    Revision.objects.create(
        publication=publication, number=publication.revision, at=at, by_name=by.name, post=by.post, decisions=decisions,
        replacements=publication.replacements, warnings=publication.warnings,
    )  # fmt: skip


def _record(
    a: Act, publication: Publication, title: str, *, detail: str = "", data: dict[str, object] | None = None,
    shown_to: str = "nobody",
) -> None:  # fmt: skip
    case = publication.case
    a.record(
        publication, court=publication.court, case_id=case.pk, petition_id=case.petition_id, title=title, detail=detail,
        data=data or {}, shown_to=shown_to,
    )  # fmt: skip
