"""Query budgets: each page asks the same few questions, however much there is to show. A statement
is named by what it is for."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.models import SiteRules
from hersite import memory
from tests.support.content import Content
from tests.support.growth import grow, latest
from tests.support.pages import PARAGRAPH


def permalink(content: Content) -> str:
    return f"/comments/{latest(content).pk}/"


def branch(content: Content) -> str:
    top = content.question.comments.order_by("-hung_count").first()
    return f"/comments/{top.pk if top else 0}/branch/"


def moving(content: Content) -> str:
    """What follows the one that moved most readers."""
    first = content.question.comments.order_by("-moved_count", "created_at", "id")[0]
    after = f"{first.moved_count}_{first.path}"
    return f"{content.question.get_absolute_url()}?sort=moved&after={after}"


def supporting(content: Content) -> str:
    return f"{content.question.get_absolute_url()}?supports={content.readings[0].pk}"


WHO = ("the session", "the member")
CLOCK = ("when the next edition goes live",)
BANNER = ("whether there is a sample discussion",)
THREAD = ("how many comments there are, and whether all are visible", "the roots", "their branches")
VISIT = ("when the member was here before, whether they muted somebody, what waits of theirs",)
MARKS = (*VISIT, "which comments the member found useful")
VOTES = ("the member's votes",)
LIVE = ("when its explanation changes by the clock", "whether its explanation is live")
QUESTION = (
    "the question", *LIVE, *CLOCK, "the readings", "the edition that asks", *BANNER,
)  # fmt: skip
FORM = ("the readings to choose from in the form",)
MOVES = ("from where to where they moved readers",)
SORTABLE = ("whether enough were moved for a list of them",)
SPOKEN_FOR = ("the readings that comments speak for",)

Address = Callable[[Content], str]


class Budget(NamedTuple):
    """What a page asks when it is made, what a piece of it asks that is kept whoever looks, and
    what a member's own takes on a page that is made already. The versions of the page, one
    statement more for each, go past Django's cursor."""

    address: Address
    anew: tuple[str, ...]
    kept: tuple[str, ...] = ()
    own: tuple[str, ...] = WHO


BUDGETS = {
    "home": Budget(
        lambda content: "/",
        (
            *CLOCK, "the newest explanation", "its sections", "the explanations after it",
            "their sections", "the notes", "their sections", "the liveliest questions", *BANNER,
        ),
    ),
    "about": Budget(lambda content: "/about/", BANNER),
    "explanation": Budget(
        lambda content: content.url,
        (
            "the live edition", "its sections", "the film's credits", *CLOCK, "the questions",
            "what to see also", "the live editions of that", "their sections", *BANNER,
            "the readings of the question that leads", "how many comments each question has",
            "whether somebody waits to count", "the ballots before and after reading",
            "how many each paragraph has", *THREAD,
        ),
        own=(*WHO, *MARKS, "the member's ballots before and after", "the member's rating"),
    ),
    "paragraph": Budget(
        lambda content: f"{content.url}paragraphs/{PARAGRAPH}/",
        (
            "the live edition", "the section of the paragraph", *CLOCK, "the general thread",
            "the comments about it", *BANNER,
        ),
    ),
    "changes": Budget(
        lambda content: f"{content.url}changes/",
        (*CLOCK, "the live edition", "its sections", "all that were published", *BANNER),
    ),
    "questions": Budget(
        lambda content: "/questions/", (*CLOCK, "the questions", "their editions", *BANNER)
    ),
    "question": Budget(
        lambda content: content.question.get_absolute_url(),
        (*QUESTION, *THREAD, *SPOKEN_FOR, "the strongest for each", *SORTABLE, *MOVES),
        FORM,
        (*WHO, *VOTES, *MARKS),
    ),
    "question by time": Budget(
        lambda content: f"{content.question.get_absolute_url()}?sort=new",
        (*QUESTION, *THREAD, *SPOKEN_FOR, *SORTABLE, *MOVES),
        FORM,
        (*WHO, *VOTES, *MARKS),
    ),
    "question by what moved readers": Budget(
        moving,
        (
            *QUESTION, *SORTABLE, "where the page goes on", "those that moved as many readers",
            "those that moved fewer", "all others", "whom they answer", THREAD[0], *SPOKEN_FOR,
            *MOVES,
        ),
        FORM,
        (*WHO, *VOTES, *MARKS),
    ),
    "what speaks for a reading": Budget(
        supporting,
        (*QUESTION, "the comments", THREAD[0], *SPOKEN_FOR),
        FORM,
        (*WHO, *VOTES, *MARKS),
    ),
    "branch": Budget(
        branch,
        ("its question", "the comment", *QUESTION, THREAD[0], "the replies that are folded away",
         *MOVES),
        FORM,
        (*WHO, "its question", *VOTES, *MARKS),
    ),
    "results": Budget(
        lambda content: f"{content.question.get_absolute_url()}results/",
        (
            *CLOCK, "the question", *LIVE, "the readings", "whether somebody waits to count",
            "the ballots before and after reading", "how the votes moved", *BANNER,
        ),
    ),
    "opinions": Budget(
        lambda content: f"/opinions/{content.explanation.slug}/",
        (
            "the questions whose votes it counts", "the live edition", "the newest map",
            "the readings", *CLOCK, *BANNER,
        ),
    ),
    "comment": Budget(
        permalink,
        (
            "its question", "the comment", *QUESTION, THREAD[0], "what stands before it",
            "its branch", "the roots of its rank after it", "those of a lower one", *SORTABLE,
            *MOVES,
        ),
        FORM,
        (*WHO, "its question", *VOTES, *MARKS),
    ),
    "profile": Budget(
        lambda content: latest(content).author.get_absolute_url(),
        (
            *CLOCK, "the member whose profile it is", "their comments", "what these speak for",
            "how many readers they moved", *BANNER,
        ),
        own=(*WHO, "whether the one who looks has muted them"),
    ),
}  # fmt: skip

# Pages that are made for each reader: what they ask for a first guest, and for a member after.
WITHOUT_SHELL: dict[str, tuple[Address, tuple[str, ...], tuple[str, ...]]] = {
    "replies": (
        lambda content: f"{permalink(content)}replies/",
        ("its question", *CLOCK, "the comment", *LIVE, *FORM, *BANNER),
        (*WHO, "the comment", *FORM, *BANNER),
    ),
    "feed of a question": (
        lambda content: f"/feeds{content.question.get_absolute_url()}",
        (*CLOCK, "the question", *LIVE, "its comments"),
        (*CLOCK, "the question", "its comments"),
    ),
    "feed of explanations": (
        lambda content: "/feeds/explanations/",
        (*CLOCK, "the editions"),
        (*CLOCK, "the editions"),
    ),
    "sitemap": (
        lambda content: "/sitemap.xml",
        (*CLOCK, "how many editions", "the editions", "how many questions", "the questions"),
        (*CLOCK, "how many editions", "the editions", "how many questions", "the questions"),
    ),
}


def asked(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    asked = [query["sql"][:300] for query in captured.captured_queries]
    # What is written of a visit, and when, is the business of tests/discussions/test_visits.py.
    return [sql for sql in asked if not sql.startswith(("INSERT", "UPDATE"))]


def test_a_page_asks_no_more_however_much_there_is(
    content: Content, guest: Client, as_reader: Client
) -> None:
    wrong = []
    for number in (5, 120):
        grow(content, number)
        for page, budget in BUDGETS.items():
            memory.forget()
            url = budget.address(content)
            wrong += over(page, budget.anew + budget.kept, asked(guest, url))
            again = [s for s in asked(guest, url) if "question__slug" not in s]
            wrong += over(page, (), again)
            # The first member has the form with a token rendered.
            wrong += over(page, budget.own + budget.kept, asked(as_reader, url))
            wrong += over(page, budget.own, asked(as_reader, url))
    assert not wrong, "\n\n".join(wrong)


def test_a_page_for_each_member_asks_no_more_either(
    content: Content, guest: Client, as_reader: Client
) -> None:
    # Where nobody has said anything about the site's rules, nothing more is asked either.
    SiteRules.objects.all().delete()
    wrong = []
    for number in (5, 120):
        grow(content, number)
        for page, (address, for_guests, for_members) in WITHOUT_SHELL.items():
            memory.forget()
            url = address(content)
            wrong += over(page, for_guests, asked(guest, url))
            wrong += over(page, for_members, asked(as_reader, url))
    assert not wrong, "\n\n".join(wrong)


def over(page: str, budget: tuple[str, ...], statements: list[str]) -> list[str]:
    """What is wrong where a page asked more, or less, than its budget says."""
    if len(statements) == len(budget):
        return []
    return ["\n".join([page, *budget, "but it asked", *statements])]
