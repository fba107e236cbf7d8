"""``manage.py load_content``: files into rows, never over what an editor did."""

from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command

from discussions.models import Interpretation, Member, Question
from explainer.models import Edition, Explanation, Film, Scene, Section
from hersite.management.commands.load_content import CONTENT
from hersite.markdown import paragraphs

pytestmark = pytest.mark.django_db
HER = "her-ending-explained"
FILE = Path("her") / "explanations" / f"{HER}.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's own content, loaded once."""
    copytree(CONTENT, tmp_path / "content")
    load(tmp_path / "content")
    return tmp_path / "content"


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_content", str(folder), stdout=out)
    return out.getvalue()


def change(folder: Path, file: Path, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def live() -> Edition:
    edition = Explanation.objects.get(slug=HER).live_edition
    assert edition is not None
    return edition


def test_it_loads_all_that_is_there(folder: Path) -> None:
    assert Film.objects.get().credits.filter(kind="cast").count() >= 4
    assert 8 <= Film.objects.get().scenes.count() <= 12
    assert Explanation.objects.filter(kind="note").count() == 3
    explanation = Explanation.objects.get(slug=HER)
    assert explanation.see_also_links.count() == 3
    assert live().sections.count() == 9
    assert Question.objects.count() == 9
    assert Question.objects.get(general=True).interpretations.count() == 0
    assert Question.objects.filter(leading=True).count() == 1
    for question in Question.objects.filter(general=False):
        assert question.interpretations.count() >= 3, question


def test_what_it_loads_is_whole() -> None:
    """The texts that the project comes with: their length, what they name, what they lead to."""
    call_command("load_content", stdout=StringIO())
    edition = live()
    words = sum(len(section.body.split()) for section in edition.sections.all())
    assert 1700 <= words <= 2300
    assert "Her" in edition.title
    assert "ending explained" in edition.title
    assert edition.spoils == "ending"
    keys = set(edition.sections.values_list("key", flat=True))
    asked = set(Question.objects.filter(general=False).values_list("section_key", flat=True))
    assert asked <= keys
    for note in Edition.objects.live().filter(explanation__kind="note"):
        assert 250 <= sum(len(s.body.split()) for s in note.sections.all()) <= 400, note
        assert note.lead_picture, note


def test_twice_changes_nothing(folder: Path) -> None:
    def rows() -> list[object]:
        return [
            list(model.objects.order_by("pk").values())
            for model in (Film, Scene, Explanation, Edition, Section, Question, Interpretation)
        ]

    before = rows()
    said = load(folder)
    assert rows() == before
    assert "created" not in said
    assert "updated" not in said


def test_a_changed_text_is_a_new_edition(folder: Path) -> None:
    change(folder, FILE, "Most films about thinking machines", "Many films about thinking machines")
    first = live()
    assert "1 updated" in load(folder)
    assert (live().number, live().based_on) == (2, first)
    opening = live().sections.order_by("order")[0]
    assert opening.body.startswith("Many films")
    assert first.sections.order_by("order")[0].body.startswith("Most films")
    assert "unchanged" in load(folder)
    assert live().number == 2


def test_paragraphs_keep_their_ids_in_a_new_edition(folder: Path) -> None:
    def ids() -> list[str]:
        return [p.id for s in live().sections.all() for p in paragraphs(s.body_html)]

    before = ids()
    change(folder, FILE, "Most films about thinking machines", "Many films about thinking machines")
    load(folder)
    assert ids() == before


def test_an_editors_edition_stays(folder: Path, editor: Member) -> None:
    draft = live().explanation.new_edition(by=editor)
    draft.title = "Her, ending explained by hand"
    draft.save()
    draft.publish()
    change(folder, FILE, "Most films about thinking machines", "Many films about thinking machines")
    assert f"kept, an editor has changed it: {folder / FILE}" in load(folder)
    assert live() == draft


def test_scenes_are_known_by_their_titles_and_those_in_use_stay(folder: Path) -> None:
    first, second, third = Film.objects.get().scenes.all()[:3]
    Interpretation.objects.update(scene=second)
    file = Path("her") / "film.md"
    for scene in (first, second):
        change(folder, file, f'title = "{scene.title}"', f'title = "Not {scene.title}"')
    change(folder, file, third.description, "In other words.")
    assert "1 updated" in load(folder)
    titles = list(Scene.objects.values_list("title", flat=True))
    assert first.title not in titles
    assert {f"Not {first.title}", f"Not {second.title}", second.title} <= set(titles)
    third.refresh_from_db()
    assert third.description == "In other words."


def test_a_changed_question_is_updated_and_its_votes_stay(folder: Path, reader: Member) -> None:
    question = Question.objects.get(slug="is-her-a-romance")
    reading = question.interpretations.order_by("order")[0]
    reading.vote(reader, "agree")
    (file,) = (p.relative_to(folder) for p in folder.rglob("07-*.md"))
    change(folder, file, question.prompt, "Other words.")
    assert "1 updated" in load(folder)
    question.refresh_from_db()
    reading.refresh_from_db()
    assert question.prompt == "Other words."
    assert reading.agree == 1


def test_a_question_that_an_editor_changed_stays(folder: Path) -> None:
    question = Question.objects.get(slug="is-her-a-romance")
    Question.objects.filter(pk=question.pk).update(prompt="By hand", source_digest="")
    (file,) = (p.relative_to(folder) for p in folder.rglob("07-*.md"))
    change(folder, file, question.title, "Is it?")
    assert "kept, an editor has changed it" in load(folder)
    question.refresh_from_db()
    assert question.prompt == "By hand"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("+++\n", "---\n", "no front matter"),
        ("title =", "titel =", "“title” is missing"),
        ("title =", "title", "film.md"),
    ],
)
def test_a_broken_file_is_named_in_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    copytree(CONTENT, tmp_path / "content")
    change(tmp_path / "content", Path("her") / "film.md", old, new)
    with pytest.raises(CommandError) as caught:
        load(tmp_path / "content")
    assert said in str(caught.value)
    assert "film.md" in str(caught.value)
    assert not Film.objects.exists()


def test_a_folder_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        load(Path("no-such-folder"))
