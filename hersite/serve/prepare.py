"""Bring the database and the static files up to date with the code and the texts.

To be imported after ``django.setup()``.
"""

import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from hersite.serve import Trouble, private


def prepare_database(stamp: int) -> None:
    """Migrate, load the texts and, where nobody is a member yet, the sample and an editor.

    The stamp is written last: a start that was interrupted is done again.
    """
    try:
        step("The database", lambda: run("migrate", interactive=False))
        run("createcachetable")
        step("The explanations and questions", lambda: run("load_content"))
        if not get_user_model().objects.exists():
            step("A sample discussion and an editor", make_first_members)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA user_version = {stamp:d}")
    except DatabaseError as error:
        raise Trouble(f"The database could not be prepared: {one_line(error)}") from error
    except CommandError as error:
        raise Trouble(f"The texts could not be loaded: {one_line(error)}") from error
    finally:
        # The server's process must not share a connection with this one.
        connections.close_all()


def make_first_members() -> None:
    """The sample's members and ``editor``, who may do everything: both or none."""
    password = private.keep(private.PASSWORD_FILE, private.password())
    with transaction.atomic():
        run("load_demo")
        editor = get_user_model()(
            username="editor", display_name="Editor", is_staff=True, is_superuser=True
        )
        editor.set_password(password)
        editor.save()
        editor.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators"]))


def prepare_static(stamp: str, stamp_file: Path) -> None:
    stamp_file.unlink(missing_ok=True)
    step("Styles and artwork", lambda: run("collectstatic", interactive=False, clear=True))
    stamp_file.write_text(stamp)


def run(command: str, **options: object) -> None:
    """A management command, whose own report is kept off the terminal."""
    call_command(command, verbosity=0, stdout=StringIO(), **options)


def one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def step(title: str, action: Callable[[], None]) -> None:
    begun = time.monotonic()
    print(f"{title} …", end="", flush=True)
    try:
        action()
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - begun:.1f} s", flush=True)
