"""A change that one process makes shows on the other."""

from __future__ import annotations

from time import sleep

import pytest

from tests.machines.conftest import QUESTION, Machines, eventually
from tests.machines.visitor import Answer, Visitor

THREAD = f"{QUESTION}?sort=new"
COMMENTS = f"{QUESTION}comments/"


def post(member: Visitor, body: str) -> str:
    """The address of the comment."""
    answer = member.post(COMMENTS, body=body)
    assert answer.status == 303, answer.text
    return answer.headers["Location"].partition("#")[0]


def read(machines: Machines) -> tuple[Answer, Answer]:
    """The thread as guests of either process see it."""
    return machines.one.visitor().get(THREAD), machines.two.visitor().get(THREAD)


def test_on_one_machine_the_next_request_sees_it(embedded: Machines) -> None:
    read(embedded)
    member = embedded.member("reader")
    comment = post(member, "Said on this machine.")
    for answer in (member.get(THREAD), *read(embedded)):
        assert "Said on this machine." in answer.text
    assert member.post(f"{comment}delete/").status == 303
    for answer in (member.get(THREAD), *read(embedded)):
        assert "Said on this machine." not in answer.text


def test_on_several_the_writer_sees_it_at_once_and_guests_within_a_second(
    machines: Machines,
) -> None:
    read(machines)
    member = machines.member("reader")
    comment = post(member, "Said on the first machine.")
    assert "Said on the first machine." in member.get(THREAD).text
    assert "Said on the first machine." in member.at(machines.two.port).get(THREAD).text
    sleep(1)
    for answer in read(machines):
        assert "Said on the first machine." in answer.text
    assert member.post(f"{comment}delete/").status == 303
    assert "Said on the first machine." not in member.get(THREAD).text
    sleep(1)
    for answer in read(machines):
        assert "Said on the first machine." not in answer.text


@pytest.mark.parametrize("path", ["/", QUESTION, "/explained/her-ending-explained/"])
def test_both_send_the_same_copy(machines: Machines, path: str) -> None:
    eventually(
        lambda: (
            machines.one.visitor().get(path).headers["ETag"]
            == machines.two.visitor().get(path).headers["ETag"]
        )
    )
    assert machines.one.visitor().get(path).text == machines.two.visitor().get(path).text
