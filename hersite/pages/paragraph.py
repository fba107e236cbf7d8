"""A paragraph of an explanation, the comments about it, and the form to write one: what the ¶
beside it leads to. Who chooses words with a script never needs it; see docs/decisions/lines.md."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.discussion import form_with
from discussions.models import Comment, Question
from discussions.models.submission import new_submission
from discussions.quotes import about_paragraphs, known_place, place_quotes
from explainer.models import Edition, Explanation
from hersite import shells
from hersite.freshness import Freshness, watch
from hersite.freshness import explanation as explanation_scope
from hersite.markdown import opening_words, paragraph_html
from hersite.meta import PageMeta

NEWEST = 50


@dataclass(frozen=True)
class Line:
    """A paragraph as it stands in the live edition, and the thread that it is discussed in."""

    edition: Edition
    section_key: str
    id: str
    body_html: str
    general: Question | None

    @property
    def url(self) -> str:
        return f"{self.edition.explanation.get_absolute_url()}#{self.id}"

    @property
    def quoted(self) -> dict[str, str]:
        """Fields of a comment about it. Without a script nobody can choose words: it begins with
        the paragraph's first ones."""
        quote = opening_words(self.body_html)
        return {"quote": quote, "section_key": self.section_key, "paragraph": self.id}


@require_safe
def paragraph(request: HttpRequest, slug: str, paragraph: str) -> HttpResponse:
    """One that an earlier edition had leads to where it stood; 404 for what never was one."""
    freshness = watch(request, explanation_scope(slug))

    def make() -> shells.Shell:
        # Asked first: an edition that goes live while the line is read then ends the copy.
        freshness.ends_at(Edition.objects.next_publication())
        line = _load(slug, paragraph)
        return shells.draw(request.path, freshness, _page(line, freshness))

    try:
        shell = shells.find(request, freshness, make)
    except Http404:
        return redirect(_former_place(slug, paragraph))
    return shells.respond(request, shell, lambda: _own(request, shell.facts))


def _load(slug: str, id_: str) -> Line:
    edition = get_object_or_404(Edition.objects.live().for_lists(), explanation__slug=slug)
    # A key has hyphens of its own: the paragraph says which section it is in.
    found = edition.sections.filter(body_html__contains=f'<p id="{id_}">')
    for section in found:
        if html := paragraph_html(section.body_html, id_):
            questions = Question.objects.with_rules().select_related("explanation", "closure")
            general = questions.filter(explanation=edition.explanation_id, general=True).first()
            return Line(edition, section.key, id_, html, general)
    raise Http404(id_)


def _former_place(slug: str, id_: str) -> str:
    """Http404 where no published edition had it, or nothing is live."""
    explanation = get_object_or_404(Explanation, slug=slug)
    section_key, known = known_place(explanation, paragraph=id_)
    if not known or not explanation.is_live:
        raise Http404(id_)
    still = Edition.objects.live().filter(explanation=explanation, sections__key=section_key)
    return explanation.get_absolute_url() + (f"#{section_key}" if still.exists() else "")


def _page(line: Line, freshness: Freshness) -> shells.Page:
    if line.general and not line.general.is_closed:
        freshness.ends_at(line.general.ends_at)
    context = {
        "line": line,
        "edition": line.edition,
        "comments": _newest(line),
        "form_html": _form(line, {}, guest=True),
        "meta": _meta(line),
    }
    return shells.Page("pages/paragraph.html", context, line, line.edition.explanation.language)


def _newest(line: Line) -> list[Comment]:
    if line.general is None:
        return []
    about = about_paragraphs(line.general).filter(paragraph=line.id).with_people()
    newest = list(about.order_by("-created_at", "-id")[:NEWEST])
    place_quotes(line.general, newest)
    return newest


def _form(line: Line, more: dict[str, Any], *, guest: bool) -> str:
    """Nothing where there is no thread, or it is closed."""
    if line.general is None or line.general.is_closed:
        return ""
    return form_with(line.general, line.quoted | more, guest=guest)


def _own(request: HttpRequest, line: Line) -> dict[str, str]:
    return {"form": _form(line, {"submission": new_submission()}, guest=False)}


def _meta(line: Line) -> PageMeta:
    edition = line.edition
    picture = edition.lead_picture
    return PageMeta(
        title=_("A paragraph of “%(title)s”") % {"title": edition.title},
        description=edition.standfirst,
        path=edition.explanation.get_absolute_url(),
        card=picture.card_url if picture else "",
        robots="noindex",
    )
