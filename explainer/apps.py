from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExplainerConfig(AppConfig):
    name = "explainer"
    verbose_name = _("explanations")

    def ready(self) -> None:
        from explainer.pictures.uses import what_shows_picture
        from explainer.references import links_to_section, what_hangs_on_edition
        from hersite.admin_references import register

        register("explainer.Section", links_to_section)
        register("explainer.Edition", what_hangs_on_edition)
        register("explainer.Picture", what_shows_picture)
