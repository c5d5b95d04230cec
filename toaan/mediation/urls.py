"""Addresses of mediation: the list and the file on the desk, the parties' pages in the portal."""

from __future__ import annotations

from django.urls import include, path

from toaan.mediation.views import desk, mediators, portal

FILE = "ban/hoa-giai/<uuid:mediation_id>/"
MINE = "hoa-giai/<uuid:mediation_id>/"

patterns = [
    path("ban/hoa-giai/", desk.overview, name="list"),
    path("ban/hoa-giai/don/<uuid:petition_id>/", desk.offer, name="offer"),
    path(FILE, desk.file, name="file"),
    path(FILE + "van-ban/<uuid:paper_id>/", desk.paper, name="paper"),
    path(FILE + "chi-dinh/<uuid:designation_id>/", desk.designation, name="designation"),
    path(FILE + "bien-ban/", desk.minutes, name="minutes"),
    path(FILE + "nhan/<uuid:copy_id>/", desk.receipt, name="receipt"),
    path(FILE + "<slug:slug>/", desk.step, name="step"),
    path("ban/hoa-giai-vien/", mediators.everybody, name="mediators"),
    path("ban/hoa-giai-vien/ghi-nhan/", mediators.appoint, name="appoint"),
    path("ban/hoa-giai-vien/<uuid:mediator_id>/xoa-ten/", mediators.remove, name="remove"),
    path("hoa-giai/", portal.mine, name="mine"),
    path(MINE, portal.file, name="mine_file"),
    path(MINE + "van-ban/<uuid:paper_id>/", portal.paper, name="mine_paper"),
    path(MINE + "<slug:slug>/", portal.step, name="mine_step"),
]
urlpatterns = [path("", include((patterns, "mediation")))]
