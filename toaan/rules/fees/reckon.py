"""From facts to a fee. Which rule applies stands here and in `courses`; how much it takes stands in the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from toaan.rules.fees import civil, courses
from toaan.rules.fees.facts import KINDS, Facts, Kind, read_facts
from toaan.rules.fees.ledger import Fee, FeeRuleMissing, Ledger, Rules, Share
from toaan.rules.fees.together import check
from toaan.rules.model import RuleRow

_COURSES = {
    "civil": civil.reckon,
    "admin": courses.admin,
    "criminal": courses.criminal,
    "request": courses.request,
    "other": courses.other,
}


def fee(
    rows: Iterable[RuleRow],
    kind: object,
    value: object,
    options: Mapping[str, object],
    on: date | None = None,
) -> Fee:
    """The fee or charge that one question asks for.

    ``rows`` are those of the kinds ``fee``, ``fee_rule`` and ``fee_exemption``, read as of ``on`` (without it
    they are taken to be in force). ``kind`` is a code of :data:`KINDS`, with or without diacritics; ``value``
    the disputed value in đồng, ``None`` for a case without value; ``options`` those of :data:`OPTIONS`.

    Raises:
        FeeRefused, BadOption: the question makes no sense; one Vietnamese line.
        FeeRuleMissing: no rule is in force on that day.
    """
    rules = Rules(rows, on)
    facts = read_facts(rules, kind, value, options)
    check(facts, rules)
    return reckon(facts, rules)


def fee_advance(
    rows: Iterable[RuleRow],
    kind: str,
    value: int | None,
    *,
    simplified: bool = False,
    exempt: str | None = None,
    on: date | None = None,
) -> Fee:
    """The advance a plaintiff pays before acceptance (NQ 326 art. 7.2, 7.4).

    With value: half of the expected fee, never below the fee without value. ``exempt`` is the code of a row
    of kind ``fee_exemption``. Raises :class:`FeeRuleMissing`, ``ValueError`` for a negative value.
    """
    facts = Facts(known(kind), value, advance=True, simplified=simplified, exempt=exempt or "")
    return reckon(facts, Rules(rows, on))


def court_fee(
    rows: Iterable[RuleRow],
    kind: str,
    value: int | None,
    *,
    simplified: bool = False,
    agreed_before_hearing: bool = False,
    exempt: str | None = None,
    on: date | None = None,
) -> Fee:
    """The first-instance fee for a claim of ``value`` đồng (``None``: without value).

    ``agreed_before_hearing``: the parties settled in the court's mediation before the hearing, half the fee
    (26.7). ``simplified``: half the list (6.2). Arguments and errors otherwise as in :func:`fee_advance`.
    """
    facts = Facts(
        known(kind), value, simplified=simplified, mediated=agreed_before_hearing, exempt=exempt or ""
    )
    return reckon(facts, Rules(rows, on))


def known(code: str) -> Kind:
    """The kind of case of a code as stored. Raises :class:`FeeRuleMissing`."""
    if code not in KINDS:
        raise FeeRuleMissing(f"Không có quy định “fee:{code}” về án phí đang có hiệu lực.")
    return KINDS[code]


def reckon(facts: Facts, rules: Rules) -> Fee:
    """The fee of facts that go together, less what the law spares this payer."""
    ledger = Ledger(rules)
    rules.table(f"LP:{facts.matter}" if facts.matter else facts.kind.code)  # none in force: say so first
    shares = _COURSES[facts.kind.family](facts, ledger)
    if facts.exempt:
        row = rules.row(f"fee_exemption:{facts.exempt}")
        if row.value.get("only_advance") and not (facts.advance or facts.discontinued):
            ledger.note(f"{row.value['title']}: vẫn chịu án phí")
        else:
            ledger.relieve(row)
            shares = [Share(share.who, ledger.amount) for share in shares]
    return ledger.fee(shares)
