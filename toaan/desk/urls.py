"""Addresses of the desk's own pages."""

from django.urls import include, path

from toaan.desk import integrity_views, leave_views, views

patterns = [
    path("", views.home, name="home"),
    path("cho-toi/", views.waiting, name="waiting"),
    path("thong-bao/", views.notifications, name="notifications"),
    path("tim/", views.search, name="search"),
    path("tai-khoan/", views.account, name="account"),
    path("kiem-tra/", integrity_views.look, name="integrity"),
    path("nghi/", leave_views.leave, name="leave"),
    path("nghi/<uuid:absence_id>/tro-lai/", leave_views.back, name="leave_back"),
    path("chuc-vu/", views.posts, name="posts"),
    path("chuc-vu/<uuid:post_id>/thoi-giu/", views.end_post, name="end_post"),
]
urlpatterns = [path("ban/", include((patterns, "desk")))]
