from typing import Any

from django.core.management.base import BaseCommand

from discussions.moderation import suspensions, tension


class Command(BaseCommand):
    help = "End suspensions whose time has come; tighten or relax the rules by the queue's age."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = suspensions.end_due()
        tension.relax()
        if options["verbosity"] and ended:
            self.stdout.write(f"Suspensions ended: {ended}.")
