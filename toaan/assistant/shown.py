"""An answer as its page shows it: addresses, tags and words of each passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.assistant.finding.model import ANSWER, CARD, JUDGMENT, LAW, PRECEDENT, Passage
from toaan.assistant.finding.standing import GONE, open_now
from toaan.assistant.models import Feedback, Question
from toaan.rules.model import vi_date


@dataclass(frozen=True)
class Shown:
    """One passage on the page."""

    place: int
    passage: Passage
    url: str
    tag: tuple[str, str, str]
    """Words, colour, icon."""
    why: str
    grounds: tuple[tuple[str, str], ...]
    mine: Feedback | None
    quote: str
    """What is copied: the words with where they stand."""


def passages(question: Question, mine: dict[int, Feedback]) -> list[Shown]:
    """Each passage of the answer, with the viewer's own word on it."""
    kept = open_now([Passage.from_json(told) for told in question.passages])
    return [
        Shown(n, one, address_of(one, question.facts_on), standing_of(one, question.facts_on), _why(one), tuple((label, _article(key, question.facts_on)) for label, key in one.grounds),
              mine.get(n), f"“{' '.join(one.text.split())}” ({one.title})")
        for n, one in enumerate(kept, start=1)
    ]  # fmt: skip


def word_address(question_id: Any, place: Any) -> str:
    """The page of what was said of one place of an answer."""
    return f"{reverse('assistant:feedback_one', args=[question_id])}?doan={place}"


def _article(key: str, day: date) -> str:
    number, _hash, label = key.partition("#")
    return f"{reverse('legislation:article', args=[number, label])}?ngay={vi_date(day)}"


def address_of(one: Passage, day: date) -> str:
    """The page of what a passage was cut from, as it reads on a day; empty where it has none."""
    if one.standing == GONE:
        return ""
    if one.kind == LAW:
        return f"{_article(one.key, day)}{'#k' + one.clause if one.clause else ''}"
    if one.kind == PRECEDENT:
        return reverse("legislation:precedent", args=[one.key])
    if one.kind == CARD:
        return reverse("assistant:card", args=[one.key])
    if one.kind == JUDGMENT:
        return reverse("publication:read", args=[one.key])
    return ""


def standing_of(one: Passage, on: date) -> tuple[str, str, str]:
    """Words, colour and icon of what a passage is, and whether it holds on a day."""
    if one.standing == GONE:
        return _("Không còn"), "grey", "minus"
    if one.kind in {CARD, ANSWER}:
        return _of_book(one, vi_date(on))
    if one.kind == JUDGMENT:
        return one.days, "grey", "scale"
    if one.kind == PRECEDENT:
        return (_("Thông qua ngày %s") % one.days if one.days else _("Án lệ")), "green", "circle-check"
    return _of_law(one, vi_date(on))


def _of_book(one: Passage, day: str) -> tuple[str, str, str]:
    if one.standing == "not":
        return _("Căn cứ không có hiệu lực ngày %s") % day, "red", "alert-triangle"
    if one.kind == ANSWER:
        return _("Do đồng nghiệp đóng góp, đã duyệt"), "blue", "messages"
    if one.standing == "unchecked":
        return _("Sổ tay, chưa đối chiếu đủ nguồn"), "yellow", "book-2"
    return _("Sổ tay nghiệp vụ"), "blue", "book-2"


def _of_law(one: Passage, day: str) -> tuple[str, str, str]:
    words = {
        "holds": (_("Có hiệu lực ngày %s") % day, "green", "circle-check"),
        "not": (_("Không có hiệu lực ngày %s") % day, "red", "alert-triangle"),
        "no_words": (_("Chưa có lời văn của ngày %s") % day, "yellow", "history"),
    }
    return words.get(one.standing, (_("Chưa rõ còn hiệu lực ngày %s") % day, "yellow", "history"))


def _why(one: Passage) -> str:
    if one.standing == GONE:
        return ""
    if one.why == "citation":
        return _("Câu hỏi nêu đúng điều này.")
    if one.why == "document":
        return _("Câu hỏi nêu văn bản này.")
    if one.phrases:
        return _("Khớp: %s.") % ", ".join(f"“{words}”" for words in one.phrases)
    return _("Gần nghĩa với câu hỏi.")


def summary(question: Question, shown: list[Shown]) -> list[dict[str, Any]]:
    """Quoted sentences with the passage each stands in."""
    return [
        {"text": text, "place": place, "title": shown[place - 1].passage.title}
        for text, place in question.told.get("summary", ()) if 0 < place <= len(shown) and shown[place - 1].passage.standing != GONE
    ]  # fmt: skip
