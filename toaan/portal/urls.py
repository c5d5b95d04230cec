"""Addresses of the portal's own pages."""

from django.urls import include, path

from toaan.portal import views

patterns = [
    path("", views.home, name="home"),
    path("dang-ky/", views.register, name="register"),
    path("vao/", views.enter, name="enter"),
    path("ca-nhan/", views.mine, name="mine"),
    path("ca-nhan/tai-khoan/", views.account, name="account"),
    path("vu-an/<uuid:case_id>/", views.case, name="case"),
    path("tro-giup/", views.help_page, name="help"),
]
urlpatterns = [path("", include((patterns, "portal")))]
