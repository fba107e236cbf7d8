from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.admin.states import ExplanationStateFilter, edition_state, with_live
from explainer.admin.withdrawals import WithdrawalSteps
from explainer.models import Edition, Explanation, SeeAlso
from hersite.admin_columns import count_of, link
from hersite.admin_ordered import OrderedFormSet
from hersite.admin_rules import LockedWhileSaving, NeverDeleted, ReadOnly


class SeeAlsoInline(admin.TabularInline):
    model = SeeAlso
    formset = OrderedFormSet
    fk_name = "explanation"
    fields = ["other", "order"]
    autocomplete_fields = ["other"]
    extra = 1


class EditionInline(ReadOnly, admin.TabularInline):
    model = Edition
    fields = readonly_fields = ["state", "editor", "note", "publish_at"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return with_live(super().get_queryset(request).select_related("editor"))

    @admin.display(description=_("state"))
    def state(self, edition: Edition) -> str:
        return edition_state(edition)


@admin.register(Explanation)
class ExplanationAdmin(WithdrawalSteps, NeverDeleted, LockedWhileSaving, admin.ModelAdmin):
    list_display = ["title", "kind", "live", "drafts", "gives_away", "questions", "correct"]
    list_filter = [ExplanationStateFilter, "kind", "film"]
    search_fields = ["slug", "film__title", "editions__title"]
    fields = ["film", "kind", "slug", "author_line", "language"]
    autocomplete_fields = ["film"]
    inlines = [EditionInline, SeeAlsoInline]
    steps = ("new_edition", "withdraw", "restore")

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
                Prefetch("editions", Edition.objects.drafts(), to_attr="draft_editions"),
            )
            .annotate(
                newest_title=Subquery(own.order_by("-number").values("title")[:1]),
                question_count=count_of(asked.filter(explanation=OuterRef("pk"))),
            )
        )

    def get_list_display(self, request: HttpRequest) -> list[str]:
        columns = list(super().get_list_display(request))
        return columns if self.has_change_permission(request) else columns[:-1]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Explanation | None = None
    ) -> list[str]:
        return ["slug"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Explanation | None) -> list[Any]:
        return self.inlines if obj else []

    def view_on_site(self, explanation: Explanation) -> str | None:  # type: ignore[override]
        return explanation.get_absolute_url() if explanation.live_edition else None

    # -- Columns --

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

    @admin.display(description=_("drafts"))
    def drafts(self, explanation: Any) -> SafeString | str:
        links = [
            (edition_url(edition), gettext("edition %(number)d") % {"number": edition.number})
            for edition in explanation.draft_editions
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

    @admin.display(description="")
    def correct(self, explanation: Any) -> SafeString | str:
        if not explanation.live_editions:
            return ""
        url = reverse("admin:explainer_explanation_new_edition", args=[explanation.pk])
        label = gettext("Correct “%(title)s”") % {"title": self.title(explanation)}
        # The list is a form with a token already; the button sends it to another address.
        button = '<button class="button" formaction="{}" aria-label="{}">{}</button>'
        return format_html(button, url, label, gettext("Correct"))

    # -- Editions --

    def new_edition(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start a correction, or go on with the one that this editor has begun."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            explanation = self.load(request, pk)
            if explanation.is_withdrawn:
                messages.warning(request, gettext("It is withdrawn. Put it out again first."))
                return redirect("admin:explainer_explanation_change", pk)
            return redirect(edition_url(self._draft(request, explanation)))

    def _draft(self, request: HttpRequest, explanation: Explanation) -> Edition:
        draft = begun_by(request.user, explanation)
        if draft:
            messages.info(request, gettext("This is the draft that you had begun before."))
            return draft
        draft = explanation.new_edition(by=request.user)
        said = gettext("Started edition %(number)d.") % {"number": draft.number}
        self.log_change(request, explanation, said)
        messages.info(request, gettext("Readers see nothing of this draft until you publish it."))
        return draft

    def response_add(
        self, request: HttpRequest, obj: Explanation, post_url_continue: str | None = None
    ) -> HttpResponse:
        """An explanation is nothing without words: go on to its first edition."""
        if not {"_addanother", "_continue", "_popup"} & request.POST.keys():
            draft = obj.new_edition(by=request.user)
            messages.success(request, gettext("Now write its first edition."))
            return redirect(edition_url(draft))
        return super().response_add(request, obj, post_url_continue)


def edition_url(edition: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[edition.pk])


def begun_by(member: Any, explanation: Explanation) -> Edition | None:
    """The member's newest draft that is a copy of what is live now."""
    live = explanation.live_edition
    own = explanation.editions.drafts().filter(editor=member)
    return own.filter(based_on=live).order_by("-number").first()
