import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from discussions.fill.comments import add_comments
from discussions.fill.members import make_members
from discussions.fill.storage import room
from discussions.fill.votes import TooManyVotes, cast_votes
from discussions.models import Question

# Seconds between two lines of progress.
PAUSE = 5


def natural(text: str) -> int:
    """A whole number from 0 on; ArgumentTypeError for anything else."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"“{text}” is not a whole number from 0 on")
    return int(text)


class Command(BaseCommand):
    help = "Load for measurement: made-up members, comments and votes, the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--question", required=True, metavar="SLUG")
        for name, usual in (("comments", 500), ("members", 100), ("votes", 0), ("seed", 1)):
            parser.add_argument(f"--{name}", type=natural, default=usual, metavar="N")
        parser.add_argument("--password", help="of all made-up members; without it none signs in")

    def handle(self, *args: Any, question: str, **options: Any) -> None:
        self.verbosity, self.comments = options["verbosity"], options["comments"]
        if self.comments and options["members"] < 2:
            raise CommandError("Comments take two members: one writes, another finds them useful.")
        asked = self.find(question)
        members = make_members(options["members"], options["password"])
        self.tell(f"{len(members):,} members")
        try:
            cast_votes(asked, members, options["votes"], options["seed"])
        except TooManyVotes as error:
            raise CommandError(f"These members have {error.left} votes left here.") from error
        self.tell(f"{options['votes']:,} votes")
        self.begun = self.told = time.monotonic()
        with room():
            add_comments(asked, members, self.comments, options["seed"], self.tell_progress)

    def find(self, slug: str) -> Question:
        if question := Question.called(slug):
            return question
        there = Question.objects.order_by("slug").values_list("slug", flat=True)
        names = ", ".join(there) or "none; run load_content first"
        raise CommandError(f"There is no question “{slug}”. There are: {names}.")

    def tell_progress(self, done: int) -> None:
        now = time.monotonic()
        if done == self.comments or now - self.told >= PAUSE:
            self.told = now
            speed = done / (now - self.begun)
            self.tell(f"{done:,} of {self.comments:,} comments, {speed:,.0f} a second")

    def tell(self, line: str) -> None:
        if self.verbosity:
            self.stdout.write(line)
