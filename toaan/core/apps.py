from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "toaan.core"
    label = "core"
