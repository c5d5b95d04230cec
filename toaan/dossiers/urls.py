"""Addresses of the case file: for the court, and for the parties."""

from django.urls import include, path

from toaan.dossiers import views

patterns = [
    path("ban/vu-an/<uuid:case_id>/ho-so/", views.case, name="case"),
    path("ban/vu-an/<uuid:case_id>/ho-so/in/", views.print_inventory, name="print"),
    path("ban/vu-an/<uuid:case_id>/ho-so/muc-luc/", views.closed_inventory, name="inventory"),
    path("ban/vu-an/<uuid:case_id>/ho-so/kiem-tra/", views.check, name="check"),
    path("ban/vu-an/<uuid:case_id>/ho-so/dong/", views.close, name="close"),
    path("ban/ho-so/tai-lieu/<uuid:folio_id>/", views.folio, name="folio"),
    path("vu-an/<uuid:case_id>/ho-so/", views.party, name="party"),
    path("ho-so/tai-lieu/<uuid:folio_id>/", views.file, name="file"),
]
urlpatterns = [path("", include((patterns, "dossiers")))]
