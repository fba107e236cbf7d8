"""What an opinion map costs from the database to the stored row: its processor time and memory.

python -m tools.bench.opinions [VOTERS] [READINGS], 100,000 and 200 without; each votes on a tenth
of the readings. The database is a SQLite file that goes again.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SHARE = 0.1
# Voters that are made at one time.
BATCH = 5_000
# As many accounts are made in this time, one after the other.
YEAR = timedelta(days=365)


def main(voters: int = 100_000, readings: int = 200) -> None:
    with TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'opinions.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "hersite.settings",
        }
        for step in ("build", "measure"):
            # In a process of its own: its memory is the map's alone.
            subprocess.run(
                [sys.executable, "-m", "tools.bench.opinions", step, str(voters), str(readings)],
                env=environment,
                check=True,
            )


def build(voters: int, readings: int) -> None:
    """Voters of three minds, and their votes as rows."""
    import django

    django.setup()
    import numpy as np
    from django.utils import timezone

    from discussions.models import Interpretation, Member, Question
    from hersite.serve.prepare import run

    for command in ("migrate", "load_content"):
        run(command)
    question = Question.objects.earliest("explanation", "pk")
    Interpretation.objects.update(state="declined")
    rows = Interpretation.objects.bulk_create(
        Interpretation(question=question, statement=f"Reading {at}") for at in range(readings)
    )
    chance, now = np.random.default_rng(1), timezone.now()
    minds = chance.dirichlet([1, 1, 0.4], (3, readings)).cumsum(axis=2)
    for begin in range(0, voters, BATCH):
        members = Member.objects.bulk_create(
            Member(username=f"v{at}", joined=now - YEAR + YEAR * at / voters - timedelta(days=2))
            for at in range(begin, min(begin + BATCH, voters))
        )
        _vote([member.pk for member in members], [row.pk for row in rows], minds, chance)


def _vote(members: list[int], readings: list[int], minds: Any, chance: Any) -> None:
    import numpy as np
    from django.db import connection, transaction
    from django.utils import timezone

    words = np.array(["agree", "disagree", "unsure"])
    who, what = np.nonzero(chance.random((len(members), len(readings))) < SHARE)
    likely = minds[chance.integers(0, len(minds), len(members))[who], what]
    said = words[(chance.random((len(who), 1)) > likely[:, :2]).sum(axis=1)]
    columns = (np.array(members)[who].tolist(), np.array(readings)[what].tolist(), said.tolist())
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO discussions_vote (member_id, interpretation_id, stance, at) "
            "VALUES (%s, %s, %s, %s)",
            [(*row, now) for row in zip(*columns, strict=True)],
        )


def measure(voters: int, readings: int) -> None:
    import django

    django.setup()
    from discussions.models import Interpretation
    from discussions.opinions.job import make_due

    reading = Interpretation.objects.open().select_related("question__explanation")[0]
    (row,) = make_due(reading.question.explanation.slug)
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "votes": row.votes,
        "camps": row.result["k"],
        "processor, s": round(used.ru_utime + used.ru_stime, 1),
        "memory, MB": round(used.ru_maxrss / 1000),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["build", number, size]:
            build(int(number), int(size))
        case ["measure", number, size]:
            measure(int(number), int(size))
        case numbers:
            main(*map(int, numbers))
