"""What changed on an explanation: its published editions, newest first, each with the editor's note
and the words that are other than before."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from explainer.comparing import Change, changes
from explainer.models import Edition, Section, Withdrawal
from hersite import shells
from hersite.errors import gone
from hersite.freshness import Freshness, watch
from hersite.markdown import plain_text
from hersite.memory import Memory
from hersite.meta import PageMeta
from hersite.spoils import Spoils

# Of those before, date and note are told: nobody reads on, and each is compared word by word.
IN_FULL = 20

# What one edition changed against another, by language: the words of neither are ever altered.
_known: Memory[list[Change]] = Memory(most=500)


@dataclass
class Step:
    """An edition, and what it changed against the one before, be that a minor correction or not;
    ``in_full`` where that was looked at."""

    edition: Edition
    before: Edition | None
    in_full: bool = True
    changes: list[Change] = field(default_factory=list)


@require_safe
def edition_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """410 with the reason where it was withdrawn."""
    freshness = watch(request)
    try:
        return shells.show(request, freshness, lambda: _page(slug, freshness))
    except Http404:
        withdrawal = Withdrawal.objects.filter(explanation__slug=slug).first()
        if withdrawal is None:
            raise
        return gone(request, withdrawal.reason)


def _page(slug: str, freshness: Freshness) -> shells.Page:
    freshness.ends_at(Edition.objects.next_publication())
    live = get_object_or_404(
        Edition.objects.live().for_lists().prefetch_related("sections"), explanation__slug=slug
    )
    steps = _steps(live)
    with translation.override(live.explanation.language):
        _compare(steps)
        meta = _meta(live)
    context: dict[str, Any] = {
        "edition": live,
        "steps": steps,
        # Words of older editions stand here, too.
        "spoils": Spoils.widest(*(step.edition.spoils for step in steps), live.spoils),
        "anchors": {section.key for section in live.sections.all()},
        "meta": meta,
    }
    return shells.Page("pages/changes.html", context, language=live.explanation.language)


def _steps(live: Edition) -> list[Step]:
    """All editions that readers have seen, newest first, but for minor corrections."""
    explanation = live.explanation_id
    published = Edition.objects.filter(explanation=explanation, publish_at__lte=timezone.now())
    editions = list(published.order_by("-publish_at", "-number"))
    pairs = zip(editions, [*editions[1:], None], strict=True)
    steps = [Step(now, before) for now, before in pairs if before is None or not now.minor]
    for step in steps[IN_FULL:]:
        step.in_full = False
    return steps


def _compare(steps: list[Step]) -> None:
    asked = {_key(step): step for step in steps if step.before and step.in_full}
    unknown = {key: step for key, step in asked.items() if _known.get(key) is None}
    rows = {row for step in unknown.values() for row in (step.edition, step.before) if row}
    prefetch_related_objects(list(rows), "sections")
    for key, step in unknown.items():
        _known.put(key, changes(step.edition, step.before, _as_shown))
    for key, step in asked.items():
        step.changes = _known.get(key) or []


def _key(step: Step) -> tuple[str | None, int, int | None]:
    before = step.before.pk if step.before else None
    return translation.get_language(), step.edition.pk, before


def _as_shown(section: Section) -> str:
    """The words alone; what is covered in the text stays covered here."""
    return plain_text(section.body_html)


def _meta(live: Edition) -> PageMeta:
    """Nothing of the notes: they are about the ending."""
    picture = live.lead_picture
    return PageMeta(
        title=_("What changed: %(title)s") % {"title": live.title},
        description=_("When this explanation was published, and what its editors changed since."),
        path=reverse("pages:changes", args=[live.explanation.slug]),
        card=picture.card_url if picture else "",
        card_alt=picture.alt if picture else "",
        # Nobody should find the page by words that were taken out of it.
        robots="noindex",
    )
