"""Drawings: each picture names one that is there and knows its size."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.safestring import SafeString

from explainer.art import art_folder, art_names, art_size, art_url
from explainer.models import Picture
from explainer.templatetags.art import with_hashed_art


def test_every_drawing_has_a_size_a_card_and_nothing_that_runs() -> None:
    assert art_names()
    for name in art_names():
        assert art_size(name), f"{name}.svg has no viewBox that begins at 0 0"
        source = (art_folder() / f"{name}.svg").read_text(encoding="utf-8")
        assert "<script" not in source
        assert "http" not in source.replace("http://www.w3.org/", "")


def test_a_picture_takes_its_size_from_the_drawing(db: None) -> None:
    picture = Picture.objects.create(art="rooftop", alt="A roof")
    assert (picture.width, picture.height) == art_size("rooftop")
    assert picture.url == art_url("rooftop")
    assert picture.card_url == "/static/cards/rooftop.png"


@pytest.mark.parametrize("name", ["no-such-drawing", "../css/base", "", "ROOFTOP"])
def test_an_unknown_drawing_is_an_error(db: None, name: str) -> None:
    with pytest.raises(ValidationError):
        Picture(art=name, alt="x").full_clean(exclude=["width", "height"])
    with pytest.raises(ValueError, match="no drawing"):
        Picture.objects.create(art=name, alt="x")


def test_a_stored_text_is_shown_with_hashed_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those of drawings, and only of drawings that there are."""
    monkeypatch.setattr("explainer.templatetags.art.static", lambda path: f"/static/{path}?hash")
    stored = (
        '<img src="/static/art/rooftop.svg" alt="/static/art/rooftop.svg">'
        '<img src="/static/art/no-such-drawing.svg"><a href="/static/art/rooftop.svg">x</a>'
    )
    shown = with_hashed_art(SafeString(stored))
    assert shown == stored.replace("rooftop.svg", "rooftop.svg?hash", 1)


def test_a_text_that_is_not_safe_does_not_become_so() -> None:
    page = Template("{% load art %}{{ text|with_hashed_art }}")
    assert page.render(Context({"text": "<b>"})) == "&lt;b&gt;"
