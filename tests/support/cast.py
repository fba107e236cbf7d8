"""Members of the standing cast."""

from typing import Any

from django.contrib.auth.models import Group, Permission

from discussions.models import Member

PASSWORD = "nine lanterns by the sea"

# What each group is there for; the rest of its rights is the business of tests/site/test_groups.py.
DUTIES = {
    "Moderators": ("discussions", "change_comment"),
    "Editors": ("explainer", "change_edition"),
}


def make_member(username: str, **fields: Any) -> Member:
    """A member who can sign in with PASSWORD."""
    return Member.objects.create_user(username=username, password=PASSWORD, **fields)


def make_staff(username: str, group: str) -> Member:
    """A member of one of the two groups that the project makes."""
    member = make_member(username, is_staff=True)
    member.groups.add(*Group.objects.filter(name=group))
    app, codename = DUTIES[group]
    duty = Permission.objects.get(content_type__app_label=app, codename=codename)
    member.user_permissions.add(duty)
    return member
