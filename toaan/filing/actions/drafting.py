"""Acts of the person who writes a petition: start, save, attach, file it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction

from toaan.cases.models import Case
from toaan.core import clock, files, numbering, policy
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import content, requests
from toaan.filing.actions import representing as representative
from toaan.filing.models import Attachment, Petition, PetitionVersion
from toaan.filing.states import DRAFT, EDITABLE, PETITION
from toaan.rules.requests import RequestKind
from toaan.vietnamese.text import clean

MAX_ATTACHMENTS = 200


def start_draft(
    *, by: Viewer, court_id: uuid.UUID, kind: str, at: datetime, request_kind: str = ""
) -> Petition:
    """Begin a petition to a court (bắt đầu soạn đơn); the writer's own data are filled in already.

    Args:
        request_kind: kind of a request without dispute (đơn yêu cầu, BLTTDS 362); empty for a suit.

    Raises:
        Refused: "filing.no_court", "filing.no_kind", "filing.no_request_kind".
    """
    asked = requests.need(request_kind, clock.local_date(at)) if request_kind else None
    kind = asked.kind if asked else kind
    with act("filing.start_draft", by=by, at=at) as a:
        a.allow()
        court = open_court(court_id, at)
        petition = Petition(
            court=court, kind=known_kind(kind), petitioner=by.user, started_at=at, saved_at=at, state=DRAFT
        )
        if asked is not None:
            make_request(petition, asked)
        if by.user is not None:
            petition.content["plaintiffs"] = [
                {
                    "kind": "person", "name": by.user.full_name, "representative": "",
                    "birth_year": by.user.birth_date.year if by.user.birth_date else None,
                    "personal_id": by.user.personal_id, "address": by.user.address, "phone": by.user.phone,
                    "email": by.user.email,
                }
            ]  # fmt: skip
        petition.save(force_insert=True)
        a.record(petition, court=None, petition_id=petition.pk, title=_("Bắt đầu soạn đơn gửi %s") % court)
    return petition


def make_request(petition: Petition, kind: RequestKind) -> None:
    """The petition carries a request: its matter is named by the rule, and it has no value."""
    petition.nature, petition.request_kind, petition.kind = Case.Nature.REQUEST, kind.code, kind.kind
    petition.content = {
        **petition.content, "legal_relation": kind.relation, "value_kind": "none", "value": None, "defendants": [],
    }  # fmt: skip


def open_court(court_id: uuid.UUID | str, at: datetime) -> Court:
    """A court of first instance that is in being today.

    Raises:
        Refused: "filing.no_court".
    """
    try:
        court = Court.objects.filter(pk=court_id).first()
    except (ValueError, TypeError):
        court = None
    if court is None or not court.exists_on(clock.local_date(at)):
        message = _(
            "Tòa án này không còn hoạt động (Điều 4 Luật Tổ chức Tòa án nhân dân). Hãy chọn Tòa án khác trong danh sách."
        )
        raise Refused("filing.no_court", message, status=422, fields={"court": message})
    return court


def known_kind(kind: str) -> str:
    """A case type of the register.

    Raises:
        Refused: "filing.no_kind".
    """
    if kind not in Case.Kind.values:
        message = _("Hãy chọn loại việc.")
        raise Refused("filing.no_kind", message, status=422, fields={"kind": message})
    return kind


def save_draft(
    *, by: Viewer, petition_id: uuid.UUID, section: str, data: Mapping[str, Any], revision: int, at: datetime
) -> Petition:
    """Save one section of the petition while it is being written (lưu nháp).

    Args:
        section: key of `content.SECTIONS`, or "court" with data {"court": id, "kind": type}.
        data: the section's fields as typed; unfinished is allowed.
        revision: the number of the saving that the page showed.

    Returns:
        The petition. The same section with the same words again changes nothing, so autosave may repeat.

    Raises:
        Refused: "filing.draft_changed" when another window saved in between; "filing.bad_field" with every
            fault; "wrong_state" once it is filed.
    """
    changes = {} if section == "court" else content.tidy(section, data)
    if (same := _saved_already(by, petition_id, section, changes)) is not None:
        return same
    with act("filing.save_draft", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court")
        a.allow(petition)
        PETITION.after("filing.save_draft", petition.state)
        if revision != petition.revision:
            raise Refused(
                "filing.draft_changed",
                _(
                    "Đơn này vừa được sửa ở một cửa sổ hoặc máy khác. Những gì bạn nhập vẫn ở dưới đây, chưa lưu. "
                    "Hãy xem lại, rồi bấm Lưu lần nữa nếu muốn dùng nội dung này."
                ),
            )
        if section == "court":
            _move(petition, data, at)
        petition.content = {**petition.content, **changes}
        if (asked := requests.of(petition)) is not None:
            make_request(petition, asked)
        petition.revision += 1
        petition.saved_at = at
        petition.save(update_fields=["content", "revision", "saved_at", "court", "kind"])
        a.record(
            petition,
            court=None,
            petition_id=petition.pk,
            title=_("Lưu bản nháp đơn"),
            data={"section": section, "revision": petition.revision, "sha256": digest_of(petition.content)},
        )
    return petition


def _saved_already(
    by: Viewer, petition_id: uuid.UUID, section: str, changes: content.Content
) -> Petition | None:
    """The petition when this section already says exactly this: the second press of one button."""
    petition = Petition.objects.filter(pk=petition_id).first()
    if petition is None:
        raise not_found()
    if section == "court" or any(petition.content.get(key) != value for key, value in changes.items()):
        return None
    policy.require(by, "filing.save_draft", petition)
    PETITION.after("filing.save_draft", petition.state)
    return petition


def _move(petition: Petition, data: Mapping[str, Any], at: datetime) -> None:
    """Another court or another type of case, while it is still a draft."""
    if petition.state != DRAFT:
        raise Refused(
            "filing.court_fixed", _("Đơn đã nộp thì không đổi được Tòa án. Hãy hỏi Thẩm phán xem xét đơn.")
        )
    petition.court = open_court(data["court"], at)
    petition.kind = petition.kind if petition.is_request else known_kind(data["kind"])


def digest_of(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def attach(
    *,
    by: Viewer,
    petition_id: uuid.UUID,
    upload: BinaryIO,
    name: str,
    at: datetime,
    title: str = "",
    kind: str = "",
) -> Attachment:
    """Put a file to the petition (đính kèm); it is checked and stored before anything is locked.

    Raises:
        Refused: "file.…" with the fault of the file; "filing.attached_already" for the same bytes twice.
    """
    name = clean(name)[:255]
    stored = files.take_in(upload, name=name, by=by, at=at)
    try:
        with act("filing.attach", by=by, at=at) as a:
            petition = a.lock(Petition, petition_id, "court")
            a.allow(petition)
            PETITION.after("filing.attach", petition.state)
            if petition.attachments.count() >= MAX_ATTACHMENTS:
                raise Refused(
                    "filing.too_many_files",
                    _("Đơn đã có %s tệp. Hãy ghép bớt các tệp lại.") % MAX_ATTACHMENTS,
                )
            # While it is being written a file is its owner's; what reaches the court's desk has been filed.
            version = None if petition.state in EDITABLE else petition.versions.count()
            with transaction.atomic():  # the unique constraint may speak without ending the act
                made = Attachment.objects.create(
                    petition=petition, file=stored, name=name, title=title_of(title, name), at=at,
                    kind=kind if kind in Attachment.Kind.values else Attachment.Kind.EVIDENCE,
                    version=version,
                )  # fmt: skip
            in_court = petition.state != DRAFT
            a.record(
                petition,
                court=petition.court if in_court else None,
                petition_id=petition.pk,
                title=_("Đính kèm “%s”") % made.title,
                data={"sha256": stored.pk, "name": name, "size": stored.size},
                shown_to="court" if in_court else "nobody",
            )
    except IntegrityError as error:
        raise Refused(
            "filing.attached_already",
            _("Tệp “%s” đã có trong đơn này rồi, không cần gửi lại.") % name,
            status=422,
        ) from error
    return made


def title_of(title: str, name: str) -> str:
    """What a file is called: as its sender says, otherwise its name without the ending."""
    return (clean(title) or name.rsplit(".", 1)[0] or name)[:300]


def detach(*, by: Viewer, petition_id: uuid.UUID, attachment_id: uuid.UUID, at: datetime) -> None:
    """Take a file out again before it is filed (gỡ tệp). What was filed stays.

    Raises:
        Refused: "filing.filed_already".
    """
    with act("filing.detach", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id)
        a.allow(petition)
        PETITION.after("filing.detach", petition.state)
        attachment = a.lock(Attachment, attachment_id)
        if attachment.petition_id != petition.pk:
            raise not_found()
        if attachment.version is not None:
            raise Refused("filing.filed_already", _("Tệp này đã nộp cùng đơn nên không gỡ được."))
        attachment.delete()
        a.record(
            petition, court=None, petition_id=petition.pk, title=_("Gỡ “%s”") % attachment.title,
            data={"sha256": attachment.file_id, "name": attachment.name},
        )  # fmt: skip


def submit(*, by: Viewer, petition_id: uuid.UUID, at: datetime) -> Petition:
    """File the petition through the portal (nộp đơn trực tuyến): number in the register, first version, receipt.

    Raises:
        Refused: "filing.incomplete" with everything that BLTTDS 189.4 asks for and is missing, by field;
            "filing.submitted_already" with its number; "filing.no_court"; "filing.not_confirmed" while another
            requester has not confirmed the words (396.2).
    """
    with act("filing.submit", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number")
        a.allow(petition)
        if petition.number is not None:
            raise Refused(
                "filing.submitted_already", _("Đơn này đã nộp, số %s trong sổ nhận đơn.") % petition.number
            )
        target = PETITION.after("filing.submit", petition.state)
        open_court(petition.court_id, at)
        if faults := content.missing(
            petition.content, request=requests.of(petition), on=clock.local_date(at)
        ):
            raise Refused(
                "filing.incomplete",
                _("Đơn còn %s chỗ cần bổ sung trước khi nộp.") % len(faults),
                status=422,
                fields=faults,
            )
        representative.need_shown(petition, by, at)
        need_confirmed(petition)
        representative.show(a, petition)
        petition.state = target
        petition.sent_at = at
        petition.received_on = clock.local_date(at)
        enter_register(a, petition)
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Nộp đơn yêu cầu trực tuyến, số %s") % petition.number
            if petition.is_request
            else _("Nộp đơn khởi kiện trực tuyến, số %s") % petition.number,
            data=received_data(petition),
            shown_to="parties",
        )
    return petition


def need_confirmed(petition: Petition) -> None:
    """Everybody who asks has signed: in his account, or on the paper that is attached (362.2.g, 396.2).

    Raises:
        Refused: "filing.not_confirmed".
    """
    if waiting := requests.unsigned(petition, digest_of(petition.content)):
        raise Refused(
            "filing.not_confirmed",
            _(
                "%(names)s chưa xác nhận nội dung đơn hiện nay. Hãy gửi để người đó xác nhận trong tài khoản của mình, hoặc đính kèm "
                "bản chụp đơn có đủ chữ ký (%(article)s Bộ luật Tố tụng dân sự)."
            )
            % {
                "names": ", ".join(waiting),
                "article": "khoản 2, khoản 3 Điều 189" if petition.represented else "khoản 2 Điều 396",
            },
            status=422,
        )


def enter_register(a: Act, petition: Petition) -> PetitionVersion:
    """Number the petition in the register and keep its first version; inside the act that receives it."""
    petition.enter(
        numbering.issue(
            court=petition.court, pattern="petition", kind=petition.kind, subject=petition, at=a.at
        )
    )
    version = keep_version(a, petition, n=1)
    petition.save()
    return version


def keep_version(a: Act, petition: Petition, *, n: int, reason: str = "") -> PetitionVersion:
    """Keep the words as filed, with the files that came along, and bring the register's columns up to date."""
    words = petition.content
    petition.plaintiff_names = content.names(words, "plaintiffs")[:300]
    petition.defendant_names = content.names(words, "defendants")[:300]
    petition.search_folded = content.folded(words, petition.tracking_code, str(petition.number or ""))
    petition.attachments.filter(version=None).update(version=n)
    return PetitionVersion.objects.create(
        petition=petition, n=n, content=words, submitted_at=a.at, reason=reason[:300]
    )


def received_data(petition: Petition) -> dict[str, Any]:
    """What the event of receiving a petition carries."""
    return {
        **petition.told,
        "number": str(petition.number),
        "tracking_code": petition.tracking_code,
        "received_on": petition.received_on,
        "channel": petition.channel,
        "kind": petition.kind,
        "version": 1,
        "represented": petition.represented,
        "content_sha256": digest_of(petition.content),
        "files": list(petition.attachments.values_list("file_id", flat=True)),
    }
