"""How well each learnt order finds the law, and the figures of use, as tables of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from toaan.assistant import articles
from toaan.assistant.models import Contribution, Feedback, RankerVersion
from toaan.assistant.states import ACCEPTED, APPROVED
from toaan.assistant.training import files
from toaan.assistant.usage import FEW, JUDGE, OTHER, Counts, OfCourt
from toaan.core.roles import Role
from toaan.core.together import counts
from toaan.design.templatetags.ui import vn_date


@dataclass(frozen=True)
class Standing:
    """The versions, the newest first, and which one answers."""

    rows: list[RankerVersion]
    promoted: int
    """The one that was chosen; 0: what ships."""
    answers: int
    """The one that answers in truth."""
    fault: str
    """Why these two differ, in words."""


def standing() -> Standing:
    """Every version; the file of the promoted one is looked at now."""
    rows = list(RankerVersion.objects.select_related("made_by"))
    now = articles.ranker()
    promoted = next((row.number for row in rows if row.promoted), 0)
    return Standing(rows, promoted, now.number, faults().get(now.fault, ""))


def faults() -> dict[str, str]:
    """What is wrong with a file, in words."""
    return {
        "missing": _("không còn tệp"), "damaged": _("tệp hỏng"), "other": _("tệp của một bản phần mềm khác"),
    }  # fmt: skip


def choices(found: Standing) -> list[tuple[int, str]]:
    """Versions to choose from: those that do not answer now and whose file is whole, and what ships."""
    whole = [
        (row.number, _("Bản %(n)s, huấn luyện ngày %(day)s") % {"n": row.number, "day": vn_date(row.made_at)})
        for row in found.rows if row.number != found.promoted and not files.fault(row.number, row.sha256)
    ]  # fmt: skip
    return [*whole, *([(0, _("Bản đi kèm phần mềm"))] if found.promoted else [])]


def to_learn() -> dict[str, int]:
    """What the next training has of this installation itself."""
    feedback, answers = counts(
        Feedback.objects.filter(review=ACCEPTED, question__case=None),
        Contribution.objects.filter(state=APPROVED),
    )
    return {"feedback": feedback, "contributions": answers}


def table(rows: Iterable[RankerVersion], found: Standing) -> dict[str, Any]:
    """Versions with their figures for `{% data_table %}`."""
    heads = [_("Bản số"), _("Huấn luyện"), _("Học từ"), _("Đo trên"), _("R@1"), _("R@10"), _("MRR@10"), _("Bản khi ấy, R@10 / MRR@10"), _("Tình trạng"), _("Vì sao")]  # fmt: skip
    return {
        "label": _("Các bản xếp hạng điều luật"), "caption": _("Các bản xếp hạng điều luật"), "tight": False,
        "columns": [{"label": head} for head in heads], "rows": [_version(row, found) for row in rows],
    }  # fmt: skip


def _version(row: RankerVersion, found: Standing) -> list[Any]:
    new = row.figures.get("new") or {}
    old, among = row.figures.get("fair_current"), row.compared
    fair = row.figures.get("fair_new") or {}
    against = _("bản %s") % row.against if row.against else _("bản đi kèm")
    compared = f"{_number(old.get('recall@10'))} / {_number(old.get('mrr@10'))} ({against})" if old else _("chưa so được")  # fmt: skip
    if old and among != row.held_back:
        compared += _(", bản này %(r)s / %(m)s trên %(n)s câu chung") % {"r": _number(fair.get("recall@10")), "m": _number(fair.get("mrr@10")), "n": among}  # fmt: skip
    wrong = faults().get(files.fault(row.number, row.sha256), "")
    if wrong:
        state = {"text": wrong, "tag": "red"}
    elif row.number == found.answers:
        state = {"text": _("Đang trả lời"), "tag": "green"}
    else:
        state = {"text": _("Đã từng dùng") if row.promoted_at else _("Chưa dùng"), "tag": "grey"}
    return [
        str(row.number),
        f"{vn_date(row.made_at)}, {row.made_by or _('tại máy chủ')}",
        _("%(a)s câu có đáp án, %(b)s góp ý, %(c)s tình huống") % {"a": row.labels, "b": row.feedback, "c": row.contributions},
        _("%s câu không học") % row.held_back, _number(new.get("recall@1")), _number(new.get("recall@10")), _number(new.get("mrr@10")),
        compared, state, row.reason or row.note,
    ]  # fmt: skip


def _number(value: Any) -> str:
    return f"{value:.3f}".replace(".", ",") if isinstance(value, int | float) else "–"


def share(part: int, whole: int) -> str:
    """ "67 %", a dash of nothing."""
    return f"{round(100 * part / whole)} %" if whole else "–"


def courts(rows: Sequence[OfCourt] | Any) -> dict[str, Any]:
    """Each court on a line: its judges first, then what all of its staff did."""
    heads = [_("Tòa án"), _("Thẩm phán đã hỏi"), _("Thẩm phán dùng thực chất"), _("Câu hỏi"), _("Có đánh giá"), _("Đánh giá “Đúng”"), _("Đóng góp được duyệt")]  # fmt: skip
    return {
        "label": _("Sử dụng trợ lý ảo theo Tòa án"), "caption": _("Sử dụng trợ lý ảo theo Tòa án"), "tight": False,
        "columns": [{"label": heads[0]}, *({"label": head, "numeric": True} for head in heads[1:])],
        "rows": [
            [one.name, *_who(one.judges), *(["–"] * 4 if one.everybody.few else _did(one.everybody))]
            for one in rows
        ],
    }  # fmt: skip


def _who(one: Counts) -> list[str]:
    if one.few:
        return [_("dưới %(few)s người") % {"few": FEW}] * 2
    return [_of(one.asked, one.people), _of(one.serious, one.people)]


def _did(one: Counts) -> list[str]:
    return [str(one.questions), share(one.rated, one.questions), share(one.right, one.ratings), str(one.approved)]  # fmt: skip


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole} ({share(part, whole)})" if whole else "–"


def kinds(rows: Iterable[tuple[str, Counts]]) -> dict[str, Any]:
    """One court by sort of post."""
    heads = [_("Chức vụ"), _("Người đã hỏi"), _("Dùng thực chất"), _("Câu hỏi"), _("Có đánh giá"), _("Đánh giá “Đúng”"), _("Đóng góp được duyệt")]  # fmt: skip
    return {
        "label": _("Tòa án của bạn theo chức vụ"), "caption": _("Tòa án của bạn theo chức vụ"), "tight": False,
        "columns": [{"label": heads[0]}, *({"label": head, "numeric": True} for head in heads[1:])],
        "rows": [[_kind(kind), *_who(one), *_did(one)] for kind, one in rows],
    }  # fmt: skip


def _kind(kind: str) -> str:
    if kind == JUDGE:
        return _("Thẩm phán (mọi chức vụ)")
    return _("Chức vụ khác") if kind == OTHER else Role(kind).label
