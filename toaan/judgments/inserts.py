"""What can be put into a draft by choosing it: particulars of parties, claims, amounts, documents with folio numbers.

Domains above (the dossier) add their groups with `adds_inserts`; nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from toaan.cases.models import Case, Party
from toaan.core import clock
from toaan.core.viewer import Viewer
from toaan.judgments import compose
from toaan.rules.explain import vi_money
from toaan.vietnamese.amounts import amount_in_words


@dataclass(frozen=True)
class Insert:
    """One thing to be put in. `pages`: folio numbers of a document, of which one may be cited alone."""

    key: str
    label: str
    text: str
    pages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Group:
    """Inserts of one kind. `chosen`: shown as a list to choose from, with a folio number."""

    key: str
    title: str
    items: list[Insert] = field(default_factory=list)
    chosen: bool = False


Provider = Callable[[Viewer, Case], Iterable[Group]]
_providers: list[Provider] = []


def adds_inserts(provider: Provider) -> Provider:
    """Register more groups; the provider reads as the viewer may."""
    _providers.append(provider)
    return provider


def groups(viewer: Viewer, case: Case) -> list[Group]:
    """All that has something in it."""
    return [g for provider in _providers for g in provider(viewer, case) if g.items]


def text_of(viewer: Viewer, case: Case, key: str, *, page: str = "") -> str:
    """The text of one insert; of a document one folio alone where `page` is one of its own. "" when unknown."""
    item = next((i for g in groups(viewer, case) for i in g.items if i.key == key), None)
    if item is None:
        return ""
    if item.pages and page.isdecimal() and item.pages[0] <= int(page[:9]) <= item.pages[1]:
        return f"(BL {int(page)})"
    return item.text


@adds_inserts
def of_case(viewer: Viewer, case: Case) -> Iterator[Group]:  # noqa: ARG001
    """Parties, claims and amounts of the case."""
    parties = list(case.parties.all())
    yield Group("parties", _("Đương sự, người đại diện"), [*_parties(parties)])
    claims = [Insert(f"claim-{n}", str(c), str(c)) for n, c in enumerate(case.claims, start=1)]
    for n, other in enumerate(case.other_claims, start=1):
        claims += [
            Insert(
                f"other-{n}-{m}",
                f"{other['label']}: {text}",
                f"{other['label']} của {other['party']}: {text}",
            )
            for m, text in enumerate(other["claims"], start=1)
        ]
    yield Group("claims", _("Yêu cầu"), claims)
    yield Group("amounts", _("Số tiền, án phí"), [*_amounts(case)])


def _parties(parties: list[Party]) -> Iterator[Insert]:
    for party in parties:
        born = f", sinh năm {party.birth_year}" if party.birth_year else ""
        where = "trụ sở" if party.kind == Party.Kind.ORGANISATION else "địa chỉ"
        address = f"; {where}: {party.address}" if party.address else ""
        label = f"{party.get_role_display()} {party.name}"
        yield Insert(
            f"party-{party.order}", label, f"{party.get_role_display().lower()} {party.name}{born}{address}"
        )
        for n, person in enumerate(party.representations.all(), start=1):
            role = person.get_kind_display()
            yield Insert(
                f"party-{party.order}-{n}",
                f"{role} {person.name}",
                f"{role.lower()} của {party.name}: {person.name}",
            )


def _amounts(case: Case) -> Iterator[Insert]:
    if case.value:
        yield Insert("value", _("Giá trị tranh chấp"), _money(case.value))
    for n, line in enumerate(compose.fee_proposal(case, on=clock.today()), start=1):
        yield Insert(f"fee-{n}", line, line)


def _money(value: int) -> str:
    said = amount_in_words(value)
    return f"{vi_money(value)} ({said[:1].upper()}{said[1:]})"
