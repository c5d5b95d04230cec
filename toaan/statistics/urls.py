"""Addresses of the figures."""

from django.urls import include, path

from toaan.statistics import views

patterns = [
    path("", views.month, name="month"),
    path("vu-an/", views.cases, name="cases"),
    path("tai-ve/", views.download, name="csv"),
]
urlpatterns = [path("ban/thong-ke/", include((patterns, "statistics")))]
