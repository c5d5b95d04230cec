"""Cassation and reopening: applications, judgments and decisions under protest, the file on its way, letters; what came
back amended or quashed, and why.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core.models import Court, IssuedNumber, Post, User
from toaan.core.viewer import Viewer
from toaan.course.models import CourseDecision
from toaan.hearings.models.decision import NumberedDecision
from toaan.judgments.models import Judgment
from toaan.review.rulings import Ruling
from toaan.review.states import APPLICATION, PROCEEDING, PROTESTED, RECEIVED, UNDER_WAY


class Kind(models.TextChoices):
    """The two ways to look again at a judgment in effect."""

    CASSATION = "cassation", _("Giám đốc thẩm")
    REOPENING = "reopening", _("Tái thẩm")


def of_one_ruling(name: str) -> models.CheckConstraint:
    """The row is about a judgment or about a decision."""
    return models.CheckConstraint(
        condition=models.Q(judgment__isnull=False, decision__isnull=True)
        | models.Q(judgment__isnull=True, decision__isnull=False),
        name=name,
    )


class OfRuling(models.Model):
    """A row about a judgment or a decision in effect (325)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    """The case in which it was given: whose court, parties and file these are."""
    judgment: models.ForeignKey[Judgment | None, Judgment | None]
    decision: models.ForeignKey[CourseDecision | None, CourseDecision | None]

    class Meta:
        abstract = True

    @property
    def ruling(self) -> Ruling:
        """What the row is about, whichever of the two it is."""
        return Ruling(self.case, self.judgment, self.decision)


class Application(OfRuling):
    """A party asks the president who may protest to look at a judgment or decision in effect (BLTTDS 328, 353.1)."""

    Kind = Kind
    machine = APPLICATION

    class Channel(models.TextChoices):
        ONLINE = "online", _("Qua Cổng")
        DIRECT = "direct", _("Trực tiếp")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, null=True, on_delete=models.PROTECT, related_name="applications")
    decision = models.ForeignKey(
        CourseDecision, null=True, on_delete=models.PROTECT, related_name="applications"
    )
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    """The court whose president may protest (331.2, 354.2)."""
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    sent_on = models.DateField()
    """Day of the application: handed in, or the postmark (329.1)."""
    recorded_at = models.DateTimeField()
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Who took it in at the court; null for one from the portal."""
    ground = models.CharField(max_length=20)
    """One of `toaan.rules.review.grounds`."""
    reason = models.TextField()
    """Lý do đề nghị, yêu cầu của người đề nghị (328.1.d)."""
    amendments = models.JSONField(default=list)
    """[{"on", "text"}] of what was added when the court asked for it."""
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=list(APPLICATION.labels.items()), default=RECEIVED)
    due_on = models.DateField(null=True)
    """Last day of the year in which a party may ask for cassation (327.1); null for reopening."""
    amend_by = models.DateField(null=True)
    """Last day to amend (329.2): from the day on which the request was received."""
    examiner = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    report = models.TextField(blank=True)
    """The examiner's report to the president: of the court alone."""
    proposes_protest = models.BooleanField(null=True)

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["court", "state"])]
        constraints = [of_one_ruling("application_about_one_ruling")]

    def __str__(self) -> str:
        return f"Đơn đề nghị số {self.number}" if self.number else "Đơn đề nghị"

    @property
    def is_late(self) -> bool:
        """Sent after the year of 327.1: it opens no right, but counts for the two further years of 334.2.a."""
        return self.due_on is not None and self.sent_on > self.due_on

    def relations(self, viewer: Viewer) -> frozenset[str]:
        found = set()
        if viewer.post is None:
            if viewer.user_id is not None and viewer.user_id in self.party.user_ids:
                found.add("party")
        elif viewer.court_id == self.court_id:
            found.add("same_court")
            if self.examiner_id == viewer.post.pk:
                found.add("review_examiner")
        return frozenset(found)


class Proceeding(OfRuling):
    """A judgment or decision in effect under protest, before the committee of judges (Ủy ban Thẩm phán, BLTTDS 331–337, 354, 357)."""

    Kind = Kind
    machine = PROCEEDING

    class Author(models.TextChoices):
        PRESIDENT = "president", _("Chánh án Tòa án cấp tỉnh")
        PROCURACY = "procuracy", _("Viện trưởng Viện kiểm sát cấp tỉnh")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, null=True, on_delete=models.PROTECT, related_name="proceedings")
    decision = models.ForeignKey(
        CourseDecision, null=True, on_delete=models.PROTECT, related_name="proceedings"
    )
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    """Whose committee of judges tries it (337.1)."""
    application = models.OneToOneField(
        Application, null=True, on_delete=models.PROTECT, related_name="proceeding"
    )
    """What the president answered with a protest; the procuracy protests without one."""
    kind = models.CharField(max_length=10, choices=Kind.choices)
    author = models.CharField(max_length=10, choices=Author.choices)
    protest_number = models.CharField(max_length=60)
    protested_on = models.DateField()
    recorded_at = models.DateTimeField()
    ground = models.CharField(max_length=20)
    finding = models.TextField()
    """Nhận xét, phân tích những vi phạm, sai lầm (333.5)."""
    scope = models.CharField(max_length=500)
    proposal = models.TextField()
    last_day = models.DateField()
    """Last day of the term of the protest (334, 355): until then it may be changed (335.1)."""
    sha256 = models.CharField(max_length=64)
    stayed_on = models.DateField(null=True)
    """Day on which enforcement was suspended (332.2, 354.3); null: it was not."""
    changes = models.JSONField(default=list)
    """[{"on", "number", "kind": change|part|stay|withdrawal, "text", "sha256"}], the oldest first (335)."""
    to_procuracy_on = models.DateField(null=True)
    procuracy_due_on = models.DateField(null=True)
    """Last day of the fifteen in which the procuracy studies the file (336.2)."""
    complete_on = models.DateField(null=True)
    """Protest and file are both with the committee: the four months begin (339)."""
    open_by = models.DateField(null=True)
    members = models.ManyToManyField(Post, related_name="+")
    """All members of the committee of judges; two thirds must take part (341.5)."""
    presiding = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """The judge who writes the presentation of the case (340)."""
    session_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    procurator = models.CharField(max_length=200, blank=True)
    summons = models.BooleanField(default=False)
    """The parties are called to the session (338.2)."""
    presentation = models.TextField(blank=True)
    presented_on = models.DateField(null=True)
    present = models.JSONField(default=list)
    """Posts of the members who took part."""
    heard = models.TextField(blank=True)
    clerk_name = models.CharField(max_length=200, blank=True)
    """Who kept the minutes."""
    minutes_sha256 = models.CharField(max_length=64, blank=True)
    rulings = models.JSONField(default=list)
    """[{"order", "outcome"}]: what was decided on each part of it (343, 356)."""
    decided_on = models.DateField(null=True)
    to_retry = models.BooleanField(default=False)
    """Something was quashed to be tried or decided anew, in a case of its own: the court below takes it up."""
    again = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")
    """The case in which the dispute is tried anew at first instance."""
    state = models.CharField(max_length=12, choices=list(PROCEEDING.labels.items()), default=PROTESTED)

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["court", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["judgment"], condition=models.Q(state__in=UNDER_WAY), name="one_protest_under_way"
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=models.Q(state__in=UNDER_WAY),
                name="one_protest_of_decision_under_way",
            ),
            of_one_ruling("protest_of_one_ruling"),
        ]

    def __str__(self) -> str:
        return f"Kháng nghị số {self.protest_number}"

    @property
    def by_president(self) -> bool:
        return self.author == Proceeding.Author.PRESIDENT

    def relations(self, viewer: Viewer) -> frozenset[str]:
        if viewer.post is not None:
            return frozenset(self._of_officer(viewer, viewer.post))
        parties = self.case.parties.all() if viewer.user_id is not None else ()
        return frozenset({"party"} if any(viewer.user_id in p.user_ids for p in parties) else ())

    def _of_officer(self, viewer: Viewer, post: Post) -> set[str]:
        if viewer.court_id != self.court_id:
            return set()
        places = {"presiding_judge": self.presiding_id, "review_reporter": self.reporter_id}
        return {"same_court", *(word for word, held in places.items() if held == post.pk)}


class CommitteeMember(models.Model):
    """A judge in the committee of judges of the court (thành viên Ủy ban Thẩm phán, 66.1), from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    """Last day; null: he is a member."""
    decision = models.CharField(max_length=100, blank=True)
    """The paper by which he became one."""
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["since", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(until=None), name="one_open_membership_of_a_post"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_its_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post.user}, {self.post.title}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return frozenset({"same_court"} if viewer.court_id == self.court_id else ())


class CaseFile(models.Model):
    """The file of the case at the court that may protest, or on its way there and back (BLTTDS 329.3, 336)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files_above")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(null=True)
    """Null when the procuracy brought it with its protest (336.3)."""
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    """What went: volumes, last folio number."""
    received_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)

    class Meta:
        ordering = ["asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(returned_on=None), name="one_file_of_a_case_on_its_way"
            )
        ]

    def __str__(self) -> str:
        return f"Hồ sơ {self.case.noun} {self.case}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """ "same_court" of the court above, "file_court" of the one that keeps the file."""
        found = set()
        if viewer.post is not None and viewer.court_id == self.court_id:
            found.add("same_court")
        if viewer.post is not None and viewer.court_id == self.case.court_id:
            found.add("file_court")
        return frozenset(found)


class Reversal(OfRuling):
    """A judgment or decision of first instance that came back amended or quashed (bản án, quyết định bị hủy, sửa).

    From second instance (308, 314.5, 375.3) or from cassation and reopening (343, 356). Each result is one row.
    """

    class Outcome(models.TextChoices):
        AMENDED = "amended", _("Bị sửa")
        QUASHED = "quashed", _("Bị hủy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.ForeignKey(Judgment, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(CourseDecision, null=True, on_delete=models.PROTECT, related_name="+")
    above = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")
    """The case at second instance by which it came back."""
    proceeding = models.OneToOneField(Proceeding, null=True, on_delete=models.PROTECT, related_name="+")
    """One of the two: the protest by which it came back."""
    judge = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    """Who presided and signed it."""
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    """Quashed, where anything of it was."""
    told = models.CharField(max_length=500)
    """How it came back, as the case tells it."""
    detail = models.TextField(blank=True)
    decided_on = models.DateField()
    """Day of the decision above."""
    recorded_at = models.DateTimeField()
    subjective = models.BooleanField(null=True)
    """The cause as last stated; null: nobody has stated it."""

    class Meta:
        ordering = ["-decided_on", "-recorded_at"]
        indexes = [models.Index(fields=["judge", "decided_on"])]
        constraints = [
            of_one_ruling("reversal_of_one_ruling"),
            models.CheckConstraint(
                condition=models.Q(above__isnull=False, proceeding__isnull=True)
                | models.Q(above__isnull=True, proceeding__isnull=False),
                name="reversal_by_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ruling} {self.get_outcome_display().lower()}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """Of the court that gave the judgment or decision."""
        return frozenset({"same_court"} if viewer.court_id == self.case.court_id else ())


class Cause(models.Model):
    """What a leader stated of the cause of a reversal (nguyên nhân chủ quan, khách quan); a later one corrects, both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reversal = models.ForeignKey(Reversal, on_delete=models.PROTECT, related_name="causes")
    subjective = models.BooleanField()
    reason = models.TextField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["stated_at"]

    def __str__(self) -> str:
        return str(SUBJECTIVE if self.subjective else OBJECTIVE)


SUBJECTIVE, OBJECTIVE = _("Chủ quan"), _("Khách quan")


class Letter(NumberedDecision):
    """What the court writes: to an applicant, to the court that keeps the file, about a protest."""

    class Kind(models.TextChoices):
        AMENDMENT = "amendment", _("Thông báo yêu cầu sửa đổi, bổ sung đơn đề nghị")
        RETURN = "return", _("Thông báo trả lại đơn đề nghị")
        DECLINED = "declined", _("Thông báo không kháng nghị")
        PROTEST = "protest", _("Quyết định kháng nghị")
        FILE_REQUEST = "file_request", _("Công văn yêu cầu chuyển hồ sơ vụ án")
        POSTPONEMENT = "postponement", _("Văn bản yêu cầu hoãn thi hành bản án, quyết định")
        CHANGE = "change", _("Quyết định thay đổi, bổ sung kháng nghị")
        STAY = "stay", _("Quyết định tạm đình chỉ thi hành bản án, quyết định")
        WITHDRAWAL = "withdrawal", _("Quyết định rút kháng nghị")
        DECISION = "decision", _("Quyết định giám đốc thẩm, tái thẩm")
        DISCONTINUANCE = "discontinuance", _("Quyết định đình chỉ xét xử")

    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="letters")
    proceeding = models.ForeignKey(Proceeding, null=True, on_delete=models.PROTECT, related_name="letters")
    """One of the two: what the letter is about."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)

    class Meta:
        ordering = ["issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=models.Q(sha256=""),
                name="one_unissued_letter_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["proceeding", "kind"],
                condition=models.Q(sha256=""),
                name="one_unissued_letter_on_a_protest",
            ),
            models.CheckConstraint(
                condition=models.Q(application__isnull=False, proceeding__isnull=True)
                | models.Q(application__isnull=True, proceeding__isnull=False),
                name="letter_is_about_one_thing",
            ),
        ]

    @property
    def about(self) -> Application | Proceeding:
        found = self.application or self.proceeding
        if found is None:
            raise ValueError("a letter is about an application or a protest")
        return found

    @property
    def title(self) -> str:
        """Always Vietnamese: it stands on the paper."""
        name = heading(self.kind, self.content.get("noun", "bản án"))
        if self.kind == Letter.Kind.DECISION:
            name = f"Quyết định {self.content.get('procedure', 'giám đốc thẩm')}"
        return f"{name} số {self}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.about.relations(viewer)


def heading(kind: str, noun: str) -> str:
    """What a letter of this kind about a judgment ("bản án") or a decision ("quyết định") is called on paper."""
    return TITLES[kind].replace("bản án", noun)


TITLES = {
    "amendment": "Thông báo yêu cầu sửa đổi, bổ sung đơn đề nghị", "return": "Thông báo trả lại đơn đề nghị",
    "declined": "Thông báo không kháng nghị", "protest": "Quyết định kháng nghị",
    "file_request": "Công văn yêu cầu chuyển hồ sơ vụ án", "postponement": "Văn bản yêu cầu hoãn thi hành bản án",
    "change": "Quyết định thay đổi, bổ sung kháng nghị", "stay": "Quyết định tạm đình chỉ thi hành bản án",
    "withdrawal": "Quyết định rút kháng nghị", "decision": "Quyết định giám đốc thẩm, tái thẩm", "discontinuance": "Quyết định đình chỉ xét xử",
}  # fmt: skip
"""Kind of letter → its name on paper."""
