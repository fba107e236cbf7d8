from typing import Any

from django.core.management.base import BaseCommand

from discussions.sample_discussion import Removed, remove_samples


class Command(BaseCommand):
    help = "Take the sample discussion away; what real members wrote stays."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = remove_samples()
        if options["verbosity"]:
            self.tell(removed)

    def tell(self, removed: Removed) -> None:
        if removed == Removed(0, 0, 0):
            self.stdout.write("There is no sample discussion.")
            return
        self.stdout.write(f"Removed: {removed.members} members, {removed.comments} comments.")
        if removed.places:
            self.stdout.write(f"Left as empty places, for members answered them: {removed.places}.")
