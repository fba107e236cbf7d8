"""Rules of the house: who may import whom, how large a file may be, what no file holds."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = ("explainer", "discussions", "hersite")
# What in hersite puts the rooms together; everything else there is a helper that both rooms use.
COMPOSING = re.compile(
    r"hersite\.(pages|desk|serve|management|urls|context|settings|wsgi|templatetags\.desk)\b"
)
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__"}


@cache
def all_files() -> list[Path]:
    """As they would be handed on. What the project only keeps is not even looked into: the
    packages in .venv alone are a hundred times as many."""
    found: list[Path] = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in NOT_OURS]
        found += (Path(folder) / name for name in names)
    return sorted(found)


def files(*patterns: str, below: str = "") -> list[Path]:
    """Of the project's own files those of such names."""
    found = [
        path
        for path in all_files()
        if path.is_relative_to(ROOT / below) and any(path.match(pattern) for pattern in patterns)
    ]
    assert found, f"no {patterns} below {below or ROOT}: a rule that looks at nothing is kept"
    return found


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Modules that a file imports when it runs; those for the type checker alone are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(room: str) -> list[tuple[str, Path]]:
    return [(name_of(p), p) for p in files("*.py", below=room) if p.parent.name != "migrations"]


def test_the_explainer_knows_only_helpers() -> None:
    for name, path in modules("explainer"):
        for imported in imports(path):
            assert not imported.startswith("discussions"), name
            assert not COMPOSING.match(imported), name


def test_discussions_know_the_explainer_and_helpers() -> None:
    for name, path in modules("discussions"):
        for imported in imports(path):
            assert not COMPOSING.match(imported), name


def test_a_helper_knows_neither_room() -> None:
    helpers = [(n, p) for n, p in modules("hersite") if not COMPOSING.match(n)]
    assert len(helpers) > 10
    for name, path in helpers:
        for imported in imports(path):
            assert not imported.startswith(("explainer", "discussions")), name


def test_tests_are_imported_by_nothing() -> None:
    for room in ROOMS:
        for name, path in modules(room):
            assert not any(imported.startswith("tests") for imported in imports(path)), name


@pytest.mark.parametrize(
    ("pattern", "below", "most"),
    [
        ("*.py", "explainer", 250),
        ("*.py", "discussions", 250),
        ("*.py", "hersite", 250),
        ("*.py", "tools", 250),
        ("*.py", "tests", 250),
        ("*.html", "templates", 120),
        ("*.css", "static", 200),
        ("*.js", "static", 120),
    ],
)
def test_no_file_is_over_its_size(pattern: str, below: str, most: int) -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(pattern, below=below)
        if path.parent.name != "migrations"
    }
    assert sizes
    assert not {name: size for name, size in sizes.items() if size > most}


def test_most_python_files_are_short() -> None:
    sizes = [
        len(path.read_text(encoding="utf-8").splitlines())
        for room in ROOMS
        for _name, path in modules(room)
    ]
    assert sorted(sizes)[len(sizes) * 3 // 4] <= 120


def test_no_function_is_over_forty_lines() -> None:
    long = []
    for path in files("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno >= 40:
                    long.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not long


def test_templates_run_nothing_inline() -> None:
    for path in files("*.html", below="templates"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source), path
        for script in re.findall(r"<script[^>]*>", source):
            assert "src=" in script, path


def test_no_script_or_style_comes_from_elsewhere() -> None:
    for path in files("*.css", "*.js", "*.html", below="templates") + files(
        "*.css", "*.js", below="static"
    ):
        source = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        source = re.sub(r'@import url\("[\w-]+\.css"\);', "", source)
        assert not re.search(r"https?://|@import|url\(\s*['\"]?//", source), path


def test_requirements_are_pinned_without_addresses() -> None:
    for path in files("requirements*.txt"):
        source = path.read_text(encoding="utf-8")
        assert "http" not in re.sub(r"^[a-z0-9-]*http[a-z0-9-]*==", "", source, flags=re.MULTILINE)
        for line in source.splitlines():
            if line and not line.startswith((" ", "#")):
                assert "==" in line, line
        assert "--hash=sha256:" in source


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?<![\w.$}])/(home|root|Users|work|mnt)/\w")
    for path in files(
        "*.py", "*.md", "*.html", "*.css", "*.js", "*.toml", "*.sh", "*.txt", "*.ini"
    ):
        assert not place.search(path.read_text(encoding="utf-8")), path


def test_mark_safe_stands_only_where_the_text_was_made_safe() -> None:
    users = {
        name_of(path)
        for room in ROOMS
        for _name, path in modules(room)
        if "mark_safe" in path.read_text(encoding="utf-8")
    }
    assert users <= {"hersite.meta", "hersite.shells", "discussions.comment_html"}


def test_safe_is_said_only_of_stored_html() -> None:
    """``|safe`` in a template: the rendered bodies, and help texts that the project wrote."""
    allowed = {"body_html", "field.help_text"}
    for path in files("*.html", below="templates"):
        for word in re.findall(
            r"\{\{\s*([\w.]+)[^}]*\|\s*safe\b", path.read_text(encoding="utf-8")
        ):
            assert word in allowed or word.rpartition(".")[2] in allowed, (path, word)
        assert "autoescape off" not in path.read_text(encoding="utf-8"), path
