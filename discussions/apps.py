from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionsConfig(AppConfig):
    name = "discussions"
    verbose_name = _("discussions")

    def ready(self) -> None:
        from discussions import references
        from discussions.publishing_checks import dead_links_to_readers, vanished_keys
        from explainer import checks
        from hersite import admin_references

        checks.register(dead_links_to_readers, vanished_keys)
        admin_references.register("explainer.Section", references.about_section)
        admin_references.register("explainer.Edition", references.only_in_draft)
        admin_references.register("explainer.Scene", references.resting_on_scene)
        admin_references.register("auth.Group", references.in_group)
