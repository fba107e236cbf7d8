"""Columns of the admin's lists."""

from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString


def count_of(rows: QuerySet[Any], field: str = "pk", *, distinct: bool = False) -> Subquery:
    """How many ``rows`` (with an OuterRef in them) there are for each line of a list. A bare COUNT
    in a subquery: an aggregate of the ORM's would group by every column of the list."""
    template = "COUNT(DISTINCT %(expressions)s)" if distinct else "COUNT(%(expressions)s)"
    count = Func(F(field), template=template, output_field=IntegerField())
    return Subquery(rows.order_by().annotate(rows_counted=count).values("rows_counted"))


def link(url: str, text: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)
