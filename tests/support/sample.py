"""A sample discussion of two members, as small as can be, and what it leaves behind."""

from typing import Any

from discussions.models import (
    Comment,
    Interpretation,
    MapWatch,
    Member,
    OpinionMap,
    Question,
    Rating,
    Useful,
    Vote,
    VoteChange,
)

SAMPLE = """
[[members]]
username = "ada"
display_name = "Ada"
about = "Sits in the back."

[[members]]
username = "bo"

[[comments]]
ref = 2
question = "what-is-it-about"
author = "bo"
parent = 1
hours_ago = 10.0
spoils = "ending"
body = "It is about *counting*."

[[comments]]
ref = 1
question = "what-is-it-about"
author = "ada"
hours_ago = 20.0
supports = 2
useful = ["bo"]
body = "It is about the sea."

[[votes]]
member = "ada"
question = "what-is-it-about"
ballots = ["agree", "none", "unsure"]
hours_ago = 9.0
before = ["disagree", "agree", "unsure"]

[[votes]]
member = "bo"
question = "what-is-it-about"
ballots = ["none", "agree", "none"]
hours_ago = 19.0
after = true

[[credits]]
member = "ada"
question = "what-is-it-about"
reading = 1
previous = "unsure"
comment = 2
hours_ago = 8.0

[[ratings]]
member = "bo"
explanation = "the-lamp-explained"
stars = 4
"""


def everything() -> list[Any]:
    models = (
        Member, Question, Interpretation, Comment, Vote, VoteChange, Rating, Useful, MapWatch,
        OpinionMap,
    )  # fmt: skip
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def by(username: str) -> Comment:
    return Comment.objects.get(author__username=username)
