"""A petition filed for a client (nộp đơn thay): in what capacity, with which papers, and whether the court enters it (BLTTDS 75, 85–87)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from toaan.core import clock, files, numbering
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, TooLate
from toaan.core.models import Post
from toaan.core.roles import POST_KINDS, Role
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import representing
from toaan.filing.actions.evidence import Upload
from toaan.filing.models import Attachment, Authority, CoRequester, Petition
from toaan.filing.states import AUTHORITY, PETITION, STATED
from toaan.rules import representing as rule
from toaan.vietnamese.text import clean

OFFICERS = frozenset(POST_KINDS) - {Role.LAY_JUDGE, Role.MEDIATOR}
"""Posts of officers of a court or procuracy (75.2.d, 87.3)."""
FOR, SUPPLY, ENTER, ASK, REFUSE = (
    "filing.file_for", "filing.supply_authority", "filing.enter_authority", "filing.ask_authority", "filing.refuse_authority",
)  # fmt: skip


def file_for(
    *, by: Viewer, petition_id: uuid.UUID, capacity: str, credentials: str, at: datetime
) -> Authority | None:
    """The writer of a draft says that he files for another, and as what; with no capacity, for himself again.

    Raises:
        Refused: "filing.no_capacity", "filing.no_credentials", "filing.may_not_represent" with the article, "wrong_state".
    """
    credentials = clean(credentials)[:500]
    with act(FOR, by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court")
        a.allow(petition)
        PETITION.after(FOR, petition.state)
        if by.user is None:
            raise _wrong("filing.no_capacity", "capacity", _("Hãy đăng nhập bằng tài khoản cá nhân."))
        chosen = None
        if capacity:
            chosen = representing.need(capacity, clock.local_date(at))
            if not credentials:
                raise _wrong(
                    "filing.no_credentials", "credentials",
                    _("Hãy ghi giấy tờ chứng minh tư cách: %s.") % (chosen.papers[:1].lower() + chosen.papers[1:]),
                )  # fmt: skip
            need_free(petition, chosen, by, at)
        made = _state(petition, chosen, credentials, by)
        a.record(
            petition, court=None, petition_id=petition.pk,
            title=_("Nộp đơn thay người khác: %s") % chosen.title if chosen else _("Nộp đơn cho chính mình"),
            data={"capacity": capacity},
        )  # fmt: skip
    return made


def _state(
    petition: Petition, chosen: rule.Capacity | None, credentials: str, by: Viewer
) -> Authority | None:
    """Write it down; whoever files for another is not among those who sue."""
    Authority.objects.filter(petition=petition).delete()
    petition.represented = chosen is not None
    rows = petition.content["plaintiffs"]
    user = by.user
    if chosen is not None and user is not None and len(rows) == 1 and rows[0]["name"] == user.full_name:
        petition.content = {**petition.content, "plaintiffs": []}
        petition.revision += 1
    petition.save(update_fields=["represented", "content", "revision"])
    if chosen is None or user is None:
        return None
    return Authority.objects.create(
        petition=petition, user=user, kind=chosen.key, name=user.full_name, address=user.address,
        credentials=credentials, state=STATED,
    )  # fmt: skip


def need_free(petition: Petition, capacity: rule.Capacity, by: Viewer, at: datetime) -> None:
    """Nothing that is known forbids it (75.2, 75.3, 85.4, 87).

    Raises:
        Refused: "filing.may_not_represent".
    """
    words = petition.content
    own = by.user.personal_id if by.user else ""
    held = Post.objects.held_at(at).filter(user=by.user, kind__in=OFFICERS) if by.user else None
    officer = held is not None and held.exists()
    others = [p["personal_id"] for key in ("defendants", "related") for p in words[key] if p["personal_id"]]
    article = rule.bar(
        capacity, relation=words["legal_relation"], officer=officer, own_id=own, opponents=others
    )
    if article:
        raise _wrong(
            "filing.may_not_represent", "capacity",
            _("%(article)s Bộ luật Tố tụng dân sự không cho bạn nộp đơn này với tư cách %(capacity)s. Hãy để người khởi kiện tự nộp, hoặc nhờ người khác.")
            % {"article": article[:1].upper() + article[1:], "capacity": capacity.title[:1].lower() + capacity.title[1:]},
        )  # fmt: skip


def need_shown(petition: Petition, by: Viewer, at: datetime) -> Authority | None:
    """What is filed for another comes with the papers of whoever files it (75.4, 86.2); None for one's own petition.

    Raises:
        Refused: "filing.no_authority_paper", "filing.own_petition", "filing.may_not_represent".
    """
    found = representing.of(petition)
    if found is None:
        return None
    capacity = representing.need(found.kind, clock.local_date(at))
    need_free(petition, capacity, by, at)
    own = found.user.personal_id
    if own and own in {p["personal_id"] for p in petition.content["plaintiffs"]}:
        raise Refused(
            "filing.own_petition",
            _(
                "Trong đơn, bạn là người khởi kiện. Hãy chọn nộp đơn cho chính mình, hoặc ghi đúng người bạn nộp thay."
            ),
            status=422,
        )
    if not petition.attachments.filter(kind=Attachment.Kind.AUTHORITY).exists():
        raise Refused(
            "filing.no_authority_paper",
            _("Hãy đính kèm giấy tờ về tư cách của bạn, chọn loại “Giấy ủy quyền, giấy yêu cầu luật sư…” (%(article)s Bộ luật Tố tụng dân sự): %(papers)s.")
            % {"article": capacity.citation, "papers": capacity.papers[:1].lower() + capacity.papers[1:]},
            status=422,
        )  # fmt: skip
    return found


def show(a: Act, petition: Petition) -> None:
    """With the petition its papers come to the court; inside the act that files it."""
    found = representing.of(petition)
    if found is not None:
        found.state, found.shown_at = AUTHORITY.after("filing.submit", found.state), a.at
        found.save(update_fields=["state", "shown_at"])


def supply_authority(
    *, by: Viewer, petition_id: uuid.UUID, uploads: Sequence[Upload], at: datetime
) -> Authority:
    """Whoever files for another hands in what the court found missing (nộp bổ sung giấy tờ về tư cách).

    Raises:
        Refused: "filing.no_files", "file.…", "wrong_state".
    """
    if not uploads:
        raise _wrong("filing.no_files", "uploads", _("Hãy chọn tệp giấy tờ cần nộp bổ sung."))
    stored = [(u, files.take_in(u.stream, name=clean(u.name), by=by, at=at)) for u in uploads]
    with act(SUPPLY, by=by, at=at) as a:
        petition, found = _locked(a, SUPPLY, petition_id)
        n = petition.versions.count()
        for upload, file in stored:
            name = clean(upload.name)[:255]
            Attachment.objects.get_or_create(
                petition=petition, file=file,
                defaults={
                    "name": name, "title": name.rsplit(".", 1)[0][:300] or name, "kind": Attachment.Kind.AUTHORITY, "at": at, "version": n,
                },
            )  # fmt: skip
        found.shown_at = at
        found.save(update_fields=["state", "shown_at"])
        _record(
            a,
            petition,
            _("Nộp bổ sung giấy tờ về tư cách nộp đơn thay"),
            data={"files": [f.pk for _u, f in stored]},
        )
    return found


def enter_authority(*, by: Viewer, petition_id: uuid.UUID, at: datetime) -> Authority:
    """The papers are in order: the court enters the protector or representative and confirms it (vào sổ đăng ký, 75.5).

    Raises:
        Refused: "wrong_state", "filing.nobody_for_whom".
    """
    with act(ENTER, by=by, at=at) as a:
        petition, found = _locked(a, ENTER, petition_id)
        _settle(petition, found, by, at)
        _record(
            a, petition, _("Chấp nhận giấy tờ của %s") % found,
            detail=_("Vào sổ, xác nhận tư cách của người nộp đơn thay (khoản 5 Điều 75 Bộ luật Tố tụng dân sự)"),
        )  # fmt: skip
    return found


def ask_authority(
    *, by: Viewer, petition_id: uuid.UUID, missing: str, due_on: date, at: datetime
) -> Authority:
    """A paper is missing or cannot be read: whoever files for another is asked for it.

    Raises:
        Refused: "filing.no_missing", "filing.due_too_early", "wrong_state".
    """
    missing = clean(missing)
    if not missing:
        raise _wrong("filing.no_missing", "missing", _("Hãy ghi rõ cần bổ sung giấy tờ gì."))
    if due_on <= clock.local_date(at):
        raise _wrong("filing.due_too_early", "due_on", _("Thời hạn phải sau hôm nay."))
    with act(ASK, by=by, at=at) as a:
        petition, found = _locked(a, ASK, petition_id)
        found.asked, found.due_on, found.post = missing, due_on, by.post
        found.save(update_fields=["state", "asked", "due_on", "post"])
        _record(
            a, petition,
            _("Yêu cầu bổ sung giấy tờ về tư cách nộp đơn thay, đến hết ngày %s") % f"{due_on:%d/%m/%Y}",
            detail=missing[:1000], data={"due_on": due_on},
        )  # fmt: skip
    return found


def refuse_authority(*, by: Viewer, petition_id: uuid.UUID, reason: str, at: datetime) -> Authority:
    """The court does not enter him, in writing and with the reason (từ chối đăng ký, 75.5); the petition stays the client's.

    From now on the account that filed no longer acts in it: the client's own does, if he confirmed in one.

    Raises:
        Refused: "filing.no_reason", "wrong_state".
    """
    reason = clean(reason)
    if not reason:
        raise _wrong(
            "filing.no_reason",
            "reason",
            _("Hãy nêu rõ lý do từ chối (khoản 5 Điều 75 Bộ luật Tố tụng dân sự)."),
        )
    with act(REFUSE, by=by, at=at) as a:
        petition, found = _locked(a, REFUSE, petition_id)
        found.reason = reason
        _settle(petition, found, by, at)
        petition.petitioner = next(iter(representing.client_accounts(petition).values()), None)
        petition.save(update_fields=["petitioner"])
        _record(a, petition, _("Không chấp nhận %s nộp đơn thay") % found, detail=reason[:1000])
    return found


def carry_over(sent: Petition, arrived: Petition) -> None:
    """A petition that another court takes in stays filed by the same person, in the same standing (191.3.c), and confirmed by
    those who confirmed it.
    """
    CoRequester.objects.bulk_create(
        CoRequester(
            petition=arrived, name=c.name, personal_id=c.personal_id, invited_at=c.invited_at, user=c.user,
            confirmed_at=c.confirmed_at, digest=c.digest,
        )
        for c in sent.co_requesters.select_related("user")
    )  # fmt: skip
    found = representing.of(sent)
    if found is None:
        return
    known = (
        "user",
        "kind",
        "name",
        "address",
        "credentials",
        "state",
        "shown_at",
        "asked",
        "due_on",
        "reason",
        "settled_at",
    )
    Authority.objects.create(petition=arrived, **{name: getattr(found, name) for name in known})


def need_settled(petition: Petition) -> None:
    """A petition is accepted when the court knows who stands behind it (75.5).

    Raises:
        Refused: "filing.authority_open".
    """
    found = representing.of(petition)
    if found is not None and not found.settled_at:
        raise Refused(
            "filing.authority_open",
            _("Chưa kiểm tra xong giấy tờ của %s. Hãy chấp nhận, hoặc từ chối và nêu lý do, trước khi thụ lý (khoản 5 Điều 75 Bộ luật Tố tụng dân sự).")
            % found,
        )  # fmt: skip


def _locked(a: Act, name: str, petition_id: uuid.UUID) -> tuple[Petition, Authority]:
    petition = a.lock(Petition, petition_id, "court", "number", "petitioner")
    a.allow(petition)
    PETITION.after(name, petition.state)
    found = representing.of(petition)
    if found is None:
        raise TooLate(
            "filing.not_represented", _("Đơn này do chính người khởi kiện nộp, không có người nộp thay.")
        )
    found = a.lock(Authority, found.pk, "user")
    found.petition = petition
    found.state = AUTHORITY.after(name, found.state)
    return petition, found


def _settle(petition: Petition, found: Authority, by: Viewer, at: datetime) -> None:
    found.post, found.settled_at = by.post, at
    found.number = numbering.issue(
        court=petition.court, pattern="notice", kind=petition.kind, subject=found, at=at
    )
    found.save(update_fields=["state", "reason", "post", "settled_at", "number"])


def _record(
    a: Act, petition: Petition, title: str, *, detail: str = "", data: dict[str, object] | None = None
) -> None:
    a.record(
        petition, court=petition.court, petition_id=petition.pk, title=title, detail=detail,
        data={**petition.told, **(data or {})}, shown_to="parties",
    )  # fmt: skip


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})


__all__ = [
    "ask_authority",
    "enter_authority",
    "file_for",
    "need_settled",
    "need_shown",
    "refuse_authority",
    "show",
    "supply_authority",
]
