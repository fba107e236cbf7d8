"""Whether a comment may be posted now, and whether a moderator reads it first.

Nothing is refused in silence: whoever is refused is told the rule and when it ends, whoever is held
is told why. Staff are trusted with all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from discussions.forms.comments import CommentForm
from discussions.models import Comment, Flag, Member, Mode, Notice, Question, SiteRules
from discussions.models.submission import seconds_since
from discussions.moderation import tension
from discussions.moderation.history import History, load_history
from discussions.moderation.words import find_words
from hersite.limits import LimitReached, one_at_a_time

HURRY = 3
A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
MOST_A_MINUTE, MOST_ON_THE_FIRST_DAY = 2, 10
COMMENTS_WITHOUT_LINKS = 5
# Minutes between two comments of one member in a thread with open reports by n readers: 2 + n, for
# n up to this.
MOST_REPORTS = 10

HeldFor = Comment.HeldFor


@dataclass(frozen=True)
class Attempt:
    """A comment that somebody wants to post; ``seconds`` since its form was handed out, None where
    nobody knows; ``trapped`` where a field is filled in that readers don't see."""

    author: Member
    question: Question
    body: str
    trapped: bool = False
    seconds: float | None = None


def submit(member: Member, form: CommentForm) -> Comment:
    """Post what a valid form holds, by the rules; a form that was sent before gives the comment
    that is stored. Raises what ``judge`` raises."""
    fields = form.fields_for_comment()
    body, key = fields["body"], fields.get("submission", "")
    with one_at_a_time(member.pk, *Notice.called(body, fields.get("parent"))):
        if stored := member.comments.filter(submission=key, body=body).first() if key else None:
            return stored
        attempt = Attempt(
            member, form.question, body,
            trapped=bool(form.cleaned_data["website"]), seconds=seconds_since(key),
        )  # fmt: skip
        return Comment.post(author=member, held_for=judge(attempt), **fields)


def judge(attempt: Attempt) -> str:
    """Why it has to wait for a moderator, as HeldFor; nothing where it may appear at once.

    LimitReached where the author has to wait; ValidationError for words that aren't posted here,
    and for a text that stands in the thread already. The author's row has to be locked.
    """
    if attempt.author.is_staff:
        return ""
    rules = SiteRules.current()
    history = load_history(attempt.author, attempt.body)
    tight = tension.is_tight(rules)
    if settings.RATE_LIMITS:
        _check_pace(attempt, history)
        if tight and history.is_new and history.waiting:
            raise LimitReached(tension.expected_seconds(), _one_waits())
    if any(p.same and p.question_id == attempt.question.pk for p in history.posted):
        raise ValidationError(_("You have posted these very words here already."))
    words = _words(attempt.body, rules)
    return words or _reason(attempt, history, tight=tight)


def judge_edit(comment: Comment, body: str) -> str:
    """The same for other words in a comment that its author edits."""
    if comment.author.is_staff:
        return ""
    if words := _words(body, SiteRules.current()):
        return words
    if body == comment.body:
        return ""
    early = comment.author.comments.order_by("created_at").values_list("pk", flat=True)
    added = _links(body) > _links(comment.body)
    if added and comment.pk in early[:COMMENTS_WITHOUT_LINKS]:
        return HeldFor.LINKS
    # Or harmless words would be approved and others put in their place.
    mode = comment.question.rules_mode
    if mode == Mode.HOLD_NEW:
        return HeldFor.NEW if load_history(comment.author).is_new else ""
    return HeldFor.MODE if mode == Mode.PRE else ""


def _reason(attempt: Attempt, history: History, *, tight: bool) -> str:
    mode = attempt.question.rules_mode
    hurried = settings.RATE_LIMITS and attempt.seconds is not None and attempt.seconds < HURRY
    early = len(history.posted) < COMMENTS_WITHOUT_LINKS
    reasons = {
        HeldFor.MODE: mode == Mode.PRE,
        HeldFor.TRAP: attempt.trapped,
        HeldFor.LINKS: early and _links(attempt.body) > 0,
        HeldFor.REPEAT: any(posted.same for posted in history.posted),
        HeldFor.REJECTED: history.is_mostly_rejected,
        HeldFor.NEW: mode == Mode.HOLD_NEW and history.is_new,
        HeldFor.HURRY: hurried,
        HeldFor.TIGHT: tight and history.is_new,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _links(body: str) -> int:
    # As the renderer takes them for links: addresses with a scheme, and Markdown's own.
    return body.lower().count("://") + body.count("](")


def _words(body: str, rules: SiteRules) -> str:
    hit = find_words(body, rules)
    if hit is None:
        return ""
    if hit.action == "reject":
        raise ValidationError(
            _("“%(words)s” isn’t posted here. Please say it in other words."),
            params={"words": hit.words},
        )
    return HeldFor.WORDS


def _check_pace(attempt: Attempt, history: History) -> None:
    now = timezone.now()
    latest = history.since(now - A_MINUTE)
    if len(latest) >= MOST_A_MINUTE:
        free = latest[MOST_A_MINUTE - 1].created_at + A_MINUTE
        raise LimitReached(_seconds(free - now), _("Two comments a minute are the most."))
    ends = attempt.author.joined + A_DAY
    if now < ends and len(history.posted) >= MOST_ON_THE_FIRST_DAY:
        when = date_format(timezone.localtime(ends), "DATETIME_FORMAT")
        rule = _("On the first day ten comments are the most. You can post more from %(when)s on.")
        raise LimitReached(_seconds(ends - now), rule % {"when": when})
    _check_thread(attempt.question, history)


def _check_thread(question: Question, history: History) -> None:
    here = next((p for p in history.posted if p.question_id == question.pk), None)
    if here is None or timezone.now() - here.created_at > A_MINUTE * (2 + MOST_REPORTS):
        return
    open_reports = Flag.objects.filter(upheld=None, comment__question=question)
    # Of one reader one: nobody slows a thread down alone.
    reports = open_reports.order_by().values("member").distinct()[:MOST_REPORTS].count()
    minutes = 2 + reports
    left = here.created_at + A_MINUTE * minutes - timezone.now()
    if reports and left > timedelta(0):
        rule = _(
            "Readers have reported comments here, so %(minutes)d minutes lie between two of yours."
        )
        raise LimitReached(_seconds(left), rule % {"minutes": minutes})


def _one_waits() -> str:
    return _(
        "Moderators are behind, and new members can have one comment waiting at a time. Yours is "
        "next in line."
    )


def _seconds(left: timedelta) -> int:
    return max(1, round(left.total_seconds()))
