from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from explainer.admin.disputes import part_label
from explainer.merging import Loaded, Merge
from explainer.models import Edition
from hersite.admin_rules import staff


class Meanwhile:
    """In words: whose text stands where somebody wants to store theirs."""

    def __init__(self, request: HttpRequest, edition: Edition, loaded: Loaded) -> None:
        self.is_another = loaded.edition != edition.pk
        self.is_own = edition.editor_id == staff(request).pk
        self.names = {
            "editor": edition.editor or _("Somebody else"),
            "number": edition.number,
        }

    @property
    def opening(self) -> str:
        if self.is_another:
            said = _("Edition %(number)d is a new draft. It has other words than you began with.")
        elif self.is_own:
            said = _("You saved this draft in another window while you were writing here.")
        else:
            said = _("%(editor)s saved this draft while you had it open.")
        return said % self.names

    @property
    def theirs(self) -> str:
        """What a choice of the stored words is called."""
        if self.is_another:
            said = _("As it is in the new draft")
        elif self.is_own:
            said = _("As I saved it in the other window")
        else:
            said = _("As %(editor)s saved it")
        return said % self.names

    def told(self, merge: Merge) -> Iterator[str]:
        """Once it is stored, what came into it that its writer hasn't chosen."""
        if merge.brought:
            labels = [part_label(part) for part in merge.brought]
            said = _("Both texts are in it now. What you hadn’t changed is as it was saved: %s.")
            yield f"{self.opening} {said % get_text_list(labels, _('and'))}"
        if merge.order_is_disputed:
            yield _("You had both moved sections: they stand as you have put them.")
