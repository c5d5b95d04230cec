from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "toaan.desk"
    label = "desk"
