from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "toaan.books"
    label = "books"

    def ready(self) -> None:
        from toaan.books import navigation, registers  # noqa: F401
