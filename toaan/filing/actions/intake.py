"""Petitions on paper: handed in at the counter or sent by post (BLTTDS 191.1)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from toaan.core import clock, files, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused, TooLate
from toaan.core.models import Court
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import content, requests
from toaan.filing.actions.drafting import enter_register, known_kind, make_request, received_data, title_of
from toaan.filing.actions.evidence import Upload
from toaan.filing.models import Acknowledgement, Attachment, Petition
from toaan.filing.states import PETITION, RECEIVED
from toaan.rules.foreign import STRIKE
from toaan.rules.model import NoRuleInForce
from toaan.vietnamese.text import clean


def record_paper(
    *,
    by: Viewer,
    channel: str,
    kind: str,
    data: Mapping[str, Any],
    received_on: date,
    at: datetime,
    postmark_on: date | None = None,
    scans: Sequence[Upload] = (),
    key: uuid.UUID | None = None,
    request_kind: str = "",
) -> Petition:
    """Enter a paper petition in the register of the clerk's court (nhập đơn giấy).

    Args:
        channel: "counter" or "post".
        data: the essentials, in the shape of `content`: who, whom, what for, what it is worth.
        postmark_on: date of the postmark where it was posted; unknown: the day of receipt counts (190.2).
        scans: pictures of the paper; the first is the petition itself.
        request_kind: kind of a request (đơn yêu cầu); empty for a suit.
        key: identity of the form that was filled in; the same form sent twice makes one petition.

    Raises:
        Refused: "filing.incomplete" with everything missing, by field; "file.…" for a bad scan.
    """
    if key is not None and (made := _made_already(by, key)) is not None:
        return made
    words = content.empty()
    for section in content.SECTIONS:
        words |= content.tidy(section, data)
    asked = requests.need(request_kind, clock.local_date(at)) if request_kind else None
    if asked is None or asked.special != STRIKE:
        words.pop("strike", None)  # questions of one kind of request only
    faults = content.missing(words, paper=True, request=asked, on=received_on) | _wrong_days(
        by.court, channel, received_on, postmark_on, clock.local_date(at)
    )
    if asked is not None and words["defendants"]:
        faults["defendants-0-name"] = _(
            "Đơn yêu cầu không có người bị kiện (Điều 361 BLTTDS). Hãy ghi người này vào người liên quan."
        )
    if faults:
        raise Refused("filing.incomplete", _("Còn %s chỗ cần sửa.") % len(faults), status=422, fields=faults)
    stored = [(u, files.take_in(u.stream, name=clean(u.name), by=by, at=at)) for u in scans]
    with act("filing.record_paper", by=by, at=at) as a:
        petition = Petition(
            pk=key or uuid.uuid4(), channel=channel, kind=asked.kind if asked else known_kind(kind), state=RECEIVED, content=words,
            received_on=received_on, postmark_on=postmark_on, started_at=at, saved_at=at, court_id=by.court_id,
        )  # fmt: skip
        if asked is not None:
            make_request(petition, asked)
        a.allow(petition)
        petition.save(force_insert=True)
        for index, (upload, file) in enumerate(stored):
            is_petition = index == 0 and not upload.kind
            Attachment.objects.get_or_create(
                petition=petition,
                file=file,
                defaults={
                    "name": clean(upload.name)[:255],
                    "title": title_of(upload.title or (petition.noun if is_petition else ""), upload.name),
                    "kind": upload.kind
                    or (Attachment.Kind.PETITION if is_petition else Attachment.Kind.EVIDENCE),
                    "at": at,
                },
            )
        enter_register(a, petition)
        where = _("qua bưu chính") if channel == Petition.Channel.POST else _("nộp trực tiếp")
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=(
                _("Nhận đơn yêu cầu %(where)s, số %(number)s")
                if petition.is_request
                else _("Nhận đơn khởi kiện %(where)s, số %(number)s")
            )
            % {"where": where, "number": petition.number},
            data={**received_data(petition), "postmark_on": postmark_on},
            shown_to="parties",
        )
    return petition


def acknowledge(
    *, by: Viewer, petition_id: uuid.UUID, sent_on: date, how: str, at: datetime
) -> Acknowledgement:
    """Send the notice that a petition which came by post was received (gửi thông báo nhận đơn, BLTTDS 191.1; 363.1).

    Handed in at the counter the confirmation is given at once, and the portal confirms by itself.

    Raises:
        Refused: "filing.not_by_post", "filing.acknowledged", "filing.bad_sent_on", "filing.no_way", "wrong_state".
    """
    how = clean(how)[:300]
    with act("filing.acknowledge", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number")
        a.allow(petition)
        PETITION.after("filing.acknowledge", petition.state)
        if petition.channel != Petition.Channel.POST or petition.first_filed_on is not None:
            raise Refused(
                "filing.not_by_post",
                _(
                    "Chỉ đơn gửi qua dịch vụ bưu chính mới phải gửi thông báo nhận đơn. Đơn nộp trực tiếp thì in giấy xác nhận "
                    "(khoản 1 Điều 191 BLTTDS)."
                ),
            )
        if Acknowledgement.objects.filter(petition=petition).exists():
            raise TooLate("filing.acknowledged", _("Thông báo nhận đơn đã được gửi cho người nộp đơn."))
        faults: dict[str, str] = {}
        if petition.received_on is None or not petition.received_on <= sent_on <= clock.local_date(at):
            faults["sent_on"] = _("Ngày gửi phải từ ngày nhận đơn đến hôm nay.")
        if not how:
            faults["how"] = _("Hãy ghi số hiệu bưu gửi hoặc cách gửi thông báo.")
        if faults:
            code = "filing.bad_sent_on" if "sent_on" in faults else "filing.no_way"
            raise Refused(code, " ".join(faults.values()), status=422, fields=faults)
        made = Acknowledgement.objects.create(
            petition=petition, sent_on=sent_on, how=how, post=by.post, recorded_at=at
        )
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Gửi thông báo đã nhận đơn, ngày %s") % f"{sent_on:%d/%m/%Y}",
            detail=how,
            data={**petition.told, "sent_on": sent_on},
            shown_to="parties",
        )
    return made


def _made_already(by: Viewer, key: uuid.UUID) -> Petition | None:
    return Petition.objects.filter(pk=key, court_id=by.court_id).exclude(number=None).first()


def _wrong_days(
    court: Court | None, channel: str, received_on: date, postmark_on: date | None, today: date
) -> dict[str, str]:
    faults: dict[str, str] = {}
    if channel not in {Petition.Channel.COUNTER, Petition.Channel.POST}:
        faults["channel"] = _("Hãy chọn đơn nộp trực tiếp hay qua bưu chính.")
    if received_on > today:
        faults["received_on"] = _("Ngày nhận đơn không thể ở tương lai.")
    elif court is not None and received_on < court.valid_from:
        faults["received_on"] = _(
            "%(court)s hoạt động từ ngày %(day)s, không thể nhận đơn trước ngày đó (khoản 1 Điều 191 BLTTDS)."
        ) % {"court": court.name, "day": f"{court.valid_from:%d/%m/%Y}"}
    if postmark_on is not None and postmark_on > received_on:
        faults["postmark_on"] = _("Ngày trên dấu bưu chính không thể sau ngày nhận đơn.")
    elif postmark_on is not None and not _in_force(postmark_on):
        faults["postmark_on"] = _(
            "Ngày này trước khi Bộ luật Tố tụng dân sự có hiệu lực (khoản 2 Điều 190). Hãy xem lại năm trên dấu bưu chính."
        )
    return faults


def _in_force(day: date) -> bool:
    """Whether the rules on receiving petitions knew such a day."""
    try:
        rules_in_force.time_limit("BLTTDS:191.1", day)
    except NoRuleInForce:
        return False
    return True
