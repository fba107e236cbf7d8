from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from discussions.recount import Counter, counters

# So many differences of a counter are written out.
SHOWN = 20


class Command(BaseCommand):
    help = "Compare every counter with the rows it counts; exit status 1 where one differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix", action="store_true", help="put right what differs")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        wrong = self.repair() if fix else sum(map(self.report, counters()))
        if wrong:
            verdict = "put right" if fix else "run recount --fix to put them right"
            raise CommandError(f"Counters that differed from the rows: {wrong}; {verdict}.")
        if options["verbosity"]:
            self.stdout.write("Every counter equals its rows.")

    @transaction.atomic
    def repair(self) -> int:
        wrong = 0
        for counter in counters():
            if found := self.report(counter):
                counter.repair()
                wrong += found
        return wrong

    def report(self, counter: Counter) -> int:
        """Write the differences out and count them."""
        found = 0
        for found, difference in enumerate(counter.differences(), start=1):
            if found <= SHOWN:
                self.stdout.write(str(difference))
        if found > SHOWN:
            self.stdout.write(f"and {found - SHOWN} more")
        return found
