"""Legal documents (văn bản quy phạm pháp luật), their articles (điều), the words of each article through time, precedents (án lệ).

These rows are public reference data, read from what is published and put in by imports; they hold nothing of any case.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toaan.core import authority
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.legislation import names


class Corpus:
    """The legal texts of the installation as the thing that acts concern: one set, kept by its highest court."""

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return frozenset({"rule_authority"} if authority.holds(viewer) else ())


class Source(models.IntegerChoices):
    """Where words come from; where two have words for the same day, the higher one is read."""

    PLAIN = 1, _("tệp văn bản")
    PHAPDIEN = 2, _("Bộ pháp điển")
    CONSOLIDATED = 3, _("văn bản hợp nhất")


class Document(models.Model):
    """One legal document, known by its number."""

    number = models.CharField(max_length=80, unique=True)
    """ "92/2015/QH13"."""
    kind = models.CharField(max_length=40, blank=True)
    """Bộ luật, Luật, Nghị định …"""
    title = models.TextField(blank=True)
    """ "Bộ luật Tố tụng dân sự"; empty where no source says it."""
    searched = models.TextField(blank=True)
    """Number and title without diacritics."""
    issuer = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    """The first day on which it does not hold any more, where a source says so."""
    replaced_by = models.CharField(max_length=80, blank=True)
    """Number of the document in its place."""
    url = models.CharField(max_length=500, blank=True)
    source = models.PositiveSmallIntegerField(choices=Source.choices)
    """The best source that spoke of it."""

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["kind", "-issued_on", "number"], name="documents_by_kind")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.title else self.name

    @property
    def name(self) -> str:
        """ "Bộ luật Tố tụng dân sự"; without a title kind and number."""
        if not self.title and (known := names.full_name(self.number)):
            return known
        if not self.title:
            return f"{self.kind} số {self.number}" if self.kind else self.number
        named = self.title.casefold().startswith(self.kind.casefold())
        return self.title if named else f"{self.kind} {self.title}"


class Article(models.Model):
    """One article of a document (điều). Its words are in its versions."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="articles", db_index=False)
    key = models.CharField(max_length=110, unique=True)
    """ "92/2015/QH13#203": what questions, citations and addresses call it."""
    label = models.CharField(max_length=30)
    """ "203", "31a"."""
    title = models.TextField(blank=True)
    place = models.PositiveIntegerField()
    """Its place in the document."""
    source = models.PositiveSmallIntegerField(choices=Source.choices)
    topic = models.CharField(max_length=20, blank=True)
    """Number of the subject (chủ đề) of the Pháp điển: "37"."""
    demuc = models.CharField(max_length=300, blank=True)
    """Its heading there (đề mục), number and name: "37.5 Tố tụng dân sự"."""
    chapter = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=80, blank=True, db_index=True)
    """ "37.5.LQ.203"."""
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["document", "place", "label"]
        indexes = [models.Index(fields=["document", "place", "label"], name="articles_in_order")]

    def __str__(self) -> str:
        return f"Điều {self.label}. {self.title}" if self.title else f"Điều {self.label}"


class ArticleVersion(models.Model):
    """The words of an article as one source has them, and the days between which they hold."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions", db_index=False)
    source = models.PositiveSmallIntegerField(choices=Source.choices)
    told_from = models.DateField(null=True)
    """First day as the source says: the day of the document, or of the last change that it knows."""
    from_day = models.DateField(null=True)
    """First day of these words, all sources put together; None: not known."""
    until_day = models.DateField(null=True)
    """Last day; None: no later words are known, which does not say that there are none."""
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    """Of what the source says: a re-import passes over what is the same."""
    page = models.CharField(max_length=40, blank=True)
    """Where it stands in the PDF: "2:31–2:32"."""
    changes = models.JSONField(default=list)
    """What changed the words: [{"by", "document", "from"}]."""

    class Meta:
        ordering = ["article", "from_day", "-source"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "source", "told_from"], name="one_version_a_source_and_day", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(from_day=None) | Q(until_day=None) | Q(until_day__gte=models.F("from_day")),
                name="words_end_after_they_begin",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["article", "from_day"], name="words_by_day")]

    def __str__(self) -> str:
        return f"{self.article} ({self.get_source_display()})"

    @property
    def repealed(self) -> bool:
        """A consolidated text has the article's number and no words: it was struck out."""
        return self.source == Source.CONSOLIDATED and not self.text

    def holds(self, day: date) -> bool:
        """Whether these are the words of that day, as far as is known."""
        return (self.from_day is None or self.from_day <= day) and (
            self.until_day is None or day <= self.until_day
        )


class Link(models.Model):
    """An article names another article or a whole document; the other end need not be here."""

    class Kind(models.TextChoices):
        CITES = "cites", _("viện dẫn")
        RELATED = "related", _("liên quan theo Bộ pháp điển")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    to_document = models.CharField(max_length=80, blank=True, db_index=True)
    to_key = models.CharField(max_length=110, blank=True, db_index=True)
    """Empty where a document is named as a whole, or the place in the Pháp điển is not read yet."""
    code = models.CharField(max_length=80, blank=True)
    """Place in the Pháp điển, for links that it gives."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind", "to_document", "to_key", "code"], name="one_link_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article.key} → {self.to_key or self.to_document or self.code}"


class Precedent(models.Model):
    """A precedent (án lệ) that the Council of Judges chose (NQ 04/2019/NQ-HĐTP)."""

    number = models.CharField(max_length=40, unique=True)
    """ "01/2016/AL"."""
    title = models.TextField()
    searched = models.TextField(blank=True)
    adopted_on = models.DateField(null=True)
    source = models.TextField(blank=True)
    """The judgment or decision it was taken from."""
    situation = models.TextField(blank=True)
    holding = models.TextField()
    """What it settles (giải pháp pháp lý, nội dung án lệ)."""
    url = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Án lệ số {self.number}"


class PrecedentArticle(models.Model):
    """An article that a precedent is about."""

    precedent = models.ForeignKey(
        Precedent, on_delete=models.CASCADE, related_name="articles", db_index=False
    )
    key = models.CharField(max_length=110, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["precedent", "key"], name="each_article_once")]

    def __str__(self) -> str:
        return self.key


class ImportRun(models.Model):
    """One import (lần nạp): who, which files, what it brought, what could not be read."""

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ nạp")
        RUNNING = "running", _("đang nạp")
        DONE = "done", _("đã xong")
        FAILED = "failed", _("không xong")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by_name = models.CharField(max_length=200)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    """None for a command at the terminal."""
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    files = models.JSONField(default=list)
    """[{"name", "size", "sha256"}]."""
    at_place = models.CharField(max_length=300, blank=True)
    """The last line that is in the database."""
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    """Lines that name an article which an earlier line of the same source had."""
    skipped = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    """The first of what could not be read: [{"where", "reason"}]."""

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "failed"]) | Q(ended_at__isnull=False), name="ended_import_has_its_moment"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Lần nạp {self.started_at:%d/%m/%Y}"

    @property
    def read(self) -> int:
        """Records read so far."""
        return self.new + self.changed + self.unchanged + self.repeated + self.skipped

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED}

    @property
    def counts(self) -> dict[str, int]:
        names = ("new", "changed", "unchanged", "repeated", "skipped")
        return {name: getattr(self, name) for name in names}
