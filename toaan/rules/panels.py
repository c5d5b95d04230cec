"""Composition of the trial panel (Hội đồng xét xử): BLTTDS 63, 65."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toaan.rules.model import RuleRow, vi_article

MemberRole = Literal["judge", "lay_judge"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something may not be done, with the article."""

    article: str
    message_vi: str


@dataclass(frozen=True, slots=True)
class PanelMember:
    """One member. ``experience`` holds the qualification codes of a lay judge: ``minors``, ``labour``."""

    id: str
    role: MemberRole
    presiding: bool = False
    experience: frozenset[str] = frozenset()


def check_panel(
    rule: RuleRow,
    members: Sequence[PanelMember],
    *,
    special: bool = False,
    needs: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Every reason why these members cannot sit under ``rule`` (a row of kind ``panel``); empty if they can.

    ``special``: the court president has found a special case (two judges, three lay judges). ``needs``: the
    experience the case asks of one lay judge at least, ``minors`` (a party is a minor) or ``labour``.
    """
    problems: list[Problem] = []
    cite = rule.source.cite()
    judges = sum(member.role == "judge" for member in members)
    lay_judges = len(members) - judges
    wanted = next(c for c in rule.value["compositions"] if c.get("special", False) == special or not special)
    if special and not wanted.get("special"):
        problems.append(Problem(cite, "Thủ tục này không có thành phần đặc biệt."))
    if (judges, lay_judges) != (wanted["judges"], wanted["lay_judges"]):
        problems.append(
            Problem(
                cite,
                f"Thành phần xét xử phải gồm {_count(wanted['judges'], wanted['lay_judges'])}; "
                f"hiện có {_count(judges, lay_judges)}.",
            )
        )
    presiding = [member for member in members if member.presiding]
    if len(presiding) != 1 or presiding[0].role != "judge":
        problems.append(Problem(cite, "Phải có đúng một Thẩm phán làm chủ tọa phiên tòa."))
    if len({member.id for member in members}) != len(members):
        problems.append(Problem(cite, "Một người không thể giữ hai vị trí trong Hội đồng xét xử."))
    return problems + _experience_problems(rule, members, needs if wanted["lay_judges"] else frozenset())


def _experience_problems(
    rule: RuleRow, members: Sequence[PanelMember], needs: frozenset[str]
) -> list[Problem]:
    known = rule.value.get("special_lay_judges", {})
    has = {code for member in members if member.role == "lay_judge" for code in member.experience}
    return [
        Problem(f"{vi_article(rule.source.article)} {rule.source.document}", known[code])
        for code in sorted(needs)
        if code in known and code not in has
    ]


def _count(judges: int, lay_judges: int) -> str:
    words = f"{judges} Thẩm phán"
    return f"{words} và {lay_judges} Hội thẩm nhân dân" if lay_judges else words
