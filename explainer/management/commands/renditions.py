from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from explainer.models import Picture


class Command(BaseCommand):
    help = (
        "Make the files that readers get of uploaded pictures, now and in this process: those "
        "that are due and those that failed, or all of them, as after files were lost."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also what is there already")

    def handle(self, *args: Any, **options: Any) -> None:
        from explainer.pictures.making import make

        uploads = Picture.objects.uploads().exclude(original="")
        # What failed is due like any other as soon as it is no longer marked.
        Picture.objects.failed().update(failure="")
        chosen = list(uploads if options["all"] else Picture.objects.due())
        made = make(chosen)
        if options["verbosity"]:
            self.stdout.write(f"Pictures made: {len(made)}.")
        if left := [picture.pk for picture in chosen if picture not in made]:
            numbers = ", ".join(map(str, left))
            raise CommandError(f"Pictures that could not be made: {numbers}. The log says why.")
