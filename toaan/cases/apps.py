from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "toaan.cases"
    label = "cases"

    def ready(self) -> None:
        from toaan.cases import consequences, navigation, news, steps, waiting  # noqa: F401
