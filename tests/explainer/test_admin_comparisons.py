import pytest
from django.test import Client
from django.urls import reverse

from explainer.models import Edition
from hersite.markdown import paragraphs
from hersite.models import StaffAction
from tests.support.content import Content
from tests.support.html import parse


@pytest.fixture
def second(content: Content) -> Edition:
    """Live after the first one, with other words and one section less."""
    edition = content.explanation.new_edition()
    edition.title = "The Lamp, once more"
    edition.save()
    opening = edition.sections.get(key="opening")
    opening.body = opening.body.replace("counts ships", "counts boats")
    opening.save()
    edition.sections.get(key="after").delete()
    edition.publish()
    return edition


def compare(left: Edition, right: Edition) -> str:
    return reverse("admin:explainer_edition_compare", args=[left.pk, right.pk])


def restore(edition: Edition) -> str:
    return reverse("admin:explainer_edition_restore", args=[edition.pk])


def words(edition: Edition) -> list[tuple[str, str, str]]:
    return list(edition.sections.values_list("key", "heading", "body"))


def test_both_editions_stand_side_by_side_with_words_marked(
    as_editor: Client, content: Content, second: Edition
) -> None:
    page = parse(as_editor.get(compare(content.edition, second)))
    parts = {part.one("h2").text.partition(" #")[0]: part for part in page.all("section")}
    assert list(parts)[-2:] == ["A light at sea", "What stays"]
    left, right = parts["A light at sea"].all(class_="side")
    assert left.one("del").text == "[taken out:] ships."
    assert right.one("ins").text == "[put in:] boats."
    assert "Every night he writes the number down." in left.text
    assert "1 word taken out, 1 word put in" in parts["A light at sea"].one("h2").text
    assert "Not in this edition." in parts["What stays"].all(class_="side")[1].text
    same = [part.one("summary").text for part in page.all("details", class_="part")]
    assert any("The last night" in text and "the same in both" in text for text in same)


def test_the_other_way_round(as_editor: Client, content: Content, second: Edition) -> None:
    page = parse(as_editor.get(compare(second, content.edition)))
    assert "[taken out:] boats." in [element.text for element in page.all("del")]
    assert page.one("a", href=compare(content.edition, second)).text == "The other way round"


def test_only_editions_of_one_explanation_are_compared(as_editor: Client, content: Content) -> None:
    assert as_editor.get(compare(content.edition, content.note)).status_code == 404
    nowhere = reverse("admin:explainer_edition_compare", args=[content.edition.pk, 99999])
    assert as_editor.get(nowhere).status_code == 404


def test_two_are_chosen_in_the_list(as_editor: Client, content: Content, second: Edition) -> None:
    page = reverse("admin:explainer_explanation_change", args=[content.explanation.pk])
    shown = parse(as_editor.get(page))
    radios = shown.all("input", form="compare-editions")
    assert [(each["name"], each["value"]) for each in radios] == [
        (side, str(edition.pk))
        for edition in (second, content.edition)
        for side in ("left", "right")
    ]
    assert len({each["aria-label"] for each in radios}) == 4
    form = shown.one("form", id="compare-editions")
    assert form.get("method") != "post"
    chosen = {"left": content.edition.pk, "right": second.pk}
    assert as_editor.get(form["action"], chosen)["Location"] == compare(content.edition, second)


@pytest.mark.parametrize("asked", [{}, {"left": "x", "right": "y"}, {"left": "{a}", "right": "{a}"},
                                   {"left": "{a}", "right": "{elsewhere}"}])  # fmt: skip
def test_without_two_the_list_is_shown_again(
    as_editor: Client, content: Content, asked: dict[str, str]
) -> None:
    url = reverse("admin:explainer_explanation_compare", args=[content.explanation.pk])
    keys = {"a": content.edition.pk, "elsewhere": content.note.pk}
    sent = {side: value.format(**keys) for side, value in asked.items()}
    response = as_editor.get(url, sent, follow=True)
    assert "Choose two editions to compare." in response.content.decode()


def test_restoring_makes_a_draft_of_the_older_words(
    as_editor: Client, content: Content, second: Edition, editor: object
) -> None:
    before = list(Edition.objects.order_by("pk").values())
    told = words(content.edition), words(second)
    response = as_editor.post(restore(content.edition))
    draft = Edition.objects.latest("pk")
    assert response["Location"] == reverse("admin:explainer_edition_change", args=[draft.pk])
    assert (draft.is_draft, draft.based_on, draft.editor) == (True, second, editor)
    assert (draft.title, words(draft)) == (content.edition.title, words(content.edition))
    assert list(Edition.objects.exclude(pk=draft.pk).order_by("pk").values()) == before
    assert (words(content.edition), words(second)) == told
    entry = StaffAction.objects.get()
    assert (entry.key, entry.said) == (
        str(draft.pk), "Begun as a copy of edition 1.",
    )  # fmt: skip
    draft.publish()
    assert content.explanation.live_edition == draft


def test_paragraphs_get_their_ids_back(as_editor: Client, content: Content) -> None:
    """A section that the live edition hasn't got any more brings the ids that comments hold."""
    middle = content.explanation.new_edition()
    after = middle.sections.get(key="after")
    after.body = after.body.replace("The book is found.", "The book is found at last.")
    after.save()
    middle.publish()
    held = [paragraph.id for paragraph in paragraphs(after.body_html)]
    without = content.explanation.new_edition()
    without.sections.get(key="after").delete()
    without.publish()
    as_editor.post(restore(middle))
    restored = Edition.objects.latest("pk").sections.get(key="after")
    assert [paragraph.id for paragraph in paragraphs(restored.body_html)] == held


def test_pressed_twice_it_is_one_draft(
    as_editor: Client, content: Content, second: Edition
) -> None:
    first, again = (as_editor.post(restore(content.edition))["Location"] for _press in range(2))
    assert first == again
    assert Edition.objects.drafts().count() == 1


def test_what_is_live_or_was_never_published_is_not_restored(
    as_editor: Client, content: Content, second: Edition
) -> None:
    draft = content.explanation.new_edition()
    for edition, said in ((second, "newest one"), (draft, "never published")):
        response = as_editor.post(restore(edition), follow=True)
        assert said in response.content.decode()
    assert Edition.objects.latest("pk") == draft


def test_buttons_stand_where_there_is_something_to_go_back_to(
    as_editor: Client, content: Content, second: Edition
) -> None:
    page = reverse("admin:explainer_explanation_change", args=[content.explanation.pk])
    buttons = parse(as_editor.get(page)).all("button", form="restore-edition")
    assert [button["formaction"] for button in buttons] == [restore(content.edition)]
    forms = parse(as_editor.get(compare(content.edition, second))).all("form", method="post")
    assert [form["action"] for form in forms if "restore" in form["action"]] == [
        restore(content.edition)
    ]


def test_it_is_the_editors(as_moderator: Client, content: Content, second: Edition) -> None:
    assert as_moderator.get(compare(content.edition, second)).status_code == 403
    assert as_moderator.post(restore(content.edition)).status_code == 403
    assert not Edition.objects.drafts().exists()
