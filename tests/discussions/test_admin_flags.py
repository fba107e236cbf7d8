import pytest

from discussions.models import Comment, Flag, Review
from tests.support.admin_forms import queries
from tests.support.content import post_many, reload
from tests.support.html import parse

LIST = "/admin/discussions/flag/"
COMMENTS = "/admin/discussions/comment/"


@pytest.fixture
def flag(comment: Comment, reader) -> Flag:
    return Flag.objects.create(member=reader, comment=comment, reason="spam", note="An advert.")


def test_reports_lead_to_the_comment_and_hide_it(as_moderator, comment, flag):
    shown = parse(as_moderator.get(LIST))
    assert shown.one("a", href=f"{COMMENTS}{comment.pk}/change/").text == "The lamp is the clue."
    chosen = {"action": "hide", "_selected_action": flag.pk}
    assert parse(as_moderator.post(LIST, chosen)).one("select", name="rule")
    as_moderator.post(LIST, {**chosen, "confirm": "1", "rule": "spam"})
    assert Flag.objects.get().upheld is True
    assert reload(comment).state == Comment.State.HIDDEN
    assert not parse(as_moderator.get(LIST + "?stands=yes")).all("table", id="result_list")
    assert parse(as_moderator.get(LIST + "?stands=no")).all("table", id="result_list")


def test_dismissed_reports_leave_the_comment_and_the_queue(as_moderator, comment, flag):
    comment.open_review("reports")
    as_moderator.post(LIST, {"action": "dismiss", "_selected_action": flag.pk})
    assert (Flag.objects.get().upheld, reload(comment).state) == (False, Comment.State.VISIBLE)
    assert not Review.objects.open().exists()


def test_reports_are_read_only(as_moderator, as_editor, admin_client, flag):
    page = f"{LIST}{flag.pk}/change/"
    assert "An advert." in as_moderator.get(page).content.decode()
    assert as_moderator.post(page, {"note": "Mine."}).status_code == 403
    assert as_editor.get(LIST).status_code == 403
    assert admin_client.get(page.replace("change", "delete")).status_code == 403


def test_reports_take_as_many_queries_for_many(as_moderator, content, flag, author, reader):
    few = queries(as_moderator, LIST)
    for comment in post_many(content.question, [author], 20):
        Flag.objects.create(member=reader, comment=comment, reason="other")
    # session, member, permissions twice, two counts, the list
    assert queries(as_moderator, LIST) == few <= 7
