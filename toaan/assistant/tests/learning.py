"""Starting points of the tests of contributing, reviewing and learning."""

from __future__ import annotations

from datetime import date

from tests.replay import step
from toaan.assistant import actions
from toaan.assistant.actions import Written
from toaan.assistant.finding.model import Wish
from toaan.core import clock

SITUATION = "Máy chiếu hỏng giữa phiên tòa trực tuyến thì xử lý sao?"
PERIOD = "Thời hạn chuẩn bị xét xử sơ thẩm là bao lâu?"
"""To this the bench book has an answer."""
ANSWER = "Tạm ngừng phiên tòa, ghi vào biên bản.\nKhắc phục xong thì tiếp tục."
ARTICLES = ["92/2015/QH13#259"]
REVIEWER, SECOND = "thamphan.tinh", "thamphan2.tinh"


def written(question=SITUATION, answer=ANSWER, articles=ARTICLES, **more):
    return Written(question, answer, articles, **more)


@step
def contributed(world, at, who="thamphan"):
    return actions.contribute(by=world.viewer(who), written=written(), at=at)


@step
def approved(world, at, who="thamphan"):
    row = contributed(world, at, who)
    return actions.approve(by=world.viewer(REVIEWER), contribution_id=row.pk, revision=1, at=at)


@step
def returned(world, at):
    row = contributed(world, at)
    return actions.give_back(
        by=world.viewer(REVIEWER), contribution_id=row.pk, reason="Cần nêu khoản.", at=at
    )


def asked(world, text=SITUATION, who="thamphan", case_id=None):
    return actions.ask(
        by=world.viewer(who), wish=Wish(text, date(2026, 5, 1)), at=clock.now(), case_id=case_id
    )


def told(world, question, who="thamphan", place=0, **said):
    said = said or {"comment": "Thiếu Điều 259.", "articles": ARTICLES}
    return actions.rate(by=world.viewer(who), question_id=question.pk, place=place, at=clock.now(), **said)
