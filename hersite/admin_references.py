"""Before something is deleted in the admin: what refers to it.

Rooms don't know what the others keep. So each says what its own rows refer to, with ``register``;
the page that asks whether to delete, and the line in a row that can be taken out of a form, show
all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _Page = admin.ModelAdmin
    _Inline = admin.options.InlineModelAdmin
else:
    _Page = _Inline = object


@dataclass(frozen=True)
class Reference:
    """Something that refers to a row: in words, with the page that shows it where there is one, and
    whether the row has to stay because of it."""

    label: str
    url: str = ""
    forbids: bool = False

    def __str__(self) -> str:
        said = format_html('<a href="{}">{}</a>', self.url, self.label) if self.url else self.label
        return format_html("{}: {}", said, _("because of this it stays")) if self.forbids else said


# From rows of one model to what refers to each of them. Asked once for all rows of a page.
Finder = Callable[[list[Any]], Iterable[tuple[Any, Reference]]]

_finders: dict[str, list[Finder]] = defaultdict(list)


def register(label: str, finder: Finder) -> None:
    """Ask it too about rows of that model, such as ``explainer.Section``. It counts once, however
    often its app is made ready."""
    if finder not in _finders[label]:
        _finders[label].append(finder)


def is_asked_about(model: type[Model]) -> bool:
    """Whether anybody has said what refers to rows of this model."""
    return bool(_finders.get(model._meta.label))


def references_to(rows: list[Any]) -> dict[Any, list[Reference]]:
    """By primary key; the rows are of one model."""
    found: dict[Any, list[Reference]] = {row.pk: [] for row in rows}
    for finder in _finders[rows[0]._meta.label] if rows else []:
        for row, reference in finder(rows):
            found[row.pk].append(reference)
    return found


class AsksBeforeDeleting(_Page):
    """The page that asks lists what refers to the row, and deletes nothing where a reference
    forbids it. Rows go one at a time: a list of many would be confirmed unread."""

    def references(self, obj: Any) -> list[Reference]:
        """What refers to it. A page adds here what only it knows."""
        return references_to([obj])[obj.pk]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Django asks this for the page, and once more before it deletes."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        forbidding = [str(r) for obj in objs for r in self.references(obj) if r.forbids]
        # In our words where there are any: Django would name every comment by itself.
        return deleted, counts, lacking, forbidding or protected

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        context["references"] = self.references(context["object"])
        return super().render_delete_form(request, context)


class ShowsReferences(_Inline):
    """For rows taken out in the form of what they belong to: each says what refers to it before
    its box is ticked."""

    _known: dict[Any, list[Reference]] | None = None

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_fields(request, obj), "referred"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "referred"]

    @admin.display(description=_("referred to by"))
    def referred(self, row: Any) -> SafeString | str:
        if row.pk is None:
            return "–"
        if self._known is None:
            fields = (f for f in row._meta.fields if f.related_model is self.parent_model)
            parent = next(fields).name
            siblings = self.model._default_manager.filter(**{parent: getattr(row, parent)})
            self._known = references_to(list(siblings))
        references = self._known.get(row.pk, [])
        items = format_html_join("", "<li>{}</li>", ((str(r),) for r in references))
        return format_html('<ul class="references">{}</ul>', items) if items else "–"
