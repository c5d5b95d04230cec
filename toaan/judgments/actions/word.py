"""The draft goes out as a Word file and comes back (BLTTDS 266). The audit learns hashes, never a name or a word of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from toaan.core import files, policy
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments import changes, word
from toaan.judgments.actions.common import post_of, refused_on
from toaan.judgments.actions.drafting import changed_meanwhile, keep, lock_draft
from toaan.judgments.content import Content
from toaan.judgments.models import Draft, DraftVersion, WordCopy, WordReturn
from toaan.judgments.sections import KINDS, Value
from toaan.vietnamese.text import clean

WORD, MERGED = "word", "merged"
State = WordReturn.State


def hand_out_word(*, by: Viewer, case_id: uuid.UUID, at: datetime) -> WordCopy:
    """Note that the newest version goes out as a Word file; the file itself is made from it afterwards.

    Raises:
        Refused: "not_found" without a draft, "draft.numbered", "wrong_state".
    """
    with act("judgments.hand_out_word", by=by, at=at) as a:
        case, draft = lock_draft(a, case_id)
        version = draft.versions.first() if draft else None
        if version is None:
            raise not_found()
        DraftVersion.objects.filter(pk=version.pk).update(closed=True)
        copy = WordCopy.objects.create(version=version, made_by=post_of(by), made_at=at)
        a.record(
            copy,
            court=case.court,
            case_id=case.pk,
            title="Tải dự thảo về tệp Word",
            data={"revision": version.revision, "sha256": Content.from_json(version.content).digest},
            shown_to="nobody",
        )
    return copy


def bring_word(*, by: Viewer, case_id: uuid.UUID, upload: Any, name: str, at: datetime) -> WordReturn:
    """Take in a Word file that was edited outside: kept as it is, read, waiting for the judge.

    Raises:
        Refused: "file.…" (no DOCX, macros, encrypted, too large, a bomb), "word.…" (see `toaan.judgments.word.back`),
            "word.other_case", "word.waiting", "draft.numbered", "wrong_state".
    """
    draft = Draft.objects.select_related("case").filter(case_id=case_id).first()
    if draft is None:
        raise not_found()
    policy.require(by, "judgments.bring_word", draft.case)
    found = _read(draft, upload, name=name, by=by, at=at)
    _expected(draft, found, by)
    kept = files.take_in(upload, name=name, by=by, at=at, door=files.WORD_ONLY)
    with act("judgments.bring_word", by=by, at=at) as a:
        case, draft = lock_draft(a, case_id)
        if draft is None:
            raise not_found()
        copy, waiting = _expected(draft, found, by)
        if waiting is not None:
            _decide(waiting, State.DROPPED, by, at)
        made = WordReturn.objects.create(
            draft=draft, copy=copy, file=kept, name=clean(name)[:255], content=found.content.as_json(),
            notes=found.notes, brought_by=post_of(by), brought_at=at,
        )  # fmt: skip
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title="Nhận lại tệp Word của dự thảo",
            data={
                "from_revision": copy.version.revision,
                "file_sha256": kept.pk,
                "sha256": found.content.digest,
            },
            shown_to="nobody",
        )
    return made


def take_word(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    return_id: uuid.UUID,
    choices: Mapping[str, str],
    revision: int,
    at: datetime,
) -> Draft:
    """Take chosen sections of the file into the draft, as a new version.

    Args:
        choices: section → `WORD` or `MERGED` (both changes together); the others stay as they are.
        revision: the draft that the judge saw beside the file.

    Raises:
        Refused: "word.decided", "word.nothing", "word.no_merge", "draft.changed", "draft.numbered", "wrong_state".
    """
    with act("judgments.take_word", by=by, at=at) as a:
        case, draft = lock_draft(a, case_id)
        returned = _waiting(draft, return_id)
        if draft is None or draft.revision != revision:
            raise changed_meanwhile(draft, at)
        current, theirs = Content.from_json(draft.content), Content.from_json(returned.content)
        base = Content.from_json(returned.copy.version.content)
        taken: dict[str, Any] = {
            name: _chosen(how, getattr(base, name), getattr(current, name), getattr(theirs, name))
            for name, how in choices.items()
            if name in KINDS[draft.kind].names and how in (WORD, MERGED)
        }
        if not taken:
            raise Refused(
                "word.nothing",
                _("Hãy chọn ít nhất một phần để nhận, hoặc bấm “Không nhận tệp này”."),
                status=422,
            )
        content = replace(current, **taken)
        draft = keep(draft, content, by=by, at=at, origin=DraftVersion.Origin.WORD)
        returned.taken = list(taken)
        _decide(returned, State.TAKEN, by, at)
        a.record(
            returned,
            court=case.court,
            case_id=case.pk,
            title="Nhận thay đổi từ tệp Word vào dự thảo",
            data={"revision": draft.revision, "sha256": content.digest, "sections": list(taken)},
            shown_to="nobody",
        )
    return draft


def drop_word(*, by: Viewer, case_id: uuid.UUID, return_id: uuid.UUID, at: datetime) -> WordReturn:
    """Take nothing from the file; it stays kept as it came.

    Raises:
        Refused: "word.decided", "draft.numbered", "wrong_state".
    """
    with act("judgments.drop_word", by=by, at=at) as a:
        case, draft = lock_draft(a, case_id)
        returned = _waiting(draft, return_id)
        _decide(returned, State.DROPPED, by, at)
        a.record(
            returned,
            court=case.court,
            case_id=case.pk,
            title="Không nhận tệp Word của dự thảo",
            data={"file_sha256": returned.file_id},
            shown_to="nobody",
        )
    return returned


def _read(draft: Draft, upload: Any, *, name: str, by: Viewer, at: datetime) -> word.Returned:
    """What the file holds, before it is kept: of a file that is refused nothing stays."""
    finished = isinstance(upload, files.FinishedUpload)
    source = upload.path.open("rb") if finished else upload
    try:
        blob = source.read(word.MOST_BYTES + 1)
        return word.back(KINDS[draft.kind], blob)
    except Refused as refusal:
        if refusal.code == "word.unreadable" and not finished:
            upload.seek(0)
            files.examine(
                upload, name=name, door=files.WORD_ONLY, by=by, at=at
            )  # says more exactly what is wrong
        raise
    finally:
        source.close() if finished else source.seek(0)


def _expected(draft: Draft, found: word.Returned, by: Viewer) -> tuple[WordCopy, WordReturn | None]:
    """The copy that went out, and the file of the same person that this one takes the place of."""
    copy = WordCopy.objects.select_related("version").filter(pk=found.copy, version__draft=draft).first()
    if copy is None:
        raise refused_on(
            "file",
            "word.other_case",
            _("Tệp này thuộc dự thảo của vụ án khác nên không được nhận ở đây. Hãy mở đúng vụ án rồi gửi."),
        )
    waiting = draft.word_returns.filter(state=State.WAITING).first()
    if waiting is not None and waiting.brought_by_id != post_of(by).pk:
        raise refused_on(
            "file",
            "word.waiting",
            _("Một tệp Word khác đang chờ Thẩm phán quyết định. Hãy quyết định tệp đó rồi gửi tệp này."),
        )
    return copy, waiting


def _waiting(draft: Draft | None, return_id: uuid.UUID) -> WordReturn:
    found = WordReturn.objects.select_related("copy__version").filter(pk=return_id, draft=draft).first()
    if draft is None or found is None:
        raise not_found()
    if found.state != State.WAITING:
        raise Refused("word.decided", _("Tệp Word này đã được quyết định rồi."))
    return found


def _chosen(how: str, base: Value, current: Value, theirs: Value) -> Value:
    if how == WORD:
        return theirs
    merged = None if isinstance(base, str) else changes.merge(base, current, theirs)
    if merged is None:
        raise Refused(
            "word.no_merge",
            _("Hai bên sửa cùng một đoạn nên không gộp được. Hãy chọn một bản rồi sửa tiếp."),
            status=422,
        )
    return merged


def _decide(returned: WordReturn, state: State, by: Viewer, at: datetime) -> None:
    returned.state, returned.decided_by, returned.decided_at = state, post_of(by), at
    returned.save(update_fields=["state", "decided_by", "decided_at", "taken"])
