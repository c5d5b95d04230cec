"""Addresses of cassation and reopening, on the desk and in the portal."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.review.views import causes, committee, desk, portal, protests, sessions

DESK, MINE = "ban/xet-lai/", "vu-an/<uuid:case_id>/xet-lai/"
PROTEST = DESK + "khang-nghi/<uuid:proceeding_id>/"

patterns = [
    path(DESK, desk.listed, name="list"),
    path(DESK + "nhan/", desk.receive, name="receive"),
    path(DESK + "nhan-khang-nghi/", protests.receive_protest, name="receive_protest"),
    path(PROTEST, protests.protest, name="protest"),
    path(PROTEST + "tep/<int:number>/", protests.protest_paper, name="protest_paper"),
    path(PROTEST + "bien-ban/tep/", sessions.minutes, name="minutes"),
    path(PROTEST + "thu-ly-lai/", sessions.again, name="again"),
    path(PROTEST + "phien-toa/<slug:step>/", sessions.session_step, name="session_step"),
    path(PROTEST + "<slug:step>/", protests.protest_step, name="protest_step"),
    path(DESK + "uy-ban/", committee.listed, name="committee"),
    path(DESK + "uy-ban/them/", committee.enter, name="member"),
    path(DESK + "uy-ban/<uuid:member_id>/", committee.end, name="member_end"),
    path(DESK + "nguyen-nhan/", causes.listed, name="reversals"),
    path(DESK + "nguyen-nhan/<uuid:reversal_id>/", causes.one, name="reversal"),
    path(DESK + "ho-so/<uuid:file_id>/", protests.file, name="file"),
    path("ban/vu-an/<uuid:case_id>/xet-lai/", protests.tab, name="case"),
    path(DESK + "van-ban/<uuid:letter_id>/", desk.letter, name="letter"),
    path(DESK + "gui-van-ban/<uuid:letter_id>/", desk.deliver, name="deliver"),
    path(DESK + "<uuid:application_id>/", desk.one, name="one"),
    path(DESK + "<uuid:application_id>/don/", desk.paper, name="paper"),
    path(DESK + "<uuid:application_id>/<slug:step>/", desk.step, name="step"),
    path(MINE, portal.mine, name="mine"),
    path(MINE + "<uuid:application_id>/bo-sung/", portal.amend, name="amend"),
    path("xet-lai/khang-nghi/<uuid:proceeding_id>/<int:number>/", portal.my_protest, name="my_protest"),
    path("xet-lai/van-ban/<uuid:letter_id>/", portal.my_letter, name="my_letter"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "review")))]
