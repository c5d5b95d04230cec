"""Who must be there for the hearing to open: BLTTDS 227, 228, 231, 232; simplified 320.1, 324.2; on appeal 296. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

PartyRole = Literal["plaintiff", "defendant", "related", "requester"]


@dataclass(frozen=True)
class PartyFacts:
    """One party on the day. `represented`: a representative (not a mere protector) came."""

    name: str
    role: PartyRole
    present: bool
    represented: bool = False
    asked_absence: bool = False
    good_reason: bool = False
    appellant: bool = False
    absent_protectors: tuple[str, ...] = ()
    """Protectors of this party's rights who did not come and did not ask to be heard in absence."""


@dataclass(frozen=True)
class InterpreterFacts:
    """One interpreter on the day."""

    name: str
    language: str
    present: bool


@dataclass(frozen=True)
class Obstacle:
    """Why the hearing cannot be opened, and the article that says so."""

    article: str
    message: str


def obstacles(
    parties: Sequence[PartyFacts], *, summons: int, simplified: bool = False, on_appeal: bool = False
) -> list[Obstacle]:
    """What forbids opening the hearing; empty when it may be opened.

    Args:
        summons: how many times the parties have been duly summoned to a hearing, this one included.
        on_appeal: at second instance, where it is the appellant whose second absence counts (296.3).
    """
    found: list[Obstacle] = []
    for party in parties:
        if simplified and (not party.appellant if on_appeal else party.role != "plaintiff"):
            found += _simplified(party, "BLTTDS 324.2" if on_appeal else "BLTTDS 320.1")
            continue
        if on_appeal:
            found += _first(party, "BLTTDS 296.2") if summons <= 1 else _appellant(party)
        else:
            found += _first(party, "BLTTDS 227.1") if summons <= 1 else _later(party)
    return found


def without_interpreter(interpreters: Sequence[InterpreterFacts]) -> list[Obstacle]:
    """An interpreter did not come and nobody of the same language takes his place (231.2)."""
    there = {i.language.casefold() for i in interpreters if i.present}
    return [
        Obstacle(
            "BLTTDS 231.2",
            f"Người phiên dịch {i.name} ({i.language}) vắng mặt mà không có người khác thay thế.",
        )
        for i in interpreters
        if not i.present and i.language.casefold() not in there
    ]


def without_procurator(*, came: bool, protested: bool, simplified: bool = False) -> list[Obstacle]:
    """The procurator did not come: the hearing goes on (232.1, 320.1), on appeal unless the procuracy protested (296.1, 324.2)."""
    if came or not protested:
        return []
    return [
        Obstacle(
            "BLTTDS 324.2" if simplified else "BLTTDS 296.1",
            "Viện kiểm sát có kháng nghị mà Kiểm sát viên vắng mặt: phải hoãn phiên tòa.",
        )
    ]


def _missing(party: PartyFacts) -> bool:
    return not (party.present or party.represented or party.asked_absence)


def _first(party: PartyFacts, article: str) -> list[Obstacle]:
    found = []
    if _missing(party):
        found.append(
            Obstacle(
                article,
                f"{party.name} vắng mặt lần thứ nhất và không có đơn đề nghị xét xử vắng mặt: phải hoãn phiên tòa.",
            )
        )
    found += [
        Obstacle(
            article,
            f"{name}, người bảo vệ của {party.name}, vắng mặt lần thứ nhất: phải hoãn phiên tòa.",
        )
        for name in party.absent_protectors
    ]
    return found


def _simplified(party: PartyFacts, article: str) -> list[Obstacle]:
    # 320.1: a defendant or related person duly called who is absent without good reason is tried in absence at once;
    # 324.2: on appeal every party that has not appealed.
    if _missing(party) and party.good_reason:
        return [
            Obstacle(
                article,
                f"{party.name} vắng mặt có lý do chính đáng: hãy hoãn phiên tòa.",
            )
        ]
    return []


def _later(party: PartyFacts) -> list[Obstacle]:
    # An absent defendant or related person is tried in absence (227.2.b); a protector's absence does not count
    # (227.2.đ). An absent plaintiff is deemed to have abandoned the claim, unless the absence has good reason.
    if party.role != "plaintiff" or not _missing(party):
        return []
    if party.good_reason:
        return [
            Obstacle(
                "BLTTDS 227.2",
                f"{party.name} vắng mặt vì sự kiện bất khả kháng hoặc trở ngại khách quan: hãy hoãn phiên tòa.",
            )
        ]
    return [
        Obstacle(
            "BLTTDS 227.2.a",
            f"{party.name} vắng mặt lần thứ hai không vì sự kiện bất khả kháng hoặc trở ngại khách quan: bị coi là từ "
            "bỏ việc khởi kiện, Tòa án đình chỉ giải quyết yêu cầu của người này.",
        )
    ]


def _appellant(party: PartyFacts) -> list[Obstacle]:
    # 296.3: the hearing goes on without everybody else.
    if not party.appellant or not _missing(party):
        return []
    if party.good_reason:
        return [
            Obstacle(
                "BLTTDS 296.3",
                f"{party.name} vắng mặt vì sự kiện bất khả kháng hoặc trở ngại khách quan: hãy hoãn phiên tòa.",
            )
        ]
    return [
        Obstacle(
            "BLTTDS 296.3",
            f"{party.name} kháng cáo mà vắng mặt lần thứ hai không vì sự kiện bất khả kháng hoặc trở ngại khách quan: bị "
            "coi như từ bỏ việc kháng cáo, hãy đình chỉ xét xử phúc thẩm đối với kháng cáo của người này.",
        )
    ]
