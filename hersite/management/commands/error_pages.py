from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

# Too large, too often, and an application that doesn't answer.
STATUSES = (413, 429, 502)


class Command(BaseCommand):
    help = "Write to var/errors the pages that nginx shows for what doesn't reach the application."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.VAR_DIR / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        for status in STATUSES:
            page = render_to_string(f"{status}.html")
            (folder / f"{status}.html").write_text(page, encoding="utf-8")
        if options["verbosity"]:
            self.stdout.write(f"{len(STATUSES)} pages written.")
