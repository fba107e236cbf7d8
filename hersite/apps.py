from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HersiteConfig(AppConfig):
    name = "hersite"
    verbose_name = _("site")

    def ready(self) -> None:
        from hersite import checks  # noqa: F401  (registers the deployment checks)
