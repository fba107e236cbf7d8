from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from discussions.opinions.job import make_due
from discussions.sample_discussion import SAMPLES, load_sample, read_samples
from hersite.sources import SourceError


class Command(BaseCommand):
    help = "Load a made-up discussion; every page says so until remove_demo takes it away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES, metavar="DIR")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            samples = read_samples(folder)
        except SourceError as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            loaded = [load_sample(sample) for sample in samples]
        # At once: a new site shows its map from the first visit on.
        for slug in sorted(set[str]().union(*(each.voted_on for each in loaded))):
            make_due(slug)
        missing = sum((each.missing for each in loaded), Counter[str]())
        for what, entries in missing.items():
            self.stderr.write(f"There is no {what}: {entries} entries of the sample are left out.")
        if options["verbosity"]:
            self.tell(sum((each.added for each in loaded), Counter[str]()))

    def tell(self, added: Counter[str]) -> None:
        if added:
            self.stdout.write(", ".join(f"{count} {what}" for what, count in added.items()))
        else:
            self.stdout.write("The sample discussion is there already; nothing was changed.")
