"""Editors and Moderators: what each may do, and that the project makes them by itself."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client

from tests.support.html import parse

groups = import_module("discussions.migrations.0003_groups")
later = import_module("discussions.migrations.0007_what_stands")
scenes = import_module("discussions.migrations.0010_scenes_of_editors")
# All that the migration asks of a schema editor.
EDITOR = SimpleNamespace(connection=connection)

EDITORS = {
    "explainer": {
        "film": "add change view",
        "credit": "add change delete view",
        "scene": "add change delete view",
        "picture": "add change view",
        "explanation": "add change view",
        "seealso": "add change delete view",
        "edition": "add change view",
        "section": "add change delete view",
        "withdrawal": "add change delete view",
    },
    "discussions": {
        "question": "add change view",
        "interpretation": "add change view",
        "comment": "view",
    },
}
MODERATORS = {
    "discussions": {
        "comment": "change view",
        "flag": "view",
        "question": "view",
        "closure": "add change delete view",
        "member": "view",
        "wordrule": "add change delete view",
        "siterules": "change view",
        "suspension": "view",
        "namechange": "view",
    },
}


def rights_of(name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, list[str]]] = {}
    permissions = Permission.objects.filter(group__name=name).select_related("content_type")
    for permission in permissions:
        action, model = permission.codename.split("_", 1)
        kind = permission.content_type
        assert kind.model == model
        found.setdefault(kind.app_label, {}).setdefault(model, []).append(action)
    return {
        app: {model: " ".join(sorted(actions)) for model, actions in models.items()}
        for app, models in found.items()
    }


@pytest.mark.parametrize(("name", "rights"), [("Editors", EDITORS), ("Moderators", MODERATORS)])
def test_least_rights(db, name: str, rights: dict[str, dict[str, str]]):
    assert rights_of(name) == rights


def test_django_made_no_second_permission(db):
    named = Permission.objects.filter(codename="change_comment").values_list("name", flat=True)
    assert list(named) == ["Can change comment"]


def test_making_them_again_from_nothing(db):
    Group.objects.all().delete()
    Permission.objects.filter(content_type__app_label="explainer").delete()
    for _time in range(2):
        groups.make(apps, EDITOR)
        later.grant(apps, EDITOR)
        scenes.grant(apps, EDITOR)
    assert (rights_of("Editors"), rights_of("Moderators")) == (EDITORS, MODERATORS)
    assert Group.objects.count() == 2


def test_undoing_leaves_other_groups(db):
    Group.objects.create(name="Friends")
    groups.remove(apps, EDITOR)
    assert [group.name for group in Group.objects.all()] == ["Friends"]


EVERYWHERE = ["", "password_change/", "explainer/", "discussions/"]


def addresses() -> list[str]:
    """Every list and every form that the admin has."""
    from django.contrib import admin

    found = []
    for model in admin.site._registry:
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        found += [base, f"{base}add/"]
    return found + [f"/admin/{path}" for path in EVERYWHERE]


def test_no_page_of_the_admin_breaks_the_content_policy(admin_client, content, comment):
    """script-src and style-src are 'self': nothing inline, or it would be dead on the page."""
    shown = 0
    changes = [
        f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
        for row in (content.explanation, content.edition, content.film, content.question, comment)
    ]
    for url in addresses() + changes:
        response: Any = admin_client.get(url, follow=True)
        if response.status_code != 200:
            assert response.status_code == 403, url
            continue
        shown += 1
        tree = parse(response)
        assert all(script.get("src") for script in tree.all("script")), url
        assert not tree.all("style"), url
        names = {name for element in tree.walk() for name in element.attributes}
        assert not {name for name in names if name == "style" or name.startswith("on")}, url
    assert shown > 20


def test_signing_in_goes_through_the_account_pages(guest: Client, as_reader: Client):
    first = guest.get("/admin/")
    assert first.status_code == 302
    second = guest.get(first["Location"])
    assert second["Location"].startswith("/account/login/?next=")
    assert as_reader.get("/admin/login/").status_code == 403


def test_the_admin_is_kept_by_nobody(admin_client):
    assert "no-store" in admin_client.get("/admin/")["Cache-Control"]
