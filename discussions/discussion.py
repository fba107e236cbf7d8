"""A page with a thread: what all of its viewers see, and what is each viewer's own.

The shell of the page is the same for everybody (see ``hersite.shells``). For a member come: their
order of the ballots and their votes, the form with a token, and what looks different to them in
the thread (see ``discussions.own_thread``). That takes three statements, whatever the length of
the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from discussions import drafts
from discussions.ballots import Ballot, ballot_order_ends, load_ballots, with_votes
from discussions.comment_html import Look, thread_html
from discussions.credits import asking
from discussions.following import follow_html
from discussions.forms.comments import CommentForm, comments_url
from discussions.models import Comment, Member, Question
from discussions.models.submission import new_submission
from discussions.moves import tell_moves
from discussions.own_thread import own_thread
from discussions.quotes import place_quotes
from discussions.supporting import Strongest
from discussions.threads import Thread, Viewer
from discussions.visits import Arrival, arrive, is_read
from explainer.models import Edition
from hersite import shells
from hersite.freshness import Freshness
from hersite.memory import Fragments

GUEST = AnonymousUser()
# Stands for the key of a submission in a form that is kept.
_SUBMISSION = "\x03"

_ballots = Fragments(most=2_000)
_forms = Fragments(most=500)


@dataclass(frozen=True)
class Asked:
    """A question with its ballots: what its page shows besides the thread."""

    question: Question
    ballots: list[Ballot]

    @property
    def readings(self) -> tuple[tuple[int, str], ...]:
        readings = (ballot.interpretation for ballot in self.ballots)
        return tuple(sorted((reading.pk, reading.statement) for reading in readings))


@dataclass(frozen=True)
class Discussion(Asked):
    """All facts behind such a page; ``strongest`` are the comments that stand above the thread."""

    thread: Thread
    strongest: list[Strongest] = field(default_factory=list)


def load_asked(question: Question, freshness: Freshness) -> Asked:
    """For the page of a question, which from now on changes with the clock."""
    if not question.is_closed:
        freshness.ends_at(question.ends_at)
    if not question.general:
        freshness.ends_at(ballot_order_ends(timezone.now()))
    return Asked(question, load_ballots(question))


def asked_context(asked: Asked) -> dict[str, Any]:
    """What the templates show of it to a guest."""
    closed = asked.question.is_closed
    return {
        "question": asked.question,
        "closed": closed,
        "ballots_html": ballots_html(asked.ballots, closed=closed),
        "form_html": form_html(asked, guest=True),
    }


def insert_thread(
    frame: shells.Shell,
    path: str,
    thread: Thread,
    freshness: Freshness,
    strongest: Iterable[Strongest] = (),
    edition: Edition | None = None,
    **more: Any,
) -> shells.Shell:
    """The whole page, from a frame with an Asked as its facts and a slot "thread"; ``edition`` is
    the one that the comments stand below, where it isn't the live one, and ``more`` is for the
    template."""
    question = frame.facts.question
    strongest = list(strongest)
    place_quotes(question, thread.comments, edition)
    tell_moves([*thread.comments, *(best.comment for best in strongest)])
    _wait_for_scores(thread.comments, freshness)
    context = more | {
        "thread": thread,
        "thread_html": thread_html(thread.rows, Look(question.is_closed)),
        "follow_html": follow_html(question.slug, follows=False),
        "strongest": strongest,
    }
    rendered = shells.render("discussions/comments/thread.html", context, path, frame.language)
    facts = Discussion(question, frame.facts.ballots, thread, strongest)
    return frame.insert("thread", rendered, facts, freshness)


def _wait_for_scores(comments: list[Comment], freshness: Freshness) -> None:
    """The page changes when the first of the scores that are still hidden is told."""
    now = timezone.now()
    for comment in comments:
        if comment.useful_count and comment.score_shows_at > now:
            freshness.ends_at(comment.score_shows_at)


Make = Callable[[Viewer], shells.Shell]
Own = Callable[[Member], dict[str, str]]


def respond(
    request: HttpRequest,
    freshness: Freshness,
    make: Make,
    more: Own | None = None,
    *,
    visit: bool = False,
) -> HttpResponse:
    """The page for this viewer; ``make`` gives it for a viewer, with its Discussion as facts (None
    where it has none), ``more`` what else is a member's own on it. With ``visit`` it is one where
    a member sees what is new. Http404 as ``make`` raises it."""
    viewer = request.user
    try:
        shell = shells.find(request, freshness, lambda: make(GUEST))
    except Http404:
        if not viewer.is_authenticated:
            raise
        shell = make(viewer)
    arrival = None
    if isinstance(viewer, Member) and shell.facts:
        arrival = arrive(viewer, shell.facts.question)
        if arrival.has_withheld:
            # A page for one.
            shell = make(viewer)
        if visit and is_read(request):
            arrival.keep(shell.facts.thread.counted.last_comment_at)

    def own() -> dict[str, str]:
        filled = dict(_own(request, shell.facts, arrival)) if shell.facts else {}
        return filled | (more(viewer) if more and isinstance(viewer, Member) else {})

    return shells.respond(request, shell, own)


def _own(
    request: HttpRequest, discussion: Discussion, arrival: Arrival | None
) -> Iterator[tuple[str, str]]:
    yield "form", _own_form(request, discussion)
    viewer = request.user
    if isinstance(viewer, Member) and arrival:
        if discussion.ballots:
            ballots = asking(request, with_votes(discussion.ballots, viewer))
            yield "ballots", ballots_html(ballots, closed=discussion.question.is_closed)
        yield from own_thread(viewer, discussion.thread, discussion.strongest, arrival)


def ballots_html(ballots: Iterable[Ballot], *, closed: bool) -> SafeString:
    return format_html_join("", "{}", ((_ballot_html(ballot, closed),) for ballot in ballots))


def _ballot_html(ballot: Ballot, closed: bool) -> str:
    context = {"ballot": ballot, "interpretation": ballot.interpretation, "closed": closed}
    return _ballots.get_or_make(
        (ballot.shown, closed), lambda: render_to_string("discussions/votes/ballot.html", context)
    )


def form_html(discussion: Asked, *, guest: bool) -> str:
    """The empty form that ends a thread; for those who are known here with places for the token
    and for the key of the submission. Nothing where the question is closed."""
    question = discussion.question
    if question.is_closed:
        return ""
    initial = {} if guest else {"submission": _SUBMISSION}
    return _forms.get_or_make(
        (question.slug, discussion.readings, guest), lambda: form_with(question, initial, guest)
    )


def form_with(
    question: Question, initial: dict[str, str], guest: bool, draft: drafts.Draft | None = None
) -> str:
    """The form filled in, with TOKEN for the token."""
    context = {
        "comment_form": CommentForm(question=question, initial=initial),
        "comments_url": comments_url(question),
        "draft": draft,
        "guest": guest,
        "csrf_token": shells.TOKEN,
    }
    return render_to_string("discussions/comments/form.html", context)


def _own_form(request: HttpRequest, discussion: Discussion) -> str:
    """Filled with what the viewer typed before signing in."""
    question = discussion.question
    draft = drafts.find(request, comments_url(question))
    if draft and not question.is_closed:
        # What was typed is kept unchecked, and must not ask for the token.
        typed = {name: text.replace(shells.TOKEN, "") for name, text in draft.fields.items()}
        initial = {**typed, "submission": typed.get("submission") or new_submission()}
        return form_with(question, initial, guest=False, draft=draft)
    return form_html(discussion, guest=False).replace(_SUBMISSION, new_submission())
