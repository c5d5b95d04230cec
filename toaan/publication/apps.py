from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "toaan.publication"
    label = "publication"

    def ready(self) -> None:
        from toaan.publication import consequences, duties, index, integrity, navigation, steps, waiting  # noqa: F401
