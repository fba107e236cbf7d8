from django.apps import AppConfig


class HersiteConfig(AppConfig):
    name = "hersite"

    def ready(self) -> None:
        from hersite import checks  # noqa: F401  (registers the deployment checks)
