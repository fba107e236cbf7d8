"""Everything that changes what guests see, each with a page that shows it."""

from collections.abc import Callable

from django.core.management import call_command
from django.utils import timezone

from discussions.models import Closure, Comment, Interpretation, Rating
from discussions.models.useful import SCORE_HIDDEN
from explainer.models import Credit, Film, Picture, SeeAlso, Withdrawal
from tests.support.cast import make_member
from tests.support.content import Content, make_edition, make_question, post, reload

Change = Callable[[Content, Comment], object]


def question_url(content: Content, comment: Comment) -> str:
    return content.question.get_absolute_url()


def rename(content: Content, comment: Comment) -> None:
    comment.author.display_name = "Renamed"
    comment.author.save()


def erase(content: Content, comment: Comment) -> None:
    comment.author.erase(keep_texts=True)


def save_with(row: object, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()  # type: ignore[attr-defined]


def correct(content: Content, comment: Comment) -> None:
    draft = content.explanation.new_edition()
    draft.title = "Another title"
    draft.save()
    draft.publish()


def close(content: Content, comment: Comment) -> Closure:
    return Closure.objects.create(question=content.question, reason="All is said.")


def rate(content: Content, comment: Comment) -> None:
    Rating.give(make_member("rater"), content.explanation, 4)


def mark(content: Content, comment: Comment) -> None:
    # The number of a younger one is not told yet.
    long_ago = timezone.now() - SCORE_HIDDEN
    Comment.objects.filter(pk=comment.pk).update(created_at=long_ago)
    reload(comment).mark_useful(make_member("marker"))


def vote(content: Content, comment: Comment) -> None:
    content.readings[0].vote(make_member("voter"), "agree")


def answer(content: Content, comment: Comment) -> Comment:
    return post(content.question, make_member("answerer"), "An answer", parent=comment)


def delete(content: Content, comment: Comment) -> None:
    answer(content, comment)
    comment.delete_by_author()


def hide(content: Content, comment: Comment) -> None:
    answer(content, comment)
    comment.hide()


# What is done, on which page it shows, and what then stands there (None: something goes away).
CHANGES: dict[str, tuple[Change, Callable[[Content, Comment], str], str]] = {
    "a comment": (lambda t, c: post(t.question, c.author, "Fresh words"), question_url, "Fresh"),
    "an answer": (answer, question_url, "An answer"),
    "an answer, at its parent": (answer, lambda t, c: f"/comments/{c.pk}/", "An answer"),
    "a comment, counted": (lambda t, c: post(t.question, c.author), lambda t, c: t.url, "2 comm"),
    "a comment, listed": (lambda t, c: post(t.question, c.author), lambda t, c: "/", "2 comments"),
    "a comment, in its feed": (
        lambda t, c: post(t.question, make_member("answerer")),
        lambda t, c: f"/feeds{t.question.get_absolute_url()}",
        "answerer",
    ),
    "a comment, on its author's profile": (
        lambda t, c: post(t.premise, c.author),
        lambda t, c: c.author.get_absolute_url(),
        "Why does he count ships?",
    ),
    "a comment in the general thread": (
        lambda t, c: post(t.general, c.author, "Fresh words"),
        lambda t, c: t.url,
        "Fresh",
    ),
    "an edit": (lambda t, c: c.edit("Other words", c.author), question_url, "Other words"),
    "an edit, where it is answered": (
        lambda t, c: c.edit("Other words", c.author),
        lambda t, c: f"/comments/{c.pk}/replies/",
        "Other words",
    ),
    "a deleted comment": (
        delete,
        question_url,
        "Removed by its author",
    ),
    "a hidden comment": (
        hide,
        question_url,
        "Hidden by a moderator",
    ),
    "a useful mark": (mark, question_url, "Useful\n<span"),
    "a vote": (vote, lambda t, c: f"{t.question.get_absolute_url()}results/", "1 agree"),
    "a rating": (rate, lambda t, c: f"{t.url}rating/", "4.0 of 5"),
    "a name": (rename, question_url, "Renamed"),
    "a member who left": (erase, question_url, "a former member"),
    "a correction": (correct, lambda t, c: t.url, "Another title"),
    "a correction, listed": (correct, lambda t, c: "/", "Another title"),
    "a correction, in the feed": (correct, lambda t, c: "/feeds/explanations/", "Another title"),
    "a correction, in what changed": (
        correct, lambda t, c: f"{t.url}changes/", "Another title"
    ),
    "a withdrawal": (
        lambda t, c: Withdrawal.objects.create(explanation=t.explanation, reason="Wrong."),
        lambda t, c: t.url,
        "Wrong.",
    ),
    "a closure": (close, question_url, "All is said."),
    "a question": (
        lambda t, c: save_with(t.question, title="What else?"),
        lambda t, c: "/questions/",
        "What else?",
    ),
    "a new question": (
        lambda t, c: make_question(t.explanation, "new", "Is it new?", section_key="opening"),
        lambda t, c: t.url,
        "Is it new?",
    ),
    "a new reading": (
        lambda t, c: Interpretation.objects.create(question=t.question, statement="It is new"),
        question_url,
        "It is new",
    ),
    "a film": (
        lambda t, c: save_with(Film.objects.get(), synopsis="It is new."),
        lambda t, c: t.url,
        "It is new.",
    ),
    "a credit": (
        lambda t, c: Credit.objects.create(film=t.film, person="B. New", role="The sea"),
        lambda t, c: t.url,
        "B. New",
    ),
    "a picture": (
        lambda t, c: save_with(Picture.objects.earliest("pk"), alt="A new look"),
        lambda t, c: t.url,
        "A new look",
    ),
    "a see-also": (
        lambda t, c: SeeAlso.objects.create(explanation=t.note.explanation, other=t.explanation),
        lambda t, c: t.note.explanation.get_absolute_url(),
        "See also",
    ),
    "the address of a page": (
        lambda t, c: make_edition(t.film, "another"), lambda t, c: "/sitemap.xml", "/another/"
    ),
    "the sample": (
        lambda t, c: call_command("load_demo", verbosity=0), lambda t, c: "/about/", "is a sample"
    ),
    "comments for measurement": (
        lambda t, c: call_command("fill", question=t.question.slug, comments=3, members=3,
                                  verbosity=0),
        question_url,
        "4 comments",
    ),
}  # fmt: skip
