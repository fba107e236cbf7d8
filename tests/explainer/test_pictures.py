"""Drawings: each picture names one that is there and knows its size."""

import pytest
from django.core.exceptions import ValidationError

from explainer.art import art_folder, art_names, art_size, art_url
from explainer.models import Picture


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
