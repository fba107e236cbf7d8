"""Own styles and scripts become one file each when they are collected."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from hersite.storage import Found, ReadersStorage, bundle, bundles

STATIC = Path(settings.BASE_DIR) / "static"


def found(**texts: str) -> Found:
    """Files as collecting finds them; ``css_a`` stands for ``css/a.css``."""
    storage = InMemoryStorage()
    paths: Found = {}
    for key, text in texts.items():
        folder, _, name = key.partition("_")
        path = f"{folder}/{name}.{folder}"
        storage.save(path, ContentFile(text.encode()))
        paths[path] = (storage, path)
    return paths


def ours() -> Found:
    storage = FileSystemStorage(STATIC)
    files = (p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*.*") if p.is_file())
    return {name: (storage, name) for name in files}


def test_imports_are_put_in_place_in_their_order() -> None:
    paths = found(
        css_site='/* All. */\n@import url("a.css");\n@import url("b.css");\n',
        css_a="a {\n  color: red; /* why */\n}\n",
        css_b="@media (width >= 70rem) {\n  b { margin: calc(1px + 2px) }\n}\n",
    )
    assert bundle("css/site.css", paths) == (
        "a{color:red}@media (width >= 70rem){b{margin:calc(1px + 2px)}}"
    )


def test_a_space_that_means_something_stays() -> None:
    css = """
      @layer a {
        .field :is(label, b) > i:first-child { content: "a;  b: {"; color: red; }
        i { background: url( data:a;b,c ) ; margin: -1px + 2px }
      }
      /* At the end. */
    """
    assert bundle("css/a.css", found(css_a=css)) == (
        '@layer a{.field :is(label,b) > i:first-child{content:"a;  b: {";color:red}'
        "i{background:url( data:a;b,c );margin:-1px + 2px}}"
    )


def test_modules_keep_their_names_to_themselves() -> None:
    paths = found(
        js_site='import "./a.js";\nimport "./b.js";\n',
        js_a="const same = 1;\nfunction go() {}\n",
        js_b="const same = 2;\nfunction go() {}\n",
    )
    assert bundle("js/site.js", paths).replace("\n", "") == (
        "{const same=1;function go(){}}{const same=2;function go(){}}"
    )


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"css_site": '@import url("gone.css");'}, "css/site.css"),
        ({"css_site": '@import url("a.css") print;', "css_a": ""}, "css/site.css"),
        ({"css_site": '@import url("a.css");', "css_a": '@import url("b.css");'}, "css/site.css"),
        ({"js_site": 'import "./gone.js";'}, "js/site.js"),
        ({"js_site": 'import { x } from "./a.js";', "js_a": ""}, "js/site.js"),
        ({"js_site": 'import "./a.js";', "js_a": "export const x = 1;"}, "js/site.js"),
    ],
)
def test_what_cannot_be_put_in_place_is_an_error(files: dict[str, str], name: str) -> None:
    with pytest.raises(ValueError, match=r"could not be found|can't be put in place"):
        bundle(name, found(**files))


def test_modules_of_the_admin_import_each_other_by_their_hashed_names(tmp_path: Path) -> None:
    paths = {
        name: place
        for name, place in ours().items()
        if name.startswith(("js/admin/sections/", "js/admin/kept/"))
    }
    storage = ReadersStorage(location=tmp_path, base_url="/static/")
    for name, (source, path) in paths.items():
        storage.save(name, source.open(path))
    assert not [error for *_names, error in storage.post_process(paths) if error is not True]
    imports = [
        (file, name)
        for file in tmp_path.rglob("*.*.js")
        for name in re.findall(r'import[^"]*"(\.[^"]+)"', file.read_text(encoding="utf-8"))
    ]
    assert len(imports) > len(paths)
    for file, name in imports:
        assert (file.parent / name).resolve().is_file(), f"{file.name}: {name}"
        assert len(name.split(".")) == 4 + name.startswith("../"), name


def test_what_packages_bring_stays_as_they_made_it() -> None:
    made = bundles(ours() | {"admin/css/base.css": (FileSystemStorage(STATIC), "css/base.css")})
    assert "css/site.css" in made
    assert "css/admin/desk.css" in made
    assert "admin/css/base.css" not in made
    assert not [name for name in made if not name.endswith((".css", ".js"))]


@pytest.mark.parametrize(
    ("entry", "line"),
    [("css/site.css", r'@import url\("(.+)"\);'), ("js/site.js", r'import "\./(.+)";')],
)
def test_a_page_has_every_component(entry: str, line: str) -> None:
    path = STATIC / entry
    named = re.findall(line, path.read_text(encoding="utf-8"))
    there = {p.name for p in path.parent.glob(f"*{path.suffix}")} - {path.name}
    assert len(named) == len(set(named))
    assert set(named) == there


def test_a_bundle_is_whole_and_small() -> None:
    style = bundle("css/site.css", ours())
    assert style.startswith("@layer reset,tokens,base,layout,components,utilities;")
    assert style.count("{") == style.count("}")
    assert "/*" not in style
    assert "\n" not in style
    assert ".field :is(label,legend){" in style
    script = bundle("js/site.js", ours())
    assert script.count("{") == script.count("}")
    assert "/**" not in script


def test_a_stylesheet_names_only_files_that_are_there() -> None:
    style = bundle("css/site.css", ours())
    for address in re.findall(r"url\(['\"]?([^)'\"]+)", style):
        assert address.startswith("data:") or find(f"css/{address}"), address
