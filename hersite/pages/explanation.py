"""An explanation: the text, its questions, its rating, and the general thread at its end."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.discussion import GUEST, Asked, asked_context, insert_thread, load_asked, respond
from discussions.models import Member, Question
from discussions.threads import Viewer, load_thread
from discussions.views.ratings import load_rating, rating_html
from explainer.models import Credit, Edition, Section, Withdrawal
from explainer.models.edition import EditionQuerySet
from hersite import shells
from hersite.errors import gone
from hersite.freshness import Freshness, watch
from hersite.freshness import explanation as explanation_scope
from hersite.meta import PageMeta, absolute, breadcrumbs
from hersite.pages.margin import margin_counts, with_margin
from hersite.pages.stand import how_many_moved, load_leading, own_stand, stand_context


@dataclass(frozen=True)
class Facts:
    """The questions whose forms stand on the page, where it has them: that of its thread, and the
    one it leads with."""

    general: Asked | None
    leading: Asked | None


@dataclass
class Chapter:
    """A section and the questions it asks."""

    section: Section
    slug: str
    questions: list[Question] = field(default_factory=list)

    @property
    def body_html(self) -> str:
        """The section's text, with the number of comments beside each paragraph."""
        return with_margin(self.section.body_html, self.slug)


@require_safe
def explanation(request: HttpRequest, slug: str) -> HttpResponse:
    """410 with the reason where it was withdrawn."""
    freshness = watch(request, explanation_scope(slug))

    def text() -> shells.Shell:
        return shells.find_frame(request.path, freshness, lambda own: _live_page(slug, own))

    def make(viewer: Viewer) -> shells.Shell:
        return with_discussion(text(), slug, viewer, freshness)

    def own(member: Member) -> dict[str, str]:
        stand = own_stand(text().facts.leading, member)
        return {"rating": rating_html(load_rating(slug, member)), **stand}

    try:
        return respond(request, freshness, make, own, visit=True)
    except Http404:
        withdrawal = Withdrawal.objects.filter(explanation__slug=slug).first()
        if withdrawal is None:
            raise
        return gone(request, withdrawal.reason)


def _live_page(slug: str, freshness: Freshness) -> shells.Page:
    # Asked first: an edition that goes live while this one is read then ends the copy.
    freshness.ends_at(Edition.objects.next_publication())
    live = Edition.objects.live().filter(explanation__slug=slug)
    return page_of(load_edition(live), freshness)


def load_edition(editions: EditionQuerySet) -> Edition:
    """The one of these, with all that its page shows. Http404."""
    return get_object_or_404(
        editions.for_lists().prefetch_related("sections__picture", "explanation__film__credits")
    )


def page_of(edition: Edition, freshness: Freshness, *, at: datetime | None = None) -> shells.Page:
    """What stands on its page, but for what ``with_discussion`` puts in. ``at``: as others are
    live at that moment; now, where nothing is said."""
    questions = list(
        Question.objects.with_rules()
        .filter(explanation=edition.explanation_id)
        .select_related("explanation", "closure")
        .order_by("order", "id")
    )
    general = next((question for question in questions if question.general), None)
    context = {
        **_context(edition),
        "chapters": _chapters(edition, questions),
        "see_also": _see_also(edition, at),
        "general": general,
    }
    facts = Facts(
        load_asked(general, freshness) if general else None, load_leading(questions, freshness)
    )
    if facts.general:
        context |= asked_context(facts.general)
    context |= stand_context(facts.leading)
    language = edition.explanation.language
    return shells.Page("pages/explanation.html", context, facts, language)


def with_discussion(
    frame: shells.Shell,
    slug: str,
    viewer: Viewer,
    freshness: Freshness,
    edition: Edition | None = None,
) -> shells.Shell:
    """The whole page: with what readers said so far. ``edition`` is the one on it, where that
    isn't the live one."""
    general = frame.facts.general
    with translation.override(frame.language or translation.get_language()):
        counted = frame.filled(_counts(slug, frame, freshness), freshness)
    shell = replace(counted, facts=general)
    if general is None:
        return shell
    page = load_thread(general.question, viewer)
    path = general.question.explanation.get_absolute_url()
    return insert_thread(shell, path, page, freshness, edition=edition)


def _counts(slug: str, frame: shells.Shell, freshness: Freshness) -> dict[str, str]:
    """How many comments each of its questions has, and each paragraph, and how many readers it
    moved, for the slots."""
    counts = Question.objects.filter(explanation__slug=slug).values_list("slug", "comment_count")
    facts: Facts = frame.facts
    return {
        **{f"count-{key}": render_to_string("base/count.html", {"count": n}) for key, n in counts},
        **how_many_moved(facts.leading, freshness),
        **(margin_counts(facts.general.question, frame.slots) if facts.general else {}),
    }


def _context(edition: Edition) -> dict[str, Any]:
    film = edition.explanation.film
    people = list(film.credits.all())
    return {
        "edition": edition,
        "explanation": edition.explanation,
        "film": film,
        "cast": [credit for credit in people if credit.kind == Credit.Kind.CAST],
        "crew": [credit for credit in people if credit.kind == Credit.Kind.CREW],
        "rating": load_rating(edition.explanation.slug, GUEST),
        "meta": _meta(edition),
    }


def _chapters(edition: Edition, questions: list[Question]) -> list[Chapter]:
    asked = defaultdict(list)
    for question in questions:
        if not question.general:
            asked[question.section_key].append(question)
    slug = edition.explanation.slug
    return [Chapter(section, slug, asked[section.key]) for section in edition.sections.all()]


def _see_also(edition: Edition, at: datetime | None) -> list[Edition]:
    order = list(edition.explanation.see_also_links.values_list("other", flat=True))
    live = Edition.objects.live(at).for_lists().filter(explanation__in=order)
    return sorted(live.prefetch_related("sections"), key=lambda e: order.index(e.explanation_id))


def _meta(edition: Edition) -> PageMeta:
    path = edition.explanation.get_absolute_url()
    picture = edition.lead_picture
    return PageMeta(
        title=edition.title,
        description=edition.standfirst,
        path=path,
        card=picture.card_url if picture else "",
        card_alt=picture.alt if picture else "",
        og_type="article",
        feed=(_("Explanations"), "/feeds/explanations/"),
        json_ld=[_article(edition), breadcrumbs((settings.SITE_NAME, "/"), (edition.title, path))],
    )


def _article(edition: Edition) -> dict[str, Any]:
    """schema.org Article as Google documents it: headline, image, dates, author. No rating in it:
    an article is not among the things whose stars may be shown."""
    picture = edition.lead_picture
    assert edition.first_published is not None
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": edition.title,
        "description": edition.standfirst,
        "inLanguage": edition.explanation.language,
        "datePublished": edition.first_published.isoformat(),
        "dateModified": (edition.modified or edition.first_published).isoformat(),
        "author": _organisation(edition.explanation.author_line, "/about/"),
        "publisher": _organisation(settings.SITE_NAME, "/"),
        "mainEntityOfPage": absolute(edition.explanation.get_absolute_url()),
    }
    if picture and picture.card_url:
        data["image"] = [absolute(picture.card_url)]
    return data


def _organisation(name: str, path: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name, "url": absolute(path)}
