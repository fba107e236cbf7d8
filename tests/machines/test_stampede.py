"""However many guests ask at once, a page is made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import redis

from tests.machines.conftest import QUESTION, Machines, Servers

GUESTS = 60


def test_one_of_two_processes_makes_a_page_once(machines: Machines, servers: Servers) -> None:
    client = redis.Redis(port=servers.redis.port)
    # A page that nobody has asked for: a parameter that the page knows makes it another one.
    path = f"{QUESTION}?sort=old"
    ports = [machines.one.port, machines.two.port] * (GUESTS // 2)
    with client.monitor() as monitor, ThreadPoolExecutor(GUESTS) as guests:
        answers = list(guests.map(lambda port: machines.one.visitor().at(port).get(path), ports))
        client.echo("over")
        made = 0
        for said in monitor.listen():
            if said["command"] == "ECHO over":
                break
            made += said["command"].startswith("SET pages:")
    assert {answer.status for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert made == 1
