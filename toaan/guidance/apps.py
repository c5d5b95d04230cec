from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "toaan.guidance"
    label = "guidance"

    def ready(self) -> None:
        from toaan.guidance import navigation, reminders  # noqa: F401
