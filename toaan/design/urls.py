"""Address of the style guide."""

from django.urls import path

from toaan.design import views

urlpatterns = [path("thiet-ke/", views.style_guide, name="design-style-guide")]
