"""A comment's text as it is stored: Markdown, with links to the members whom it names."""

from discussions.models.member import Member
from hersite.markdown import mentioned, render_comment


def render_text(body: str) -> str:
    """TooMuchMarkup as ``render_comment`` raises it."""
    return render_comment(body, _addresses(body))


def _addresses(body: str) -> tuple[tuple[str, str], ...]:
    names = mentioned(body)
    if not names:
        return ()
    found = Member.named(names).only("username")
    return tuple(sorted((m.username.casefold(), m.get_absolute_url()) for m in found))
