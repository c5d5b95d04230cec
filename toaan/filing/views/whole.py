"""The whole petition on one page, as the clerk types it from paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from toaan.core.errors import Refused
from toaan.filing.forms import show_faults
from toaan.filing.party_forms import (
    PartySet,
)
from toaan.filing.petition_forms import (
    ClaimSet,
    FactsForm,
    ValueForm,
)
from toaan.filing.strike_form import StrikeForm

GROUPS = (
    ("plaintiffs", _("Người khởi kiện")),
    ("defendants", _("Người bị kiện")),
    ("related", _("Người có quyền lợi, nghĩa vụ liên quan")),
)
AS_WRITTEN = {
    "legal_relation": (_("Quan hệ tranh chấp"), _("Chọn trong gợi ý, hoặc ghi theo lời của đơn.")),
    "facts": (_("Nội dung sự việc"), _("Ghi đúng như trong đơn; bản quét kèm theo là bản gốc.")),
}
SPARE = 2
"""Empty rows offered beyond those filled, so that the page needs no script."""


class WholePetition:
    """Forms over a content: parties, dispute, claims, value."""

    def __init__(
        self,
        request: HttpRequest,
        words: Mapping[str, Any],
        kind: str,
        *,
        suit: bool = True,
        strike: bool = False,
    ) -> None:
        self.suit = suit
        data = request.POST if request.method == "POST" else None
        self.parties: dict[str, BaseFormSet[Any]] = {}
        for key, _label in self._groups():
            rows = [dict(r) for r in words[key]]
            spare: list[dict[str, Any]] = [{}] * (SPARE - 1 if rows or key == "related" else SPARE)
            self.parties[key] = PartySet(data, initial=[*rows, *spare], prefix=key)
        self.facts = FactsForm(data, kind=kind, initial=dict(words))
        for name, (label, hint) in AS_WRITTEN.items():  # the portal asks the petitioner; here a clerk copies
            self.facts.fields[name].label, self.facts.fields[name].help_text = label, hint
        self.claims = ClaimSet(
            data, initial=[*({"text": c} for c in words["claims"]), {}, {}], prefix="claims"
        )
        self.value = ValueForm(data, initial=dict(words))
        self.strike = StrikeForm(data, initial=dict(words)) if strike else None
        """Only of a request about a strike, or where nobody has said yet what is asked."""

    def __iter__(self) -> Iterator[forms.BaseForm | BaseFormSet[Any]]:
        yield from self.parties.values()
        yield self.facts
        yield self.claims
        if self.suit:
            yield self.value
        if self.strike is not None:
            yield self.strike

    def _groups(self) -> list[tuple[str, Any]]:
        if self.suit:
            return list(GROUPS)
        return [("plaintiffs", _("Người yêu cầu")), GROUPS[2]]

    def groups(self) -> list[tuple[str, BaseFormSet[Any]]]:
        """Label and rows of each group of parties."""
        return [(str(label), self.parties[key]) for key, label in self._groups()]

    def is_valid(self) -> bool:
        return all([f.is_valid() for f in self])

    def data(self) -> dict[str, Any]:
        """What was typed, in the shape of the content; witnesses stay as they were."""
        return {
            **{key: [f.cleaned_data for f in rows.forms] for key, rows in self.parties.items()},
            **self.facts.cleaned_data,
            **(self.value.cleaned_data if self.suit else {}),
            **(self.strike.cleaned_data if self.strike is not None else {}),
            "claims": [f.cleaned_data.get("text", "") for f in self.claims.forms],
        }

    def show(self, refusal: Refused, *others: forms.BaseForm) -> None:
        """Put the faults of a refusal where they belong."""
        show_faults(refusal, *others, *self)
