"""Addresses of the law: at the desk, and for everybody below "phap-luat/". They are made of the numbers, so that they stay."""

from __future__ import annotations

from django.urls import include, path

from toaan.legislation import views

D, P = "ban/phap-luat/", "phap-luat/"
patterns = [
    path(D, views.documents, name="documents"),
    path(f"{D}nap/", views.imports, name="imports"),
    path(f"{D}nap/<uuid:run_id>/", views.import_run, name="import_run"),
    path(f"{D}an-le/", views.precedents, name="precedents"),
    path(f"{D}an-le/<path:number>/", views.precedent, name="precedent"),
    path(f"{D}<path:number>/dieu/<str:label>/", views.article, name="article"),
    path(f"{D}<path:number>/", views.document, name="document"),
    path(P, views.public_documents, name="public_documents"),
    path(f"{P}an-le/", views.public_precedents, name="public_precedents"),
    path(f"{P}an-le/<path:number>/", views.public_precedent, name="public_precedent"),
    path(f"{P}<path:number>/dieu/<str:label>/", views.public_article, name="public_article"),
    path(f"{P}<path:number>/", views.public_document, name="public_document"),
]
urlpatterns = [path("", include((patterns, "legislation")))]
