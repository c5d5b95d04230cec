"""The case dossier (hồ sơ vụ án) and its folios."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core.models import Court, Event, IssuedNumber, Post, StoredFile
from toaan.core.together import Bundled
from toaan.core.viewer import Viewer
from toaan.dossiers import kinds
from toaan.engines.pdf import endings_of


class Dossier(models.Model):
    """The file of one case. It comes into being with the first document that an act brings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="dossier")
    opened_at = models.DateTimeField()
    last_folio = models.PositiveIntegerField(default=0)
    """The last folio number (bút lục) given; grows under the lock of this row, never falls."""
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    inventory = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The inventory (mục lục hồ sơ) as it stood at closing, PDF."""
    archive_number = models.OneToOneField(IssuedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    """The number of the closed file in the archive (số lưu trữ); files closed before it was issued have none."""
    retention_note = models.CharField(max_length=500, blank=True)

    objects = Bundled.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_by__isnull=False, inventory__isnull=False),
                name="closed_dossier_has_its_inventory",
            )
        ]

    def __str__(self) -> str:
        return f"Hồ sơ vụ án {self.case}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.case.relations(viewer)


class Folio(models.Model):
    """One document of the file with its folio numbers (bút lục), one number a page. Never renumbered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="folios")
    order = models.PositiveIntegerField()
    """Order of entry into the file, from 1."""
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    title_folded = models.CharField(max_length=300, editable=False)
    kind = models.CharField(max_length=40)
    dated = models.DateField()
    received_at = models.DateTimeField()
    """The act that brought it into the file was done at this moment."""
    pages = models.PositiveIntegerField()
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()
    source = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    author_party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """The party who handed it in; empty for the court's own papers."""
    late = models.BooleanField(default=False)
    """It came after the dossier was closed (bổ sung sau khi đóng)."""

    objects = Bundled.as_manager()

    class Meta:
        ordering = ["first_page"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "source", "file"], name="document_filed_once"),
            models.UniqueConstraint(fields=["dossier", "order"], name="folio_order_once"),
            models.UniqueConstraint(fields=["dossier", "first_page"], name="folio_number_once"),
            models.CheckConstraint(
                condition=Q(pages__gte=1, first_page__gte=1) & Q(last_page=F("first_page") + F("pages") - 1),
                name="folio_numbers_fit_pages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, bút lục {self.numbers}"

    @property
    def numbers(self) -> str:
        """ "7" or "7–9"."""
        return str(self.first_page) if self.pages == 1 else f"{self.first_page}–{self.last_page}"

    @property
    def kind_label(self) -> str:
        return kinds.label(self.kind)

    @property
    def needs_kind(self) -> bool:
        """Whether lists name the kind beside the title; the court's own papers bear it in their title."""
        return self.kind in NAMED_BY_PEOPLE

    @property
    def submitted_by(self) -> str:
        """Who brought it: a party by role and name, or the court."""
        if self.author_party is None:
            return "Tòa án" if self.kind not in FROM_PETITIONER else "Người khởi kiện"
        return f"{self.author_party.get_role_display()} {self.author_party.name}"

    @property
    def file_name(self) -> str:
        """Under which a browser saves it: "BL 007 Đơn khởi kiện.pdf"."""
        ending = endings_of((self.file.media_type,))
        words = "".join(c for c in self.title if c.isalnum() or c in " -,.()")[:100].strip(" .")
        return f"BL {self.first_page:03d} {words}.{ending[0] if ending else 'bin'}"


FROM_PETITIONER = frozenset({"petition", "evidence", "identity", "authority", "exemption", "fee_receipt"})
"""Kinds that come with the petition, before there are parties; without an author they are the petitioner's."""
NAMED_BY_PEOPLE = frozenset({"evidence", "identity", "authority", "exemption", "internal"})
"""Kinds whose titles people write themselves."""


class DocumentCopy(models.Model):
    """One line of the book of copies (sổ cấp bản sao): a certified copy given from the file. The original stays as it is.

    It is numbered first; the paper is then made and sealed without any lock. Whatever stops in between is taken up
    again under the same number.
    """

    class Form(models.TextChoices):
        TRUE = "true", _("Sao y")
        SECOND = "second", _("Sao lục")
        EXTRACT = "extract", _("Trích sao")

    class Medium(models.TextChoices):
        PAPER = "paper", _("Bản giấy")
        ELECTRONIC = "electronic", _("Bản điện tử")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    folio = models.ForeignKey(Folio, on_delete=models.PROTECT, related_name="copies")
    number = models.OneToOneField(IssuedNumber, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Form)
    source = models.CharField(max_length=10, choices=Medium)
    """What lies in the file: a paper that was scanned, or an electronic document."""
    medium = models.CharField(max_length=10, choices=Medium)
    """What the recipient gets."""
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()
    """Pages of the document, from 1; a true copy has them all."""
    count = models.PositiveIntegerField()
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    """Empty when it is given to somebody else: an agency, another person."""
    given_to = models.CharField(max_length=300)
    given_to_folded = models.CharField(max_length=300, editable=False)
    reason = models.CharField(max_length=500)
    signer_title = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=200)
    """Who signs the closing sheet of a paper copy."""
    code = models.CharField(max_length=14, unique=True)
    """Printed on the copy; with it anybody asks the portal whether the court gave this copy."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    """The copy with the court's electronic seal, PDF; empty until then."""
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_page__gte=1, last_page__gte=F("first_page"), count__gte=1),
                name="copy_has_pages",
            ),
            models.CheckConstraint(
                condition=Q(sha256="", sealed_at__isnull=True) | (~Q(sha256="") & Q(sealed_at__isnull=False)),
                name="copy_sealed_with_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} số {self.number.text}"

    def relations(self, viewer: Viewer) -> frozenset[str]:
        return self.folio.dossier.relations(viewer)

    @property
    def sealed(self) -> bool:
        return bool(self.sha256)

    @property
    def pages(self) -> int:
        return self.last_page - self.first_page + 1

    @property
    def file_name(self) -> str:
        """Under which a browser saves it."""
        return f"Ban sao {self.number.text}.pdf".replace("/", "-")
