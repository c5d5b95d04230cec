"""Addresses that belong to no domain: files on their way in."""

from __future__ import annotations

from django.urls import include, path

from toaan.core import upload_views

patterns = [
    path("tai-len/", upload_views.collection, name="uploads"),
    path("tai-len/<uuid:upload_id>/", upload_views.one, name="upload"),
    path("tai-len/<uuid:upload_id>/xong/", upload_views.finish, name="finish_upload"),
]
urlpatterns = [path("", include((patterns, "core")))]
