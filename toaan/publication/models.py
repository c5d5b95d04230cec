"""The publication of a judgment or a decision (công bố bản án, quyết định) and every version of its encoding."""

from __future__ import annotations

import hashlib
import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toaan.appeals.decisions.models import Review
from toaan.cases.models import Case
from toaan.core.models import Court, Post
from toaan.core.viewer import Viewer
from toaan.course.models import CourseDecision
from toaan.judgments.models import Judgment
from toaan.publication.sheet import Sheet
from toaan.publication.states import OPEN, PROPOSED, PUBLICATION, PUBLISHED, WITHDRAWN
from toaan.review.models import Letter

RULINGS = ("judgment", "decision", "above", "committee")
"""The four ways in which a row says what it publishes: one of them is filled."""


def of_one_ruling() -> models.Q:
    """Exactly one of `RULINGS` is filled."""
    found = models.Q()
    for filled in RULINGS:
        found |= models.Q(**{f"{name}__isnull": name != filled for name in RULINGS})
    return found


class Publication(models.Model):
    """One judgment or decision on its way to the public site. Its id is the public address; it says nothing about anybody."""

    class Kind(models.TextChoices):
        """What the rule "publication:rulings" names."""

        JUDGMENT = "judgment", _("Bản án")
        AGREEMENT = "agreement", _("Quyết định công nhận sự thỏa thuận của các đương sự")
        CONSENT = "consent", _("Quyết định công nhận thuận tình ly hôn")
        RULING = "ruling", _("Quyết định giải quyết việc dân sự")
        ABOVE = "above", _("Quyết định phúc thẩm giải quyết việc dân sự")
        CASSATION = "cassation", _("Quyết định giám đốc thẩm")
        REOPENING = "reopening", _("Quyết định tái thẩm")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgment = models.OneToOneField(Judgment, null=True, on_delete=models.PROTECT, related_name="publication")
    decision = models.OneToOneField(
        CourseDecision, null=True, on_delete=models.PROTECT, related_name="publication"
    )
    above = models.OneToOneField(Review, null=True, on_delete=models.PROTECT, related_name="publication")
    """The decision of second instance on a request (BLTTDS 375)."""
    committee = models.OneToOneField(Letter, null=True, on_delete=models.PROTECT, related_name="publication")
    """The decision of the committee of judges (343, 356)."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publications")
    """In which it was given; of the committee's decision: the case that it looks at again."""
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+", db_index=False)
    """The court that gave it, which never changes."""
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.JUDGMENT)
    name = models.CharField(max_length=200, default="Bản án")
    """What it calls itself, always Vietnamese: "Quyết định giám đốc thẩm"."""
    number = models.CharField(max_length=60)
    dated = models.DateField()
    state = models.CharField(max_length=10, choices=list(PUBLICATION.labels.items()), default=PROPOSED)
    source = models.TextField()
    """The judgment or decision as plain text, frozen; offsets of `replacements` and `warnings` point into it. Never public."""
    replacements = models.JSONField(default=list)
    """`toaan.publication.sheet.Finding` as JSON, in order of the text."""
    warnings = models.JSONField(default=list)
    """`toaan.publication.sheet.Doubt` as JSON: each must be decided before publishing."""
    mapping = models.JSONField(default=dict)
    """Code → what it stands for (bảng mã). Secret: never in an event, an index or a public page."""
    revision = models.PositiveIntegerField(default=1)
    """Grows with every saved review; a review or publication typed on an older one is refused."""
    public_text = models.TextField()
    """The encoded text as of `revision`; open to the public in state "published" only."""
    citations = models.JSONField(default=list)
    """Articles of law that the published text cites, in words, each once."""
    reasons_against = models.JSONField(default=list)
    """Reasons not to publish found from the case's data: [{code, article, message}]."""
    proposed_at = models.DateTimeField()
    waits_since = models.GeneratedField(
        expression=models.Case(models.When(state__in=OPEN, then=models.F("proposed_at")), default=None),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    """The day of the proposal until it is decided, null from then on: the database keeps it."""
    effective_on = models.DateField()
    decided_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """The judge who published or declined."""
    published_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.JSONField(default=dict)
    """{code, article, message, explanation}; the explanation is for the court only."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawal_reason = models.TextField(blank=True)
    """For the court only: it may say whose name could be read."""
    paper_sha256 = models.CharField(max_length=64, blank=True)
    """PDF of the encoded text, a derivative that can be rendered again."""

    class Meta:
        ordering = ["-published_at"]
        indexes = [
            models.Index(fields=["state", "published_at"]),
            models.Index(fields=["state", "dated"], name="publication_by_day"),
            models.Index(fields=["court", "state", "proposed_at"]),
            models.Index(
                fields=["court", "waits_since", "case", "committee"],
                name="encoding_to_decide",
                condition=models.Q(waits_since__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=PUBLISHED) | models.Q(published_at__isnull=False),
                name="published_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=WITHDRAWN)
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_reason="")),
                name="withdrawn_has_its_reason",
            ),
            models.CheckConstraint(condition=of_one_ruling(), name="publication_of_one_ruling"),
        ]

    def __str__(self) -> str:
        return f"{self.name} số {self.number}"

    @property
    def short(self) -> str:
        """As a list names it: a judgment by its number alone, a decision by what it is as well."""
        return self.number if self.is_judgment else f"{self.get_kind_display()} {self.number}"

    @property
    def is_judgment(self) -> bool:
        return self.kind == Publication.Kind.JUDGMENT

    @property
    def form(self) -> str:
        """ "judgment" or "decision": what the public search tells apart."""
        return "judgment" if self.is_judgment else "decision"

    @property
    def noun(self) -> str:
        """ "bản án" or "quyết định", in the reader's language."""
        return gettext("bản án") if self.is_judgment else gettext("quyết định")

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.state in OPEN

    @property
    def sheet(self) -> Sheet:
        """The working sheet of the encoding: source, findings, doubts."""
        return Sheet.from_json(self.source, self.replacements, self.warnings)

    @property
    def places_undecided(self) -> int:
        """How many places still wait for a decision; the text itself is not needed for it."""
        return len(Sheet.from_json("", self.replacements, self.warnings).undecided)

    def take(self, sheet: Sheet, mapping: dict[str, str]) -> None:
        """Put a sheet's findings, doubts and resulting text into the row (not saved)."""
        self.replacements, self.warnings = sheet.findings_json(), sheet.doubts_json()
        self.public_text, self.mapping = sheet.public_text, mapping

    @property
    def public_sha256(self) -> str:
        """Fingerprint of the encoded text: all that the audit learns of it."""
        return hashlib.sha256(self.public_text.encode()).hexdigest()

    def relations(self, viewer: Viewer) -> frozenset[str]:
        """As to the case; to the committee's decision as to the proceeding before the committee."""
        if self.committee is not None:
            return self.committee.relations(viewer)
        return self.case.relations(viewer)


class Revision(models.Model):
    """The encoding as one review left it (lịch sử duyệt). Kept for the court, as secret as the source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """Null for the machine's own proposal."""
    decisions = models.PositiveIntegerField(default=0)
    """How many decisions this review brought."""
    replacements = models.JSONField()
    warnings = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="one_row_per_revision")]

    def __str__(self) -> str:
        return f"{self.publication}, lần {self.number}"
