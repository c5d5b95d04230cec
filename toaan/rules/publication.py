"""What is published on the court's portal, and may this judgment or decision be? NQ 03/2017/NQ-HĐTP art. 4; BLTTDS
269.4, 315.3, 350.2, 357, 370.4, 375.5, each with 109.2.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from toaan.rules.model import RuleRow


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason not to publish, with its article."""

    code: str
    article: str
    message_vi: str


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What decides publication on day ``as_of``. ``effective_on`` is ``None`` while any part is not in
    effect.
    """

    as_of: date
    effective_on: date | None
    closed_hearing: bool = False
    state_secret: bool = False
    withheld_secret: bool = False
    harms_good_customs: bool = False
    has_minor: bool = False
    private_secret_not_encoded: bool = False
    anonymised: bool = False


_APPLIES: Mapping[str, Callable[[PublicationFacts], bool]] = {
    "not_effective": lambda f: f.effective_on is None or f.effective_on > f.as_of,
    "closed_hearing": lambda f: f.closed_hearing,
    "state_secret": lambda f: f.state_secret,
    "withheld_secret": lambda f: f.withheld_secret,
    "good_customs": lambda f: f.harms_good_customs,
    "minor": lambda f: f.has_minor,
    "private_secret": lambda f: f.private_secret_not_encoded,
    "not_anonymised": lambda f: not f.anonymised,
}
REASON_CODES = frozenset(_APPLIES)


def bases(rule: RuleRow) -> dict[str, str]:
    """Kind of judgment or decision that is published → the article that says so, of the row ``publication:rulings``.

    Decisions on a request and of second instance that only end or return something are none of them, nor is a decision
    of second instance on a suspended or discontinued suit: 315.3 names judgments only.
    """
    return {item["code"]: item["article"] for item in rule.value["rules"]}


def reasons_not_to_publish(facts: PublicationFacts, rule: RuleRow) -> list[Reason]:
    """All reasons at once, in the order of ``rule`` (the row ``publication:reasons``); empty: it may be
    published.

    Raises ``ValueError`` when the row names a reason this program does not know how to test.
    """
    reasons = []
    for item in rule.value["rules"]:
        if item["code"] not in _APPLIES:
            raise ValueError(f"Không biết cách kiểm tra lý do “{item['code']}” của quy định {rule.key}.")
        if _APPLIES[item["code"]](facts):
            reasons.append(Reason(item["code"], item["article"], item["message"]))
    return reasons
