"""Acts about people and posts: register, found a court, appoint, end a post, record an absence."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from toaan.core import absences, integrity, news, policy, wrong_clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Absence, AuditHead, Court, Event, Finding, NewsMark, Post, User
from toaan.core.roles import POST_KINDS, Role
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean, fold


@dataclass(frozen=True)
class _InCourt:
    """A court seen as the thing an act concerns."""

    court: Court

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return frozenset({"same_court"} if viewer.court_id == self.court.pk else ())


def register(
    *,
    by: Viewer,
    username: str,
    full_name: str,
    at: datetime,
    password: str | None = None,
    hashed: str = "",
    email: str = "",
    personal_id: str = "",
    birth_date: date | None = None,
    phone: str = "",
    address: str = "",
) -> User:
    """A person makes an account (đăng ký tài khoản giao dịch điện tử).

    Args:
        hashed: instead of `password`, what `hash_password` made of one that was checked already.

    Raises:
        Refused: "account.taken" when the user name or e-mail belongs to somebody; "account.weak_password".
    """
    full_name = clean(full_name)
    if not full_name:
        raise Refused(
            "account.no_name", "Hãy nhập họ và tên.", status=422, fields={"full_name": "Hãy nhập họ và tên."}
        )
    user = User(
        username=clean(username).lower(),
        email=clean(email).lower(),
        full_name=full_name,
        full_name_folded=fold(full_name),
        personal_id=clean(personal_id),
        birth_date=birth_date,
        phone=clean(phone),
        address=clean(address),
        date_joined=at,
    )
    if hashed:
        user.password = hashed
    else:
        user.password = hash_password(password, user)  # takes long: outside the transaction
    try:
        with act("core.register", by=by, at=at) as a:
            a.allow()
            user.save(force_insert=True)
            a.record(user, court=None, title="Đăng ký tài khoản", data={"username": user.username})
    except IntegrityError as error:
        raise Refused(
            "account.taken",
            "Tên đăng nhập hoặc thư điện tử này đã có tài khoản. Hãy đăng nhập, hoặc dùng tên khác.",
            status=422,
            fields={"email": "Đã có tài khoản dùng thư điện tử hoặc tên này."},
        ) from error
    return user


def hash_password(password: str | None, user: User | None = None) -> str:
    """What is stored of a password, once it is found strong enough; of None, something that nobody can sign in with.

    Raises:
        Refused: "account.weak_password".
    """
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            message = " ".join(error.messages)
            raise Refused(
                "account.weak_password", message, status=422, fields={"password1": message}
            ) from error
    return make_password(password)


def found_court(
    *,
    by: Viewer,
    code: str,
    name: str,
    level: str,
    valid_from: date,
    at: datetime,
    parent: Court | None = None,
    address: str = "",
    place: str = "",
    procuracy_name: str = "",
    enforcement_name: str = "",
) -> Court:
    """Enter a court into the system (lập Tòa án), as the resolution that founds it says."""
    with act("core.found_court", by=by, at=at) as a:
        a.allow()
        court = Court.objects.create(
            code=code, name=name, level=level, parent=parent, address=address, place=place, valid_from=valid_from,
            procuracy_name=procuracy_name, enforcement_name=enforcement_name,
        )  # fmt: skip
        a.record(court, court=court, title=f"Lập {name}", data={"code": code, "level": level})
    return court


def appoint(
    *, by: Viewer, user: User, court: Court, kind: Role, since: datetime, at: datetime, chamber: str = ""
) -> Post:
    """Record that a person holds a post from a moment on (ghi nhận chức vụ).

    Raises:
        Refused: "post.double" when the same person already holds this post; "post.unknown".
    """
    if kind not in POST_KINDS:
        raise Refused("post.unknown", "Không có chức vụ này.", status=422)
    with act("core.appoint", by=by, at=at) as a:
        a.allow(_InCourt(court))
        if Post.objects.held_at(since).filter(user=user, court=court, kind=kind).exists():
            raise Refused(
                "post.double",
                _("%(user)s đang giữ chức vụ này tại %(court)s.") % {"user": user, "court": court},
            )
        post = Post.objects.create(user=user, court=court, kind=kind, chamber=chamber, valid_from=since)
        a.record(
            post,
            court=court,
            title=f"{user} giữ chức vụ {post.title}",
            data={"user": user.pk, "kind": kind, "since": since},
        )
    return post


def end_post(*, by: Viewer, post_id: uuid.UUID, on: datetime, at: datetime) -> Post:
    """Record that a person no longer holds a post from a moment on (thôi giữ chức vụ).

    Raises:
        Refused: "post.ended" when it has ended already.
    """
    with act("core.end_post", by=by, at=at) as a:
        post = a.lock(Post, post_id, "court", "user")
        a.allow(_InCourt(post.court))
        if post.valid_to is not None:
            raise Refused("post.ended", "Chức vụ này đã ghi nhận thôi giữ.")
        if on <= post.valid_from:
            raise Refused("post.too_early", "Ngày thôi giữ phải sau ngày bắt đầu giữ chức vụ.", status=422)
        post.valid_to = on
        post.save(update_fields=["valid_to"])
        a.record(post, court=post.court, title=f"{post.user} thôi giữ chức vụ {post.title}", data={"on": on})
    return post


def refuse_infected(*, by: Viewer, name: str, size: int, sha256: str, signature: str, at: datetime) -> None:
    """Write down that somebody handed in a file with harmful code (từ chối tệp chứa mã độc); nothing is kept of it."""
    with act("core.refuse_infected", by=by, at=at) as a:
        a.allow()
        subject = by.user or User.objects.get(pk=by.user_id)
        a.record(
            subject,
            court=by.court,
            title=f"Từ chối tệp “{name}” vì chứa mã độc"[:300],
            data={
                "name": name,
                "size": size,
                "sha256": sha256,
                "signature": signature,
                "address": by.address,
            },
        )


def confirm_clock(*, by: Viewer, reason: str, at: datetime) -> list[str]:
    """Say that the machine's clock is right now, after it ran ahead (xác nhận giờ máy chủ). The entries of the wrong
    time stay as they are.

    Returns:
        The chains whose last entry was dated later than now.

    Raises:
        Refused: "clock.reason" without a reason.
    """
    if not (reason := clean(reason)):
        raise Refused("clock.reason", "Ghi lý do: đồng hồ sai từ lúc nào, vì sao, ai đã chỉnh.")
    confirmed = []
    for head in AuditHead.objects.order_by("chain"):
        if (last := wrong_clock.ahead(head, at)) is None:
            continue
        with act(wrong_clock.CONFIRM, by=by, at=at) as a:
            a.allow()
            a.record(
                head,
                court=Court.objects.filter(code=head.chain).first(),
                title="Xác nhận giờ máy chủ đã đúng",
                detail=reason,
                data={"last": last, "now": at},
                shown_to="court",
            )
        confirmed.append(head.chain)
    return confirmed


def record_leave(
    *,
    by: Viewer,
    post_id: uuid.UUID,
    ground: str,
    first_day: date,
    last_day: date,
    at: datetime,
    deputy_id: uuid.UUID | None = None,
    note: str = "",
) -> Absence:
    """Record that an officer is away for some days (ghi nhận nghỉ, vắng mặt).

    The draw leaves the person out on those days, no sitting is set on them; work under way stays until it is
    handed over.

    Raises:
        Refused: "leave.no_ground", "leave.last_before_first", "leave.overlap", "leave.deputy", "post.ended".
    """
    with act("core.record_leave", by=by, at=at) as a:
        post = a.lock(Post, post_id, "court", "user")
        a.allow(post)
        found = next((g for g in absences.grounds(first_day) if g.key == ground), None)
        if found is None:
            raise _wrong("leave.no_ground", "ground", "Hãy chọn lý do trong danh sách.")
        if last_day < first_day:
            raise _wrong("leave.last_before_first", "last_day", "Ngày cuối phải từ ngày đầu trở đi.")
        if not post.is_held_at(at):
            raise Refused("post.ended", _("%(user)s không còn giữ chức vụ này.") % {"user": post.user})
        if (other := absences.of([post], first_day, last_day).get(post.pk)) is not None:
            raise _wrong("leave.overlap", "first_day", f"Đã ghi nhận: {other.words}. Hãy chọn ngày khác.")
        deputy = _deputy(deputy_id, post, first_day, last_day, at)
        made = Absence.objects.create(
            post=post, ground=found.key, title=found.title, first_day=first_day, last_day=last_day, deputy=deputy,
            note=clean(note)[:500], recorded_by=by.post, recorded_at=at,
        )  # fmt: skip
        a.record(
            made,
            court=post.court,
            title=f"{post.user}: {made.words}",
            detail=f"Người thay: {deputy.user}" if deputy else "",
            data={"post": post.pk, "ground": ground, "from": first_day, "to": last_day, "deputy": deputy_id},
        )
    return made


def _deputy(
    deputy_id: uuid.UUID | None, post: Post, first_day: date, last_day: date, at: datetime
) -> Post | None:
    """Who acts meanwhile: somebody of the same court who is there (a president is deputised by a deputy, 47.2)."""
    if deputy_id is None:
        return None
    found = Post.objects.held_at(at).filter(pk=deputy_id, court=post.court_id).exclude(pk=post.pk)
    deputy = found.select_related("user").first()
    if deputy is None or deputy.is_outside:
        raise _wrong("leave.deputy", "deputy", "Hãy chọn người đang công tác tại Tòa án này.")
    if post.role == Role.PRESIDENT and deputy.role != Role.DEPUTY_PRESIDENT:
        raise _wrong(
            "leave.deputy", "deputy",
            "Khi Chánh án vắng mặt, một Phó Chánh án được ủy nhiệm làm thay (khoản 2 Điều 47 BLTTDS).",
        )  # fmt: skip
    if (away := absences.of([deputy], first_day, last_day).get(deputy.pk)) is not None:
        raise _wrong("leave.deputy", "deputy", f"{deputy.user} cũng vắng: {away.words}.")
    return deputy


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})


def end_leave(*, by: Viewer, absence_id: uuid.UUID, back_on: date, at: datetime) -> Absence:
    """The officer is back before the last day, or does not go at all (trở lại làm việc).

    Raises:
        Refused: "leave.over" when it is over or ended already, "leave.back_too_early".
    """
    with act("core.end_leave", by=by, at=at) as a:
        absence = a.lock(Absence, absence_id, "post__court", "post__user")
        a.allow(absence)
        if absence.back_on is not None or back_on > absence.last_day:
            raise Refused("leave.over", "Kỳ nghỉ này đã kết thúc.")
        if back_on < absence.first_day:
            raise _wrong(
                "leave.back_too_early", "back_on",
                f"Kỳ nghỉ bắt đầu ngày {absence.first_day:%d/%m/%Y}. Nếu không nghỉ nữa, hãy ghi ngày ấy.",
            )  # fmt: skip
        absence.back_on = back_on
        absence.save(update_fields=["back_on"])
        a.record(
            absence,
            court=absence.post.court,
            title=f"{absence.post.user} trở lại làm việc từ ngày {back_on:%d/%m/%Y}",
            data={"post": absence.post_id, "back_on": back_on},
        )
    return absence


def read_news(*, by: Viewer, upto: int, at: datetime) -> int:
    """Mark everything up to this event as read (ghi nhận đã xem thông báo); an older mark never comes back.

    Returns the mark as it stands now.
    """
    mark = NewsMark(post=by.post) if by.post else NewsMark()
    if by.post is not None and upto <= news.seen(by):
        return news.seen(by)
    with act("core.read_news", by=by, at=at) as a:
        a.allow(mark)
        newest = (
            news.visible_to(by).filter(sequence__lte=upto).values_list("sequence", flat=True).first() or 0
        )
        mark, _ = NewsMark.objects.select_for_update(no_key=True).get_or_create(post=by.post)
        mark.sequence, mark.read_at = max(mark.sequence, newest), at
        mark.save()
        a.record(mark, court=by.court, title="Đã xem thông báo", data={"upto": mark.sequence})
    return mark.sequence


def refresh_findings(*, by: Viewer, court_id: uuid.UUID, today: date, at: datetime) -> Event | None:
    """Look through one court with every check and keep what is found (kiểm tra hồ sơ); what is mended goes.

    The looking is done before the act, which only compares and writes. A second time on one day leaves no trace
    unless something changed.
    """
    court = Court.objects.get(pk=court_id)
    policy_subject = _InCourt(court)
    policy.require(by, "core.refresh_findings", policy_subject)
    seen = {(c.key, *f.subject): (c, f) for c, f in integrity.run(court, today, at)}
    known = {(r.check_key, r.subject_type, r.subject_id): r for r in Finding.objects.filter(court=court)}
    gone = [row.pk for key, row in known.items() if key not in seen]
    new = [_finding(court, *seen[key], today) for key in seen if key not in known]
    changed = [row for key, row in known.items() if key in seen and _renewed(row, seen[key][1])]
    again = Event.objects.filter(act="core.refresh_findings", court=court, at__date=today).exists()
    if again and not (gone or new or changed):
        return None
    with act("core.refresh_findings", by=by, at=at) as a:
        a.lock(Court, court.pk)  # the night and an officer's press wait for each other
        a.allow(policy_subject)
        Finding.objects.filter(pk__in=gone).delete()
        Finding.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
        Finding.objects.bulk_update(
            changed, ["text", "url", "turn", "post", "matter", "since"], batch_size=500
        )
        told = Counter(c.key for c, _found in seen.values() if not c.panel_only)
        return a.record(
            court,
            court=court,
            title=f"Kiểm tra hồ sơ: còn {sum(told.values())} điểm cần khắc phục",
            data={"found": dict(sorted(told.items())), "gone": len(gone), "new": len(new)},
        )


def _finding(court: Court, check: integrity.Check, found: integrity.Found, today: date) -> Finding:
    row = Finding(
        court=court, check_key=check.key, subject_type=found.subject[0], subject_id=found.subject[1], found_on=today,
        case_id=found.case_id,
    )  # fmt: skip
    _renewed(row, found)
    return row


def _renewed(row: Finding, found: integrity.Found) -> bool:
    """Write what the check says now onto the row; whether that changed anything."""
    said: dict[str, object] = {
        "text": found.text[:500], "url": found.url, "turn": found.turn.value, "post_id": found.post_id,
        "matter": found.matter[:100], "since": found.since,
    }  # fmt: skip
    before = {name: getattr(row, name) for name in said}
    for name, value in said.items():
        setattr(row, name, value)
    return before != said
