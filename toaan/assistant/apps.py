from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "toaan.assistant"
    label = "assistant"

    def ready(self) -> None:
        from toaan.assistant import consequences, drafting, integrity, navigation, news, waiting  # noqa: F401
