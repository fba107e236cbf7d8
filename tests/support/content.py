"""A film that doesn't exist, explained: one of everything, small enough to keep in mind."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from discussions.models import Comment, Interpretation, Member, Question
from explainer.models import Credit, Edition, Explanation, Film, Picture, Section, SeeAlso
from hersite.spoils import Spoils

SECTIONS = {
    "opening": (
        "A light at sea",
        "A keeper counts ships.\n\nEvery night he writes the number down.",
    ),
    "ending": ("The last night", 'The lamp goes out.\n\n![The dark lamp](art:doors "No light")'),
    "after": ("What stays", "The book is found.\n\nIts last page is *empty*."),
}


@dataclass
class Content:
    """What ``make_content`` has made; ``question`` gives nothing away, ``ending`` the ending."""

    film: Film
    explanation: Explanation
    edition: Edition
    note: Edition
    question: Question
    ending: Question
    premise: Question
    general: Question

    @property
    def readings(self) -> list[Interpretation]:
        return list(self.question.interpretations.all())

    @property
    def url(self) -> str:
        return self.explanation.get_absolute_url()


def make_content() -> Content:
    film = make_film()
    edition = make_edition(film, "the-lamp-explained", lead=True)
    note = make_edition(
        film, "the-number", kind=Explanation.Kind.NOTE, title="A note on the number"
    )
    explanation = edition.explanation
    SeeAlso.objects.create(explanation=explanation, other=note.explanation)
    return Content(
        film=film,
        explanation=explanation,
        edition=edition,
        note=note,
        question=make_question(
            explanation,
            "what-is-it-about",
            "What is it about?",
            section_key="opening",
            leading=True,
        ),
        ending=make_question(
            explanation,
            "the-last-night",
            "Did the keeper put the lamp out himself?",
            spoils=Spoils.ENDING,
            safe_title="What happened in the last night?",
            section_key="ending",
        ),
        premise=make_question(
            explanation, "why-the-ships", "Why does he count ships?", spoils=Spoils.PREMISE
        ),
        general=make_question(
            explanation, "about-our-lamp", "What did you make of it?", readings=0, general=True
        ),
    )


def make_film(**fields: Any) -> Film:
    values = {
        "title": "The Lamp",
        "slug": "the-lamp",
        "year": 2001,
        "director": "A. Director",
        "runtime_minutes": 90,
        "genre": "drama",
        "synopsis": "A keeper and his lamp.",
    }
    film = Film.objects.create(**values | fields)
    Credit.objects.create(film=film, person="A. Player", role="The keeper")
    Credit.objects.create(film=film, person="A. Director", role="Director", kind=Credit.Kind.CREW)
    return film


def make_draft(explanation: Explanation, *, lead: bool = False, **fields: Any) -> Edition:
    """A first edition with three sections; not published."""
    values: dict[str, Any] = {
        "number": 1,
        "title": "The Lamp, ending explained",
        "standfirst": "A quiet film, and what it asks.",
    }
    edition = Edition(explanation=explanation, **values | fields)
    if lead:
        edition.lead_picture = Picture.objects.create(
            art="rooftop", alt="A roof at dawn", caption="Dawn", credit="The house"
        )
    edition.save()
    for order, (key, (heading, body)) in enumerate(SECTIONS.items()):
        Section.objects.create(edition=edition, order=order, key=key, heading=heading, body=body)
    return edition


def make_edition(
    film: Film, slug: str, *, kind: str = Explanation.Kind.EXPLANATION, **fields: Any
) -> Edition:
    """A live edition of an explanation of its own."""
    explanation = Explanation.objects.create(film=film, slug=slug, kind=kind)
    edition = make_draft(explanation, **fields)
    edition.publish(at=timezone.now() - timedelta(days=3))
    return edition


def make_question(
    explanation: Explanation, slug: str, title: str, *, readings: int = 3, **fields: Any
) -> Question:
    """A question with so many readings, worded "Reading 1 of <slug>" and so on."""
    order = explanation.questions.count()
    # So that a test of something else may post without a moderator.
    fields = {"mode": Question.Mode.POST, **fields}
    question = Question.objects.create(
        explanation=explanation, slug=slug, title=title, order=order, **fields
    )
    for number in range(1, readings + 1):
        Interpretation.objects.create(
            question=question,
            statement=f"Reading {number} of {slug}",
            reasoning=f"The case for {number}.",
            order=number,
        )
    return question


def post(question: Question, author: Member, body: str = "Some words.", **fields: Any) -> Comment:
    """A comment, or an answer where ``parent`` is given."""
    return Comment.post(question=question, author=author, body=body, **fields)


def post_many(question: Question, authors: list[Member], number: int) -> list[Comment]:
    """A thread of so many comments; each third one is a root, the others answer the one before."""
    comments: list[Comment] = []
    for index in range(number):
        parent = comments[-1] if index % 3 else None
        author = authors[index % len(authors)]
        comments.append(post(question, author, f"Comment number {index}.", parent=parent))
    return comments


def reload(comment: Comment) -> Comment:
    """The row as it is stored now."""
    return Comment.objects.get(pk=comment.pk)
