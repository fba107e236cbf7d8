"""/moderation/readings/: what readers propose is opened, merged or declined, and they are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from discussions.models import Decision, Interpretation, Member, Vote, VoteChange
from discussions.moderation.readings import DecidedMeanwhile, Verdict, decide
from tests.support.admin_forms import queries
from tests.support.cast import make_member, make_staff
from tests.support.content import Content, post
from tests.support.forms import errors, form_to, values
from tests.support.html import Element, parse

LIST = "/moderation/readings/"
WORDS = "The keeper wnats to be found"


@pytest.fixture
def proposal(content: Content, reader: Member) -> Interpretation:
    return Interpretation.objects.create(
        question=content.question, statement=WORDS, reasoning="Since he leaves the book open.",
        proposed_by=reader, state="proposed", section_key="opening", quote="counts ships",
        proposed_at=timezone.now() - timedelta(hours=3),
    )  # fmt: skip


def url(reading: Interpretation) -> str:
    return f"{LIST}{reading.pk}/"


def press(client: Client, reading: Interpretation, action: str, **typed: Any) -> Any:
    """A button of its form as it stands in the list."""
    form = form_to(client.get(LIST), url(reading))
    return client.post(url(reading), values(form) | {"action": action, **typed})


def stored(reading: Interpretation) -> Interpretation:
    return Interpretation.objects.get(pk=reading.pk)


def news(client: Client) -> Element:
    return parse(client.get("/me/")).one("ol", class_="notices")


def test_the_list_says_who_proposed_what_where_and_when(
    as_moderator: Client, proposal: Interpretation, content: Content, author: Member
) -> None:
    Interpretation.objects.create(
        question=content.premise, statement=f"{WORDS}, he does", proposed_by=author,
        state="proposed",
    )  # fmt: skip
    page = parse(as_moderator.get(LIST)).one("main")
    assert "2 wait, the oldest for 3" in page.text
    first, second = page.all("article", class_="item")
    for words in (WORDS, "What is it about?", "proposed by reader", "counts ships", "3 hours"):
        assert words in first.text.replace("\N{NO-BREAK SPACE}", " "), words
    # What is like it stands beside it, also where it waits for another question.
    assert f"{WORDS}, he does" in first.one("div", class_="alike").text
    assert WORDS in second.one("div", class_="alike").text


def test_opened_with_a_typing_error_put_right(
    as_moderator: Client, as_reader: Client, guest: Client, proposal: Interpretation,
    moderator: Member, reader: Member,
) -> None:  # fmt: skip
    page = proposal.question.get_absolute_url()
    assert "wants to be found" not in guest.get(page).content.decode()
    response = press(as_moderator, proposal, "open", statement="The keeper wants to be found")
    assert (response.status_code, response["Location"]) == (303, LIST)
    assert (stored(proposal).state, stored(proposal).statement) == (
        "open", "The keeper wants to be found",
    )  # fmt: skip
    decision = Decision.objects.get()
    assert (decision.action, decision.interpretation, decision.member, decision.moderator) == (
        "open", proposal, reader, moderator,
    )  # fmt: skip
    ballot = parse(guest.get(page)).one("fieldset", id=f"reading-{proposal.pk}")
    assert "The keeper wants to be found" in ballot.text
    # The question gives nothing away.
    assert ballot.one("details", class_="spoiler").one("blockquote").text == "counts ships"
    assert "reading opened to votes" in news(as_reader).text
    assert "the reading you proposed of “What is it about?”" in news(as_reader).text
    mine = parse(as_reader.get("/me/readings/")).one("li", id=f"p{proposal.pk}")
    assert mine.one("a", href=f"{page}#reading-{proposal.pk}").text == "To its ballot"


def test_declined_with_a_reason_that_the_proposer_reads(
    as_moderator: Client, as_reader: Client, proposal: Interpretation
) -> None:
    response = press(as_moderator, proposal, "decline")
    assert response.status_code == 422
    assert "Say why" in errors(response)
    assert stored(proposal).state == "proposed"
    assert press(as_moderator, proposal, "decline", note="It is two claims.").status_code == 303
    assert stored(proposal).state == "declined"
    for page in ("/me/", "/me/readings/"):
        assert "It is two claims." in parse(as_reader.get(page)).one("main").text


def test_merged_into_one_that_says_the_same(
    content: Content, as_moderator: Client, as_reader: Client, proposal: Interpretation
) -> None:
    target, elsewhere = content.readings[-1], content.premise.interpretations.first()
    for into in ("", str(elsewhere and elsewhere.pk), str(proposal.pk), "x"):
        assert press(as_moderator, proposal, "merge", into=into).status_code == 422
    assert press(as_moderator, proposal, "merge", into=str(target.pk)).status_code == 303
    assert (stored(proposal).state, stored(proposal).merged_into) == ("merged", target)
    mine = parse(as_reader.get("/me/readings/")).one("li", id=f"p{proposal.pk}")
    assert "Joined to one that says the same" in mine.text
    assert mine.one("a", href=target.get_absolute_url())


def test_open_ones_are_merged_too_and_the_newest_vote_wins(
    content: Content, as_moderator: Client, author: Member
) -> None:
    first, second, _third = content.readings
    both, one = make_member("both"), make_member("one")
    second.vote(both, "agree")
    first.vote(both, "disagree")
    first.vote(one, "agree")
    comment = post(content.question, author, supports=first)
    link = parse(as_moderator.get(LIST)).one("a", href=url(first))
    assert link.text == first.statement
    page = as_moderator.get(url(first))
    assert "the newest vote wins" in parse(page).text
    form = values(form_to(page, url(first)))
    assert "statement" not in form, "readers have voted on these words"
    sent = form | {"action": "merge", "into": str(second.pk)}
    assert as_moderator.post(url(first), sent).status_code == 303
    assert dict(second.votes.values_list("member__username", "stance")) == {
        "both": "disagree", "one": "agree",
    }  # fmt: skip
    comment.refresh_from_db()
    assert comment.supports == second
    call_command("recount", verbosity=0)


def test_nobody_gets_a_vote_on_their_own_words_by_a_merger(
    content: Content, as_moderator: Client, reader: Member
) -> None:
    first, second, _third = content.readings
    Interpretation.objects.filter(pk=second.pk).update(proposed_by=reader)
    first.vote(reader, "agree")
    first.merge_into(second)
    assert not Vote.objects.exists()
    assert VoteChange.objects.latest("pk").stance == ""
    assert stored(second).agree == 0
    call_command("recount", verbosity=0)


@pytest.mark.parametrize("action", ["open", "merge", "decline"])
def test_who_comes_second_is_told_who_was_first(
    content: Content, as_moderator: Client, client_of: Any, proposal: Interpretation, action: str
) -> None:
    colleague = client_of(make_staff("ada", "Moderators"))
    target = content.readings[-1]
    stale = values(form_to(as_moderator.get(LIST), url(proposal)))
    press(colleague, proposal, "decline", note="Not a claim.")
    sent = stale | {"action": action, "into": str(target.pk), "note": "My words"}
    response = as_moderator.post(url(proposal), sent)
    assert response.status_code == 409
    assert "decided on meanwhile. ada" in errors(response)
    assert Decision.objects.count() == 1
    # What is sent next is about the reading as it is now.
    again = values(form_to(response, url(proposal)))
    assert again["was"] == "declined"
    assert as_moderator.post(url(proposal), again | {"action": "open"}).status_code == 303
    assert stored(proposal).state == "open"


def test_not_into_one_that_was_declined_meanwhile(
    content: Content, moderator: Member, proposal: Interpretation
) -> None:
    target = content.readings[-1]
    Interpretation.objects.filter(pk=target.pk).update(state="declined")
    verdict = Verdict("merge", "proposed", into=target)
    with pytest.raises(DecidedMeanwhile):
        decide(proposal, verdict, moderator)
    assert stored(proposal).state == "proposed"


def test_the_own_proposal_is_for_a_colleague(
    as_moderator: Client, moderator: Member, proposal: Interpretation
) -> None:
    Interpretation.objects.filter(pk=proposal.pk).update(proposed_by=moderator)
    make_staff("ada", "Moderators")
    assert "a colleague decides" in parse(as_moderator.get(LIST)).text
    response = as_moderator.post(url(proposal), {"action": "open", "was": "proposed"})
    assert response.status_code == 409
    assert stored(proposal).state == "proposed"


def test_the_public_log_has_neither_names_nor_words(
    as_moderator: Client, guest: Client, proposal: Interpretation
) -> None:
    assert "Nothing has been decided" in parse(guest.get("/moderation/log/")).text
    press(as_moderator, proposal, "decline", note="NOTEWORDS")
    page = parse(guest.get("/moderation/log/")).one("main")
    assert page.one("li").text.endswith("reading declined · What is it about?")
    for secret in ("wnats", "NOTEWORDS", "reader", "proposed by"):
        assert secret not in page.text.replace("reading", ""), secret


def test_how_many_wait_stands_at_the_queue_and_at_the_desk(
    as_moderator: Client, as_editor: Client, proposal: Interpretation
) -> None:
    queue = parse(as_moderator.get("/moderation/")).one(id="waiting")
    assert queue.one("a", href=LIST).text == "1 reading waits"
    for client in (as_moderator, as_editor):
        line = parse(client.get("/admin/")).one(class_="desk-waits").one("li")
        assert "1 proposed reading for 3" in line.text
        assert line.one("a")["href"] == LIST
    press(as_moderator, proposal, "open")
    assert "Nothing waits." in parse(as_editor.get("/admin/")).one(class_="desk-waits").text


@pytest.mark.parametrize("wrong", [{"action": "erase"}, {"was": "none"}, {"note": "x" * 501}, {}])
def test_bad_input(as_moderator: Client, proposal: Interpretation, wrong: dict[str, str]) -> None:
    sent = {"action": "decline", "was": "proposed", "note": "Why"} | wrong
    response = as_moderator.post(url(proposal), sent if wrong else {})
    assert response.status_code == 422
    assert errors(response)
    assert stored(proposal).state == "proposed"


def test_the_list_asks_no_more_however_many_wait(
    content: Content, as_moderator: Client, proposal: Interpretation
) -> None:
    few = queries(as_moderator, LIST)
    for number in range(10):
        Interpretation.objects.create(
            question=content.premise, statement=f"Number {number}", state="proposed",
            proposed_by=make_member(f"m{number}"),
        )  # fmt: skip
    # Besides the open readings of each question, to merge into.
    assert queries(as_moderator, LIST) <= few + 10
