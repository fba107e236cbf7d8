from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from discussions.loading import load_questions
from explainer.loading import load_films
from hersite.sources import SourceError

CONTENT = Path(settings.BASE_DIR) / "explainer" / "content"


class Command(BaseCommand):
    help = "Load films, explanations and questions from files; what an editor changed stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=CONTENT, metavar="DIR")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            outcomes = [*load_films(folder), *load_questions(folder)]
        except SourceError as error:
            raise CommandError(str(error)) from error
        for outcome in outcomes:
            if outcome.word == "kept":
                self.stdout.write(f"kept, an editor has changed it: {outcome.path}")
        words = Counter(outcome.word for outcome in outcomes)
        self.stdout.write(", ".join(f"{count} {word}" for word, count in sorted(words.items())))
