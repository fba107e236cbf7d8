"""What is done outside of requests: queued in the database, and run by a process of its own
(``manage.py db_worker``). See docs/decisions/jobs.md."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from discussions.models import Interpretation, MapWatch
from explainer.models import Explanation

# Members come to count, or stop to, without handing in a ballot: so often somebody looks.
LOOK_AGAIN = timedelta(hours=1)


@task()
def make_maps() -> int:
    """Make the opinion maps that are due; how many there were."""
    # Imported by the process that runs it: numpy is for no other.
    from discussions.opinions.job import make_due

    return len(make_due())


def call_for_maps() -> None:
    """Have the opinion maps made that are due."""
    make_maps.enqueue()


def call_again() -> None:
    """Have those looked at that nobody has looked at for an hour: whose readers' ballots didn't
    count yet, whose job ended with its process, or whose votes came in without ballots."""
    voted = Interpretation.objects.exclude(frozen_at=None).values("question__explanation")
    unwatched = Explanation.objects.filter(pk__in=voted, map_watch=None)
    MapWatch.objects.bulk_create(
        [MapWatch(explanation=explanation) for explanation in unwatched], ignore_conflicts=True
    )
    before = timezone.now() - LOOK_AGAIN
    if MapWatch.objects.filter(Q(looked_at=None) | Q(looked_at__lt=before)).call():
        call_for_maps()
