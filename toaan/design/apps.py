"""Django application of the theme (templates, template tags, form renderer)."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DesignConfig(AppConfig):
    """Label `design`; must stand before `django.forms` in INSTALLED_APPS so that our widget templates win."""

    name = "toaan.design"
    label = "design"
    verbose_name = "Giao diện"

    def ready(self) -> None:
        """Plain words in place of "Trường này là bắt buộc." for every form, fields of Django included."""
        forms.Field.default_error_messages["required"] = _("Chưa điền mục này")
        for choice in (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField):
            choice.default_error_messages["required"] = _("Chưa chọn mục nào")
        forms.BooleanField.default_error_messages = {"required": _("Đánh dấu vào ô này để tiếp tục")}
