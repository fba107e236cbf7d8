from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from discussions import jobs
from discussions.integrity import origin, report
from discussions.moderation import suspensions, tension
from explainer.models import PreviewLink
from explainer.pictures import jobs as pictures

# Days for which one can see what became of a job.
JOBS_KEPT = 7


class Command(BaseCommand):
    help = (
        "End suspensions whose time has come; tighten or relax the rules by the queue's age; have "
        "opinion maps and pictures looked at; forget where old ballots came from and who had old "
        "links to drafts; once a day look at the votes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        ended = suspensions.end_due()
        tension.relax()
        origin.forget_old()
        PreviewLink.forget_old()
        jobs.call_again()
        pictures.call_again()
        if report.is_due():
            report.make()
            if settings.TASKS_BACKEND == "database":
                call_command("prune_db_task_results", min_age_days=JOBS_KEPT, verbosity=0)
        if options["verbosity"] and ended:
            self.stdout.write(f"Suspensions ended: {ended}.")
