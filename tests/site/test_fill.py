"""Made-up load: as much as asked for, the same for the same seed, and every counter right."""

from collections import Counter
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F

from discussions.fill import MOMENT, stream
from discussions.fill.texts import make_texts
from discussions.fill.tree import DEPTH, grow
from discussions.folding import fold_anew
from discussions.models import (
    Comment,
    Interpretation,
    Member,
    Notice,
    Question,
    Useful,
    Vote,
    VoteChange,
)
from discussions.models.placed import PATH_DIGITS, UNFOLDED
from tests.support.cast import make_member
from tests.support.content import Content, post


@pytest.fixture(autouse=True)
def few_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendering five hundred texts for each test would be most of its time."""
    monkeypatch.setattr("discussions.fill.texts.POOL", 20)


def fill(content: Content, **options: Any) -> None:
    asked = {"question": content.question.slug, "comments": 60, "members": 8, "votes": 15}
    call_command("fill", **asked | {"verbosity": 0} | options)


def picture() -> list[list[Any]]:
    """All that was made; members by name, since only comments choose their own keys."""
    name, comment = "member__username", Comment.objects.order_by("pk")
    fields = [f.attname for f in Comment._meta.concrete_fields if f.name != "author"]
    return [
        list(Member.objects.order_by("pk").values_list("username", "about", "joined")),
        list(comment.values_list("author__username", *fields)),
        list(Useful.objects.order_by("pk").values_list(name, "comment", "at")),
        list(Vote.objects.order_by("pk").values_list(name, "interpretation", "stance", "at")),
        list(
            VoteChange.objects.order_by("pk").values_list(
                name, "interpretation", "previous", "stance", "moment", "at"
            )
        ),
        list(Question.objects.order_by("pk").values_list("comment_count", "last_comment_at")),
        list(Interpretation.objects.order_by("pk").values_list("agree", "unsure", "frozen_at")),
    ]


def after(content: Content, **options: Any) -> list[list[Any]]:
    """What there would be after a load, which is taken back."""
    with transaction.atomic():
        fill(content, **options)
        made = picture()
        transaction.set_rollback(True)
    return made


def test_as_much_as_asked_for(content: Content) -> None:
    fill(content)
    content.question.refresh_from_db()
    assert Comment.objects.count() == content.question.comment_count == 60
    assert set(Member.objects.values_list("username", flat=True)) == {
        f"member{number}" for number in range(1, 9)
    }
    assert Vote.objects.count() == 15
    assert Useful.objects.exists()


def test_every_counter_is_right(content: Content, author: Member) -> None:
    post(content.question, author, "Here before, and written later than all of it.")
    content.readings[0].vote(author, "agree")
    frozen_at = content.readings[0].frozen_at
    fill(content)
    fill(content, seed=2, votes=4)
    assert Comment.objects.count() == 121
    assert Comment.objects.filter(useful_count__gt=0).exists()
    assert Comment.objects.filter(descendant_count__gt=1).exists()
    assert content.readings[0].frozen_at == frozen_at
    call_command("recount", verbosity=0)


def test_the_same_seed_gives_the_same_rows(content: Content) -> None:
    made = after(content)
    assert after(content) == made
    assert after(content, seed=2) != made


def test_more_votes_do_not_change_the_comments(content: Content) -> None:
    assert after(content, votes=3)[1] == after(content, votes=20)[1]


def test_the_places_of_a_thread(content: Content) -> None:
    fill(content, comments=300)
    comments = {comment.pk: comment for comment in Comment.objects.all()}
    assert {comment.depth for comment in comments.values()} == set(range(1, DEPTH + 1))
    for comment in comments.values():
        above = comments[comment.parent_id] if comment.parent_id else None
        start = above.path if above else ""
        assert comment.path == f"{start}{comment.pk:0{PATH_DIGITS}d}"
        assert comment.root_id == (above.root_id if above else comment.pk)
        assert comment.depth == (above.depth + 1 if above else 1)
        assert above is None or above.created_at < comment.created_at < MOMENT


def test_what_is_folded_away(content: Content) -> None:
    fill(content, comments=900)
    assert Comment.objects.exclude(fold=None).exists()
    assert Comment.objects.filter(hung_count__gt=UNFOLDED).exists()
    before = list(Comment.objects.order_by("pk").values_list("pk", "fold"))
    # As if it had been posted.
    fold_anew(Comment.objects.roots().values_list("pk", flat=True))
    assert list(Comment.objects.order_by("pk").values_list("pk", "fold")) == before
    call_command("recount", verbosity=0)


def test_nobody_is_told_of_it(content: Content) -> None:
    fill(content)
    assert not Notice.objects.exists()
    assert not Member.objects.filter(unread__gt=0).exists()


def test_nobody_finds_their_own_comment_useful(content: Content) -> None:
    fill(content, comments=300, members=2, votes=0)
    assert Useful.objects.exists()
    assert not Useful.objects.filter(member=F("comment__author")).exists()


def test_what_is_posted_next_gets_a_key_of_its_own(content: Content, reader: Member) -> None:
    fill(content)
    last = Comment.objects.order_by("pk").last()
    comment = post(content.question, reader)
    assert last is not None
    assert comment.pk > last.pk
    call_command("recount", verbosity=0)


def test_a_password_for_all_that_were_made(content: Content, reader: Member) -> None:
    kept = reader.password
    fill(content, members=2, votes=6)
    assert not Member.objects.get(username="member1").has_usable_password()
    fill(content, members=3, seed=2, votes=3, password="four harbours at noon")
    for name in ("member1", "member2", "member3"):
        assert Member.objects.get(username=name).check_password("four harbours at noon")
    reader.refresh_from_db()
    assert reader.password == kept


def test_a_reader_who_is_called_like_that(content: Content) -> None:
    real = make_member("Member2")
    fill(content, members=3, votes=9, password="four harbours at noon")
    assert not real.comments.exists()
    assert not real.votes.exists()
    real.refresh_from_db()
    assert not real.check_password("four harbours at noon")
    assert Member.objects.filter(username__in=["member1", "member3", "member4"]).count() == 3


def test_branches_are_unequal() -> None:
    tree = grow(stream(1, "tree"), 2_000)
    # Each root and all below it, folded away or not.
    branches = sorted(Counter(tree.roots).values(), reverse=True)
    assert 500 < len(branches) < 700
    assert branches[0] > 10 * branches[20] > 10
    assert branches.count(1) > len(branches) / 3


def test_texts_are_of_about_sixty_words_and_of_many_shapes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("discussions.fill.texts.POOL", 300)
    texts = make_texts(stream(1, "texts"))
    words = sum(len(text.body.split()) for text in texts) / len(texts)
    assert 50 < words < 70
    html = "".join(text.body_html for text in texts)
    for tag in ("<em>", "<ul>", "<blockquote>", "<a href", "<details", '<label class="spoiler">'):
        assert tag in html


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"question": "nowhere"}, "There are: about-our-lamp, the-last-night, what-is-it-about"),
        ({"members": 1}, "Comments take two members"),
        ({"votes": 25}, "have 24 votes left here"),
        ({"question": "about-our-lamp", "votes": 1}, "have 0 votes left here"),
    ],
)
def test_what_can_not_be(content: Content, options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        fill(content, **options)
    assert not Comment.objects.exists()
    assert not Vote.objects.exists()


@pytest.mark.parametrize("number", ["-1", "many", "1.5"])
def test_a_number_that_is_none(content: Content, number: str) -> None:
    with pytest.raises(CommandError, match="is not a whole number"):
        call_command("fill", "--question", content.question.slug, "--comments", number)


def test_nothing_at_all(content: Content) -> None:
    fill(content, comments=0, members=0, votes=0)
    assert not Member.objects.exists()
    call_command("recount", verbosity=0)


def test_progress(content: Content, capsys: Any) -> None:
    fill(content, verbosity=1)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["8 members", "15 votes"]
    assert lines[2].startswith("60 of 60 comments, ")
