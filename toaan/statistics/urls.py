"""Addresses of the figures."""

from django.urls import include, path

from toaan.statistics import judges_views, leadership_views, views

patterns = [
    path("ban/dieu-hanh/", leadership_views.leadership, name="leadership"),
    path("ban/dieu-hanh/chi-tieu/<slug:code>/", leadership_views.target, name="target"),
    path("ban/dieu-hanh/tham-phan/", judges_views.judges, name="judges"),
    path("ban/thong-ke/", views.month, name="month"),
    path("ban/thong-ke/vu-an/", views.cases, name="cases"),
    path("ban/thong-ke/tai-ve/", views.download, name="csv"),
]
urlpatterns = [path("", include((patterns, "statistics")))]
