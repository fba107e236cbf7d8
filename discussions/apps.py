from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    name = "discussions"
    verbose_name = _("discussions")

    def ready(self) -> None:
        from discussions.publishing_checks import dead_links_to_readers, vanished_keys
        from explainer.checks import register

        register(dead_links_to_readers, vanished_keys)
