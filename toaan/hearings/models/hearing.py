"""Rooms, hearings, who and what they occupy, and who takes part."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Interpreter, Party, Procurator, Representation
from toaan.core.models import Court, Post
from toaan.core.roles import Role as PostRole
from toaan.core.together import Bundled
from toaan.core.viewer import Viewer
from toaan.hearings.states import PLANNED, SESSION, TRIAL

SPOKEN = (_("phiên tòa"), _("phiên họp"))
"""What `short_kind` returns, marked for the pages that say it in English."""


class RoomQuerySet(models.QuerySet["Room"]):
    def in_use_on(self, day: date) -> RoomQuerySet:
        """Rooms in which sittings may be held on this day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Room(models.Model):
    """A court room (phòng xử án)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=100)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    """Last day of use; empty while the room is in use."""

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "name"], condition=Q(valid_to__isnull=True), name="one_room_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="room_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def relations(self, viewer: Viewer) -> frozenset[str]:
        at_home = viewer.court_id == self.court_id and viewer.role != PostRole.PROCURATOR
        return frozenset({"same_court"} if at_home else ())


class Hearing(models.Model):
    """A sitting of the court in a case: evidence disclosure and mediation session (phiên họp) or trial (phiên tòa)."""

    class Kind(models.TextChoices):
        SESSION = "disclosure_session", _("Phiên họp công khai chứng cứ và hòa giải")
        TRIAL = "trial", _("Phiên tòa sơ thẩm")
        REQUEST = "request_session", _("Phiên họp giải quyết việc dân sự")
        DECISION = "decision_session", _("Phiên họp phúc thẩm xét quyết định sơ thẩm")

    class Outcome(models.TextChoices):
        SETTLED = "settled", _("Hòa giải thành")
        NOT_SETTLED = "not_settled", _("Hòa giải không thành")
        REVOKED = "revoked", _("Hòa giải thành, sau đó có đương sự thay đổi ý kiến")
        CANNOT_MEDIATE = "cannot_mediate", _("Không tiến hành hòa giải")
        REUNITED = "reunited", _("Hòa giải đoàn tụ thành")
        CONSENT = (
            "consent",
            _("Hòa giải đoàn tụ không thành; vợ chồng thuận tình ly hôn và thỏa thuận được mọi vấn đề"),
        )
        NO_CONSENT = (
            "no_consent",
            _("Hòa giải đoàn tụ không thành; vợ chồng không thỏa thuận được về con hoặc tài sản"),
        )

    NOT_CHOSEN = ("revoked",)
    """What comes afterwards by itself, and no minutes state (BLTTDS 212.1)."""
    OF_SPOUSES = ("reunited", "consent", "no_consent")
    """Results of reconciling spouses who ask for divorce together (BLTTDS 397); the others belong to suits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="hearings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    """When it is planned to end."""
    state = models.CharField(max_length=15, choices=list(TRIAL.labels.items()), default=PLANNED)
    closed_doors = models.BooleanField(default=False)
    """Xét xử kín (BLTTDS 15.2)."""
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    debate_closed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    moved = models.PositiveSmallIntegerField(default=0)
    """How often it was given another time after its opening (259.2); calendar programs go by it."""
    reason = models.CharField(max_length=1000, blank=True)
    """Why it was put off."""
    adjourned_to = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="adjourned_from"
    )
    notice_sha256 = models.CharField(max_length=64, blank=True)
    """The notice of the session (BLTTDS 208.1); a trial is announced by its decision."""

    objects = Bundled.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["starts_at"]),  # a week of the calendar, among the years
            models.Index(fields=["room", "starts_at"]),
            models.Index(fields=["state", "starts_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="hearing_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.case}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)

    @property
    def is_trial(self) -> bool:
        """A sitting that ends with a decision on the matter: a trial, or the session of a request (BLTTDS 369)."""
        return self.kind != Hearing.Kind.SESSION

    @property
    def kind_label(self) -> str:
        """What the sitting is called: "Phiên tòa phúc thẩm" at second instance."""
        if self.kind == Hearing.Kind.TRIAL and self.case.instance == Case.Instance.SECOND:
            return gettext("Phiên tòa phúc thẩm")
        if self.kind == Hearing.Kind.SESSION and self.case.is_request:
            return gettext("Phiên hòa giải")  # of spouses who ask for divorce together (BLTTDS 397.2)
        return self.get_kind_display()

    @property
    def short_kind(self) -> str:
        """ "phiên tòa" or "phiên họp"."""
        return "phiên tòa" if self.kind == Hearing.Kind.TRIAL else "phiên họp"

    def advance(self, act: str) -> None:
        """Move as the transition table of its kind says; the caller saves.

        Raises:
            Refused: "wrong_state".
        """
        self.state = (TRIAL if self.is_trial else SESSION).after(act, self.state)

    @property
    def day(self) -> date:
        """The Vietnamese calendar day of the beginning."""
        return timezone.localtime(self.starts_at).date()

    @property
    def hours(self) -> str:
        """ "08:00–11:00", in Vietnam; with the day where it lasts beyond one."""
        return hours(self.starts_at, self.ends_at)


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """ "08:00–11:00" of two moments, in Vietnam."""
    first, last = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if first.date() == last.date():
        return f"{first:%H:%M}–{last:%H:%M}"
    return f"{first:%H:%M %d/%m}–{last:%H:%M %d/%m}"


class Booking(models.Model):
    """One room or officer taken by one hearing for a time. Written by `toaan.hearings.bookings` only."""

    class Resource(models.TextChoices):
        ROOM = "room", _("Phòng xử")
        POST = "post", _("Người tiến hành tố tụng")

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="bookings")
    resource_type = models.CharField(max_length=4, choices=Resource.choices)
    resource_id = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "resource_type", "resource_id"], name="booked_once_per_hearing"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["resource_id", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.resource_type} {hours(self.starts_at, self.ends_at)}"


class Participation(models.Model):
    """One person called to a hearing, and whether he came (BLTTDS 237.2)."""

    class Role(models.TextChoices):
        PRESIDING = "presiding", _("Thẩm phán – Chủ tọa phiên tòa")
        JUDGE = "judge", _("Thẩm phán")
        LAY_JUDGE = "lay_judge", _("Hội thẩm nhân dân")
        CLERK = "clerk", _("Thư ký phiên tòa")
        PROCURATOR = "procurator", _("Kiểm sát viên")
        PARTY = "party", _("Đương sự")
        REPRESENTATIVE = "representative", _("Người đại diện, người bảo vệ quyền và lợi ích hợp pháp")
        INTERPRETER = "interpreter", _("Người phiên dịch")
        SUMMONED = "summoned", _("Người được triệu tập")

    class Attendance(models.TextChoices):
        UNKNOWN = "unknown", _("Chưa kiểm tra")
        PRESENT = "present", _("Có mặt")
        ABSENT = "absent", _("Vắng mặt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="participations")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=15, choices=Role.choices)
    title = models.CharField(max_length=100)
    """How the minutes name the role: "Nguyên đơn", "Luật sư của bị đơn"."""
    name = models.CharField(max_length=300)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    representation = models.ForeignKey(
        Representation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    interpreter = models.ForeignKey(
        Interpreter, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    procurator = models.ForeignKey(
        Procurator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """As the procuracy's letter named him; null where the judge only wrote a name into the decision."""
    attendance = models.CharField(max_length=10, choices=Attendance.choices, default=Attendance.UNKNOWN)
    reason = models.CharField(max_length=500, blank=True)
    good_reason = models.BooleanField(default=False)
    """Absent because of force majeure or an objective obstacle (BLTTDS 227.2)."""
    asked_absence = models.BooleanField(default=False)
    """Asked in writing to be tried in absence (BLTTDS 227.1, 228.1)."""

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.title} {self.name}"

    @property
    def present(self) -> bool:
        return self.attendance == Participation.Attendance.PRESENT

    @property
    def absent(self) -> bool:
        return self.attendance == Participation.Attendance.ABSENT
