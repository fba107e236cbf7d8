"""Who gets what where: every address of the site, asked by every role, with GET and with POST.

What a POST does is undone after each. A new address without a line in the table fails the build.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver, reverse

from tests.support.access import FORM, ROLES, Row, Site, make_site, names, read
from tests.support.addresses import ADDRESSES, MODELS

TABLE = read(ADDRESSES)
VIEWS = {"l": "changelist", "a": "add", "c": "change", "d": "delete", "h": "history"}
STAFF = ("moderator", "editor", "administrator")
ELSEWHERE = {"HTTP_ORIGIN": "https://elsewhere.example", "HTTP_SEC_FETCH_SITE": "cross-site"}
# What reading a page may store: when a member was here, and who has an item of the queue.
READ = {
    "discussions.visit": (),
    "discussions.member": ("last_login", "unread"),
    "discussions.review": ("taken_by_id", "taken_at"),
}


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


def models() -> Iterator[tuple[str, dict[str, str]]]:
    """Of the admin, and the letters of what each role may do there."""
    for line in MODELS.strip().splitlines():
        name, *letters = (cell.strip() for cell in line.split("|"))
        yield name, dict(zip(STAFF, letters, strict=True))


def test_every_address_stands_in_the_table() -> None:
    of_models = {
        f"admin:{name.replace('.', '_')}_{view}"
        for name, _of in models()
        for view in VIEWS.values()
    }
    there = set(names(get_resolver()))
    assert there - of_models - {row.name for row in TABLE} == set()
    assert {row.name for row in TABLE} | of_models == there


def ask(client: Client, method: str, url: str, **headers: str) -> int:
    with transaction.atomic():
        sent = FORM if method == "post" else None
        status = getattr(client, method)(url, sent, **headers).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_role_gets_what_the_table_says(site: Site, role: str, method: str) -> None:
    wrong = []
    for row in TABLE:
        found = ask(site.browser(role), method, site.address(row.template))
        if found != row.expected(method, role):
            wrong.append(f"{row.name}: {found} instead of {row.expected(method, role)}")
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_every_model_of_the_admin(site: Site, role: str) -> None:
    client = site.browser(role)
    wrong = []
    for name, letters in models():
        model = apps.get_model(name)
        for letter, view in VIEWS.items():
            found = ask(client, "get", address_in_admin(model, view))
            allowed = role in STAFF and letter in letters[role]
            # The rules of the site are one row, and their list leads to it.
            one_row = name == "discussions.siterules" and letter == "l"
            status = (302 if one_row else 200) if allowed else 403 if role in STAFF else 302
            if found != status:
                wrong.append(f"{name}, {view}: {found} instead of {status}")
    assert not wrong


def address_in_admin(model: type[Model], view: str) -> str:
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"no row of {model} to ask for"
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}"
    return reverse(name, args=[] if view in ("changelist", "add") else [row.pk])


def test_the_admin_has_no_other_models() -> None:
    assert {model._meta.label_lower for model in admin.site._registry} == {n for n, _l in models()}


@pytest.mark.once
@pytest.mark.parametrize("role", ["guest", "author", "administrator"])
def test_other_methods_do_nothing(site: Site, role: str) -> None:
    client, wrong = site.browser(role), []
    before = everything()
    for row in TABLE:
        for method in ("put", "patch", "delete"):
            status = ask(client, method, site.address(row.template))
            if status < 300 and not reads_any_method(row):
                wrong.append(f"{method} {row.name}: {status}")
    assert not wrong
    assert everything() == before


def reads_any_method(row: Row) -> bool:
    """Feeds, and pages of Django's own and of allauth's, which answer as to GET."""
    return "feed" in row.name or not row.name.startswith(("pages:", "discussions:"))


# -- Changes are POSTs, and from here --


def everything() -> dict[str, list[Any]]:
    """All rows of both rooms, but for what reading may store."""
    found = {}
    for model in (*apps.get_app_config("discussions").get_models(), *explainer()):
        name = model._meta.label_lower
        columns = {field.attname for field in model._meta.concrete_fields} - set(READ.get(name, ()))
        if READ.get(name) != ():
            found[name] = list(model._default_manager.order_by("pk").values_list(*sorted(columns)))
    return found


def explainer() -> Iterator[type[Model]]:
    return apps.get_app_config("explainer").get_models()


@pytest.mark.once
@pytest.mark.parametrize("role", ["author", "moderator", "administrator"])
def test_reading_changes_nothing(site: Site, role: str) -> None:
    client, before = site.browser(role), everything()
    for row in TABLE:
        if row.name not in ("account_logout", "admin:logout"):
            client.get(site.address(row.template))
    assert everything() == before


@pytest.mark.once
@pytest.mark.parametrize("role", ["author", "moderator", "administrator"])
@pytest.mark.parametrize("headers", [ELSEWHERE, {}], ids=["from elsewhere", "without a token"])
def test_without_a_token_nothing_is_done(site: Site, role: str, headers: dict[str, Any]) -> None:
    client, before = site.browser(role, enforce_csrf_checks=True), everything()
    done = []
    for row in TABLE:
        if row.name != "discussions:preview":
            status = client.post(site.address(row.template), FORM, **headers).status_code
            if headers and status not in (403, 404, 405):
                done.append(f"{row.name}: {status}")
    assert not done
    assert everything() == before
