"""The command as an operator calls it: for the site's explanations, or for a file."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from discussions.models import OpinionMap
from tests.support.content import Content

# Mathematics, which no database changes.
pytestmark = pytest.mark.once


def said(*words: str) -> str:
    out = StringIO()
    call_command("opinion_map", *words, stdout=out)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_the_map_of_one_explanation_is_made_and_stored(content: Content) -> None:
    slug = content.explanation.slug
    assert said(slug) == f"{slug}: 0 votes"
    assert OpinionMap.objects.get().explanation == content.explanation


@pytest.mark.django_db
def test_nothing_is_made_where_nothing_is_due(content: Content) -> None:
    assert said() == "None due."
    assert not OpinionMap.objects.exists()


@pytest.mark.django_db
def test_an_unknown_explanation_is_named() -> None:
    with pytest.raises(CommandError, match="There is no explanation “gone”"):
        said("gone")


@pytest.mark.parametrize("words", [["--votes=v.csv"], ["--out=m.json"]])
def test_votes_and_out_go_together(words: list[str]) -> None:
    with pytest.raises(CommandError, match="go together"):
        said(*words)


def test_a_file_is_not_for_an_explanation(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="go together"):
        said("some-film", f"--votes={tmp_path / 'v.csv'}", f"--out={tmp_path / 'm.json'}")
