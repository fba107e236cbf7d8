"""Fill an empty database and print, as JSON, what is in it.

python -m tools.bench.filling COMMENTS PASSWORD, with the database in the environment.
"""

import json
import sys

import django


def main(comments: int, password: str) -> None:
    django.setup()
    from django.db import connection

    from discussions.models import Interpretation, Member
    from hersite.serve.prepare import run

    for command in ("migrate", "createcachetable", "load_content"):
        run(command)
    reading = (
        Interpretation.objects.filter(state="open", question__closes_at=None)
        .select_related("question__explanation")
        .earliest("question__order", "pk")
    )
    question = reading.question
    # A small site at least, and on a large one a member writes as much as on the small one.
    members = max(100, comments // 50)
    run(
        "fill",
        question=question.slug,
        comments=comments,
        members=members,
        votes=members,
        password=password,
    )
    Member.objects.create_superuser("editor", password=password)
    # One file, without a log beside it, to be copied.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE")
    facts = {
        "question": question.slug,
        "reading": reading.pk,
        "explanation": question.explanation.slug,
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
