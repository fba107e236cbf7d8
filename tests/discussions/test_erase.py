"""``member.erase``: the person goes, the row stays, and every counter is right."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from discussions.models import Comment, Decision, Member, Rating, Useful, Vote
from discussions.moderation.appeals import appeal
from discussions.moderation.decisions import Judgement, decide
from tests.support.cast import PASSWORD, make_member
from tests.support.content import Content, post, reload


@pytest.fixture
def busy(content: Content, reader: Member, comment: Comment) -> Member:
    """The reader, having done a bit of everything."""
    reader.email, reader.about, reader.display_name = "me@example.org", "About me", "Me"
    reader.save()
    EmailAddress.objects.create(user=reader, email="me@example.org", primary=True)
    reader.groups.add(Group.objects.create(name="Anybody"))
    content.readings[0].vote(reader, "agree")
    comment.mark_useful(reader)
    Rating.objects.create(member=reader, explanation=content.explanation, stars=5)
    mine = post(content.question, reader, "My first words")
    mine.edit("My words", editor=make_member("somebody"))
    return reader


@pytest.mark.parametrize("keep_texts", [True, False])
def test_the_person_is_gone(busy: Member, keep_texts: bool) -> None:
    busy.erase(keep_texts=keep_texts)
    left = Member.objects.get(pk=busy.pk)
    stored: dict[str, Any] = {
        field.name: getattr(left, field.attname) for field in left._meta.fields
    }
    assert not any("me@" in str(v) or "reader" in str(v) or v == "Me" for v in stored.values())
    assert left.name == "a former member"
    assert not left.is_active
    assert not left.check_password(PASSWORD)
    assert not left.groups.exists()
    assert not EmailAddress.objects.filter(user=left).exists()


def test_no_row_anywhere_holds_the_name(
    content: Content, comment: Comment, moderator: Member
) -> None:
    """But for what moderators wrote themselves, and for names in other members' words."""
    member = make_member("xanthippe", email="xanthippe@example.org")
    member.rename("Xanthippe A.")
    member.rename("Xanthippe B.")
    member.mutes.create(muted=moderator)
    member.visits.create(question=content.question, follows=True)
    comment.flags.create(member=member, reason="other", note="I, Xanthippe, object")
    mine = post(content.question, member, "Xanthippe was here", parent=comment)
    post(content.question, moderator, "An answer", parent=mine)
    decision = decide(mine, Judgement("hide", rule="spam", note="No adverts."), moderator)
    appeal(decision, member, "I, Xanthippe, appeal")
    member.erase(keep_texts=False)
    left = {
        model.__name__
        for model in apps.get_models()
        for row in model._default_manager.all().values()
        if "xanthippe" in str(row).lower()
    }
    assert left == set()
    assert decision.note == Decision.objects.get(pk=decision.pk).note
    assert not any(rows.exists() for rows in (member.notices, member.visits, member.mutes))


@pytest.mark.parametrize("keep_texts", [True, False])
def test_votes_marks_and_ratings_are_taken_back(
    busy: Member, content: Content, comment: Comment, keep_texts: bool
) -> None:
    busy.erase(keep_texts=keep_texts)
    assert not any(model.objects.exists() for model in (Vote, Useful, Rating))
    assert content.readings[0].agree == 0
    assert (reload(comment).useful_count, reload(comment).rank) == (0, 0)


def test_texts_stay_without_the_name(busy: Member, content: Content) -> None:
    busy.erase(keep_texts=True)
    mine = busy.comments.get()
    assert (mine.body, mine.state, mine.author.name) == ("My words", "visible", "a former member")
    content.question.refresh_from_db()
    assert content.question.comment_count == 2


def test_texts_are_removed_with_their_earlier_versions(busy: Member, content: Content) -> None:
    post(content.question, make_member("other"), "An answer", parent=busy.comments.get())
    busy.erase(keep_texts=False)
    mine = busy.comments.get()
    assert (mine.body, mine.body_html, mine.state) == ("", "", "deleted")
    assert not mine.edits.exists()
    content.question.refresh_from_db()
    assert content.question.comment_count == 2


def test_a_hidden_comment_is_removed_too(busy: Member) -> None:
    busy.comments.get().hide()
    busy.erase(keep_texts=False)
    assert busy.comments.get().body == ""


def test_two_members_can_leave_and_a_name_is_free_again(reader: Member, newcomer: Member) -> None:
    reader.erase(keep_texts=True)
    newcomer.erase(keep_texts=True)
    assert make_member("reader").pk != reader.pk


def test_nobody_can_sit_on_the_name_of_an_erased_row(reader: Member) -> None:
    """Whoever signed up as what an erased row is called would keep that member from leaving."""
    reader.erase(keep_texts=True)
    called = Member.objects.get(pk=reader.pk).username
    with pytest.raises(Exception, match=r"letters|hyphens"):
        Member(username=called.replace(str(reader.pk), "77")).full_clean(exclude=["password"])


def test_a_name_stands_once_whatever_its_case(reader: Member) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_member("READER")


def test_of_their_proposals_only_what_readers_vote_on_stays(
    content: Content, reader: Member
) -> None:
    """Also one that was joined to another before anybody had voted on it."""
    other = content.readings[0]
    for state in ("proposed", "open", "declined", "merged"):
        into = other if state == "merged" else None
        content.question.interpretations.create(
            statement=f"Mine, {state}", reasoning="Because", quote="His words",
            proposed_by=reader, state=state, merged_into=into,
        )  # fmt: skip
    reader.erase(keep_texts=False)
    left = reader.proposals.order_by("pk").values_list("state", "statement", "reasoning", "quote")
    assert list(left) == [
        ("open", "Mine, open", "Because", "His words"), ("declined", "", "", ""),
        ("merged", "", "", ""),
    ]  # fmt: skip
