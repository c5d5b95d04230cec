"""Django application of the theme (templates, template tags, form renderer)."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Label `design`; must stand before `django.forms` in INSTALLED_APPS so that our widget templates win."""

    name = "toaan.design"
    label = "design"
    verbose_name = "Giao diện"
