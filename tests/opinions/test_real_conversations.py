"""Three real conversations: the groups are those that were published with them."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.support.rand_index import adjusted_rand_index

CONVERSATIONS = Path(settings.BASE_DIR).parent / "shared" / "data" / "opinion"
WORDS = {"1": "agree", "-1": "disagree", "0": "unsure"}


def lines(conversation: str, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(CONVERSATIONS / conversation / name, "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


@pytest.mark.parametrize(
    ("conversation", "least"),
    [("small-brexit", 0.60), ("medium-biodiversity", 0.90), ("large-uberx", 0.85)],
)
def test_groups_are_those_published(conversation: str, least: float, tmp_path: Path) -> None:
    if not CONVERSATIONS.is_dir():
        pytest.skip("the conversations are not beside the project (../shared/data/opinion)")
    votes, out = tmp_path / "votes.csv", tmp_path / "map.json"
    with votes.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("voter", "item", "vote"))
        for row in lines(conversation, "votes.csv.gz"):
            writer.writerow((row["voter-id"], row["comment-id"], WORDS[row["vote"]]))
    call_command("opinion_map", votes=votes, out=out, verbosity=0)
    made = json.loads(out.read_text(encoding="utf-8"))
    ours = {person["id"]: person["group"] for person in made["participants"]}
    people = lines(conversation, "participants-votes.csv.gz")
    published = {p["participant"]: p["group-id"] for p in people if p["group-id"]}
    both = sorted(set(ours) & set(published))
    # Some were grouped when there were fewer statements, and have too few votes for all of them.
    assert len(both) > 0.95 * len(published)
    agreement = adjusted_rand_index([ours[p] for p in both], [published[p] for p in both])
    assert agreement >= least
