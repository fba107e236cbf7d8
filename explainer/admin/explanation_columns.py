"""The list of explanations: what is live, what is drafted, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.admin.corrections import edition_url
from explainer.admin.moments import moment_text
from explainer.models import Edition, Explanation
from hersite.admin_columns import count_of, link

if TYPE_CHECKING:
    _Page = admin.ModelAdmin
else:
    _Page = object


class ExplanationColumns(_Page):
    list_display = [
        "title",
        "correct",
        "live",
        "scheduled",
        "drafts",
        "gives_away",
        "kind",
        "questions",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Explanation]:
        own = Edition.objects.filter(explanation=OuterRef("pk"))
        # By the name: who asks the questions is no business of this app.
        asked = Explanation._meta.get_field("questions").related_model._default_manager
        return (
            super()
            .get_queryset(request)
            .select_related("film", "withdrawal")
            .prefetch_related(
                Prefetch("editions", Edition.objects.live(), to_attr="live_editions"),
                Prefetch("editions", Edition.objects.unpublished(), to_attr="coming_editions"),
            )
            .annotate(
                newest_title=Subquery(own.order_by("-number").values("title")[:1]),
                question_count=count_of(asked.filter(explanation=OuterRef("pk"))),
            )
        )

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        may_write = self.has_change_permission(request)
        return [name for name in self.list_display if may_write or name != "correct"]

    @admin.display(description=_("title"), ordering="newest_title")
    def title(self, explanation: Any) -> str:
        live = explanation.live_editions
        return (live[0].title if live else explanation.newest_title) or explanation.slug

    @admin.display(description=_("live"))
    def live(self, explanation: Any) -> SafeString | str:
        if explanation.is_withdrawn:
            return gettext("withdrawn")
        if not explanation.live_editions:
            return gettext("not published yet")
        edition = explanation.live_editions[0]
        text = gettext("edition %(number)d, %(date)s") % {
            "number": edition.number,
            "date": date_format(edition.publish_at, "DATE_FORMAT"),
        }
        return link(explanation.get_absolute_url(), text)

    @admin.display(description=_("scheduled"))
    def scheduled(self, explanation: Any) -> SafeString | str:
        for edition in explanation.coming_editions:
            if not edition.is_draft:
                words = {"number": edition.number, "moment": moment_text(edition.publish_at)}
                text = gettext("edition %(number)d, %(moment)s") % words
                return link(edition_url(edition), text)
        return "–"

    @admin.display(description=_("drafts"))
    def drafts(self, explanation: Any) -> SafeString | str:
        links = [
            (edition_url(edition), gettext("edition %(number)d") % {"number": edition.number})
            for edition in explanation.coming_editions
            if edition.is_draft
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"

    @admin.display(description=_("gives away"))
    def gives_away(self, explanation: Any) -> str:
        live = explanation.live_editions
        return live[0].get_spoils_display() if live else "–"

    @admin.display(description=_("questions"), ordering="question_count")
    def questions(self, explanation: Any) -> SafeString:
        url = reverse("admin:discussions_question_changelist")
        return link(f"{url}?explanation__id__exact={explanation.pk}", explanation.question_count)

    @admin.display(description=_("correct"))
    def correct(self, explanation: Any) -> SafeString | str:
        if not explanation.live_editions:
            return ""
        url = reverse("admin:explainer_explanation_new_edition", args=[explanation.pk])
        label = gettext("Correct “%(title)s”") % {"title": self.title(explanation)}
        # The list is a form with a token already; the button sends it to another address.
        button = '<button class="button" formaction="{}" aria-label="{}">{}</button>'
        return format_html(button, url, label, gettext("Correct"))
