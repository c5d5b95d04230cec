"""An act of the court: permission → lock → rule → write → audit → event, in one transaction.

Every writer in `toaan/<domain>/actions.py` has this shape::

    def accept(*, by: Viewer, petition_id: UUID, at: datetime) -> Case:
        with act("filing.accept", by=by, at=at) as a:
            petition = a.lock(Petition, petition_id)   # the row, locked until the end
            a.allow(petition)                          # the policy table
            ...                                        # rules, state machine, writes
            a.record(petition, title=…, court=petition.court, …)   # audit entry and event
        return case

Leaving the block without `record`, or recording without `allow`, is an error: nothing is written.
Consequences subscribed with `@immediately` run inside the same transaction; `@afterwards` ones by the worker.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import override

from toaan.core import audit, clock, events, faults, policy
from toaan.core.errors import Refused, TooLate, not_found
from toaan.core.models import Court, Event
from toaan.core.viewer import Viewer
from toaan.core.words import RECORD_LANGUAGE
from toaan.core.words import words as _

M = TypeVar("M", bound=models.Model)
OF_PEOPLE = ("core.", "guidance.")
"""Acts about posts, accounts and leave: they go on while a court is wound up."""
WINDING_UP = frozenset({
    "appeals.send_decision_up", "appeals.send_up", "books.correct", "cases.change_details", "cases.end_representation",
    "cases.finish_handover", "cases.hand_back", "cases.hand_over", "cases.replace_officer", "course.annul_transfer",
    "course.complain_of_transfer", "course.send_file", "course.transfer", "course.uphold_transfer", "delivery.confirm_receipt", "delivery.list_dispatch", "delivery.record_failure", "delivery.record_proof",
    "delivery.send", "dossiers.close", "dossiers.file", "dossiers.make_copy", "dossiers.read", "dossiers.seal_copy",
    "filing.record_return_receipt", "filing.transfer_petition", "publication.decline", "publication.withdraw",
    "review.record_delivery", "review.return_file", "review.send_file",
})  # fmt: skip
"""What brings the files of a court that is no more to where they go on, closes them, or says what became of its papers."""


@dataclass(frozen=True)
class Document:
    """A document that an act brings into the file; the dossier takes it from the event."""

    sha256: str
    title: str
    kind: str
    dated: date
    author_party_id: str = ""
    """The party who handed it in, who is never served with it."""

    def as_json(self) -> dict[str, str]:
        return {**asdict(self), "dated": self.dated.isoformat()}


class Act:
    """The act under way: gives rows locked, asks the policy, leaves the trace."""

    def __init__(self, name: str, *, by: Viewer, at: datetime) -> None:
        self.name, self.by, self.at = name, by, at
        self.row = policy.TABLE[name]
        self.event: Event | None = None
        self._allowed = False
        self._subject: models.Model | None = None

    def lock(self, model: type[M], pk: uuid.UUID | str, *related: str) -> M:
        """The row, locked until the act ends (on SQLite the whole act holds the write lock already)."""
        try:
            rows = model._default_manager
            # Keys never change, so rows that point here may still be written (PostgreSQL: FOR NO KEY UPDATE).
            found = rows.select_for_update(no_key=True).get(pk=pk)
            self._subject = self._subject or found
            # Read the neighbours only now: a join in the locking query would show them as they were before the wait.
            return rows.select_related(*related).get(pk=pk) if related else found
        except (model.DoesNotExist, ValueError):  # type: ignore[attr-defined]
            raise not_found() from None

    def allow(self, subject: policy.Subject | None = None) -> None:
        """Ask the policy table; refuse with its hint."""
        policy.require(self.by, self.name, subject)
        self._allowed = True

    def done_before(self) -> str:
        """Who of the court did the same to the same thing, and when: two officers may have it open at once."""
        if self._subject is None or not self._allowed or not self.by.is_staff:
            return ""
        return who_did(self.name, self._subject)

    def record(
        self,
        subject: models.Model,
        *,
        court: Court | None,
        title: str,
        detail: str = "",
        data: Mapping[str, Any] | None = None,
        documents: Sequence[Document] = (),
        petition_id: uuid.UUID | None = None,
        case_id: uuid.UUID | None = None,
        shown_to: str = "nobody",
        towards: str = "",
    ) -> Event:
        """Write the audit entry and the event, and let the immediate consequences follow.

        Args:
            title: what happened, in Vietnamese, as the timeline shows it.
            data: what changed, JSON; secret texts enter as hashes only.
            shown_to: "nobody", "panel", "court" or "parties": who reads it on the timeline.
            towards: the act for which this one is a first step (its number): where that one is refused, no number is spent.
        """
        if not self._allowed:
            raise RuntimeError(f"{self.name} recorded without asking the policy table")
        if self.event is not None:
            raise RuntimeError(f"{self.name} recorded twice")
        goes_on = self.by.system or (towards or self.name) in WINDING_UP or self.name.startswith(OF_PEOPLE)
        if court is not None and not goes_on:
            _need_standing(court, clock.local_date(self.at))
        event = Event(
            act=self.name,
            at=self.at,
            court=court,
            actor=self.by.user,
            actor_name=self.by.name,
            role=self.by.role.value,
            because=self.by.because,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            petition_id=petition_id,
            case_id=case_id,
            title=title,
            detail=detail,
            shown_to=shown_to,
            data=plain(data or {}),
            documents=[d.as_json() for d in documents],
        )
        event.sequence = audit.append(event, by=self.by).sequence
        event.save(force_insert=True)
        self.event = event
        faults.point(f"{self.name}:recorded")
        events.announce(self.event)
        return self.event


def _need_standing(court: Court, day: date) -> None:
    """Nothing is taken in or decided by a court that no longer exists."""
    if court.valid_to is not None and court.valid_to <= day:
        raise Refused(
            "court.closed",
            _(
                "%(court)s đã chấm dứt hoạt động từ ngày %(day)s, không còn nhận và giải quyết vụ việc (Điều 4 Luật Tổ chức Tòa "
                "án nhân dân). Hãy làm việc này tại Tòa án kế thừa; hồ sơ còn lại ở đây thì đề nghị người quản trị hệ thống chuyển."
            )
            % {"court": court.name, "day": f"{court.valid_to:%d/%m/%Y}"},
        )


def who_did(name: str, subject: models.Model) -> str:
    """Who did this act to this thing last, and when, as a sentence for colleagues; empty when nobody has."""
    same = {"act": name, "subject_type": subject._meta.label_lower, "subject_id": str(subject.pk)}
    last = Event.objects.filter(**same).order_by("at").last()
    if last is None:
        return ""
    when = f"{timezone.localtime(last.at):%H:%M %d/%m/%Y}"
    return _("Việc này do %(who)s thực hiện lúc %(when)s.") % {"who": last.actor_name, "when": when}


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same as JSON would bring it back: dates and identifiers as text."""
    return json.loads(json.dumps(data, default=str))


@contextmanager
def act(name: str, *, by: Viewer, at: datetime) -> Iterator[Act]:
    """Perform the act `name` on behalf of `by` at the moment `at`; all or nothing."""
    under_way = Act(name, by=by, at=at)
    try:
        with transaction.atomic(), override(RECORD_LANGUAGE):
            yield under_way
            if under_way.event is None:
                raise RuntimeError(f"{name} left no audit entry")
            faults.point(f"{name}:before-commit")
    except TooLate as refusal:
        refusal.done_by = under_way.done_before()
        raise
    faults.point(f"{name}:after-commit")
