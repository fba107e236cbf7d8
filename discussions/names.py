"""What members may be called: names that can be read, and that nobody takes for somebody of the
site. Messages say which rule it was."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discussions.models import Member
from hersite.lookalikes import is_clutter, skeleton

LENGTH: Final = 40
# Words of an office: in no name, except of those who hold one.
OFFICES: Final = ("admin", "administrator", "administration", "moderator", "moderation", "staff")
# Names that say who one is not; as a part of a name they mean nothing.
RESERVED: Final = (
    "mod", "mods", "admins", "moderators", "editor", "editors", "the editors", "editorial", "team",
    "the team", "support", "help", "helpdesk", "system", "root", "superuser", "webmaster",
    "postmaster", "security", "abuse", "official", "owner", "site", "bot", "news", "contact",
    "a former member", "former member", "anonymous", "deleted", "nobody", "everybody", "everyone",
    "all", "here", "guest", "member", "members", "me", "you", "null", "none", "undefined",
)  # fmt: skip
# Alphabets with letters that look alike. Chinese, Japanese and Korean are mixed in earnest.
ALPHABETS: Final = frozenset({
    "LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "CANADIAN", "DESERET",
})  # fmt: skip
# Marks in a row: Vietnamese and Hebrew have two above or below one letter, zalgo dozens.
MARKS: Final = 2
# So long a name stays, and so old an account may be for its first name to cost nothing.
NAME_STAYS = timedelta(days=30)
FIRST_DAY = timedelta(days=1)

_ALLOWED_MARKS = frozenset(" -'.’_")
_BETWEEN = re.compile(r"[\W_]+")


def clean_display_name(name: str, *, staff: Iterable[str] = (), is_staff: bool = False) -> str:
    """The name as it is stored: NFKC, single spaces. ``staff`` are the names that nobody else may
    look like; whoever is staff may say so. ValidationError with the reason."""
    # What is far too long is not looked at; NFKC makes some characters longer.
    name = unicodedata.normalize("NFKC", name.strip()[: LENGTH + 1]).strip(" ")
    if len(name) > LENGTH:
        raise ValidationError(_("Use at most %(length)d characters."), params={"length": LENGTH})
    check_characters(name)
    name = " ".join(name.split())
    check_impersonation(name, staff=staff, is_staff=is_staff)
    return name


def check_characters(name: str) -> None:
    """Everything in it can be seen and read."""
    marks = in_a_row = 0
    for character in name:
        if unicodedata.category(character)[0] == "M":
            marks += is_clutter(character)
            in_a_row += unicodedata.category(character) != "Mc"
            if in_a_row > MARKS or 2 * marks >= len(name):
                raise ValidationError(_("That is too many marks above and below letters."))
            continue
        in_a_row = 0
        if is_clutter(character) or (character.isspace() and character != " "):
            raise ValidationError(_("Use visible characters only."))
        if not character.isalnum() and character not in _ALLOWED_MARKS:
            raise ValidationError(
                _("Use letters, digits, spaces and - ' . _ only; “%(character)s” is none of them."),
                params={"character": character},
            )
    if name and not any(character.isalnum() for character in name):
        raise ValidationError(_("Use at least one letter or digit."))
    for word in name.split():
        if len(_alphabets(word)) > 1:
            raise ValidationError(
                _("“%(word)s” mixes letters of several alphabets."), params={"word": word}
            )


def _alphabets(word: str) -> set[str]:
    letters = (letter for letter in word if letter.isalpha())
    return {unicodedata.name(letter, " ").split(" ")[0] for letter in letters} & ALPHABETS


def check_impersonation(name: str, *, staff: Iterable[str] = (), is_staff: bool = False) -> None:
    """Nobody takes the member for somebody of the site, nor for the site."""
    look = _look(name)
    if look and look in {_look(other) for other in staff}:
        raise ValidationError(_("That looks like the name of somebody who runs this site."))
    if not is_staff and _is_reserved(name):
        raise ValidationError(_("That name is kept for those who run this site."))


def _is_reserved(name: str) -> bool:
    # "admin2" says the same as "admin".
    looks = {_look(name), _look(name.rstrip("0123456789 -_."))}
    words = {_look(word) for word in _BETWEEN.split(name)}
    offices = {_look(word) for word in OFFICES}
    reserved = {_look(word) for word in (*RESERVED, settings.SITE_NAME)}
    return not looks.isdisjoint(reserved | offices) or not words.isdisjoint(offices)


def _look(name: str) -> str:
    """Nobody sees a full stop more or less, nor rn for m in a small font."""
    look = _BETWEEN.sub("", skeleton(name))
    return look.replace("rn", "m").replace("vv", "w").replace("cl", "d")


def staff_names(*, but: Member | None = None) -> list[str]:
    """Names and display names of those who run the site, without one's own."""
    staff = Member.objects.filter(is_staff=True, erased_at=None).order_by()
    if but:
        staff = staff.exclude(pk=but.pk)
    return [name for row in staff.values_list("username", "display_name") for name in row if name]


def may_rename_at(member: Member) -> datetime | None:
    """When the member may change the display name again; None where it was never changed. A first
    name on the first day is no change."""
    changes = member.name_changes.exclude(before="", at__lt=member.joined + FIRST_DAY)
    latest = changes.order_by("-at").values_list("at", flat=True).first()
    return latest + NAME_STAYS if latest else None
