"""Addresses of appeals against decisions, on the desk and in the portal."""

from __future__ import annotations

from django.urls import URLPattern, path

from toaan.appeals.decisions import demands, late, portal, views
from toaan.appeals.views import counter, posted

CASE = "ban/vu-an/<uuid:case_id>/phuc-tham-quyet-dinh/"
ONE = CASE + "khang-cao/<uuid:challenge_id>/"
DEMAND = "ban/phuc-tham/yeu-cau-ho-so/<uuid:demand_id>/"
MINE = "vu-an/<uuid:case_id>/phuc-tham-quyet-dinh/"

patterns: list[URLPattern] = [
    path(CASE, views.tab, name="decisions"),
    path(CASE + "gui-ho-so/", views.send_up, name="send_decision_up"),
    path(CASE + "phien-hop/", views.set_meeting, name="set_meeting"),
    path(CASE + "quyet-dinh/", views.review, name="review"),
    path(CASE + "quyet-dinh/tep/", views.paper, name="review_paper"),
    path(CASE + "qua-han/", late.below, name="late_decisions"),
    path(CASE + "<uuid:decision_id>/nhan-qua-han/", counter.of_decision, name="take_late_decision"),
    path(CASE + "<uuid:decision_id>/nhan-gui-trong-han/", posted.take_decision, name="take_posted_decision"),
    path(CASE + "rut/", views.withdraw, name="withdraw_decision"),
    path(ONE + "chap-nhan/", views.check, name="check_challenge"),
    path(ONE + "bien-lai/", views.receipt, name="pay_challenge"),
    path(ONE + "tra-lai/", views.give_back, name="return_challenge"),
    path(ONE + "rut/", views.withdraw_early, name="withdraw_challenge"),
    path(DEMAND, demands.demand, name="demand_file"),
    path(DEMAND + "tep/", demands.paper, name="demand_paper"),
    path(MINE, portal.mine, name="my_decisions"),
    path(MINE + "<uuid:decision_id>/qua-han/", late.mine, name="my_late_decision"),
    path(MINE + "rut/", portal.withdraw, name="my_withdraw_decision"),
    path(MINE + "<uuid:challenge_id>/bien-lai/", portal.receipt, name="my_decision_receipt"),
    path(MINE + "<uuid:challenge_id>/rut/", portal.withdraw_early, name="my_withdraw_challenge"),
]
