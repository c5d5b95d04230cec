"""An officer declares whom he is related to, and withdraws it when it is no longer so (khai báo người thân thích)."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.cases.models import Tie
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean, fold


def declare_tie(
    *,
    by: Viewer,
    kind: str,
    name: str,
    relation: str,
    at: datetime,
    birth_year: int | None = None,
    personal_id: str = "",
) -> Tie:
    """Declare one person. From now on the draw and every assignment heed it (BLTTDS 52–54).

    Raises:
        Refused: "tie.no_name", "tie.no_relation", "tie.unknown_person" without number and year, "tie.declared".
    """
    name, relation, personal_id = clean(name)[:200], clean(relation)[:200], clean(personal_id)[:20]
    with act("cases.declare_tie", by=by, at=at) as a:
        if by.user is None:
            raise Refused("not_allowed", _("Hãy đăng nhập."), status=403)
        made = Tie(
            officer=by.user, kind=kind if kind in Tie.Kind.values else Tie.Kind.KIN, name=name, birth_year=birth_year,
            name_folded=" ".join(fold(name).split()), personal_id=personal_id, relation=relation, declared_at=at,
        )  # fmt: skip
        a.allow(made)
        if not name:
            raise _wrong("tie.no_name", "name", _("Hãy ghi họ tên người ấy."))
        if not relation:
            raise _wrong("tie.no_relation", "relation", _("Hãy ghi quan hệ, ví dụ “anh ruột”."))
        if not personal_id and birth_year is None:
            raise _wrong(
                "tie.unknown_person", "birth_year",
                _("Hãy ghi năm sinh hoặc số định danh, để không nhầm với người trùng tên."),
            )  # fmt: skip
        standing = Tie.objects.of([by.user], at).filter(kind=made.kind)
        if any(t.is_about(name, birth_year, personal_id) for t in standing):
            raise _wrong("tie.declared", "name", _("Bạn đã khai báo người này."))
        made.save(force_insert=True)
        # The journal says that something was declared; whom it concerns stays with the officer and the leaders.
        a.record(
            made, court=by.court, title=_("%s khai báo quan hệ thân thích") % by.name, data={"tie": made.pk}
        )
    return made


def end_tie(*, by: Viewer, tie_id: uuid.UUID, at: datetime) -> Tie:
    """Withdraw a declaration; what was decided with it stays.

    Raises:
        Refused: "tie.ended".
    """
    with act("cases.end_tie", by=by, at=at) as a:
        tie = a.lock(Tie, tie_id, "officer")
        a.allow(tie)
        if tie.ended_at is not None:
            raise Refused("tie.ended", _("Khai báo này đã được rút."))
        tie.ended_at = at
        tie.save(update_fields=["ended_at"])
        a.record(
            tie, court=by.court, title=_("%s rút khai báo quan hệ thân thích") % by.name, data={"tie": tie.pk}
        )
    return tie


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
