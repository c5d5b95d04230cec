"""The case (vụ án), its parties (đương sự) and who represents them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.states import LABELS, MACHINES, PREPARING
from toaan.core.models import Court, Entered, IssuedNumber, User, place_follows_number
from toaan.core.roles import Role
from toaan.core.states import Machine
from toaan.core.together import Bundled
from toaan.core.viewer import Viewer

SECOND_PROCEEDING = {
    "ordinary": "second_instance",
    "simplified": "simplified_appeal",
    "decision": "decision_appeal",
}
"""Procedure at second instance → its kind of proceeding; the decision that settled a request has its own."""
SPOKEN = (_("vụ án"), _("việc dân sự"))
"""What `noun` returns, marked for the pages that say it in English."""


class Case(Entered):
    """A matter that the court has accepted (thụ lý): a suit (vụ án) or a request (việc dân sự), before one court.

    The same dispute at second instance is another case, at the higher court, with `origin`.
    """

    class Kind(models.TextChoices):
        CIVIL = "DS", _("Dân sự")
        FAMILY = "HNGĐ", _("Hôn nhân và gia đình")
        COMMERCIAL = "KDTM", _("Kinh doanh, thương mại")
        LABOUR = "LĐ", _("Lao động")

    class Instance(models.TextChoices):
        FIRST = "ST", _("Sơ thẩm")
        SECOND = "PT", _("Phúc thẩm")

    class Procedure(models.TextChoices):
        ORDINARY = "ordinary", _("Thông thường")
        SIMPLIFIED = "simplified", _("Rút gọn")
        DECISION = "decision", _("Phúc thẩm quyết định")
        """At second instance, about a decision of the court below and not about its judgment (BLTTDS 314)."""

    class Nature(models.TextChoices):
        SUIT = "suit", _("Vụ án")
        REQUEST = "request", _("Việc dân sự")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    instance = models.CharField(max_length=2, choices=Instance.choices, default=Instance.FIRST)
    procedure = models.CharField(max_length=10, choices=Procedure.choices, default=Procedure.ORDINARY)
    number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(max_length=7, choices=Nature.choices, default=Nature.SUIT)
    origin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later_instances")
    """Of a case at second instance: the case at the court below. Of a suit: the request that became it (397.5)."""
    request_kind = models.CharField(max_length=20, blank=True)
    """Of a request: key of the rule "request_kind:…" without its prefix, e.g. "29.2"."""
    petition_id = models.UUIDField(null=True, unique=True)
    """The petition it came from; a case at second instance, or a suit that a request became, has none of its own."""
    petitioned_on = models.DateField()
    accepted_on = models.DateField()
    legal_relation = models.CharField(max_length=300)
    """Quan hệ pháp luật tranh chấp, e.g. "Tranh chấp hợp đồng vay tài sản"."""
    claims = models.JSONField(default=list)
    """Yêu cầu khởi kiện: list of texts."""
    other_claims = models.JSONField(default=list)
    """Counterclaims and independent claims that are heard in the case (BLTTDS 200–202), as `toaan.course` keeps them."""
    challenge = models.JSONField(default=dict)
    """Of a case at second instance: what is challenged and by whom, as `toaan.appeals` keeps it."""
    value = models.BigIntegerField(null=True, blank=True)
    """Giá trị tranh chấp, in đồng; None: no value (không có giá ngạch)."""
    fee_receipt = models.JSONField(default=dict)
    """Biên lai tạm ứng: number, dated, amount, agency; empty when exempt."""
    involves_minor = models.BooleanField(default=False)
    closed_hearing = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=list(LABELS.items()), default=PREPARING)
    resolved_on = models.DateField(null=True, editable=False)
    """The day on which it was first resolved (giải quyết): pronounced, discontinued or transferred; the act writes it."""
    outcome = models.CharField(max_length=12, blank=True, editable=False)
    """How: a cell of the court's report, "judged", "discontinued", "transferred"; empty until then."""
    summary_folded = models.TextField(editable=False)
    """Number, parties and legal relation without diacritics: what the desk's search box looks in."""

    objects = Bundled.as_manager()

    class Meta:
        ordering = ["-accepted_on", "-register_sequence"]
        constraints = [place_follows_number("case_place_follows_number")]
        indexes = [
            models.Index(fields=["court", "nature", "accepted_on"]),
            # how much of what is under way, of each officer and kind
            models.Index(fields=["court", "state", "kind", "nature", "id"]),
            # what a report counts stands in the index: of a year's cases no row is read
            models.Index(fields=["court", "resolved_on", "nature", "accepted_on", "id", "outcome"]),
            models.Index(fields=["court", "register_year", "kind", "register_sequence"]),
            models.Index(fields=["court", "register_year", "accepted_on", "register_sequence"]),
        ]

    def __str__(self) -> str:
        return self.number.text if self.number else "Vụ án chưa có số"

    @property
    def title(self) -> str:
        """ "Nguyễn Văn An kiện Trần Thị Bình", from the parties (prefetch them in lists)."""
        names: dict[str, list[str]] = {}
        for party in self.parties.all():
            names.setdefault(party.role, []).append(party.name)

        def words(role: str) -> str:
            found = names.get(role, [])
            return found[0] + (f" và {len(found) - 1} người khác" if len(found) > 1 else "") if found else "?"

        if self.nature == Case.Nature.REQUEST:
            return f"{words(Party.Role.REQUESTER)}: {self.legal_relation}"
        return f"{words(Party.Role.PLAINTIFF)} kiện {words(Party.Role.DEFENDANT)}"

    @property
    def described(self) -> str:
        """Who and what about: "Nguyễn Văn An kiện Trần Thị Bình. Tranh chấp hợp đồng vay tài sản"; of a request the title says
        both."""
        return self.title if self.is_request else f"{self.title}. {self.legal_relation}"

    @property
    def is_request(self) -> bool:
        """A civil request (việc dân sự), not a suit."""
        return self.nature == Case.Nature.REQUEST

    @property
    def has_lay_judges(self) -> bool:
        """Tried by a panel with lay judges (BLTTDS 63): a suit at first instance by the ordinary procedure."""
        return not self.is_request and self.instance == Case.Instance.FIRST and not self.is_simplified

    @property
    def reviews_decision(self) -> bool:
        """At second instance about a decision: one that suspended or ended the case (314), or settled a request (371–375)."""
        return self.instance == Case.Instance.SECOND and self.procedure == Case.Procedure.DECISION

    @property
    def reviews_ruling(self) -> bool:
        """At second instance about the decision that settled a request (371–375); what suspended or ended it goes by 314 (361)."""
        return self.reviews_decision and self.is_request and self.challenge.get("kind", "ruling") == "ruling"

    @property
    def ends_with_judgment(self) -> bool:
        """A request and a challenged decision end with a decision."""
        return not self.is_request and self.procedure != Case.Procedure.DECISION

    @property
    def noun(self) -> str:
        """ "vụ án" or "việc dân sự", as sentences of the record name it."""
        return "việc dân sự" if self.is_request else "vụ án"

    @property
    def proceeding(self) -> str:
        """Which kind of proceeding: the key of its transition table and of its deadlines."""
        if self.instance == Case.Instance.SECOND:
            return "request_appeal" if self.reviews_ruling else SECOND_PROCEEDING[self.procedure]
        if self.nature == Case.Nature.REQUEST:
            return "request"
        return "simplified" if self.procedure == Case.Procedure.SIMPLIFIED else "first_instance"

    @property
    def is_simplified(self) -> bool:
        """Goes by simplified procedure (thủ tục rút gọn): one judge sits alone (BLTTDS 65)."""
        return self.procedure == Case.Procedure.SIMPLIFIED

    @property
    def machine(self) -> Machine:
        """The transition table by which this case goes on."""
        return MACHINES[self.proceeding]

    @property
    def stage(self) -> str:
        """What the present stage is called in this kind of proceeding."""
        return self.machine.labels[self.state]

    def can(self, act: str) -> bool:
        """Whether the act has a place at the present stage."""
        return self.machine.can(act, self.state)

    def after(self, act: str) -> str:
        """The stage to which the act leads.

        Raises:
            TooLate: "wrong_state", when it has no place at the present stage.
        """
        return self.machine.after(act, self.state)

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """How the viewer stands to this case: see the table in toaan/core/policy.py."""
        found = set()
        if viewer.court_id == self.court_id and viewer.post is not None:
            if viewer.role == Role.PROCURATOR:
                found.add("supervising")
            else:
                found.add("same_court")
            for assignment in self.assignments.all():
                if assignment.post_id == viewer.post.pk and assignment.ended_at is None:
                    found |= assignment.relations
        elif viewer.post is None and viewer.user is not None:
            for party in self.parties.all():
                if viewer.user_id in party.user_ids:
                    found.add("party")
        return frozenset(found)


class StandingParties(models.Manager["Party"]):
    """Parties who have not left their case (`Party.left_on`)."""

    def get_queryset(self) -> models.QuerySet[Party]:
        return super().get_queryset().filter(left_on=None)


class Party(models.Model):
    """A party (đương sự) of a case. Who left it stays in its history: `case.parties` are those who stand in it now."""

    class Role(models.TextChoices):
        PLAINTIFF = "plaintiff", _("Nguyên đơn")
        DEFENDANT = "defendant", _("Bị đơn")
        RELATED = "related", _("Người có quyền lợi, nghĩa vụ liên quan")
        REQUESTER = "requester", _("Người yêu cầu")

    class Kind(models.TextChoices):
        PERSON = "person", _("Cá nhân")
        ORGANISATION = "organisation", _("Cơ quan, tổ chức")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=Role.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=300)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    personal_id = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The party's own account, once known; it also makes electronic service possible (BLTTDS 176)."""
    left_on = models.DateField(null=True, editable=False)
    """The day on which what concerned this party alone was separated (42.2)."""
    left_why = models.CharField(max_length=300, blank=True, editable=False)
    """By which decision."""

    objects = StandingParties()
    everybody = models.Manager["Party"]()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="party_order_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def user_ids(self) -> set[uuid.UUID | None]:
        """Accounts that speak for this party: its own and its representatives'."""
        return {self.user_id, *(r.user_id for r in self.representations.all())} - {None}


class StandingRepresentations(models.Manager["Representation"]):
    """Who speaks for a party now (`Representation.ended_on`)."""

    def get_queryset(self) -> models.QuerySet[Representation]:
        return super().get_queryset().filter(ended_on=None)


class Representation(models.Model):
    """Who represents a party or protects its rights (người đại diện, người bảo vệ quyền và lợi ích hợp pháp).

    `party.representations` are those who do so now; who ended it stays in the history.
    """

    class Kind(models.TextChoices):
        LEGAL = "legal", _("Người đại diện theo pháp luật")
        AUTHORISED = "authorised", _("Người đại diện theo ủy quyền")
        LAWYER = "lawyer", _("Luật sư")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="representations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    ended_on = models.DateField(null=True, editable=False)
    """The day on which it ended (89): from then on nothing is seen, signed or received for the party."""
    ended_why = models.CharField(max_length=300, blank=True, editable=False)

    objects = StandingRepresentations()
    everybody = models.Manager["Representation"]()

    def __str__(self) -> str:
        return self.name
