"""Words of the explanation that a comment is about: found again, or marked and kept."""

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from discussions.forms.comments import CommentForm
from discussions.models import Comment, Member
from discussions.quotes import QuotePlace, count_by_paragraph, live_text, place_quotes
from explainer.models import Explanation
from hersite.markdown import opening_words, paragraphs
from hersite.text_fragment import text_fragment
from tests.support.content import Content, post
from tests.support.html import parse

QUOTE = "A keeper counts ships."
LONG = "Every night he writes the number down, and nobody has ever asked him why."


def paragraph_ids(content: Content, key: str = "opening") -> list[str]:
    live = content.explanation.live_edition
    assert live is not None
    return [p.id for p in paragraphs(live.sections.get(key=key).body_html)]


def rewrite(content: Content, **bodies: str) -> None:
    """A new edition with other texts, by the keys of their sections."""
    draft = content.explanation.new_edition()
    for key, body in bodies.items():
        section = draft.sections.get(key=key)
        section.body = body
        section.save()
    draft.publish()


def find(explanation: Explanation, quote: str, paragraph: str = "", key: str = "") -> QuotePlace:
    text = live_text(explanation)
    assert text is not None
    return text.find(quote, paragraph, key)


def test_words_in_their_paragraph(content: Content) -> None:
    first = paragraph_ids(content)[0]
    place = find(content.explanation, "counts ships", first)
    assert place == QuotePlace(f"{content.url}#{first}:~:text=counts%20ships.", changed=False)


def test_the_same_in_another_spelling(content: Content) -> None:
    rewrite(content, opening="It’s the “last” lamp –\nand\u00a0it is well-\u00adknown…")
    first = paragraph_ids(content)[0]
    for quote in ('It\'s the "last" lamp', "lamp - and  it is", "It\u2018s the «last» lamp"):
        place = find(content.explanation, quote, first)
        assert not place.changed, quote
        assert place.url.startswith(f"{content.url}#{first}:~:text="), quote


def test_words_that_moved_are_found_elsewhere(content: Content) -> None:
    first = paragraph_ids(content)[0]
    rewrite(content, opening=LONG, ending=f"Another beginning. {QUOTE} It is so. {LONG[:9]}")
    place = find(content.explanation, f"{QUOTE} It is so.", first)
    assert not place.changed
    assert place.url.startswith(f"{content.url}#{paragraph_ids(content, 'ending')[0]}:~:text=")


def test_a_few_words_elsewhere_are_chance(content: Content) -> None:
    first = paragraph_ids(content)[0]
    rewrite(content, opening="A keeper counts boats.\n\nThe ships.", after="The ships.")
    assert find(content.explanation, "ships.", first).changed


def test_words_that_are_gone_lead_to_what_is_left(content: Content) -> None:
    first = paragraph_ids(content)[0]
    rewrite(content, opening="A keeper counts boats.\n\nEvery night.")
    assert find(content.explanation, "ships", first, "opening").url == f"{content.url}#{first}"
    rewrite(content, opening="Nothing of that.")
    place = find(content.explanation, "ships", first, "opening")
    assert place == QuotePlace(f"{content.url}#opening", changed=True)
    assert find(content.explanation, "ships", "never-1", "never").url == content.url


def test_words_that_never_said_where_they_stand(content: Content) -> None:
    assert "#opening-" in find(content.explanation, "counts ships").url
    assert find(content.explanation, "from another book") == QuotePlace("", changed=False)
    assert find(content.explanation, "\u200b") == QuotePlace("", changed=False)


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("a well-known, odd & new", "a%20well%2Dknown%2C%20odd%20%26%20new"),
        # Whole words, whatever was chosen.
        ("ell-kn", "well%2Dknown%2C"),
        # Told apart by what stands around it.
        ("the lamp", "one%20two-,the%20lamp,-three"),
    ],
)
def test_a_text_fragment(words: str, directive: str) -> None:
    text = "Here is a well-known, odd & new thing.\none two the lamp three\nthe lamp again"
    at = text.index(words)
    assert text_fragment(text, at, at + len(words)) == f":~:text={directive}"


def test_a_long_quote_is_named_by_its_ends() -> None:
    text = " ".join(f"word{number}" for number in range(60))
    directive = unquote(text_fragment(text, 0, len(text)))
    assert directive == (":~:text=word0 word1 word2 word3 word4,word55 word56 word57 word58 word59")


def test_opening_words_are_whole_sentences_and_none_that_are_covered() -> None:
    assert opening_words("Short <em>one</em>.") == "Short one."
    sentence = "It is said again and again. "
    assert opening_words(sentence * 20) == (sentence * 10).strip()
    assert len(opening_words("word " * 90)) <= 300
    assert opening_words('Seen. <label class="spoiler"><span>unseen</span></label>') == "Seen."


def sent(content: Content, **fields: str) -> dict[str, str]:
    """What of a form is stored with its comment."""
    form = CommentForm({"body": "About that.", **fields}, question=content.general)
    assert form.is_valid(), form.errors
    stored = form.fields_for_comment()
    return {name: stored[name] for name in ("quote", "section_key", "paragraph")}


def test_a_place_that_never_was_is_dropped_and_the_words_stay(content: Content) -> None:
    first = paragraph_ids(content)[0]
    stored = sent(content, quote=QUOTE, section_key="after", paragraph=first)
    assert (stored["section_key"], stored["paragraph"]) == ("opening", first)
    unknown = {"paragraph": "opening-99999", "section_key": "none"}
    for named in (unknown, {"paragraph": '">'}, {"paragraph": f"{first}%"}, {}):
        stored = sent(content, quote=QUOTE, **named)
        assert stored == {"quote": QUOTE, "section_key": "", "paragraph": ""}, named
    only_the_section = sent(content, quote=QUOTE, section_key="after", paragraph="after-0")
    assert (only_the_section["section_key"], only_the_section["paragraph"]) == ("after", "")


def test_a_place_of_an_earlier_edition_is_known_and_one_of_a_draft_is_not(
    content: Content,
) -> None:
    first = paragraph_ids(content)[0]
    rewrite(content, opening="Nothing of that.")
    assert sent(content, quote=QUOTE, paragraph=first)["paragraph"] == first
    draft = content.explanation.new_edition()
    section = draft.sections.get(key="opening")
    section.body = "Wholly other words, not yet published."
    section.save()
    unpublished = paragraphs(section.body_html)[0].id
    assert sent(content, quote=QUOTE, paragraph=unpublished)["paragraph"] == ""


def test_a_place_without_words_is_none_and_unseen_marks_are_left_out(content: Content) -> None:
    assert sent(content, paragraph=paragraph_ids(content)[0])["paragraph"] == ""
    assert sent(content, quote=" a\x02 \n keeper\x03 ")["quote"] == "a keeper"


def test_the_comment_shows_what_became_of_its_words(
    content: Content, author: Member, guest: Client, as_reader: Client
) -> None:
    first = paragraph_ids(content)[0]
    comment = post(content.general, author, quote=QUOTE, section_key="opening", paragraph=first)
    pages = [
        content.url,
        content.general.get_absolute_url(),
        f"/comments/{comment.pk}/",
        f"{content.url}paragraphs/{first}/",
    ]
    seen = [parse(guest.get(page)).all("blockquote", class_="quoted")[0].text for page in pages]
    assert seen == [f"{QUOTE} In the explanation"] * 4
    rewrite(content, opening="A keeper counts boats.\n\nEvery night he writes the number down.")
    for client in (guest, as_reader):
        for page in pages:
            shown = parse(client.get(page)).all("blockquote", class_="quoted")[0]
            assert shown.text.startswith(f"{QUOTE} The text has changed since."), page
            assert shown.one("a")["href"] == f"{content.url}#{first}", page


def test_two_statements_at_most_and_none_without_a_quote(content: Content, author: Member) -> None:
    quoting = [post(content.general, author, f"{n}", quote=QUOTE) for n in range(3)]
    plain = [post(content.general, author, f"plain {n}") for n in range(3)]

    def statements(comments: list[Comment]) -> int:
        with CaptureQueriesContext(connection) as captured:
            place_quotes(content.general, comments)
        return len(captured)

    assert [statements(plain), statements(plain + quoting), statements(quoting)] == [0, 2, 1]


def test_comments_are_counted_by_paragraph(content: Content, author: Member) -> None:
    first, second = paragraph_ids(content)
    comments = [post(content.general, author, f"{n}", paragraph=first) for n in range(3)]
    comments.append(post(content.general, author, "other", paragraph=second))
    post(content.general, author, "about none")
    comments[0].delete_by_author()
    ids = [first, second, "after-00000"]
    assert count_by_paragraph(content.general, ids) == {first: 2, second: 1}
    assert count_by_paragraph(content.general, []) == {}


def test_no_more_are_counted_than_are_told(
    content: Content, author: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discussions.quotes.MOST_COUNTED", 3)
    first, second = paragraph_ids(content)
    for number in range(5):
        post(content.general, author, f"{number}", paragraph=first)
    post(content.general, author, "other", paragraph=second)
    assert count_by_paragraph(content.general, [first, second]) == {first: 3, second: 1}
