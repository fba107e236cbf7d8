"""What editors are told before an edition goes live, as far as readers' rows are concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from discussions.models import Comment, Interpretation, Member, Question
from explainer.checks import Finding, Level, Manuscript
from explainer.checks.addresses import Address, own_addresses
from explainer.checks.published import edition_at, published_slugs
from explainer.models import Explanation
from hersite.slugs import current_slugs

_QUESTION_ROUTES = ("questions/<slug:slug>/", "feeds/questions/<slug:slug>/")


def dead_links_to_readers(manuscript: Manuscript) -> Iterator[Finding]:
    """Links to a question, a comment or a member that readers can't see."""
    addresses = list(own_addresses(manuscript))
    questions = _published_questions(addresses, manuscript)
    for address in addresses:
        if address.route.startswith(_QUESTION_ROUTES) and address.slug not in questions:
            yield address.dead(_("“%(link)s” leads to a question that isn’t there."))
        elif address.route.startswith("comments/<int:pk>/") and not _is_comment(address):
            yield address.dead(_("“%(link)s” leads to a comment that readers can’t see."))
        elif address.route.startswith("members/<str:username>/") and not _is_member(address):
            yield address.dead(_("“%(link)s” leads to a member who isn’t there."))


def _is_comment(address: Address) -> bool:
    return Comment.objects.visible().filter(pk=address.values["pk"]).exists()


def _is_member(address: Address) -> bool:
    return Member.objects.filter(username=address.values["username"]).exists()


def _published_questions(addresses: list[Address], manuscript: Manuscript) -> set[str]:
    """Slugs of those that readers can see once this edition is live."""
    slugs = [a.slug for a in addresses if a.route.startswith(_QUESTION_ROUTES)]
    # An old address leads on to where the question is now.
    now = current_slugs(Question, slugs)
    rows = Question.objects.filter(slug__in=now.values())
    asked = dict(rows.values_list("slug", "explanation__slug"))
    out = published_slugs(set(asked.values()), manuscript.at)
    out.add(manuscript.edition.explanation.slug)
    return {slug for slug, there in now.items() if asked[there] in out}


def vanished_keys(manuscript: Manuscript) -> Iterator[Finding]:
    """A section that the edition before it had, or a first edition never gets, while questions,
    comments or readings refer to its key."""
    explanation = manuscript.edition.explanation
    before = edition_at(explanation, manuscript.at)
    vanished = None
    if before:
        vanished = set(before.sections.values_list("key", flat=True)) - manuscript.keys
    for key, referring in _referring(explanation, vanished).items():
        if key not in manuscript.keys:
            said = _("There is no section “#%(key)s” in it, and readers refer to it: %(what)s.")
            values = {"key": key, "what": ", ".join(referring)}
            yield Finding(Level.ASK, said % values, manuscript.sections_place)


def _referring(explanation: Explanation, keys: Collection[str] | None) -> dict[str, list[str]]:
    """What refers to sections, in words, by their keys: to these, or to any."""
    said: dict[str, list[str]] = defaultdict(list)
    own = {"explanation": explanation}, {"question__explanation": explanation}
    questions = Question.objects.filter(**own[0])
    comments = Comment.objects.visible().filter(**own[1])
    readings = Interpretation.objects.filter(**own[1])
    for rows, words in (
        (questions, lambda n: ngettext("%(n)d question", "%(n)d questions", n)),
        (comments, lambda n: ngettext("%(n)d comment", "%(n)d comments", n)),
        (readings, lambda n: ngettext("%(n)d reading", "%(n)d readings", n)),
    ):
        rows = rows.exclude(section_key="").order_by("section_key")
        if keys is not None:
            rows = rows.filter(section_key__in=keys)
        for key, number in rows.values_list("section_key").annotate(Count("pk")):
            said[key].append(words(number) % {"n": number})
    return said
