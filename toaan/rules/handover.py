"""Handing over the work of an officer (bàn giao công việc): BLTTDS 47.1, 56, 197.3, 226, 236.3, 264.2.

Until the hearing opens the court president replaces the officer. While the panel sits nobody takes over quietly:
without a reserve member who was there from the beginning the case is tried anew. What is being deliberated is
decided by those who heard it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from toaan.rules.model import RuleRow, vi_article

Role = Literal["presiding", "judge", "lay_judge", "clerk", "examiner", "in_charge", "settling"]
IN_CHARGE = "in_charge"
"""Of a mediation before acceptance (LHGDT 16.4.a)."""
SETTLING = "settling"
"""Of complaints and recommendations about a returned petition (BLTTDS 194.2)."""
GROUND = "handover_ground:"
LEAVE = "leave_ground:"
PANEL: frozenset[str] = frozenset({"presiding", "judge", "lay_judge"})


def _articles(paths: str) -> str:
    """ "54, 56.1" → "Điều 54, khoản 1 Điều 56"."""
    return ", ".join(vi_article(path.strip()) for path in paths.split(","))


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the work is handed over."""

    key: str
    title: str
    citation: str
    roles: tuple[str, ...]
    temporary: bool
    unable: bool
    recusal: bool
    of_clerk: str = ""
    """The citation for a clerk, to whom 197.3 does not apply."""
    in_charge: str = ""
    """That of a mediation before acceptance, which is no procedure of the code."""

    def cite(self, role: str) -> str:
        """The article in words for this place."""
        other = {"clerk": self.of_clerk, IN_CHARGE: self.in_charge}.get(role, "")
        return other or self.citation

    @classmethod
    def from_row(cls, row: RuleRow) -> "Ground":
        """The ground of a rule row "handover_ground:…"."""
        told: Mapping[str, Any] = row.value["value"]
        return cls(
            key=row.key,
            title=str(row.value["title"]),
            citation=row.source.cite(),
            roles=tuple(told["roles"]),
            temporary=bool(told["temporary"]),
            unable=bool(told["unable"]),
            recusal=bool(told["recusal"]),
            of_clerk=f"{_articles(str(told['clerk']))} {row.source.document or row.source.law}"
            if told.get("clerk")
            else "",
            in_charge=str(told.get("in_charge", "")),
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands at the moment of handing over. `stage`: states of the case, "petition", "return" or "mediation".

    `unsigned`: sittings already held whose minutes are not signed; `planned`: days of sittings still to come, in
    words; `judgment`: "numbered" or "signed" while it is not pronounced; `needs_experience`: one lay judge must have
    the experience of BLTTDS 63.
    """

    stage: str
    unsigned: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    judgment: str = ""
    needs_experience: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the work may change hands now, why, and what follows from it."""

    allowed: bool
    message: str
    restart: bool = False
    """The case is tried anew from the beginning."""


def verdict(role: str, standing: Standing, ground: Ground | None, *, of_president: bool = False) -> Verdict:
    """May this place on the case go to somebody else?

    Args:
        ground: None while none is chosen yet: the answer that holds for most.
        of_president: the person replaced is the president of the court himself.
    """
    if ground is not None and ground.recusal and of_president and role in PANEL:
        return Verdict(
            False,
            "Thẩm phán bị thay đổi là Chánh án: Chánh án Tòa án nhân dân cấp trên quyết định (khoản 1 Điều 56 BLTTDS).",
        )
    if standing.stage == "archived":
        return Verdict(False, "Hồ sơ đã đóng, không còn việc để bàn giao.")
    if standing.stage == "deliberating" and role in PANEL:
        return Verdict(False, _deliberating(standing))
    if standing.stage == "hearing":
        return _during_hearing(role, ground)
    if standing.unsigned and role in {"presiding", "clerk"}:
        return _unsigned(standing, unable=ground is not None and ground.unable)
    return Verdict(True, _goes_on(role, standing))


def _unsigned(standing: Standing, *, unable: bool) -> Verdict:
    minutes = "; ".join(standing.unsigned)
    if unable:
        return Verdict(
            True,
            f"Biên bản chưa ký: {minutes}. Người nhận hoàn thành và ký, vì người đã dự không thể tiếp tục nhiệm vụ.",
        )
    return Verdict(
        False,
        f"Biên bản chưa ký: {minutes}. Thẩm phán chủ tọa và Thư ký đã dự phải ký xong rồi mới bàn giao (các điều 211, "
        "236 BLTTDS).",
    )


def _deliberating(standing: Standing) -> str:
    done = {
        "numbered": "Bản án đã cấp số, chưa tuyên. ",
        "signed": "Bản án đã ký, chưa tuyên. ",
    }.get(standing.judgment, "")
    return (
        f"Vụ án đang nghị án. {done}Chỉ Hội đồng xét xử đã tham gia phiên tòa mới được nghị án và tuyên án (khoản 2 Điều "
        "264 BLTTDS), nên không giao cho người khác. Hãy tuyên án trước rồi bàn giao; nếu không thể tuyên, vụ án phải "
        "được xét xử lại từ đầu (khoản 2 Điều 226 BLTTDS)."
    )


def _during_hearing(role: str, ground: Ground | None) -> Verdict:
    if ground is not None and ground.unable and role in PANEL:
        return Verdict(
            True,
            "Phiên tòa đã khai mạc và không có người dự khuyết: vụ án phải được xét xử lại từ đầu, Tòa án thông báo cho "
            "đương sự và Viện kiểm sát (khoản 3 Điều 197, khoản 2 Điều 226 BLTTDS). Thẩm phán chủ tọa hoãn phiên tòa và mở lại.",
            restart=True,
        )
    if ground is not None and ground.unable:
        return Verdict(
            True, "Phiên tòa đang diễn ra: Thư ký mới ghi tiếp biên bản từ lúc này và ký cùng chủ tọa."
        )
    return Verdict(
        False,
        "Phiên tòa đang diễn ra. Tại phiên tòa, Hội đồng xét xử quyết định việc thay đổi và hoãn phiên tòa (khoản 2 Điều 56 "
        "BLTTDS). Hãy kết thúc hoặc hoãn phiên tòa trước rồi bàn giao.",
    )


def _goes_on(role: str, standing: Standing) -> str:
    if role == "examiner":
        return "Người nhận xem xét đơn tiếp; thời hạn đang chạy không đổi."
    if role == SETTLING:
        return "Người nhận giải quyết khiếu nại, kiến nghị tiếp; phiên họp đã ấn định và thời hạn đang chạy không đổi."
    if role == IN_CHARGE:
        return "Người nhận phụ trách hòa giải tiếp; thời hạn hòa giải và Hòa giải viên không đổi."
    if standing.stage in {"judged", "effective"}:
        return "Bản án đã tuyên không đổi; người nhận làm các việc còn lại sau khi tuyên án."
    words = "Người nhận tiếp tục; thời hạn đang chạy không đổi."
    if standing.planned:
        days = ", ".join(standing.planned)
        words += f" {days[0].upper()}{days[1:]} giữ nguyên nếu người nhận không bận."
    if role == "lay_judge" and standing.needs_experience:
        words += " Phải có Hội thẩm am hiểu lĩnh vực của vụ án (Điều 63 BLTTDS)."
    return words


def must_restart(opened_with: Iterable[str], sitting_now: Iterable[str]) -> str:
    """Why a hearing that was opened must be begun anew; empty when the same people still sit (BLTTDS 226)."""
    if set(sitting_now) <= set(opened_with):
        return ""
    return (
        "Hội đồng xét xử đã thay người sau khi khai mạc mà không có người dự khuyết có mặt từ đầu: vụ án phải được xét xử "
        "lại từ đầu (khoản 2 Điều 226 BLTTDS). Hãy hoãn phiên tòa và mở lại."
    )


def share_out(items: Iterable[tuple[str, frozenset[str]]], loads: Mapping[str, int]) -> dict[str, str]:
    """Divide pieces of work evenly: each goes to whoever has least and is not barred from it.

    Args:
        items: pairs of an item and those who may not take it.
        loads: receiver → pieces already in hand.

    Returns:
        item → receiver; an item that nobody may take is left out.
    """
    now = dict(loads)
    found: dict[str, str] = {}
    for item, barred in items:
        free = [who for who in now if who not in barred]
        if free:
            chosen = min(free, key=lambda who: (now[who], who))
            found[item] = chosen
            now[chosen] += 1
    return found
