"""What people do in the stories."""

from playwright.sync_api import Page, expect

PASSWORD = "nine lanterns by the sea"


def sign_up(page: Page, name: str) -> None:
    """From the sign-up page that is open."""
    expect(page.get_by_role("heading", name="Make an account")).to_be_visible()
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()


def sign_in(page: Page, name: str) -> None:
    page.goto("/account/login/")
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/" not in url)


def write(page: Page, text: str) -> None:
    """Into the form that ends a thread."""
    form = page.locator("#comment-form")
    form.get_by_label("Your comment").fill(text)
    form.get_by_role("button", name="Post").click()
