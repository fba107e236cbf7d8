"""What members may be called, at sign-up and afterwards."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from discussions.models import Member
from discussions.names import clean_display_name, staff_names
from tests.support.cast import PASSWORD
from tests.support.forms import errors

SIGN_UP = "/account/signup/"
PROFILE = "/me/profile/"


@pytest.mark.parametrize(
    "name",
    ["Mira", "Anne-Marie O’Neill", "J. R. Hartley", "samir77", "Żółć", "Нина", "Νίκη", "山田 太郎",
     "ユキ", "한나", "हिन्दी", "مريم", "ณัฐ", "Nguyễn Thị Ánh", "Ọ̀ṣọ́", "Team Edward",
     "Burnie", "2001",
     "Administer no cure", "odd_lens", "Staffan", "Modest"],
)  # fmt: skip
def test_names_of_people(name: str) -> None:
    assert clean_display_name(name, staff=["editor", "Mirabel"]) == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Z̷̢̛a̴͚͝l̸̰̓g̵̳̈o̶", "marks"), ("b̶a̶d̶", "marks"),
     ("a\u0300\u0301\u0302\u0303bcdefgh", "marks"),
     ("abc\u202egpj", "visible"), ("a\u200bb", "visible"), ("a\x00b", "visible"), ("a\tb",
     "visible"),
     ("\u3164", "visible"), ("a\ud800b", "visible"), ("🌸", "none of them"), ("Anna 🌸",
     "none of them"),
     ("<script>alert(1)</script>", "none of them"), ("a@b", "none of them"), ("---",
     "at least one"),
     ("x" * 41, "at most 40"), ("x" * 1_000_000, "at most 40"), ("ﷺ" * 40, "at most 40"),
     ("Аnna", "several alphabets"), ("Αnna", "several alphabets"), ("ᎪNNA", "several alphabets")],
)  # fmt: skip
def test_names_from_hell(name: str, reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_display_name(name)
    assert reason in refused.value.messages[0]


@pytest.mark.parametrize(
    "name",
    ["Admin", "ADMIN", "Adm1n", "ad-min", "a.d.m.i.n", "admin2", "ａｄｍｉｎ", "𝐀𝐝𝐦𝐢𝐧",
     "adrnin", "аԁміп",
     "The Moderator", "Moderator Anna", "Anna admin", "rnoderator", "After Her",
     "afterher", "AFTER-HER", "a former member", "me",
     "Everybody", "Staff", "root", "Official"],
)  # fmt: skip
def test_names_of_an_office(name: str) -> None:
    with pytest.raises(ValidationError):
        clean_display_name(name)


def test_staff_may_say_so() -> None:
    assert clean_display_name("The Moderator", is_staff=True) == "The Moderator"


@pytest.mark.parametrize("name", ["Ol1ve", "0live", "olive.", "OLIVE", "Οlive", "o-live", "ólive"])
def test_nobody_looks_like_staff(name: str) -> None:
    with pytest.raises(ValidationError):
        clean_display_name(name, staff=["olive"])
    assert clean_display_name("olives", staff=["olive"]) == "olives"


@given(st.text())
def test_a_name_is_refused_or_stays_as_it_is_stored(name: str) -> None:
    try:
        stored = clean_display_name(name)
    except ValidationError:
        return
    assert clean_display_name(stored) == stored
    assert len(stored) <= 40


@pytest.mark.parametrize("username", ["Adm1n", "m0derator", "support", "after-her", "moderat0r_2"])
def test_sign_up_under_a_reserved_name(guest: Client, db: None, username: str) -> None:
    response = guest.post(SIGN_UP, {"username": username, "password1": PASSWORD})
    assert "kept for those who run this site" in str(errors(response))
    assert not Member.objects.filter(username=username).exists()


def test_sign_up_under_a_name_like_staff(guest: Client, editor: Member) -> None:
    Member.objects.filter(pk=editor.pk).update(display_name="Clara Vale")
    response = guest.post(SIGN_UP, {"username": "C1ara_VaIe", "password1": PASSWORD})
    assert "somebody who runs this site" in str(errors(response))
    assert staff_names() == ["editor", "Clara Vale"]
    assert staff_names(but=editor) == []


def rename(client: Client, name: str) -> int:
    return client.post(PROFILE, {"display_name": name, "about": ""}).status_code


def test_the_name_changes_once_in_thirty_days(as_reader: Client, reader: Member) -> None:
    Member.objects.filter(pk=reader.pk).update(joined=timezone.now() - timedelta(days=2))
    assert rename(as_reader, "First") == 302
    response = as_reader.post(PROFILE, {"display_name": "Second", "about": ""})
    assert response.status_code == 422
    assert "You can change it again from" in str(errors(response))
    # What stays as it is is no change.
    assert rename(as_reader, "First") == 302
    reader.name_changes.update(at=timezone.now() - timedelta(days=30, minutes=1))
    assert rename(as_reader, "Second") == 302
    changes = reader.name_changes.order_by("at").values_list("before", "after")
    assert list(changes) == [("", "First"), ("First", "Second")]
    reader.refresh_from_db()
    assert reader.display_name == "Second"


def test_the_first_name_on_the_first_day_is_no_change(as_reader: Client, reader: Member) -> None:
    assert rename(as_reader, "First") == 302
    assert rename(as_reader, "Second") == 302
    assert rename(as_reader, "Third") == 422
    assert reader.name_changes.count() == 2


def test_a_name_older_than_the_rules_stays(as_reader: Client, reader: Member) -> None:
    Member.objects.filter(pk=reader.pk).update(display_name="✿ Admin ✿")
    sent = {"display_name": "✿ Admin ✿", "about": "Still me"}
    assert as_reader.post(PROFILE, sent).status_code == 302
    reader.refresh_from_db()
    assert (reader.display_name, reader.about) == ("✿ Admin ✿", "Still me")
    assert not reader.name_changes.exists()


def test_staff_keep_a_name_that_looks_like_their_own(editor: Member, client_of) -> None:
    assert rename(client_of(editor), "Editor") == 302
    editor.refresh_from_db()
    assert editor.display_name == "Editor"
