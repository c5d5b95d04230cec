from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "toaan.searches"
    label = "searches"

    def ready(self) -> None:
        from toaan.searches import consequences, duties, integrity, navigation, next_steps, waiting  # noqa: F401
