"""The texts of the law, and the assistant that was asked about them: what the practice court of the pages has of both."""

from __future__ import annotations

from datetime import datetime

from tests.pages import law_texts
from toaan.assistant import actions as assistant
from toaan.assistant.finding.model import Wish
from toaan.cases.models import Assignment
from toaan.core import clock
from toaan.demo.people import World


def read_in(world: World, at: datetime) -> None:
    """An invented decree of two articles and an invented precedent; one line could not be read."""
    law_texts.read_in(at)


def assistant_asked(world: World, at: datetime) -> None:
    """The judge asked the assistant, and said of the first passage that it is right."""
    judge = world.viewer("thamphan")
    wish = Wish("Thời hạn chuẩn bị xét xử vụ án dân sự là bao lâu, gia hạn thế nào?", clock.local_date(at))
    asked = assistant.ask(by=judge, wish=wish, at=at)
    assistant.rate(by=judge, question_id=asked.pk, place=1, verdict="right", at=at)
    assistant.rate(
        by=judge, question_id=asked.pk, place=0, comment="Nên nêu thêm trường hợp gia hạn.", articles=["901/2018/NĐ-CP#1"], at=at,
    )  # fmt: skip


def contributed(world: World, at: datetime) -> None:
    """The judge offered three situations: one is in use, one was sent back, one waits."""
    judge, reviewer = world.viewer("thamphan"), world.viewer("thamphan.tinh")
    told = [
        assistant.contribute(
            by=judge, at=at,
            written=assistant.Written(question, "Tạm ngừng, ghi vào biên bản; khắc phục xong thì tiếp tục.", ["901/2018/NĐ-CP#1"]),
        )
        for question in (
            "Máy chiếu hỏng giữa phiên tòa trực tuyến thì xử lý thế nào?", "Đường truyền đứt khi đương sự đang trình bày thì làm gì?",
            "Micro phòng xử án hỏng khi tranh luận thì có hoãn phiên tòa không?",
        )
    ]  # fmt: skip
    assistant.approve(by=reviewer, contribution_id=told[0].pk, revision=1, at=at)
    assistant.give_back(by=reviewer, contribution_id=told[1].pk, reason="Cần nêu khoản của điều luật.", at=at)  # fmt: skip


def assistant_asked_in_case(world: World, at: datetime) -> None:
    """The judge asked the assistant in a case that is being prepared."""
    held = Assignment.objects.filter(
        role="presiding", ended_at=None, post__in=world.posts.values(), case__nature="suit", case__instance="ST", case__state="preparing",
    ).order_by("case__accepted_on", "case")  # fmt: skip
    seat = held.select_related("post__user").first()
    if seat is None:
        raise LookupError("no case is being prepared")
    wish = Wish("Bị đơn vắng mặt tại phiên họp hòa giải thì xử lý thế nào?", clock.local_date(at))
    assistant.ask(by=world.viewer(seat.post.user.username), wish=wish, at=at, case_id=seat.case_id)
