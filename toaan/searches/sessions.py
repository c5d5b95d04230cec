"""The session on a request to declare somebody missing or dead waits for the search (388.2, 388.4, 392.4)."""

from __future__ import annotations

from datetime import date

from toaan.cases.models import Case
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.hearings.actions import trial
from toaan.rules.searches import Search as SearchRule
from toaan.searches import rules
from toaan.searches.actions.common import counted, publications
from toaan.searches.models import Search


def after_the_search(case: Case, today: date, day: date) -> None:
    """The notice was published as 385.1 asks, its term is over before the day of the session, and the day is in time.

    A limit that has passed already keeps nobody from opening the session: it only shows as late. Whoever is back and did
    not ask to discontinue has his session without waiting for the rest of the term (our reading of 388.3).

    Raises:
        Refused: "search.not_ordered" (388.1, 392.1), "search.not_published" (385.1), "search.term_not_over" (388.2),
            "search.session_late" (388.4, 392.4).
    """
    found = rules.of(case)
    if found is None or not found.comes_first:
        return
    search = Search.objects.filter(case=case).first()
    if search is None:
        raise Refused(
            "search.not_ordered",
            _("Phải thông báo tìm kiếm trước khi mở phiên họp (%s Bộ luật Tố tụng dân sự). Hãy ra quyết định và lập thông báo ở mục Thông báo tìm kiếm.")
            % found.citation,
        )  # fmt: skip
    if search.ended_on is None:
        _need_notice(search, found, today, day)


def _need_notice(search: Search, found: SearchRule, today: date, day: date) -> None:
    if missing := rules.missing(publications(search), search.issued_on):
        raise Refused(
            "search.not_published",
            _("Chưa ghi nhận đủ việc đăng, phát thông báo (khoản 1 Điều 385 Bộ luật Tố tụng dân sự). Còn thiếu: %s.")
            % "; ".join(m.title for m in missing),
        )  # fmt: skip
    if search.until is None or day <= search.until:
        message = _("Thời hạn thông báo tìm kiếm đến hết ngày %s; phiên họp chỉ mở sau ngày đó (khoản 2 Điều 388 Bộ luật Tố tụng dân sự).") % (
            f"{search.until:%d/%m/%Y}" if search.until else "?"
        )  # fmt: skip
        raise Refused("search.term_not_over", message, status=422, fields={"day": message})
    last = counted(found.session, search.until)
    if today <= last.due < day:
        message = _("Phiên họp phải mở chậm nhất ngày %(day)s (%(law)s).") % {
            "day": f"{last.due:%d/%m/%Y}", "law": last.limit.source.cite(),
        }  # fmt: skip
        raise Refused("search.session_late", message, status=422, fields={"day": message})


trial.BEFORE_SESSION.append(after_the_search)
