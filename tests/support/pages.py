"""Every page of the site that a guest may see, and those of a member."""

from discussions.models import Comment
from tests.support.content import Content

# The first of the small film's explanation: a key, and a hash of its words.
PARAGRAPH = "opening-6991c"


def public_pages(content: Content, comment: Comment) -> dict[str, str]:
    """Addresses by URL name (with a word more where a page is shown in two states)."""
    question = content.question.get_absolute_url()
    one = f"/comments/{comment.pk}/"
    return {
        "pages:home": "/",
        "pages:about": "/about/",
        "pages:explanation": content.url,
        "pages:explanation, a note": content.note.explanation.get_absolute_url(),
        "pages:paragraph": f"{content.url}paragraphs/{PARAGRAPH}/",
        "pages:changes": f"{content.url}changes/",
        "pages:opinions": "/opinions/the-lamp-explained/",
        "discussions:rating": f"{content.url}rating/",
        "discussions:questions": "/questions/",
        "discussions:question": question,
        "discussions:question, sorted": f"{question}?sort=new",
        "discussions:question, what speaks for a reading": (
            f"{question}?supports={content.readings[0].pk}"
        ),
        "discussions:question, spoiling": content.ending.get_absolute_url(),
        "discussions:question, general": content.general.get_absolute_url(),
        "discussions:results": f"{question}results/",
        "discussions:propose": f"{question}readings/",
        "discussions:comment": one,
        "discussions:branch": f"{one}branch/",
        "discussions:replies": f"{one}replies/",
        "discussions:flag": f"{one}flag/",
        "discussions:member": comment.author.get_absolute_url(),
    }


def own_pages(comment: Comment) -> dict[str, str]:
    """Pages of the comment's author, signed in."""
    one = f"/comments/{comment.pk}/"
    return {
        "discussions:edit": f"{one}edit/",
        "discussions:delete": f"{one}delete/",
        "discussions:history": f"{one}history/",
        "discussions:me": "/me/",
        "discussions:my_comments": "/me/comments/",
        "discussions:my_votes": "/me/votes/",
        "discussions:my_readings": "/me/readings/",
        "discussions:my_questions": "/me/questions/",
        "discussions:profile": "/me/profile/",
        "discussions:mutes": "/me/mutes/",
        "discussions:data": "/me/data/",
        "discussions:deletion": "/me/deletion/",
        "account_logout": "/account/logout/",
        "account_change_password": "/account/password/change/",
        "account_reauthenticate": "/account/reauthenticate/",
        "mfa_index": "/account/2fa/",
        "mfa_list_webauthn": "/account/2fa/webauthn/",
    }


ENTRANCE_PAGES = {
    "account_login": "/account/login/",
    "account_signup": "/account/signup/",
}
