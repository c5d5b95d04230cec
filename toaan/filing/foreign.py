"""What a petition's foreign judgment or award means for its request (BLTTDS 423–463): found, and checked before acceptance."""

from __future__ import annotations

from datetime import date

from toaan.cases import request_kinds
from toaan.cases.models import Case, Party
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.filing import requests
from toaan.filing.models import ForeignDocument, Petition
from toaan.rules.foreign import Way


def way_of(petition: Petition) -> Way | None:
    """The way of the request; None where it is about nothing foreign."""
    found = request_kinds.way_of_kind(requests.of(petition), petition.started_at.date())
    return None if found is not None and found.is_strike else found


def find(petition: Petition) -> ForeignDocument | None:
    """What the judge has recorded."""
    return ForeignDocument.objects.filter(petition=petition).first()


def check(petition: Petition) -> None:
    """Before the request is taken in hand: the judgment is on record, the other side named, the limit of filing kept.

    Raises:
        Refused: "filing.no_foreign_document", "filing.no_opponent" (433.1.b, 445.1.b, 452.1.b), "filing.foreign_late"
            (432.1, 444.1, 447.1, 451.1).
    """
    way = way_of(petition)
    if way is None:
        return
    made = find(petition)
    if made is None:
        raise Refused(
            "filing.no_foreign_document",
            _("Chưa ghi nhận %(what)s. Hãy ghi nhận cơ quan đã ra, ngày có hiệu lực hoặc ngày nhận được để kiểm tra thời hạn gửi đơn (%(article)s Bộ luật Tố tụng dân sự).")
            % {"what": way.subject, "article": way.citation},
        )  # fmt: skip
    if way.opponent and (made.opponent is None or made.opponent >= len(petition.content["related"])):
        raise Refused("filing.no_opponent", no_opponent(way))
    if made.is_late:
        raise Refused("filing.foreign_late", late_words(made, way))


def no_opponent(way: Way) -> str:
    """The request does not name the other side."""
    return _(
        "Đơn chưa ghi tên, địa chỉ của %(who)s. Hãy yêu cầu người yêu cầu sửa đổi, bổ sung đơn: ghi người đó ở mục người có "
        "quyền lợi, nghĩa vụ liên quan."
    ) % {"who": way.opponent[:1].lower() + way.opponent[1:]}


def late_words(made: ForeignDocument, way: Way) -> str:
    """Why the request comes too late, and what to do."""
    return _(
        "Đơn gửi ngày %(asked)s, sau ngày cuối cùng của thời hạn gửi đơn là %(due)s (%(article)s Bộ luật Tố tụng dân sự) nên không "
        "thụ lý được. Có sự kiện bất khả kháng, trở ngại khách quan được chứng minh thì ghi khoảng thời gian đó; không có thì trả "
        "lại đơn (khoản 1 Điều 364)."
    ) % {"asked": _day(made.asked_on), "due": _day(made.due_on), "article": way.citation}


def of_case(case: Case) -> ForeignDocument | None:
    """Of an accepted request, also at second instance and when it was taken up anew."""
    at: Case | None = case
    while at is not None and at.petition_id is None:
        at = at.origin
    if at is None or at.petition_id is None:
        return None
    return ForeignDocument.objects.select_related("petition").filter(petition_id=at.petition_id).first()


def opponent_of(case: Case) -> Party | None:
    """The other side among the parties of the case."""
    made = of_case(case)
    if made is None or made.opponent is None:
        return None
    related = [p for p in case.parties.all() if p.role == Party.Role.RELATED]
    return related[made.opponent] if made.opponent < len(related) else None


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
