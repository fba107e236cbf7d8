import pytest

from discussions.models import Interpretation
from explainer.checks import find
from explainer.models import Edition, Explanation
from tests.support.content import Content, make_draft, make_question, post


@pytest.fixture
def draft(content: Content) -> Edition:
    return content.explanation.new_edition()


def link(draft: Edition, address: str) -> list[str]:
    """What is found once the draft links there."""
    section = draft.sections.get(key="opening")
    section.body = f"A [link]({address})."
    section.save()
    return [finding.message for finding in find(draft) if finding.stops]


def test_a_link_to_a_question_is_held_against_the_questions(content, draft):
    living = (
        "/questions/the-last-night/", "/questions/the-last-night", "/questions/",
        "/questions/the-last-night/results/", "/feeds/questions/the-last-night/",
    )  # fmt: skip
    for address in living:
        assert link(draft, address) == []
    for address in ("/questions/none/", "/questions/none/results/"):
        assert link(draft, address) == [f"“{address}” leads to a question that isn’t there."]


def test_a_question_is_there_once_its_explanation_is(content, draft):
    other = Explanation.objects.create(film=content.film, slug="unpublished")
    make_question(other, "early", "Too early?")
    assert len(link(draft, "/questions/early/")) == 1
    first = make_draft(other)
    # Both go live together.
    assert link(first, "/questions/early/") == []
    first.publish()
    assert link(draft, "/questions/early/") == []


def test_links_to_comments_and_members(content, draft, author):
    comment = post(content.question, author)
    address = f"/comments/{comment.pk}/"
    assert link(draft, address) == []
    assert link(draft, "/members/author/") == []
    comment.hide()
    assert link(draft, address) == [f"“{address}” leads to a comment that readers can’t see."]
    assert link(draft, "/members/nobody/") == [
        "“/members/nobody/” leads to a member who isn’t there."
    ]


def test_a_key_that_vanished_asks_and_says_how_many(content, draft, author):
    for _number in range(2):
        post(content.general, author, section_key="after", quote="The book is found.")
    Interpretation.objects.filter(question=content.question, order=1).update(section_key="after")
    assert find(draft) == []
    draft.sections.filter(key__in=["after", "ending"]).delete()
    found = find(draft)
    assert [finding.stops for finding in found] == [False, False]
    assert {finding.message for finding in found} == {
        "There is no section “#after” in it, and readers refer to it: 2 comments, 1 reading.",
        "There is no section “#ending” in it, and readers refer to it: 1 question.",
    }
    assert found[0].place
    assert found[0].place.url.endswith(f"/edition/{draft.pk}/change/#sections-group")


def test_a_key_nobody_refers_to_may_go(content, draft):
    draft.sections.filter(key="after").delete()
    assert find(draft) == []


def test_a_key_that_went_before_is_not_asked_about_again(content, draft):
    draft.sections.filter(key="ending").delete()
    draft.publish()
    assert find(content.explanation.new_edition()) == []


def test_a_first_edition_is_held_against_the_questions(content):
    other = Explanation.objects.create(film=content.film, slug="first")
    make_question(other, "asked", "Asked?", section_key="nowhere")
    make_question(other, "placed", "Placed?", section_key="opening")
    (finding,) = find(make_draft(other))
    assert finding.message == (
        "There is no section “#nowhere” in it, and readers refer to it: 1 question."
    )
