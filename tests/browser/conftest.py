"""A real browser on a live server with the site's own texts, with and without JavaScript."""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXPLANATION = "/explained/her-ending-explained/"
QUESTION = "/questions/is-her-a-romance/"

# Stories of what is stored and found again, told on each database; the others are of the browser,
# and what they store is tested without one.
ON_EACH = {
    "test_editor_corrects_a_typo.py",
    "test_edition_goes_live_later.py",
    "test_first_comment_to_approval.py",
    "test_vote_then_sign_up.py",
}

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if item.path.name not in ON_EACH:
                item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module", autouse=True)
def groups_stay(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Each story empties every table when it is told; the next tests begin as migrated."""
    yield
    with django_db_blocker.unblock():
        make_groups()


def make_groups() -> None:
    """The groups and the site's rules are rows that migrations make."""
    whole = import_module("discussions.migrations.0002_discussion_squashed_0010_scenes_of_editors")
    whole.fill(apps, SimpleNamespace(connection=connection))


@pytest.fixture
def site(transactional_db: None, live_server: object) -> str:
    """Address of a running site with its own texts and no discussion yet."""
    make_groups()
    call_command("load_content", verbosity=0)
    return str(live_server.url)  # type: ignore[attr-defined]


@pytest.fixture(params=[True, False], ids=["js", "nojs"])
def with_js(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[NewPage]:
    """Open a browser of one's own; a script error or a request to another host fails the story."""
    contexts, problems = [], []

    def open_page(*, js: bool = True, width: int = 1280, probe: bool = False) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 844},
            java_script_enabled=js,
            # A tool that looks into the page brings styles of its own.
            bypass_csp=probe,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: watch(message.text, "Content Security" in message.text))
        page.on("request", lambda r: watch(r.url, not r.url.startswith((site, "data:"))))
        return page

    def watch(text: str, is_problem: bool) -> None:
        if is_problem:
            problems.append(text)

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_page: NewPage, with_js: bool) -> Page:
    """A guest's browser; each story that takes it is told twice."""
    return new_page(js=with_js)
