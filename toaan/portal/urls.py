"""Addresses of the portal's own pages."""

from django.urls import include, path

from toaan.portal import public_views, views

patterns = [
    path("", views.home, name="home"),
    path("dang-ky/", views.register, name="register"),
    path("vao/", views.enter, name="enter"),
    path("ca-nhan/", views.mine, name="mine"),
    path("ca-nhan/tai-khoan/", views.account, name="account"),
    path("vu-an/<uuid:case_id>/", views.case, name="case"),
    path("vu-an/<uuid:case_id>/lich/<uuid:hearing_id>/", views.calendar, name="calendar_file"),
    path("tinh-an-phi/", public_views.fee_calculator, name="fees"),
    path("kiem-tra/", public_views.check_paper, name="check_paper"),
    path("toa-an/", public_views.courts, name="courts"),
    path("tro-giup/", public_views.help_page, name="help"),
    path("tro-giup/<slug:slug>/", public_views.help_topic, name="help_topic"),
    path("kha-nang-tiep-can/", public_views.accessibility, name="accessibility"),
    path("bao-ve-du-lieu/", public_views.privacy, name="privacy"),
]
urlpatterns = [path("", include((patterns, "portal")))]
