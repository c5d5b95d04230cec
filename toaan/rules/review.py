"""Cassation and reopening: of what, grounds, who may protest, which terms, what may be decided (BLTTDS 213, 325–357). Pure."""

from __future__ import annotations

from typing import Literal

Kind = Literal["cassation", "reopening"]
GROUNDS: dict[str, dict[str, str]] = {
    "cassation": {
        "326.1.a": "Kết luận trong bản án, quyết định không phù hợp với tình tiết khách quan của vụ án, gây thiệt hại đến quyền, lợi ích hợp pháp của đương sự",
        "326.1.b": "Vi phạm nghiêm trọng thủ tục tố tụng làm đương sự không thực hiện được quyền, nghĩa vụ tố tụng của mình",
        "326.1.c": "Sai lầm trong việc áp dụng pháp luật dẫn đến bản án, quyết định không đúng",
    },
    "reopening": {
        "352.1": "Mới phát hiện tình tiết quan trọng mà đương sự đã không thể biết được trong quá trình giải quyết vụ án",
        "352.2": "Kết luận giám định, lời dịch không đúng sự thật hoặc có giả mạo chứng cứ",
        "352.3": "Thẩm phán, Hội thẩm nhân dân, Kiểm sát viên cố ý làm sai lệch hồ sơ hoặc cố ý kết luận trái pháp luật",
        "352.4": "Bản án, quyết định mà Tòa án căn cứ vào để giải quyết vụ án đã bị hủy bỏ",
    },
}  # fmt: skip
JUDGMENT = "judgment"
DECISIONS = frozenset(
    {"suspension", "discontinuance", "partial", "agreement", "ruling", "consent", "request_end"}
)
"""Decisions in effect that are looked at again (325): those that decide the matter (212, 370, 397.4), end it (217) or let it
rest (214). That decisions which only move the case on (to resume, transfer, join, separate, to change the procedure) are
not among them is our reading: 326.1 asks for a harm to somebody's right that such a decision does not settle."""
SETTLES = frozenset({"agreement", "ruling", "consent"})
"""What is asked for is settled by them, as by a judgment: quashed, the case stands as with a quashed judgment."""
AGREED = frozenset({"agreement", "consent"})
"""Decisions that recognise what the parties agreed: looked at again by cassation alone, on grounds of their own (213.2).

That this holds for a divorce by consent follows from 397.4, which recognises it "theo quy định tại Điều 212"."""
OF_AGREEMENTS = {
    "213.2#loi-y-chi": "Sự thỏa thuận là do bị nhầm lẫn, lừa dối, đe dọa, cưỡng ép",
    "213.2#trai-luat": "Sự thỏa thuận vi phạm điều cấm của luật, trái đạo đức xã hội",
}
GOES_ON = frozenset({"suspension"})
"""Quashed for a new trial, the case goes on where it stood, with the same judge: 53.3 does not name this decision. Any
other is decided anew in a case of its own by another judge, as a judgment is (345, 53.3)."""
APPLY, AMEND, PROTEST, EXTENDED, REOPENING, PROCURACY, OPEN, REPORT, SEND = (
    "BLTTDS:327.1", "BLTTDS:329.2", "BLTTDS:334.1", "BLTTDS:334.2", "BLTTDS:355", "BLTTDS:336.2", "BLTTDS:339",
    "BLTTDS:340", "BLTTDS:350.1",
)  # fmt: skip
"""Keys of the time limits."""


def grounds(ruling: str) -> dict[str, dict[str, str]]:
    """Kind of procedure → its grounds, for a judgment (`JUDGMENT`) or a decision of this kind; empty: none is open."""
    if ruling in AGREED:
        return {"cassation": OF_AGREEMENTS}
    return GROUNDS if ruling == JUDGMENT or ruling in DECISIONS else {}


def ground_words(ground: str) -> str:
    """The ground as the law words it; empty for a key that there is not."""
    known = {**GROUNDS["cassation"], **GROUNDS["reopening"], **OF_AGREEMENTS}
    return known.get(ground, "")


def competent_level(level: str, *, decided_above: bool = False) -> str:
    """Which court's president protests what a court of this level decided (331, 337, 354, in force since 01/07/2025).

    The province's for a regional court in its territory; the Supreme Court's for a provincial court.

    Args:
        decided_above: the province kept or amended something of it at second instance. What is in effect then is the
            province's, of which the Supreme Court reviews the whole (331.1, 337.2, 337.5).
    """
    return "province" if level == "region" and not decided_above else "supreme"


def citation(ground: str) -> str:
    """ "326.1.a" → "điểm a khoản 1 Điều 326"; what stands behind "#" tells grounds of one clause apart."""
    article, clause, *point = ground.partition("#")[0].split(".")
    return f"{f'điểm {point[0]} ' if point else ''}khoản {clause} Điều {article}"


KEPT, RESTORED, RETRY, RETRY_ABOVE, ENDED, AMENDED = (
    "kept", "restored", "retry", "retry_above", "ended", "amended",
)  # fmt: skip
OUTCOMES: dict[str, dict[str, str]] = {
    "cassation": {
        KEPT: "343.1", RESTORED: "343.2", RETRY: "343.3", RETRY_ABOVE: "343.3", ENDED: "343.4", AMENDED: "343.5",
    },
    "reopening": {KEPT: "356.1", RETRY: "356.2", ENDED: "356.3"},
}  # fmt: skip
"""Kind → what the committee may decide on a part of the judgment, with the clause."""
OF_SECOND_INSTANCE = frozenset({RESTORED, RETRY_ABOVE})
"""Only of a judgment of second instance: there is one below it, or a hearing of appeal to hold again (344, 345)."""
QUASHING = frozenset({RESTORED, RETRY, RETRY_ABOVE, ENDED})
SETTLES_ENFORCEMENT = frozenset({RESTORED, ENDED, AMENDED})
"""What was enforced already must be settled (344, 346, 347.2)."""


FEWEST = 3
"""A committee of fewer members could not form a majority of two thirds; how many it has, the Supreme Court's president fixes."""


def outcomes(kind: str, *, second_instance: bool) -> dict[str, str]:
    """What may be decided: outcome → clause (343, 356)."""
    return {
        key: clause
        for key, clause in OUTCOMES[kind].items()
        if second_instance or key not in OF_SECOND_INSTANCE
    }


def is_quorate(total: int, present: int) -> bool:
    """At least two thirds of all members of the committee take part (341.5)."""
    return 0 < present <= total and 3 * present >= 2 * total


def is_carried(total: int, votes: int) -> bool:
    """More than half of all members, not of those present, voted for the decision (341.5)."""
    return votes <= total and 2 * votes > total
