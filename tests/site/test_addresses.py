"""Who gets what where: every address of the site, asked by every role, with GET and with POST.

POST stands for a small valid form, sent from the page itself; what it does is undone after each.
A new address without a line here fails the first test.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from discussions.models import Comment, Member
from tests.support.content import Content

ROLES = ["guest", "reader", "author", "moderator", "editor"]
# Statuses of GET and of POST: one for all roles, or one for each in the order of ROLES.
SAME_FOR_ALL = {
    "pages:home": ("/", "200", "405"),
    "pages:about": ("/about/", "200", "405"),
    "pages:explanation": ("/explained/the-lamp-explained/", "200", "405"),
    "pages:sitemap": ("/sitemap.xml", "200", "405"),
    "pages:robots": ("/robots.txt", "200", "405"),
    "pages:healthz": ("/healthz", "200", "405"),
    "pages:readyz": ("/readyz", "200", "405"),
    "discussions:questions": ("/questions/", "200", "405"),
    "discussions:question": ("/questions/what-is-it-about/", "200", "405"),
    "discussions:results": ("/questions/what-is-it-about/results/", "200", "405"),
    "discussions:member": ("/members/author/", "200", "405"),
    "discussions:comment": ("/comments/{comment}/", "200", "405"),
    "discussions:replies": ("/comments/{comment}/replies/", "200", "405"),
    "discussions:preview": ("/preview/", "405", "200"),
    # For guests a POST is kept, and they are sent to sign up: a redirect as for members.
    "discussions:comments": ("/questions/what-is-it-about/comments/", "405", "303"),
    "discussions:vote": ("/interpretations/{reading}/vote/", "405", "303"),
    "discussions:rating": ("/explained/the-lamp-explained/rating/", "200", "303"),
}
BY_ROLE = {
    "discussions:useful": ("/comments/{comment}/useful/", "405", "303 303 422 303 303"),
    "discussions:flag": ("/comments/{comment}/flag/", "200", "303 200 200 200 200"),
    "discussions:edit": ("/comments/{comment}/edit/", "403 403 200 403 403", "303 403 303 403 403"),
    "discussions:delete": (
        "/comments/{comment}/delete/", "403 403 200 403 403", "303 403 303 403 403",
    ),
    "discussions:history": ("/comments/{comment}/history/", "302 403 200 200 403", "405"),
    "discussions:me": ("/me/", "302 200 200 200 200", "302 302 302 302 302"),
    "discussions:deletion": ("/me/deletion/", "302 200 200 200 200", "302 422 422 422 422"),
    "discussions:resume": ("/me/drafts/", "302", "303"),
    "account_login": ("/account/login/", "200 302 302 302 302", "200 302 302 302 302"),
    "account_signup": ("/account/signup/", "200 302 302 302 302", "200 302 302 302 302"),
    "account_logout": ("/account/logout/", "302 200 200 200 200", "302"),
    "account_inactive": ("/account/inactive/", "200", "405"),
    "account_reauthenticate": (
        "/account/reauthenticate/", "302 200 200 200 200", "302 200 200 200 200",
    ),
    "account_change_password": (
        "/account/password/change/", "302 200 200 200 200", "302 200 200 200 200",
    ),
    "account_set_password": ("/account/password/set/", "302", "302"),
    "account_email": ("/account/email/", "302 200 200 200 200", "302"),
    "account_email_verification_sent": ("/account/confirm-email/", "200", "405"),
    "account_confirm_email": ("/account/confirm-email/no-such-key/", "200", "404"),
    "account_confirm_login_code": ("/account/login/code/confirm/", "302", "302"),
    "account_reset_password": ("/account/password/reset/", "200", "200"),
    "account_reset_password_done": ("/account/password/reset/done/", "200", "405"),
    "account_reset_password_from_key": ("/account/password/reset/key/1-bad/", "200", "200"),
    "account_reset_password_from_key_done": ("/account/password/reset/key/done/", "200", "405"),
    "admin:index": ("/admin/", "302 302 302 200 200", ""),
}  # fmt: skip
# Feeds are read, and a view of Django's that takes every method makes them.
FEEDS = {
    "pages:feed": ("/feeds/explanations/", "200", ""),
    "discussions:question_feed": ("/feeds/questions/what-is-it-about/", "200", ""),
}
TABLE = SAME_FOR_ALL | BY_ROLE | FEEDS
FORM = {
    "body": "Words", "stance": "agree", "stars": "4", "useful": "yes", "reason": "spam",
    "display_name": "", "about": "",
}  # fmt: skip


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from names(
                pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )


def test_every_address_stands_in_the_table() -> None:
    """Those of the admin are tested by its own files, a class at a time."""
    there = {name for name in names(get_resolver()) if not name.startswith("admin:")}
    assert there == {name for name in TABLE if not name.startswith("admin:")}


def expected(statuses: str, role: str) -> int:
    words = statuses.split()
    return int(words[0] if len(words) == 1 else words[ROLES.index(role)])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_role_gets_what_the_table_says(
    content: Content, comment: Comment, request: pytest.FixtureRequest, role: str, method: str
) -> None:
    member = None if role == "guest" else request.getfixturevalue(role)
    wrong = []
    for name, (address, *statuses) in TABLE.items():
        wanted = statuses[method == "post"]
        if not wanted:
            continue
        url = address.format(comment=comment.pk, reading=content.readings[0].pk)
        with transaction.atomic():
            client = browser_of(member)
            response = getattr(client, method)(url, FORM if method == "post" else None)
            transaction.set_rollback(True)
        if response.status_code != expected(wanted, role):
            wrong.append(f"{name}: {response.status_code} instead of {expected(wanted, role)}")
    assert not wrong


def browser_of(member: Member | None) -> Client:
    client = Client()
    if member:
        client.force_login(member)
    return client
