"""Columns of the admin's lists."""

from typing import Any

from django.contrib.admin.utils import label_for_field
from django.db.models import F, Func, IntegerField, Model, QuerySet, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst


def count_of(rows: QuerySet[Any], field: str = "pk", *, distinct: bool = False) -> Subquery:
    """How many ``rows`` (with an OuterRef in them) there are for each line of a list. A bare COUNT
    in a subquery: an aggregate of the ORM's would group by every column of the list."""
    template = "COUNT(DISTINCT %(expressions)s)" if distinct else "COUNT(%(expressions)s)"
    count = Func(F(field), template=template, output_field=IntegerField())
    return Subquery(rows.order_by().annotate(rows_counted=count).values("rows_counted"))


def link(url: str, text: object) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)


def label_of(model: type[Model], name: str) -> str:
    """A field's name as forms show it."""
    return capfirst(str(label_for_field(name, model)))
