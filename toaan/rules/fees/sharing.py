"""A first-instance fee among several persons: claims and counterclaims (art. 26), an estate (27.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toaan.rules.explain import vi_money
from toaan.rules.fees.facts import Facts
from toaan.rules.fees.ledger import Fee, FeeRefused, Ledger, Rules, Share
from toaan.rules.fees.reckon import known, reckon
from toaan.rules.fees.steps import add_up, simplify
from toaan.rules.model import RuleRow

_SIDES = {
    "nguyen-don": ("nguyen-don", "bi-don"),
    "phan-to": ("bi-don", "nguyen-don"),
    "doc-lap": ("lien-quan", "bi-don"),
}


@dataclass(frozen=True, slots=True)
class FeeShares:
    """Who bears which part of the first-instance fee (NQ 326 art. 26)."""

    plaintiff: Fee
    defendant: Fee


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim and what became of it. Persons of one side who share it bear its fee together.

    ``value`` is ``None`` for a claim without value; then ``accepted`` is the whole (``True``) or nothing
    (``False``), otherwise so many đồng. ``claimant`` is ``nguyen-don``, ``phan-to`` or ``doc-lap``.
    """

    by: tuple[str, ...]
    against: tuple[str, ...]
    value: int | None
    accepted: int | bool
    claimant: str = "nguyen-don"


@dataclass(frozen=True, slots=True)
class PartyFee:
    """What these persons bear together, and the same for each of them; an exempt person's part is gone."""

    persons: tuple[str, ...]
    fee: Fee


def share_fee(
    rows: Iterable[RuleRow],
    kind: str,
    claimed: int,
    accepted: int,
    *,
    exempt_plaintiff: str | None = None,
    exempt_defendant: str | None = None,
    on: date | None = None,
) -> FeeShares:
    """Split the fee of a claim with value: each side pays on the part it lost (26.2-4).

    The plaintiff bears the fee of the rejected part, the defendant that of the accepted part, each by the
    band of its own part. Raises ``ValueError`` unless ``0 <= accepted <= claimed``.
    """
    if not 0 <= accepted <= claimed:
        raise FeeRefused("Phần yêu cầu được chấp nhận phải nằm trong giá trị yêu cầu.")
    rules = Rules(rows, on)

    def side(payer: str, exempt: str | None) -> Fee:
        told = Facts(known(kind), claimed, accepted=accepted, payer=payer, exempt=exempt or "")
        return reckon(told, rules)

    return FeeShares(side("nguyen-don", exempt_plaintiff), side("bi-don", exempt_defendant))


def share_claims(
    rows: Iterable[RuleRow],
    kind: str,
    claims: Sequence[Claim],
    *,
    simplified: bool = False,
    exempt: Mapping[str, str] | None = None,
    on: date | None = None,
) -> list[PartyFee]:
    """What each side of every claim bears (26.1 to 26.6), claim by claim; nothing due is left out.

    ``exempt`` names a person's ground (code of ``fee_exemption``): it spares that person's equal part only,
    the others still bear theirs (26.9). The equal parts within one side are practice, not a rule of NQ 326.
    """
    rules = Rules(rows, on)
    found = []
    for claim in claims:
        if claim.value is not None and (
            isinstance(claim.accepted, bool) or not 0 <= claim.accepted <= claim.value
        ):
            raise FeeRefused("Phần yêu cầu được chấp nhận phải nằm trong giá trị yêu cầu.")
        for persons, fee in _sides(rules, kind, claim, simplified=simplified):
            if fee.amount:
                found.append(PartyFee(persons, _spare(rules, fee, persons, exempt or {})))
    return found


def _sides(
    rules: Rules, kind: str, claim: Claim, *, simplified: bool
) -> Iterable[tuple[tuple[str, ...], Fee]]:
    loser, winner = _SIDES[claim.claimant]
    if claim.value is None:
        ledger = Ledger(rules)
        ledger.cite("list")
        add_up(ledger, kind, [None])
        simplify(Facts(known(kind), simplified=simplified), ledger)
        ledger.cite("claim-accepted" if claim.accepted else "claim-rejected")
        yield (claim.against if claim.accepted else claim.by), ledger.fee()
        return
    told = Facts(
        known(kind), claim.value, accepted=claim.accepted, claimant=claim.claimant, simplified=simplified
    )
    for persons, payer in ((claim.by, loser), (claim.against, winner)):
        yield persons, reckon(replace(told, payer=payer), rules)


def _spare(rules: Rules, fee: Fee, persons: tuple[str, ...], exempt: Mapping[str, str]) -> Fee:
    """Equal parts of a side's fee, less what the law spares each exempt person."""
    ledger = Ledger(rules, fee.amount, list(fee.steps))
    each = equal_parts(fee.amount, len(persons))
    shares, total = [], 0
    for person, part in zip(persons, each, strict=True):
        ledger.amount = part
        if person in exempt:
            row = rules.row(f"fee_exemption:{exempt[person]}")
            if not row.value.get("only_advance"):
                ledger.relieve(row)
        shares.append(Share(person, ledger.amount))
        total += ledger.amount
    if total == fee.amount:
        return replace(fee, shares=tuple(shares))
    ledger.set("Còn phải chịu", total)
    ledger.cite("others-still-pay")
    article = f"{fee.article}; {ledger.article()}"
    lines = "; ".join(f"{words} = {vi_money(amount)}" for words, amount in ledger.steps)
    words = f"{lines}. Số tiền: {vi_money(total)} ({article})."
    articles = (*fee.articles, *ledger.articles())
    return Fee(total, article, words, tuple(ledger.steps), tuple(shares), articles)


def equal_parts(amount: int, persons: int) -> list[int]:
    """Whole đồng, as equal as can be; the first bear the đồng that is left over."""
    part, left = divmod(amount, persons)
    return [part + (index < left) for index in range(persons)]


def share_estate(
    rows: Iterable[RuleRow],
    kind: str,
    parts: Mapping[str, int],
    *,
    debt: int = 0,
    on: date | None = None,
) -> dict[str, Fee]:
    """What each person bears when common property or an estate is divided (27.7).

    ``parts`` are what each receives after the debts to third persons are taken off; the fee of ``debt``, what
    is paid to third persons out of the estate, is borne in equal parts (27.7.b).
    """
    if not parts or debt < 0 or any(part < 0 for part in parts.values()):
        raise FeeRefused("Cần phần được chia của từng người và nghĩa vụ với bên thứ ba, không âm.")
    rules = Rules(rows, on)
    common = Ledger(rules)
    if debt:
        add_up(common, kind, [debt])
    found = {}
    for (person, part), common_part in zip(
        parts.items(), equal_parts(common.amount, len(parts)), strict=True
    ):
        ledger = Ledger(rules)
        ledger.cite("list")
        if part:
            add_up(ledger, kind, [part])
            ledger.cite("claim:chia-tai-san")
        if debt:
            own = ledger.amount
            ledger.note("Án phí phần nghĩa vụ với bên thứ ba, chia đều", common_part)
            ledger.cite("estate-debt")
            ledger.set("Cộng", own + common_part)
        found[person] = ledger.fee()
    return found
