"""The command: a file of votes in, a file of the map out."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from discussions.opinions.votes import BadVotes, read_csv
from tests.support.conversations import camps

WORDS = {1: "agree", -1: "disagree", 0: "unsure"}


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(["voter,item,vote", *lines]) + "\n", encoding="utf-8")
    return path


def made(tmp_path: Path, lines: list[str]) -> dict[str, Any]:
    out = tmp_path / "map.json"
    votes = write(tmp_path / "votes.csv", lines)
    call_command("opinion_map", votes=votes, out=out, verbosity=0)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_the_file_holds_participants_statements_and_k(tmp_path: Path) -> None:
    votes, camp = camps(2, voters=60, items=9, voted=1)
    each = zip(votes.voter.tolist(), votes.item.tolist(), votes.stance.tolist(), strict=True)
    found = made(tmp_path, [f"v{voter},i{item},{WORDS[stance]}" for voter, item, stance in each])
    assert found["k"] == 2
    assert {person["id"] for person in found["participants"]} == {f"v{voter}" for voter in camp}
    assert set(found["participants"][0]) == {"id", "x", "y", "group"}
    assert [statement["id"] for statement in found["statements"]] == [f"i{i}" for i in range(9)]
    line = found["statements"][0]
    assert set(line) == {"id", "consensus", "groups"}
    assert set(line["groups"][0]) == {"group", "agree", "disagree", "n", "repness"}
    assert sum(group["n"] for group in line["groups"]) == 60


def test_without_votes_the_file_says_so(tmp_path: Path) -> None:
    assert made(tmp_path, []) == {"participants": [], "statements": [], "k": 0}


def test_of_two_votes_of_one_voter_the_later_counts(tmp_path: Path) -> None:
    votes = read_csv(write(tmp_path / "v.csv", ["b,1,agree", "a,1,unsure", "b,1,disagree"]))
    assert (votes.voters, votes.items) == (["a", "b"], ["1"])
    assert votes.stance.tolist() == [0, -1]


def test_ids_are_in_the_order_of_numbers_where_all_are_numbers(tmp_path: Path) -> None:
    lines = ["10,b,agree", "9,a 2,agree", "010,a 10,agree"]
    votes = read_csv(write(tmp_path / "v.csv", lines))
    assert votes.voters == ["9", "010", "10"]
    assert votes.items == ["a 10", "a 2", "b"]


def test_blanks_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes(b'\xef\xbb\xbfvoter, item,vote\r\n\r\n " a" ,1, agree\r\n')
    assert len(read_csv(path)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1: the columns are voter,item,vote."),
        ("voter,vote\n", "Line 1: the columns are voter,item,vote."),
        ("voter,item,vote\n1,1,agree\n1,2,yes\n", "Line 3: “yes” is none of agree"),
        ("voter,item,vote\n1,1\n", "Line 2: 2 columns where there should be 3."),
        ("voter,item,vote\n,1,agree\n", "Line 2: no voter."),
        ("voter,item,vote\n1, ,agree\n", "Line 2: no item."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "v.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadVotes, match=said):
        read_csv(path)
    with pytest.raises(CommandError, match=said):
        call_command("opinion_map", votes=path, out=tmp_path / "out.json")


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes("voter,item,vote\n1,Fährte,agree\n".encode("latin-1"))
    with pytest.raises(BadVotes, match="not in UTF-8"):
        read_csv(path)


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.csv"):
        call_command("opinion_map", votes=tmp_path / "gone.csv", out=tmp_path / "out.json")
    votes = write(tmp_path / "v.csv", [])
    with pytest.raises(CommandError, match="nowhere"):
        call_command("opinion_map", votes=votes, out=tmp_path / "nowhere" / "out.json")
