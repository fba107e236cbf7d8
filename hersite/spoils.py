"""How much of a film something gives away; the one scale for editions, questions and comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Spoils(models.TextChoices):
    NONE = "none", _("nothing")
    PREMISE = "premise", _("the premise")
    ENDING = "ending", _("the ending")

    @classmethod
    def widest(cls, *scopes: str) -> "Spoils":
        """The one that gives away most; ValueError where a scope is unknown."""
        order = list(cls)
        return max((cls(scope) for scope in scopes), key=order.index)
