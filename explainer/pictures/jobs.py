"""What is queued for pictures (docs/decisions/jobs.md)."""

from django_tasks import task

from explainer.models import Picture


@task()
def make_renditions() -> int:
    """Make what is due of uploaded pictures; of how many it could be made."""
    # Imported by the process that runs it: Pillow's encoders are for no other.
    from explainer.pictures.making import make

    return len(make(Picture.objects.due()))


def call_for_renditions() -> None:
    """Have made what is due."""
    make_renditions.enqueue()


def call_again() -> None:
    """Where something is due still: its job was lost, or ended with its process."""
    if Picture.objects.due().exists():
        call_for_renditions()
