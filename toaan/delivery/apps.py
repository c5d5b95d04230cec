from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "toaan.delivery"
    label = "delivery"

    def ready(self) -> None:
        from toaan.delivery import consequences, handover, integrity, navigation, steps, waiting  # noqa: F401
