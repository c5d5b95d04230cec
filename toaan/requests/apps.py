from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "toaan.requests"
    label = "requests"

    def ready(self) -> None:
        from toaan.requests import consequences, integrity, next_steps, waiting  # noqa: F401
