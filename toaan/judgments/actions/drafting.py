"""Writing the draft (soạn bản án, BLTTDS 266). The audit learns only its hash."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from toaan.cases.models import Case
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import post_of
from toaan.judgments.content import Content
from toaan.judgments.models import Draft, DraftVersion, Judgment
from toaan.judgments.sections import Value, of_proceeding, words
from toaan.judgments.states import REOPENED

GATHERED = timedelta(minutes=15)
"""Automatic saves of one person within this time make one version."""
MOST_AUTOMATIC = 50
"""Versions that saved themselves and are kept; older ones give way. What a person saved always stays."""
Origin = DraftVersion.Origin


def save_draft(
    *, by: Viewer, case_id: uuid.UUID, content: Content, revision: int, at: datetime, automatic: bool = False
) -> Draft:
    """Save what the presiding judge has written.

    Args:
        revision: the one that the text was typed on; 0 for a draft that does not exist yet.
        automatic: the page saved by itself; nobody pressed a button.

    Raises:
        Refused: "draft.changed" when another tab or machine has saved since (the text there stays, the caller
            keeps the one typed here), "draft.numbered" when the judgment has its number, "wrong_state".
    """
    with act("judgments.save_draft", by=by, at=at) as a:
        case, draft = lock_draft(a, case_id)
        if (draft.revision if draft else 0) != revision:
            raise changed_meanwhile(draft, at)
        draft = keep(
            draft or Draft(case=case, kind=of_proceeding(case.proceeding).code),
            content,
            by=by,
            at=at,
            origin=Origin.AUTO if automatic else Origin.TYPED,
        )
        _record(a, case, draft, content)
    return draft


def save_sections(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    sections: Mapping[str, Value],
    seen: Mapping[str, str],
    at: datetime,
    automatic: bool = False,
) -> Draft:
    """Save some sections; what another window saved in other sections meanwhile stays as it is there.

    Args:
        seen: section → `Content.mark` of the text that the person began to type on.

    Raises:
        Refused: "draft.changed" when a section that was changed here was changed elsewhere too, and as `save_draft`.
    """
    with act("judgments.save_draft", by=by, at=at) as a:
        case, draft = lock_draft(a, case_id)
        current = Content.from_json(draft.content) if draft else Content()
        taken: dict[str, Any] = {}
        for name, value in sections.items():
            now = getattr(current, name)
            if value == now or Content.mark_of(value) == seen.get(name):
                continue  # the same text, or one that was not touched here
            if Content.mark_of(now) != seen.get(name):
                raise changed_meanwhile(draft, at)
            taken[name] = value
        content = replace(current, **taken)
        draft = keep(
            draft or Draft(case=case, kind=of_proceeding(case.proceeding).code),
            content,
            by=by,
            at=at,
            origin=Origin.AUTO if automatic else Origin.TYPED,
        )
        _record(a, case, draft, content)
    return draft


def restore_draft(
    *, by: Viewer, case_id: uuid.UUID, version_id: uuid.UUID, revision: int, at: datetime
) -> Draft:
    """Take an earlier version up again: as a new one, so that nothing is lost by it.

    Raises:
        Refused: "draft.changed" when the draft is newer than the one that was compared, and as `save_draft`.
    """
    with act("judgments.restore_draft", by=by, at=at) as a:
        case, draft = lock_draft(a, case_id)
        version = DraftVersion.objects.filter(pk=version_id, draft__case=case).first()
        if draft is None or version is None:
            raise not_found()
        if draft.revision != revision:
            raise changed_meanwhile(draft, at)
        content = Content.from_json(version.content)
        draft = keep(draft, content, by=by, at=at, origin=Origin.RESTORED, restored_from=version.revision)
        _record(a, case, draft, content, restored=version.revision)
    return draft


def lock_draft(a: Act, case_id: uuid.UUID) -> tuple[Case, Draft | None]:
    """The case and its draft, locked, for somebody who may do this act while the draft is open."""
    case = a.lock(Case, case_id, "court", "number")
    a.allow(case)
    case.after("judgments.save_draft")
    if Judgment.objects.filter(case=case).exclude(state=REOPENED).exists():
        raise Refused(
            "draft.numbered",
            "Bản án đã được cấp số nên dự thảo không sửa được nữa. Muốn sửa, hãy mở lại bản án.",
        )
    return case, Draft.objects.select_for_update(no_key=True).filter(case=case).first()


def keep(
    draft: Draft,
    content: Content,
    *,
    by: Viewer,
    at: datetime,
    origin: Origin,
    restored_from: int | None = None,
) -> Draft:
    """Write the draft and its version; called inside an act that holds the case."""
    draft.content, draft.revision = content.as_json(), draft.revision + 1
    draft.saved_by, draft.saved_at = post_of(by), at
    draft.save()
    newest = draft.versions.first()
    gathers = (
        newest is not None
        and not newest.closed
        and newest.saved_by_id == draft.saved_by_id
        and at - newest.begun_at < GATHERED
        and origin in (Origin.AUTO, Origin.TYPED)
    )
    version = newest if gathers and newest else DraftVersion(draft=draft, begun_at=at)
    version.content, version.revision, version.origin = draft.content, draft.revision, origin
    version.saved_by, version.saved_at, version.restored_from = draft.saved_by, at, restored_from
    version.words, version.closed = sum(words(v) for v in content.values), origin != Origin.AUTO
    version.save()
    if origin == Origin.AUTO:
        old = draft.versions.filter(origin=Origin.AUTO, word_copies=None).values_list("pk", flat=True)
        draft.versions.filter(pk__in=list(old[MOST_AUTOMATIC:])).delete()
    return draft


def _record(a: Act, case: Case, draft: Draft, content: Content, **more: Any) -> None:
    a.record(
        draft,
        court=case.court,
        case_id=case.pk,
        title="Khôi phục bản cũ của dự thảo" if more else "Lưu dự thảo bản án",
        data={"revision": draft.revision, "sha256": content.digest, **more},
        shown_to="nobody",
    )


def changed_meanwhile(draft: Draft | None, at: datetime) -> Refused:
    """Somebody saved while this one was looking at an older text."""
    saved = timezone.localtime(draft.saved_at if draft else at)
    return Refused(
        "draft.changed",
        _(
            "Dự thảo đã được lưu ở một cửa sổ khác lúc %(saved)s. Nội dung bạn vừa nhập vẫn còn "
            "trên trang này; hãy đối chiếu với bản đã lưu rồi lưu lại."
        )
        % {"saved": f"{saved:%H:%M}"},
    )
