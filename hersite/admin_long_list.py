"""Lists of the admin that may hold a million rows, at the cost of one that holds five hundred."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

if TYPE_CHECKING:
    _Page = admin.ModelAdmin
else:
    _Page = object

# So many rows are counted, paged and searched; to count a million takes longer than to list fifty.
MOST = 1_000


class FirstRows(Paginator):
    """Pages of the first rows; ``goes_on`` where there are more of them."""

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        # Without what the list reckons for each of the few that it shows.
        return rows.values("pk")[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._found, MOST)

    @property
    def goes_on(self) -> bool:
        return self._found > MOST


class SortedByIndex(ChangeList):
    def get_ordering_field(self, field_name: Any) -> Any:
        """None for a column that isn't in ``sortable_by``: Django only hides the link, and an
        address would still sort a million rows by it."""
        sortable = self.sortable_by or ()
        return super().get_ordering_field(field_name) if field_name in sortable else None


class LongList(_Page):
    """Sorted by columns that have an index, each a plain field with hardly two rows alike. Shows
    the first rows and leads on from the last of them to those after it."""

    paginator = FirstRows
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    change_list_template = "admin/long_list.html"
    # What the field takes, in a sentence.
    search_hint: Any = ""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SortedByIndex

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "cl" in context and context["cl"].paginator.goes_on:
            context["most"] = MOST
            context["onwards"] = _onwards(context["cl"])
        return response

    def response_action(  # type: ignore[override]
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        """Who ticks all is told of so many, and means no others."""
        if request.POST.get("select_across") == "1":
            queryset = self._only(request, _first(queryset))
        return super().response_action(request, queryset)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Parts of words among the first rows of the list as it is filtered; numbers and whole
        names among all, through their indexes."""
        if not search_term.strip():
            return queryset, False
        first = self._only(request, _first(queryset))
        parts, _duplicates = super().get_search_results(request, first, search_term)
        found = set(parts.values_list("pk", flat=True))
        for whole in self.find_whole(queryset, search_term.strip()):
            found.update(_first(whole))
        rows = self._only(request, found).order_by(*queryset.query.order_by)
        rows.query.select_related = queryset.query.select_related
        return rows, False

    def _only(self, request: HttpRequest, keys: Collection[int]) -> QuerySet[Any]:
        """The rows with these keys, by them alone: beside the filters that they have passed the
        database might go through all that pass those."""
        return self.get_queryset(request).filter(pk__in=keys)

    def find_whole(self, queryset: QuerySet[Any], term: str) -> list[QuerySet[Any]]:
        """Rows that the term names: by each of the ways there are, with an index each."""
        raise NotImplementedError


def _first(rows: QuerySet[Any]) -> list[int]:
    """The keys of the first of them."""
    return list(rows.values_list("pk", flat=True)[:MOST])


def _onwards(rows: ChangeList) -> str:
    """The query string of the same list from the last row on; empty but on the last page."""
    if rows.page_num != rows.paginator.num_pages:
        return ""
    # The last row stands on both lists, and with it those that are alike: none is left out.
    order = rows.queryset.query.order_by[0]
    field = order.lstrip("-")
    last = getattr(list(rows.result_list)[-1], field)
    later, earlier = f"{field}__gte", f"{field}__lte"
    taken, other = (earlier, later) if order.startswith("-") else (later, earlier)
    value = last.isoformat() if hasattr(last, "isoformat") else last
    return rows.get_query_string({taken: value}, ["p", other])
