"""Addresses of the second instance, on the desk and in the portal."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.appeals.decisions.urls import patterns as of_decisions
from toaan.appeals.views import above, case, changing, checking, counter, giving_up, late, portal, posted

CASE = "ban/vu-an/<uuid:case_id>/phuc-tham/"
LATE = "ban/phuc-tham/qua-han/<uuid:review_id>/"
ONE = CASE + "khang-cao/<uuid:appeal_id>/"
MINE = "vu-an/<uuid:case_id>/phuc-tham/"

patterns = [
    path("ban/phuc-tham/", above.transfers, name="transfers"),
    path("ban/phuc-tham/<uuid:transfer_id>/thu-ly/", above.accept, name="accept"),
    path("ban/nhan-khang-cao/", counter.find, name="counter"),
    path(LATE, late.detail, name="late"),
    path(LATE + "hoi-dong/", late.panel, name="late_panel"),
    path(LATE + "quyet-dinh/", late.decide, name="late_decide"),
    path(LATE + "quyet-dinh/tep/", late.paper, name="late_paper"),
    path(LATE + "tai-lieu/<int:number>/", late.document, name="late_document"),
    path(CASE, case.tab, name="case"),
    path(CASE + "nhan-qua-han/", counter.of_judgment, name="take_late"),
    path(CASE + "nhan-gui-trong-han/", posted.take, name="take_posted"),
    path(CASE + "gui-ho-so/", checking.send_up, name="send_up"),
    path(CASE + "thu-ly-lai/", checking.accept_again, name="accept_again"),
    path(CASE + "hoi-dong/", above.panel, name="panel"),
    path(CASE + "thay-doi/", changing.change_above, name="change_above"),
    path(CASE + "rut/", above.withdraw, name="withdraw"),
    path(CASE + "rut-don-khoi-kien/", giving_up.withdraw_suit, name="withdraw_suit"),
    path(CASE + "rut-don-khoi-kien/tra-loi/", giving_up.answer, name="answer_suit"),
    path(CASE + "dinh-chi/", above.discontinue, name="discontinue"),
    path(CASE + "dinh-chi/tep/", case.paper, name="paper"),
    path(CASE + "thoa-thuan/", above.settlement, name="settlement"),
    path(CASE + "ket-qua/", above.outcomes, name="outcomes"),
    path(ONE + "chap-nhan/", checking.accept_appeal, name="accept_appeal"),
    path(ONE + "yeu-cau-sua-doi/", changing.request_amendment, name="request_amendment"),
    path(ONE + "thay-doi/", changing.change, name="change"),
    path(ONE + "tra-lai/", checking.return_appeal, name="return_appeal"),
    path(ONE + "bien-lai/", checking.receipt, name="receipt"),
    path(ONE + "rut/", checking.withdraw_early, name="withdraw_early"),
    path(MINE, portal.mine, name="mine"),
    path(MINE + "thay-doi/", changing.my_change_above, name="my_change_above"),
    path(MINE + "<uuid:appeal_id>/thay-doi/", changing.my_change, name="my_change"),
    path(MINE + "rut-don-khoi-kien/", giving_up.my_withdraw_suit, name="my_withdraw_suit"),
    path(MINE + "rut-don-khoi-kien/tra-loi/", giving_up.my_answer, name="my_answer_suit"),
    path(MINE + "rut/", portal.withdraw, name="my_withdraw"),
    path(MINE + "<uuid:appeal_id>/bien-lai/", portal.receipt, name="my_receipt"),
    path(MINE + "<uuid:appeal_id>/rut/", portal.withdraw_early, name="my_withdraw_early"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include(([*patterns, *of_decisions], "appeals")))]
