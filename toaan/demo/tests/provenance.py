"""Where each row comes from: the act that names it, or the act that made the thing it is a part of."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from toaan.core.models import AuditEntry, Event

FRAMEWORK = frozenset({"auth", "contenttypes", "sessions", "account", "axes", "django_tasks_database"})
TRACE = frozenset(
    {
        "core.auditentry", "core.audithead", "core.auditanchor", "core.event", "core.eventdelivery", "core.searchchange",
        "core.counter", "core.storedfile", "core.ruleversion",
    }
)  # fmt: skip
"""The trace itself, what is made from it, the store of bytes, the rules that come with the software."""
RECEIVED = frozenset({"filing.submit", "filing.record_paper"})
SITTING = frozenset(
    {
        "hearings.schedule_session",
        "hearings.number_trial_decision",
        "hearings.number_adjournment",
        "hearings.pause",
        "hearings.set_resumption",
        "hearings.rebook",
        "hearings.call_anew",
        "appeals.set_meeting",
    }
)
EFFECT = frozenset({"judgments.take_effect", "judgments.close_periods", "judgments.pronounce"})
PARTS: dict[str, tuple[str, frozenset[str]]] = {
    "cases.party": ("case", frozenset({"cases.open", "appeals.accept"})),
    "appeals.partruling": ("case", frozenset({"appeals.rule"})),
    "cases.representation": ("party.case", frozenset({"cases.register_protector", "cases.open"})),
    "delivery.dispatchline": ("dispatch", frozenset({"delivery.list_dispatch"})),
    "cases.reminder": ("post", frozenset({"cases.remind"})),
    "hearings.partyreminder": ("user", frozenset({"hearings.remind_party"})),
    "cases.assignment": ("case", frozenset({"cases.draw_judge", "cases.assign_clerk", "cases.assign_lay_judges", "appeals.assign_panel"})),
    "core.courtarea": ("court", frozenset({"filing.enter_area"})),
    "core.finding": ("court", frozenset({"core.refresh_findings"})),
    "judgments.draftversion": ("draft", frozenset({"judgments.save_draft"})),
    "filing.petitionversion": ("petition", RECEIVED | {"filing.amend"}),
    "filing.attachment": ("petition", frozenset({"filing.attach", "filing.record_paper"})),
    "filing.amendmentrequest": ("petition", frozenset({"filing.request_amendment"})),
    "filing.feenotice": ("petition", frozenset({"filing.take_jurisdiction", "filing.exempt_from_advance"})),
    "filing.feereceipt": ("petition", frozenset({"filing.hand_in_receipt"})),
    "filing.return": ("petition", frozenset({"filing.return_petition"})),
    "filing.returncopy": ("returned.petition", frozenset({"filing.return_petition"})),
    "filing.acknowledgement": ("petition", frozenset({"filing.acknowledge"})),
    "filing.courtpaper": ("petition", RECEIVED),
    "delivery.servicerecipient": ("service", frozenset({"delivery.order"})),
    "hearings.booking": ("hearing.case", SITTING),
    "hearings.participation": ("hearing.case", SITTING),
    "judgments.judgmentpart": ("judgment", frozenset({"judgments.pronounce"})),
    "judgments.appealperiod": ("judgment", frozenset({"judgments.pronounce"})),
    "judgments.effect": ("judgment", EFFECT),
    "judgments.parteffect": ("effect.judgment", EFFECT),
    "publication.revision": ("publication", frozenset({"publication.propose", "publication.review"})),
    "dossiers.folio": ("dossier", frozenset({"dossiers.file"})),
}  # fmt: skip
"""A row without a name of its own → the thing it is a part of, and the acts that write such rows."""


class Provenance:
    """The audit, read once."""

    def __init__(self) -> None:
        self.acts: dict[tuple[str, str], set[str]] = defaultdict(set)
        """Thing → acts done on it, or in it when it is a case."""
        self.named: set[str] = set()
        """Every value that the data of an act hold."""
        for entry in AuditEntry.objects.all():
            self.acts[entry.subject_type, entry.subject_id].add(entry.act)
            self.acts["cases.case", str(entry.case_id)].add(entry.act)
            self.named |= set(_leaves(entry.data))

    def orphans(self) -> Iterator[str]:
        """Rows that no act wrote."""
        for event in Event.objects.all():
            if str(event.pk) not in self.named:
                yield f"core.event {event.pk}"
        for model in apps.get_models():
            label = model._meta.label_lower
            if model._meta.app_label not in FRAMEWORK and label not in TRACE:
                yield from (
                    f"{label} {row.pk}" for row in model._default_manager.all() if not self.knows(label, row)
                )

    def knows(self, label: str, row: models.Model) -> bool:
        """Whether an act names this row, or wrote it as a part of something."""
        if label == "core.issuednumber":
            return self._numbered(row)
        if label == "cases.deadline":
            return self._runs(row)
        if label not in PARTS:
            # A number like 50 may stand in any data: only an identity that is nobody else's names a row.
            named = isinstance(row.pk, uuid.UUID) and str(row.pk) in self.named
            return named or bool(self.acts.get((label, str(row.pk))))
        path, acts = PARTS[label]
        owner: Any = row
        for name in path.split("."):
            owner = getattr(owner, name)
        return bool(self.acts[owner._meta.label_lower, str(owner.pk)] & acts)

    def _numbered(self, number: Any) -> bool:
        """A number was given to a row that is there and is itself accounted for."""
        model = apps.get_model(number.subject_type)
        owner = model._default_manager.filter(pk=number.subject_id).first()
        return owner is not None and self.knows(number.subject_type, owner)

    def _runs(self, deadline: Any) -> bool:
        """A deadline follows from an act on its petition or in its case."""
        petition = self.acts.get(("filing.petition", str(deadline.petition_id)))
        return bool(petition or self.acts.get(("cases.case", str(deadline.case_id))))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield str(value)
