"""Stored HTML made again. Each batch is stored for good before the next begins, so an interrupted
run goes on where it stopped; only ``--all`` begins anew."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet

from discussions.models import Comment
from explainer.models import Section
from hersite.freshness import ALL, bump
from hersite.markdown import RENDERER_VERSION

BATCH = 500
# A line of progress after so many.
REPORT = 20 * BATCH

Rendered = TypeVar("Rendered", Section, Comment)


class Command(BaseCommand):
    help = "Make the stored HTML of sections and comments again where the renderer has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also what is up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity, self.everything = options["verbosity"], options["all"]
        left = self.rerender(Section.objects.select_related("edition"), "sections")
        left += self.rerender(Comment.objects.all(), "comments")
        if left:
            raise CommandError(f"Texts that can't be rendered and were left as they were: {left}.")

    def rerender(self, rows: QuerySet[Rendered], name: str) -> int:
        """Make the HTML of the rows again; how many could not be rendered."""
        made = left = 0
        for batch in self.batches(rows):
            rendered = [row for row in batch if self.render(row)]
            self.store(rendered)
            made += len(rendered)
            left += len(batch) - len(rendered)
            if (made + left) % REPORT == 0:
                self.tell(f"{made:,} {name} …")
        self.tell(f"{made:,} {name} made again.")
        return left

    def batches(self, rows: QuerySet[Rendered]) -> Iterator[list[Rendered]]:
        if not self.everything:
            rows = rows.exclude(renderer_version=RENDERER_VERSION)
        last = 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
            yield batch
            last = batch[-1].pk

    def render(self, row: Section | Comment) -> bool:
        try:
            row.render()
        except Exception as error:
            # Whatever goes wrong with one text must not keep the others from their new HTML.
            self.stderr.write(f"{row._meta.model_name} {row.pk}: {type(error).__name__} {error}")
            return False
        return True

    @transaction.atomic
    def store(self, rendered: list[Rendered]) -> None:
        """Past ``save``, which refuses published sections: their words stay what they are. A text
        that was edited since it was read has its new HTML from that edit."""
        for row in rendered:
            type(row)._default_manager.filter(pk=row.pk, body=row.body).update(
                body_html=row.body_html, renderer_version=row.renderer_version
            )
        bump(ALL)

    def tell(self, line: str) -> None:
        if self.verbosity:
            self.stdout.write(line)
