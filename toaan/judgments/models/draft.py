"""The draft of a judgment and all that leads to it: secret until pronouncement (BLTTDS 264)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.models import Post, StoredFile
from toaan.core.viewer import Viewer


class Draft(models.Model):
    """What the presiding judge has written so far (dự thảo bản án). Read by the panel and the case clerk only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="judgment_draft")
    kind = models.CharField(max_length=20, default="judgment")
    """Which document: a key of `toaan.judgments.sections.KINDS`."""
    content = models.JSONField()
    """`toaan.judgments.content.Content.as_json()`."""
    revision = models.PositiveIntegerField(default=0)
    """Grows with every saved change; a save that was typed on an older one is refused."""
    saved_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Dự thảo bản án {self.case}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class DraftVersion(models.Model):
    """The draft as it stood once (bản của dự thảo). What a person saved stays; what saved itself is gathered."""

    class Origin(models.TextChoices):
        TYPED = "typed", _("Bấm lưu")
        AUTO = "auto", _("Tự lưu")
        RESTORED = "restored", _("Khôi phục")
        WORD = "word", _("Nhận từ tệp Word")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    revision = models.PositiveIntegerField()
    """The revision of the draft that it is, or (saved by itself) the last of several."""
    content = models.JSONField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    restored_from = models.PositiveIntegerField(null=True)
    """Revision that was taken up again."""
    words = models.PositiveIntegerField()
    saved_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    """First of the automatic saves gathered in it; for others the moment of saving."""
    saved_at = models.DateTimeField()
    closed = models.BooleanField(default=True)
    """No later automatic save goes into it."""

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["draft", "revision"], name="draft_version_once")]

    def __str__(self) -> str:
        return f"Bản thứ {self.revision}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.draft.relations(viewer)


class WordCopy(models.Model):
    """A Word file that went out of the draft: what it held, so that its way back can be compared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Written into the file."""
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="word_copies")
    made_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Tệp Word của {self.version}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.version.relations(viewer)


class WordReturn(models.Model):
    """A Word file that came back: kept byte for byte, read, and decided on section by section."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ quyết định")
        TAKEN = "taken", _("Đã nhận")
        DROPPED = "dropped", _("Không nhận")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="word_returns")
    copy = models.ForeignKey(WordCopy, on_delete=models.PROTECT, related_name="returns")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    content = models.JSONField()
    """The sections as they were read in the file."""
    notes = models.JSONField(default=dict)
    """What the reader of the file has to tell: `told` (codes of `toaan.engines.word.read`), `comments`, `opening`."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    brought_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken = models.JSONField(default=list)
    """Names of the sections that were taken from it."""

    class Meta:
        ordering = ["-brought_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(state="waiting"), name="one_word_file_waits_for_a_draft"
            )
        ]

    def __str__(self) -> str:
        return f"Tệp Word nhận lại {self.name}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.draft.relations(viewer)
