"""Recusal (từ chối, thay đổi người tiến hành tố tụng): BLTTDS 52-54, 60."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

OfficerRole = Literal["judge", "lay_judge", "clerk", "examiner", "court_president", "procurator"]
LAW = "Bộ luật Tố tụng dân sự"

# BLTTDS 52.2: earlier roles in the same case that bar any officer; 53.4: those that bar a judge or lay judge.
EARLIER_ROLES: Mapping[str, str] = {
    "protector": "người bảo vệ quyền và lợi ích hợp pháp của đương sự",
    "witness": "người làm chứng",
    "expert": "người giám định",
    "interpreter": "người phiên dịch",
}
EARLIER_OFFICES: Mapping[str, str] = {
    "examiner": "Thẩm tra viên Tòa án",
    "clerk": "Thư ký Tòa án",
    "procurator": "Kiểm sát viên",
    "procuracy_inspector": "Kiểm tra viên",
}

# BLTTDS 54.2: earlier offices that bar a clerk. Having been the clerk of the case is the same capacity, no bar.
EARLIER_OFFICES_OF_CLERK: Mapping[str, str] = {
    "judge": "Thẩm phán",
    "lay_judge": "Hội thẩm nhân dân",
    "examiner": "Thẩm tra viên Tòa án",
    "clerk_before": "Thư ký Tòa án ở lần giải quyết trước",
    "procurator": "Kiểm sát viên",
    "procuracy_inspector": "Kiểm tra viên",
}

# BLTTDS 60.2: earlier offices that bar a procurator, in the same reading.
EARLIER_OFFICES_OF_PROCURATOR: Mapping[str, str] = {
    "judge": "Thẩm phán",
    "lay_judge": "Hội thẩm nhân dân",
    "examiner": "Thẩm tra viên Tòa án",
    "clerk": "Thư ký Tòa án",
    "procurator_before": "Kiểm sát viên ở lần giải quyết trước",
    "procuracy_inspector": "Kiểm tra viên",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground, with its article and a sentence for the record."""

    article: str
    message_vi: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of the officer. ``relatives``: ids of the persons who are their relatives (người thân
    thích).

    ``earlier_roles`` and ``earlier_offices`` are codes of roles held in this same case; ``decided_before``:
    took part in resolving this case and gave a judgment or one of the decisions listed in 53.3.
    """

    id: str
    role: OfficerRole
    relatives: frozenset[str] = frozenset()
    earlier_roles: frozenset[str] = frozenset()
    earlier_offices: frozenset[str] = frozenset()
    decided_before: bool = False
    partiality_ground: str = ""
    namesake: bool = False
    """A party bears the name of a declared relative, and neither year of birth nor number tells them apart."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Ids of the parties, of their representatives, and of the judges and lay judges already on the panel.

    ``review_council``: cassation or reopening before the Judges' Council or Committee (exception of 53.3).
    """

    parties: frozenset[str]
    representatives: frozenset[str] = frozenset()
    panel: frozenset[str] = frozenset()
    review_council: bool = False


def barred(person: PersonFacts, case: CaseFacts) -> list[Reason]:
    """Every ground on which ``person`` must step aside or be replaced; empty when there is none."""
    reasons: list[Reason] = []
    if person.id in case.parties:
        reasons.append(_reason("52.1", "đồng thời là đương sự trong vụ án"))
    if person.id in case.representatives:
        reasons.append(_reason("52.1", "đồng thời là người đại diện của đương sự"))
    if person.relatives & case.parties:
        reasons.append(_reason("52.1", "là người thân thích của đương sự"))
    elif (
        person.namesake
    ):  # our reading: until it is known who he is, nobody who may be his kin deals with him
        reasons.append(
            _reason("52.1", "đương sự trùng họ tên với người thân thích đã khai báo, hồ sơ chưa có năm sinh hay số định danh để loại trừ")
        )  # fmt: skip
    reasons += [
        _reason("52.2", f"đã tham gia tố tụng trong vụ việc này với tư cách là {words}")
        for role, words in EARLIER_ROLES.items()
        if role in person.earlier_roles
    ]
    if person.partiality_ground:
        ground = person.partiality_ground
        reasons.append(_reason("52.3", f"có căn cứ rõ ràng cho rằng có thể không vô tư: {ground}"))
    if person.role in ("judge", "lay_judge"):
        reasons += _as_panel_member(person, case)
    if person.role == "procurator":
        reasons += [
            _reason("60.2", f"đã là người tiến hành tố tụng trong vụ việc này với tư cách là {words}")
            for office, words in EARLIER_OFFICES_OF_PROCURATOR.items()
            if office in person.earlier_offices
        ]
    if person.role == "clerk":
        reasons += [
            _reason("54.2", f"đã là người tiến hành tố tụng trong vụ việc này với tư cách là {words}")
            for office, words in EARLIER_OFFICES_OF_CLERK.items()
            if office in person.earlier_offices
        ]
        if person.relatives & (case.panel - {person.id}):
            reasons.append(
                _reason("54.3", "là người thân thích của một người tiến hành tố tụng khác trong vụ việc này")
            )
    return reasons


def _as_panel_member(person: PersonFacts, case: CaseFacts) -> list[Reason]:
    reasons: list[Reason] = []
    if person.relatives & (case.panel - {person.id}):
        reasons.append(
            _reason("53.2", "là người thân thích của một thành viên khác trong cùng Hội đồng xét xử")
        )
    if person.decided_before and not case.review_council:
        reasons.append(
            _reason("53.3", "đã tham gia giải quyết và đã ra bản án, quyết định trong vụ việc này")
        )
    reasons += [
        _reason("53.4", f"đã là người tiến hành tố tụng trong vụ việc này với tư cách là {words}")
        for office, words in EARLIER_OFFICES.items()
        if office in person.earlier_offices
    ]
    return reasons


def _reason(article: str, words: str) -> Reason:
    number, clause = article.split(".")
    return Reason(f"BLTTDS {article}", f"{words[0].upper()}{words[1:]} (khoản {clause} Điều {number} {LAW}).")
