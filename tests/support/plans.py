"""What the database does for a page: statements whose work grows with the site."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.test import Client

from discussions.models import Comment, Member

# What a site has a million of; everything else is written by editors.
LARGE = {
    f"discussions_{name}"
    for name in (
        "comment",
        "commentedit",
        "decision",
        "flag",
        "member",
        "mute",
        "notice",
        "useful",
        "visit",
        "vote",
        "votechange",
    )
} | {"hersite_staffaction"}
# Indexes that hold only the few rows that are asked for with them.
_PARTIAL = {index.name for index in Member._meta.indexes if index.condition}
# All comments of a question or in a state.
_WHOLE = re.compile(r"\((question_id=\?|state=\?|question_id=\? AND state=\?)\)")
# Sorting this many rows costs less than making the page that shows some of them.
FEW = 1_000
_ALIAS = re.compile(r'(?:FROM|JOIN) \(*"(\w+)"(?: ([A-Z]\d+)\b)?')
_STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING (.+))?")


def growing(client: Client, url: str) -> list[str]:
    """What is wrong with the plans of a page's statements, each with the statement."""
    found: list[str] = []
    looking = False

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal looking
        if sql.startswith("SELECT") and not looking:
            looking = True
            found.extend(f"{problem}: {_short(sql)}" for problem in _problems(sql, params))
            looking = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        response = client.get(url)
    assert response.status_code == 200, url
    return found


def _short(sql: str) -> str:
    """From where it says which rows, without the keys that were given one by one."""
    return re.sub(r"(%s, ){9,}", "…, ", sql[sql.index(" FROM ") :])


def _problems(sql: str, params: Any) -> Iterator[str]:
    yield from _in_sqlite(sql, params) if connection.vendor == "sqlite" else _in_pg(sql, params)


def _explain(words: str, sql: str, params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"{words} {sql}", params)
        return cursor.fetchall()


def _in_sqlite(sql: str, params: Any) -> Iterator[str]:
    """A large table read row by row, or sorted. Reading along an index is no such thing where a
    LIMIT ends it; and of keys that were given one by one there are few to sort. Tables in
    subqueries have other names."""
    tables = {alias or name: name for name, alias in _ALIAS.findall(sql)}
    by_index = False
    for *_numbers, step in _explain("EXPLAIN QUERY PLAN", sql, params):
        match = _STEP.match(step)
        if match and tables.get(match[2]) in LARGE:
            how = match[3] or ""
            by_index |= match[2] in LARGE and "PRIMARY KEY" not in how
            if (match[1] == "SCAN" or _WHOLE.search(how)) and not _ends(how, sql, params):
                yield step
        elif step == "USE TEMP B-TREE FOR ORDER BY" and by_index:
            yield f"sorts {', '.join(sorted(LARGE.intersection(tables.values())))}"


def _ends(how: str, sql: str, params: Any) -> bool:
    """Whether it stops before the last row, or there are few: comments that wait for a moderator
    don't wait in their thousands."""
    index = how.split(" (")[0].split(" ")[-1]
    few = index in _PARTIAL or Comment.State.HELD in (params or ())
    return "INDEX" in how and ("LIMIT" in sql or few)


def _in_pg(sql: str, params: Any) -> Iterator[str]:
    ((plans,),) = _explain("EXPLAIN (FORMAT JSON)", sql, params)
    plans = json.loads(plans) if isinstance(plans, str) else plans
    for node in _nodes(plans[0]["Plan"]):
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE:
            yield f"reads all of {node['Relation Name']}"
        if node["Node Type"] == "Sort" and node["Plan Rows"] > FEW:
            yield f"sorts {node['Plan Rows']} rows"


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)
