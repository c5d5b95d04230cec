from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "toaan.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        from toaan.rulebook import consequences, duties, navigation, news, waiting  # noqa: F401
