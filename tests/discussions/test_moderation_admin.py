"""At the desk: the rules of the site, the full log, suspensions, names, and how much waits."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from discussions.models import Comment, Decision, Member, Review, SiteRules, Suspension
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.suspensions import suspend
from tests.support.admin_forms import queries, save
from tests.support.content import Content, post
from tests.support.html import parse

BASE = "/admin/discussions/"


@pytest.fixture
def suspension(author: Member, moderator: Member) -> Suspension:
    ends = timezone.now() + timedelta(days=3)
    return suspend(author, moderator, rule="spam", message="Enough.", ends_at=ends)


def test_the_desk_says_how_much_waits(
    as_moderator: Client, as_editor: Client, content: Content, author: Member
) -> None:
    assert "Nothing waits." in parse(as_moderator.get("/admin/")).text
    post(content.question, author, held_for="new")
    Review.objects.update(opened_at=timezone.now() - timedelta(hours=3))
    line = parse(as_moderator.get("/admin/")).one(class_="desk-waits").one("li")
    assert line.text == "1 comment held back for 3 hours"
    assert line.one("a")["href"] == "/moderation/"
    assert "held back for" not in parse(as_editor.get("/admin/")).one(class_="desk-waits").text


def test_the_rules_of_the_site_are_one_row(as_moderator: Client, as_editor: Client) -> None:
    page = f"{BASE}siterules/1/change/"
    assert as_moderator.get(f"{BASE}siterules/")["Location"] == page
    assert save(as_moderator, page, mode="pre").status_code == 302
    assert SiteRules.current().mode == "pre"
    assert as_moderator.get(f"{BASE}siterules/add/").status_code == 403
    assert as_moderator.get(page.replace("change", "delete")).status_code == 403
    assert as_editor.get(f"{BASE}siterules/").status_code == 403


def test_saving_the_rules_keeps_what_the_site_wrote_meanwhile(as_moderator: Client) -> None:
    since = timezone.now()
    SiteRules.objects.update_or_create(pk=1, defaults={"tight_since": since, "words_version": 7})
    save(as_moderator, f"{BASE}siterules/1/change/", mode="closed")
    rules = SiteRules.current()
    assert (rules.mode, rules.tight_since, rules.words_version) == ("closed", since, 7)


def test_the_full_log_is_for_administrators(
    as_moderator: Client, admin_client: Client, comment: Comment, moderator: Member
) -> None:
    decide(comment, Judgement("hide", "spam", "An advert."), moderator)
    address = f"{BASE}decision/"
    assert as_moderator.get(address).status_code == 403
    one = f"{address}{Decision.objects.get().pk}/change/"
    text = parse(admin_client.get(one)).text
    for words in ("An advert.", "The Author", "moderator", "The lamp is the clue."):
        assert words in text, words
    assert admin_client.post(one, {"note": "Mine."}).status_code == 403
    for term in (f"#{comment.pk}", "moderator", "the author", "advert"):
        assert parse(admin_client.get(address, {"q": term})).one("table", id="result_list"), term
    assert not parse(admin_client.get(address, {"q": "nobody"})).all("table", id="result_list")


def test_the_full_log_takes_as_many_statements_for_many(
    admin_client: Client, comment: Comment, moderator: Member
) -> None:
    decide(comment, Judgement("hide", "spam"), moderator)
    few = queries(admin_client, f"{BASE}decision/")
    for _time in range(10):
        decide(comment, Judgement("approve"), moderator)
        decide(comment, Judgement("hide", "spam"), moderator)
    assert queries(admin_client, f"{BASE}decision/") == few


def test_a_suspension_is_lifted(
    as_moderator: Client, as_editor: Client, author: Member, suspension: Suspension
) -> None:
    lift = f"{BASE}suspension/{suspension.pk}/lift/"
    page = as_moderator.get(f"{BASE}suspension/{suspension.pk}/change/")
    assert "Enough." in parse(page).text
    assert parse(page).one("form", action=lift)
    assert as_editor.post(lift).status_code == 403
    assert as_moderator.get(lift).status_code == 405
    as_moderator.post(lift)
    as_moderator.post(lift)
    author.refresh_from_db()
    assert author.suspended_until is None
    assert Decision.objects.get().action == "lift"
    page = as_moderator.get(f"{BASE}suspension/{suspension.pk}/change/")
    assert not parse(page).all("form", action=lift)


def test_earlier_names_are_read_only(as_moderator: Client, author: Member) -> None:
    author.rename("Somebody")
    page = as_moderator.get(f"{BASE}namechange/", {"q": "Somebody"})
    assert parse(page).one("td", class_="field-before").text == "The Author"
    assert as_moderator.get(f"{BASE}namechange/add/").status_code == 403


def test_housekeeping_ends_what_is_over_and_tightens(
    content: Content, author: Member, suspension: Suspension, reader: Member
) -> None:
    post(content.question, reader, held_for="new")
    call_command("housekeeping", verbosity=0)
    assert Member.objects.get(pk=author.pk).is_suspended
    assert SiteRules.current().tight_since is None
    now = timezone.now()
    Suspension.objects.update(at=now - timedelta(days=2), ends_at=now - timedelta(minutes=1))
    Review.objects.update(opened_at=now - timedelta(hours=13))
    call_command("housekeeping", verbosity=0)
    assert Member.objects.get(pk=author.pk).suspended_until is None
    assert SiteRules.current().tight_since is not None
