"""Certified copies from the file (NĐ 30/2020, articles 25–27): number, paper, seal. The file itself is not touched."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from toaan.cases.models import Case, Party
from toaan.core import clock, files, numbering, policy, rules_in_force, signatures
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Post
from toaan.core.roles import LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.core.words import words as _
from toaan.dossiers import copy_papers, kinds, queries
from toaan.dossiers.models import DocumentCopy, Folio
from toaan.engines.pdf import page_count
from toaan.filing.tracking import new_code
from toaan.rules.copies import PAPER, CopyForm, copy_forms, may_copy, signing_title
from toaan.vietnamese.text import clean, fold

MOST = 99
"""Copies of one document at a time; more is a slip of the finger."""


@dataclass(frozen=True)
class Recipient:
    """For whom: a party of the case, or somebody else by name."""

    party_id: uuid.UUID | None
    name: str = ""


@dataclass(frozen=True)
class CopyWish:
    """What is asked for. ``key`` makes a second press find the copy of the first."""

    key: uuid.UUID
    form: str
    source: str
    medium: str
    first_page: int
    last_page: int
    count: int
    recipient: Recipient
    reason: str
    signer: str
    not_withheld: bool
    """The officer has made sure that nothing in it is kept from the recipient (BLTTDS 109.2)."""


@dataclass(frozen=True)
class Signer:
    """Who signs the closing sheet of a paper copy, with the words above the name."""

    title: str
    name: str


@in_record_language
def signers(viewer: Viewer) -> dict[str, Signer]:
    """Who may sign copies on paper: the leaders of the viewer's court now, the president first.

    The head of the agency lays down who signs copies (NĐ 30/2020, 27.1); such an order is not kept here.
    """
    found: dict[str, Signer] = {}
    leaders = Post.objects.held_at(clock.now()).filter(court_id=viewer.court_id, kind__in=LEADERS)
    for post in leaders.select_related("user").order_by("-kind", "pk"):
        title = signing_title(president=post.kind == Role.PRESIDENT)
        found[str(post.pk)] = Signer(title, post.user.full_name)
    return found


def make_copy(*, by: Viewer, folio_id: uuid.UUID, wish: CopyWish, at: datetime) -> DocumentCopy:
    """Enter a copy in the book of copies under the next number of court and year. `seal_copy` makes the paper.

    The original is read and tried before: a number is not spent on what cannot be copied. Pressed twice with the
    same key, it is made once.

    Raises:
        Refused: "not_found", "not_allowed", "dossiers.copy_secret", "dossiers.copy_withheld",
            "dossiers.copy_format", "dossiers.copy_broken", "dossiers.copy_way", "dossiers.copy_pages",
            "dossiers.copy_count", "dossiers.copy_for_whom", "dossiers.copy_reason", "dossiers.copy_signer".
    """
    folio = queries.get(by, folio_id)
    policy.require(by, "dossiers.make_copy", folio.dossier)
    if (before := _made(wish, folio)) is not None:
        return before
    form = _form(wish, at)
    _check_document(folio, wish)
    _check_pages(folio, wish, form)
    signer = _signer(by, wish)
    copy_papers.sheets(folio, first=wish.first_page, last=wish.last_page)
    with act("dossiers.make_copy", by=by, at=at) as a:
        case = a.lock(Case, folio.dossier.case_id, "court", "number")
        a.allow(case)
        if DocumentCopy.objects.filter(pk=wish.key).exists():
            raise Refused(
                "dossiers.copy_made", _("Bản sao này vừa được lập. Hãy tải lại trang để xem số của bản sao.")
            )
        party, given_to = _recipient(case, wish)
        copy = DocumentCopy(
            pk=wish.key, court=case.court, folio=folio, form=wish.form, source=wish.source, medium=wish.medium,
            first_page=wish.first_page, last_page=wish.last_page, count=wish.count if wish.medium == PAPER else 1, party=party, given_to=given_to,
            given_to_folded=fold(given_to)[:300], reason=_reason(wish), signer_title=signer.title,
            signer_name=signer.name, code=new_code(), made_at=at, made_by=by.post,
        )  # fmt: skip
        copy.number = numbering.issue(
            court=case.court, pattern=form.number, kind=case.kind, subject=copy, at=at
        )
        copy.save(force_insert=True)
        a.record(
            copy,
            court=case.court,
            case_id=case.pk,
            title=f"Vào sổ cấp bản sao: {copy}, {folio.title}"[:500],
            detail=f"{copy.count} bản, cấp cho {given_to}",
            data={
                "folio": folio.pk, "original": folio.file_id, "form": form.code, "source": copy.source,
                "medium": copy.medium, "pages": [copy.first_page, copy.last_page], "count": copy.count,
                "party": party.pk if party else "", "given_to": given_to, "reason": copy.reason,
                "signer": signer.name, "not_withheld": wish.not_withheld, "number": copy.number.text,
            },
            shown_to="nobody",
        )  # fmt: skip
    return copy


def seal_copy(*, by: Viewer, copy_id: uuid.UUID, at: datetime) -> DocumentCopy:
    """Make the paper of a numbered copy, seal it as the court, and enter that. Done already, it stays as it is.

    Rendering and signing hold no lock; stopped anywhere, it is simply done again.

    Raises:
        Refused: "not_found", "not_allowed", "dossiers.copy_broken", and those of `toaan.core.signatures`.
    """
    copy = queries.copy_of(by, copy_id)
    policy.require(by, "dossiers.seal_copy", copy)
    if copy.sealed:
        return copy
    paper = copy_papers.paper(copy)
    sealed = signatures.seal_as_court(copy.court, paper, at=timezone.localtime(at))
    kept = files.keep_made(sealed, pages=page_count(sealed), at=at)
    with act("dossiers.seal_copy", by=by, at=at) as a:
        locked = a.lock(
            DocumentCopy, copy.pk, "court", "number", "folio__dossier__case__number", "made_by__user"
        )
        a.allow(locked)
        if locked.sealed:
            raise Refused("dossiers.copy_sealed", _("Bản sao này vừa được đóng dấu số. Hãy tải lại trang."))
        locked.sha256, locked.sealed_at = kept.pk, at
        locked.save(update_fields=["sha256", "sealed_at"])
        a.record(
            locked,
            court=locked.court,
            case_id=locked.folio.dossier.case_id,
            title=f"Cấp bản sao: {locked}, {locked.folio.title}"[:500],
            detail=f"{locked.count} bản, cấp cho {locked.given_to}",
            data={"number": locked.number.text, "sha256": kept.pk},
            shown_to="court",
        )
    return locked


def _made(wish: CopyWish, folio: Folio) -> DocumentCopy | None:
    return DocumentCopy.objects.select_related("number").filter(pk=wish.key, folio=folio).first()


def _form(wish: CopyWish, at: datetime) -> CopyForm:
    """The form of copy, once the law knows it between these media."""
    row = rules_in_force.rule("dossier", "dossier:copies", clock.local_date(at))
    form = copy_forms(row).get(wish.form)
    if form is None:
        raise _on("form", "dossiers.copy_way", _("Chọn hình thức sao trong danh sách."))
    if not may_copy(form, source=wish.source, target=wish.medium):
        words = _(
            "Nghị định 30/2020/NĐ-CP (Điều %(article)s) không có %(form)s từ văn bản điện tử sang văn bản điện tử. Hãy giao "
            "bản giấy, hoặc gửi chính tệp gốc có chữ ký số cho người nhận."
        )
        raise _on(
            "medium", "dossiers.copy_way", words % {"article": form.article, "form": form.title.lower()}
        )
    return form


def _check_document(folio: Folio, wish: CopyWish) -> None:
    if folio.kind in kinds.INTERNAL:
        raise Refused(
            "dossiers.copy_secret",
            _("Biên bản nghị án và văn bản nội bộ của Tòa án không được sao để cấp cho ai."),
            status=403,
        )
    if not wish.not_withheld:
        words = _(
            "Kiểm tra tài liệu rồi đánh dấu xác nhận. Tài liệu thuộc khoản 2 Điều 109 Bộ luật Tố tụng dân sự hoặc có bí "
            "mật nhà nước thì không cấp bản sao ở đây."
        )
        raise _on("not_withheld", "dossiers.copy_withheld", words)
    if folio.file.media_type not in copy_papers.PRINTABLE:
        raise Refused(
            "dossiers.copy_format",
            _(
                "Tài liệu này không phải PDF hoặc ảnh nên không in thành bản sao được. Hãy tải bản gốc để sao chép."
            ),
            status=422,
        )


def _check_pages(folio: Folio, wish: CopyWish, form: CopyForm) -> None:
    if not 1 <= wish.first_page <= wish.last_page <= folio.pages:
        words = _("Tài liệu có %(n)d trang. Nhập trang đầu và trang cuối trong khoảng ấy.")
        raise _on("last_page", "dossiers.copy_pages", words % {"n": folio.pages})
    if form.whole and (wish.first_page, wish.last_page) != (1, folio.pages):
        words = _("%(form)s là sao toàn bộ tài liệu (%(n)d trang). Chỉ cần một phần thì chọn trích sao.")
        raise _on("form", "dossiers.copy_pages", words % {"form": form.title, "n": folio.pages})
    if not 1 <= wish.count <= MOST:
        raise _on("count", "dossiers.copy_count", _("Nhập số bản từ 1 đến %(n)d.") % {"n": MOST})


def _recipient(case: Case, wish: CopyWish) -> tuple[Party | None, str]:
    """The party, and the name under which the book has the recipient."""
    name = " ".join(clean(wish.recipient.name).split())[:200]
    if wish.recipient.party_id is None:
        if not name:
            words = _("Chọn đương sự, hoặc ghi tên người, cơ quan được cấp bản sao.")
            raise _on("name", "dossiers.copy_for_whom", words)
        return None, name
    party = case.parties.filter(pk=wish.recipient.party_id).first()
    if party is None:
        words = _("Người này không phải đương sự của vụ án. Chọn lại trong danh sách.")
        raise _on("party", "dossiers.copy_for_whom", words)
    whole = f"{party.get_role_display()} {party.name}"
    return party, (f"{whole} ({name} nhận)" if name else whole)[:300]


def _reason(wish: CopyWish) -> str:
    reason = " ".join(clean(wish.reason).split())[:500]
    if not reason:
        raise _on(
            "reason", "dossiers.copy_reason", _("Ghi lý do cấp bản sao, ví dụ theo đề nghị của ai, ngày nào.")
        )
    return reason


def _signer(by: Viewer, wish: CopyWish) -> Signer:
    found = signers(by).get(wish.signer)
    if found is None:
        raise _on("signer", "dossiers.copy_signer", _("Chọn người ký bản sao trong danh sách."))
    return found


def _on(field: str, code: str, message: str) -> Refused:
    """A refusal that belongs to one field of the form."""
    return Refused(code, message, status=422, fields={field: message})
