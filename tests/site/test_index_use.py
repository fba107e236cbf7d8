"""Every list is read along an index: what a page costs doesn't grow with the site."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Flag, Interpretation, Member, Notice, VoteChange
from discussions.models.moves_readers import count_moved
from hersite.models import StaffAction
from tests.site.test_queries import BUDGETS, branch
from tests.support.content import Content, post
from tests.support.plans import growing

ADMIN = "/admin/discussions"


@pytest.fixture
def large(content: Content, monkeypatch: pytest.MonkeyPatch) -> Content:
    """Two threads; in one some of the comments are hidden, waiting or reported."""
    monkeypatch.setattr("discussions.fill.texts.POOL", 20)
    for question, comments, votes in (
        (content.question, 3_000, 3_000),
        (content.general, 1_000, 0),
    ):
        wanted = {"comments": comments, "members": 3_000, "votes": votes, "verbosity": 0}
        call_command("fill", question=question.slug, **wanted)
    # In the general thread all are visible; of such threads less is asked.
    written = content.question.comments.order_by("pk")
    keys = list(written.values_list("pk", flat=True)[::10])
    member = Member.objects.earliest("pk")
    # As many as no page shows speak for one reading, and answer one comment.
    reading, top = content.readings[0], written[0]
    for _each in range(120):
        post(content.question, member, supports=reading, parent=top)
    move_readers(written[:300], reading)
    Flag.objects.bulk_create([Flag(member=member, comment_id=key, reason="spam") for key in keys])
    written.filter(pk__in=keys[::4]).update(state=Comment.State.HIDDEN)
    written.filter(pk__in=keys[1::40]).update(state=Comment.State.HELD)
    actions = [done(member, number) for number in range(2_000)]
    StaffAction.objects.bulk_create(actions)
    if connection.vendor == "postgresql":
        # Of a few thousand rows it rightly reads all at times. Told that this is dear, it shows
        # whether there is an index that does without.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            for way in ("seqscan", "sort", "hashjoin", "mergejoin", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return content


def done(member: Member, number: int) -> StaffAction:
    at = timezone.now() - timedelta(hours=number)
    kind = "explainer.film" if number % 50 else "explainer.edition"
    return StaffAction(
        actor=member, verb="change", kind=kind, key=str(number), name="The Lamp", at=at,
        before={"year": 2001}, after={"year": 2002},
    )  # fmt: skip


def move_readers(comments: Iterable[Comment], reading: Interpretation) -> None:
    """Each of them a reader of its own; that they voted twice is all that is left out."""
    members = Member.objects.order_by("pk")
    VoteChange.objects.bulk_create(
        VoteChange(
            member=member, interpretation=reading, previous="disagree", stance="agree",
            credited=comment,
        )
        for member, comment in zip(members, comments, strict=False)
    )  # fmt: skip
    count_moved(comment.pk for comment in comments)


def test_public_pages(large: Content, guest: Client, as_reader: Client) -> None:
    told = []
    for url in public(large, guest):
        told += [
            f"{url} {problem}" for client in (guest, as_reader) for problem in growing(client, url)
        ]
    assert not told, "\n".join(told)


def public(content: Content, guest: Client) -> Iterator[str]:
    for address, *_asked in BUDGETS.values():
        yield address(content)
    thread = content.question.get_absolute_url()
    speaking = f"&supports={content.readings[0].pk}"
    for more in ("", speaking):
        for sort in ("best", "new", "old") if more else ("best", "new", "old", "moved"):
            url = f"{thread}?sort={sort}{more}"
            yield url
            further = re.search(r"after=[^\"#&]+", guest.get(url).text)
            assert further, url
            yield f"{url}&{further[0]}"
    url = branch(content)
    further = re.search(r"after=[^\"#&]+", guest.get(url).text)
    assert further, url
    yield f"{url}?{further[0]}"
    folded = content.question.comments.visible().exclude(fold=None).order_by("pk")
    yield f"/comments/{folded[20].pk}/"
    yield f"{content.url}rating/"
    # Who has written most, and a comment from the middle of the thread.
    yield "/members/member1/"
    comments = content.question.comments.visible()
    yield f"/comments/{comments.order_by('pk')[2_000].pk}/"


def test_ones_own_pages(large: Content, client_of: Callable[[Member], Client]) -> None:
    """Of the member who has written most, and has been answered as often. There are no more votes
    and visits of one member than editors have made readings and questions."""
    member = Member.objects.get(username="member1")
    others = Comment.objects.visible().exclude(author=member).values_list("pk", flat=True)
    told = [Notice(member=member, kind="reply", comment_id=key) for key in others[:1_000]]
    Notice.objects.bulk_create(told)
    client = client_of(member)
    wrong = []
    for url in ("/me/", "/me/comments/"):
        further = re.search(r"\?after=\d+", client.get(url).text)
        assert further, url
        for address in (url, f"{url}{further[0]}"):
            wrong += [f"{address} {problem}" for problem in growing(client, address)]
    assert not wrong, "\n".join(wrong)


def test_lists_of_the_admin(large: Content, admin_client: Client) -> None:
    told = []
    for url in lists(large):
        told += [f"{url} {problem}" for problem in growing(admin_client, url)]
    assert not told, "\n".join(told)


def lists(content: Content) -> Iterator[str]:
    comment, question, member = (
        f"{ADMIN}/comment/",
        content.question.pk,
        Member.objects.earliest("pk"),
    )
    where = [
        "", f"&question__id__exact={question}", f"&author__id__exact={member.pk}", "&reported=yes",
        "&reported=no",
    ]  # fmt: skip
    for filtered in where:
        yield f"{comment}?{filtered}"
        for state in ("visible", "held"):
            yield f"{comment}?state__exact={state}{filtered}"
    for words in ("balcony", "nowhere", member.username, "%237"):
        yield f"{comment}?q={words}&state__exact=visible"
    later = "created_at__lte=2024-12-01T00:00:00%2B00:00"
    yield from (f"{comment}?{each}" for each in ("p=20", later, *sorted_by(9)))
    for each in ("", "stands=yes", "stands=no", "reason__exact=spam", "q=member1", "q=balcony"):
        yield f"{ADMIN}/flag/?{each}"
    yield from (f"{ADMIN}/flag/?{each}" for each in sorted_by(8))
    group = Group.objects.earliest("pk").pk
    for each in (
        "", "p=20", "is_staff__exact=1", "is_staff__exact=0", "is_active__exact=0",
        "is_sample__exact=1", f"group={group}", "q=member1", "q=mem", *sorted_by(8),
    ):  # fmt: skip
        yield f"{ADMIN}/member/?{each}"
    yield from (f"{ADMIN}/{name}/" for name in ("question", "interpretation"))
    yield from (
        f"/admin/explainer/{name}/" for name in ("film", "picture", "explanation", "edition")
    )
    for each in (
        "", "p=20", f"actor={member.pk}", "kind=explainer.edition", "q=%237", "q=lamp",
        f"q={member.username}", f"q={timezone.localdate()}", *sorted_by(6),
    ):  # fmt: skip
        yield f"/admin/hersite/staffaction/?{each}"
    yield "/admin/"


def sorted_by(columns: int) -> list[str]:
    """Each of the columns, also those that offer no link for it."""
    return [f"o={number}" for number in range(columns)]


def test_a_missing_index_is_noticed(large: Content, admin_client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX comment_created")
    assert growing(admin_client, f"{ADMIN}/comment/")
