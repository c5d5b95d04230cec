from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "toaan.cases"
    label = "cases"

    def ready(self) -> None:
        from toaan.cases import actions, consequences, duties, handover, navigation, news, steps, waiting  # noqa: F401

        handover.register_cases(actions.replace_officer)
