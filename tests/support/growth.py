"""A site with more and more of everything that a page can show."""

from discussions.credits import credit
from discussions.models import Comment, Member
from tests.support.cast import make_member
from tests.support.content import Content, make_edition, make_question, post, post_many


def grow(content: Content, number: int) -> None:
    """So many comments on the open question and in the general thread, by several members, some of
    them marked, with a vote each; and explanations and questions beside them."""
    members = [make_member(f"m{number}-{each}") for each in range(5)]
    argued = argue(content, members, number)
    for question in (content.question, content.general):
        comments = post_many(question, members, number)
        for comment in comments[::2]:
            comment.mark_useful(next(m for m in members if m != comment.author))
    for reading in content.readings:
        for member in members:
            reading.vote(member, "agree")
    # One of them stands on every page of the thread.
    for reading, comment in zip(content.readings, (argued, latest(content)), strict=False):
        for member in members:
            if member != comment.author:
                reading.vote(member, "disagree")
                credit(member, reading, comment.pk)
    for each in range(number // 5):
        slug = f"more-{number}-{each}"
        edition = make_edition(content.film, slug, lead=True)
        make_question(edition.explanation, slug, "More?")


def argue(content: Content, members: list[Member], number: int) -> Comment:
    """A strong comment for each of two readings; the second, which is given back, with replies that
    are folded away."""
    first, *others = members
    for reading in content.readings[:2]:
        comment = post(content.question, first, supports=reading)
        for member in others:
            comment.mark_useful(member)
    for _each in range(10 + number):
        post(content.question, first, parent=comment)
    return comment


def latest(content: Content) -> Comment:
    return content.question.comments.latest("id")
