"""The standing cast and a small film with everything that a page can show."""

import os
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client, override_settings

from discussions.models import Comment, Member
from hersite import memory
from hersite.audit import guard
from hersite.pagecache import versions
from tests.support.cast import make_member, make_staff
from tests.support.content import Content
from tests.support.kept import lay_down

IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
ClientOf = Callable[[Member], Client]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.support.schedule import Together

    config.option.loadscopereorder = False
    return Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """What asks no database is told once; marked before pytest leaves out what ``-m`` says."""
    from tests.support.schedule import asks_a_database, long_ones_first

    for item in items:
        if not asks_a_database(item):
            item.add_marker(pytest.mark.once)
    yield
    long_ones_first(items)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """What a test has left is deleted on SQLite, where it isn't one transaction; the record of
    staff actions would refuse. (PostgreSQL truncates.) See tests/site/test_audit_guard.py."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TRIGGER {guard.TABLE}_no_delete")


@pytest.fixture(scope="session", autouse=True)
def test_settings() -> Iterator[None]:
    """Quick passwords, and files as they lie in ``static``."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        # Files are looked up when they are asked for: no folder has to be collected before.
        WHITENOISE_AUTOREFRESH=True,
        CRISPY_FAIL_SILENTLY=False,
        RATE_LIMITS=True,
    ):
        yield


@pytest.fixture(autouse=True)
def fresh_cache(
    settings: Any, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is remembered and nobody has used up a limit when a test begins. In the memory of
    this process, or in the cache that CACHE_URL names; tests beside it have other keys there."""
    cache = django_settings.CACHES["default"] if os.environ.get("CACHE_URL") else IN_MEMORY
    own = cache | {"KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": own, "pages": own}
    # The locks of tests that run beside this one are not for these pages.
    settings.VAR_DIR = tmp_path_factory.getbasetemp()
    # No test waits until a database server may be asked again, and its connection is its own.
    monkeypatch.setattr(versions, "PAUSE", 0)
    monkeypatch.setattr(versions, "close_old_connections", lambda: None)
    # The versions that kept pages are held against begin anew with the rows of each test.
    memory.forget()


@pytest.fixture
def reader(db: None) -> Member:
    """Reads, votes, rates, and now and then answers."""
    return make_member("reader")


@pytest.fixture
def author(db: None) -> Member:
    """Wrote the comments that the others read."""
    return make_member("author", display_name="The Author")


@pytest.fixture
def newcomer(db: None) -> Member:
    """Signed up a moment ago and has written nothing."""
    return make_member("newcomer")


@pytest.fixture
def moderator(db: None) -> Member:
    return make_staff("moderator", "Moderators")


@pytest.fixture
def editor(db: None) -> Member:
    return make_staff("editor", "Editors")


@pytest.fixture
def guest(db: None) -> Client:
    """A browser that has never been here: no cookie at all."""
    return Client()


@pytest.fixture
def strict(db: None) -> Client:
    """A guest's browser on a site that really checks its tokens."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def client_of(db: None) -> ClientOf:
    """The browser of a member who is signed in."""

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return signed_in


@pytest.fixture
def as_reader(client_of: ClientOf, reader: Member) -> Client:
    return client_of(reader)


@pytest.fixture
def as_author(client_of: ClientOf, author: Member) -> Client:
    return client_of(author)


@pytest.fixture
def as_newcomer(client_of: ClientOf, newcomer: Member) -> Client:
    return client_of(newcomer)


@pytest.fixture
def as_moderator(client_of: ClientOf, moderator: Member) -> Client:
    return client_of(moderator)


@pytest.fixture
def as_editor(client_of: ClientOf, editor: Member) -> Client:
    return client_of(editor)


@pytest.fixture
def content(db: None) -> Content:
    """A film, its live explanation, a note, questions of each kind, readings to vote on."""
    return lay_down()


@pytest.fixture
def comment(content: Content, author: Member) -> Comment:
    """A visible comment of the author's on the open question."""
    return Comment.post(question=content.question, author=author, body="The lamp is the clue.")
