"""Films and explanations from files into rows, without ever undoing what an editor did.

A loaded row keeps its file's digest, and whatever an editor saves loses it. So the same file twice
changes nothing, and a changed file replaces only what came from a file.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError, Q

from explainer.models import Credit, Edition, Explanation, Film, Picture, Scene, Section
from hersite.sources import Source, SourceError, read_folder

_HEADING = re.compile(r"^## (?P<heading>.+?) \{#(?P<key>[a-z0-9-]+)\}$", re.MULTILINE)
_PICTURE = re.compile(
    r'\A!\[(?P<alt>[^\]]+)\]\(art:(?P<art>[a-z0-9-]+)(?: "(?P<caption>[^"]*)")?\)\n'
)


@dataclass
class Outcome:
    """What became of a file: a word for the terminal, and the file's name."""

    word: str
    path: Path


@dataclass(frozen=True)
class _Part:
    heading: str
    key: str
    body: str
    art: str
    alt: str
    caption: str


@transaction.atomic
def load_film(source: Source) -> Outcome:
    film = Film.objects.filter(slug=source["slug"]).first()
    if film and film.source_digest in ("", source.digest):
        return Outcome("kept" if film.source_digest == "" else "unchanged", source.path)
    fields = ("title", "year", "director", "runtime_minutes", "genre")
    film, created = Film.objects.update_or_create(
        slug=source["slug"],
        defaults={name: source[name] for name in fields}
        | {"synopsis": source.text, "source_digest": source.digest},
    )
    film.credits.all().delete()
    Credit.objects.bulk_create(
        Credit(film=film, order=order, **credit) for order, credit in enumerate(source["credits"])
    )
    _load_scenes(film, source.front.get("scenes", []))
    return Outcome("created" if created else "updated", source.path)


def _load_scenes(film: Film, scenes: list[dict[str, str]]) -> None:
    """By their titles, for readings refer to them: one of these stays although its file has it no
    more."""
    titles = [scene["title"] for scene in scenes]
    for gone in film.scenes.exclude(title__in=titles):
        with suppress(ProtectedError):
            gone.delete()
    for order, scene in enumerate(scenes):
        Scene.objects.update_or_create(
            film=film,
            title=scene["title"],
            defaults={"description": scene["description"], "order": order},
        )


@transaction.atomic
def load_explanation(source: Source) -> Outcome:
    """A changed file becomes a new edition, unless an editor has made one since."""
    film = Film.objects.filter(slug=source["film"]).first()
    if film is None:
        raise SourceError(f"{source.path}: there is no film “{source['film']}”")
    # Under the slug that an editor may have given it since.
    explanation = Explanation.called(source["slug"]) or Explanation.objects.create(
        slug=source["slug"],
        film=film,
        **{name: source[name] for name in ("kind", "author_line", "language")},
    )
    live = explanation.live_edition
    # Where an edition waits for its moment, an editor has taken over.
    theirs = explanation.is_withdrawn or explanation.scheduled_edition
    if theirs or (live and live.source_digest in ("", source.digest)):
        same = live and live.source_digest == source.digest
        return Outcome("unchanged" if same else "kept", source.path)
    _publish(explanation, source, live)
    return Outcome("updated" if live else "created", source.path)


def _publish(explanation: Explanation, source: Source, live: Edition | None) -> None:
    parts = _parts(source)
    pictures = {part.art: _picture(part, live) for part in parts if part.art}
    edition = explanation.new_edition()
    edition.sections.all().delete()
    for name in ("title", "standfirst", "spoils"):
        setattr(edition, name, source[name])
    edition.lead_picture = pictures.get(source["lead"]) or _picture(_lead(source), live)
    edition.source_digest = source.digest
    edition.save()
    for order, part in enumerate(parts):
        picture = pictures.get(part.art)
        Section.objects.create(
            edition=edition, order=order, key=part.key, heading=part.heading, body=part.body,
            picture=picture,
        )  # fmt: skip
    first: datetime | None = source["published"] if live is None else None
    edition.publish(at=first)


def _parts(source: Source) -> list[_Part]:
    pieces = _HEADING.split(source.text)
    if pieces[0].strip() or len(pieces) < 4:
        raise SourceError(f"{source.path}: the text begins with “## Heading {{#key}}”")
    parts = []
    for heading, key, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        body = body.strip() + "\n"
        match = _PICTURE.match(body)
        art, alt, caption = (
            (match["art"], match["alt"], match["caption"] or "") if match else ("", "", "")
        )
        rest = body[match.end() :] if match else body
        parts.append(_Part(heading, key, rest.strip(), art, alt, caption))
    return parts


def _lead(source: Source) -> _Part:
    """A lead picture that stands in no section: its words are in the front matter."""
    return _Part("", "", "", source["lead"], source["lead_alt"], "")


def _picture(part: _Part, live: Edition | None) -> Picture:
    """The one the live edition shows, where nothing changed about it; otherwise a new one."""
    words = {"art": part.art, "alt": part.alt, "caption": part.caption}
    used = Q(sections__edition=live) | Q(pk=live.lead_picture_id) if live else Q(pk=None)
    shown = Picture.objects.filter(used, **words).first()
    return shown or Picture.objects.create(**words)


@transaction.atomic
def link_see_also(sources: list[Source]) -> None:
    """Once all explanations are there; links that an editor made or moved stay."""
    for source in sources:
        explanation = Explanation.called(source["slug"])
        if explanation is None or explanation.see_also_links.exists():
            continue
        for order, slug in enumerate(source["see_also"]):
            other = Explanation.called(slug)
            if other is None:
                raise SourceError(f"{source.path}: see also names “{slug}”, which doesn’t exist")
            explanation.see_also_links.create(other=other, order=order)


def load_films(folder: Path) -> list[Outcome]:
    """Every film.md below the folder, with the explanations beside it."""
    outcomes = [load_film(source) for source in read_folder(folder, "*/film.md")]
    sources = read_folder(folder, "*/explanations/*.md")
    outcomes += [load_explanation(source) for source in sources]
    link_see_also(sources)
    return outcomes
