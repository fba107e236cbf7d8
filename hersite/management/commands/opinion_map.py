import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from discussions.opinions.job import make_due
from discussions.opinions.make import make_map
from discussions.opinions.votes import BadVotes, read_csv
from explainer.models import Explanation


class Command(BaseCommand):
    help = (
        "Make and store the opinion map of one explanation, or all that are due; "
        "or make the map of a file of votes."
    )
    # A file of votes needs nothing of the site.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="one explanation; without it all that are due")
        parser.add_argument(
            "--votes",
            type=Path,
            metavar="FILE.csv",
            help="voter,item,vote with the words agree, disagree, unsure",
        )
        parser.add_argument("--out", type=Path, metavar="FILE.json", help="with --votes")

    def handle(
        self,
        *args: Any,
        slug: str | None = None,
        votes: Path | None = None,
        out: Path | None = None,
        **options: Any,
    ) -> None:
        if votes and out and not slug:
            said = of_file(votes, out)
        elif votes or out:
            raise CommandError("--votes and --out go together, without an explanation.")
        else:
            said = of_explanations(slug)
        if options["verbosity"]:
            self.stdout.write(said)


def of_file(votes: Path, out: Path) -> str:
    try:
        read = read_csv(votes)
    except (BadVotes, OSError) as error:
        raise CommandError(f"{votes}: {error}") from error
    result = make_map(read)
    text = json.dumps(result.for_file(), ensure_ascii=False, indent=1)
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(str(error)) from error
    return f"{result.content['votes']:,} votes, {result.content['voters']:,} voters who count"


def of_explanations(slug: str | None) -> str:
    try:
        made = make_due(slug)
    except Explanation.DoesNotExist as error:
        raise CommandError(f"There is no explanation “{slug}”.") from error
    return (
        "\n".join(f"{each.explanation.slug}: {each.votes:,} votes" for each in made) or "None due."
    )
