"""Templates are read without their indentation, and nothing else about them changes."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def engine(folder: Path) -> Engine:
    return Engine(dirs=[str(folder)], loaders=["hersite.templates.CompactLoader"])


def test_a_break_between_lines_is_one_newline(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<ul>\n  {% for x in words %}\n\n    <li>a  b {{ x }}</li>\n  {% endfor %}\n</ul>\n"
    )
    page = engine(tmp_path).get_template("page.html").render(Context({"words": ["1\n   2"]}))
    assert page == "<ul>\n\n<li>a  b 1\n   2</li>\n\n</ul>\n"


def test_a_text_that_is_no_html_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("Hello\n\n  there\n")
    assert engine(tmp_path).get_template("mail.txt").render(Context()) == "Hello\n\n  there\n"


def test_the_site_reads_its_templates_so(client: Any, db: None) -> None:
    page = client.get("/about/").content.decode()
    assert not re.search(r"\n[ \t]", page.partition("<main")[0])


def test_no_template_holds_words_whose_breaks_mean_something() -> None:
    """A translated text is looked up as it stands in the file; a ``pre`` shows every space."""
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        for tag, text in re.findall(
            r"\{% (blocktrans(?:late)?\b[^%]*)%\}(.*?)\{% endblocktrans", source, re.DOTALL
        ):
            assert "\n" not in text or "trimmed" in tag, path
        for text in re.findall(r"<(?:pre|textarea)\b[^>]*>(.*?)</", source, re.DOTALL):
            words = re.sub(r"\{[{%].*?[%}]\}", "", text).strip()
            assert not words or "\n" not in text, path
