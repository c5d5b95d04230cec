from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "toaan.review"
    label = "review"

    def ready(self) -> None:
        from toaan.review import consequences, navigation, waiting  # noqa: F401
