from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "toaan.portal"
    label = "portal"
