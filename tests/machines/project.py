"""The project as it would lie on a machine of its own, and processes that serve it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.machines.servers import free_port, wait_for
from tests.machines.visitor import Visitor

ROOT = Path(settings.BASE_DIR)
PARTS = ("hersite", "explainer", "discussions", "templates", "static")
# What the environment of the tests says must not decide how the processes run.
PASSED_ON = ("PATH", "HOME", "LANG")
PREPARE = """
import sys
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("load_content", verbosity=0)
from discussions.models import Member
for name in sys.argv[2:]:
    # Staff: what they post appears at once, and as often as a test likes.
    Member.objects.create_user(username=name, password=sys.argv[1], is_staff=True)
"""


class Project:
    """A copy of the code with a ``var`` of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in PARTS:
            # With what is compiled already, but for what another process is writing.
            unwanted = shutil.ignore_patterns("*.pyc.*")
            shutil.copytree(ROOT / part, folder / part, ignore=unwanted)
        for name in ("manage.py", "requirements.txt"):
            shutil.copy(ROOT / name, folder / name)
        (folder / "var").mkdir()

    def collect_static(self) -> None:
        self.run({}, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")

    def prepare(self, environment: dict[str, str], password: str, members: list[str]) -> None:
        self.run(environment, "-c", PREPARE, password, *members)

    def run(self, environment: dict[str, str], *arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=_complete(environment), check=True
        )


class Process:
    """One application process, as on a machine of its own."""

    def __init__(self, project: Project, environment: dict[str, str]) -> None:
        self.port = free_port()
        self._log = project.folder / "var" / f"{self.port}.log"
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--port", str(self.port), "--blocking-threads", "3", "--log-level", "warning"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, "hersite.wsgi:application"],
                cwd=project.folder,
                env=_complete(environment),
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        wait_for(self.port)

    def said(self, words: str) -> int:
        """How often its log has these words."""
        return self._log.read_text().count(words)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def visitor(self) -> Visitor:
        return Visitor(self.port)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _complete(environment: dict[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return kept | {"DJANGO_SETTINGS_MODULE": "hersite.settings", "DEBUG": "off"} | environment
