"""Stored HTML made again after the renderer has changed."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from discussions.models import Comment, Member
from explainer.models import Section
from hersite.management.commands import rerender
from hersite.markdown import RENDERER_VERSION, TooMuchMarkup, paragraphs
from tests.support.content import Content, post, reload


def make_old(comment: Comment) -> None:
    Comment.objects.filter(pk=comment.pk).update(body_html="old", renderer_version=0)


def test_an_old_comment(comment: Comment, capsys: Any) -> None:
    html = comment.body_html
    make_old(comment)
    call_command("rerender")
    assert reload(comment).body_html == html
    assert reload(comment).renderer_version == RENDERER_VERSION
    assert "1 comments made again." in capsys.readouterr().out


def test_what_is_up_to_date_is_left_alone(comment: Comment) -> None:
    Comment.objects.update(body_html="as it is")
    Section.objects.update(body_html="as it is")
    call_command("rerender", verbosity=0)
    assert reload(comment).body_html == "as it is"
    assert set(Section.objects.values_list("body_html", flat=True)) == {"as it is"}


def test_all_takes_what_is_up_to_date_too(comment: Comment) -> None:
    html = comment.body_html
    Comment.objects.update(body_html="as it is")
    call_command("rerender", all=True, verbosity=0)
    assert reload(comment).body_html == html


def test_a_published_section_keeps_the_ids_of_its_paragraphs(content: Content) -> None:
    section = content.edition.sections.get(key="opening")
    ids = [paragraph.id for paragraph in paragraphs(section.body_html)]
    # Readers link to an id that its words would not give any more.
    kept = section.body_html.replace(ids[0], "opening-old").replace("ships", "vessels")
    Section.objects.filter(pk=section.pk).update(body_html=kept, renderer_version=0)
    call_command("rerender", verbosity=0)
    section.refresh_from_db()
    assert "ships" in section.body_html
    assert [p.id for p in paragraphs(section.body_html)] == ["opening-old", *ids[1:]]
    assert section.renderer_version == RENDERER_VERSION


def test_in_batches(
    content: Content, author: Member, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(rerender, "BATCH", 2)
    for number in range(5):
        make_old(post(content.question, author, f"Number {number}."))
    call_command("rerender")
    assert not Comment.objects.filter(body_html="old").exists()
    assert "5 comments made again." in capsys.readouterr().out


def refuse(body: str) -> str:
    if "explode" in body:
        raise TooMuchMarkup
    return f"<p>new {body}</p>"


def test_what_can_not_be_rendered_is_named_and_left(
    content: Content, author: Member, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    bad, good = (post(content.question, author, body) for body in ("explode", "fine"))
    make_old(bad)
    make_old(good)
    monkeypatch.setattr("discussions.models.comment.render_text", refuse)
    with pytest.raises(CommandError, match="left as they were: 1"):
        call_command("rerender")
    assert f"comment {bad.pk}: TooMuchMarkup" in capsys.readouterr().err
    assert (reload(bad).body_html, reload(bad).renderer_version) == ("old", 0)
    assert reload(good).body_html == "<p>new fine</p>"


def test_it_goes_on_where_it_was_interrupted(
    content: Content, author: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerender, "BATCH", 1)
    first, second = (post(content.question, author, body) for body in ("first", "second"))
    make_old(first)
    make_old(second)

    def stop(body: str) -> str:
        if body == "second":
            raise KeyboardInterrupt
        return "once"

    monkeypatch.setattr("discussions.models.comment.render_text", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("rerender", verbosity=0)
    monkeypatch.setattr("discussions.models.comment.render_text", lambda body: "again")
    call_command("rerender", verbosity=0)
    assert [reload(first).body_html, reload(second).body_html] == ["once", "again"]


def test_an_edit_meanwhile_is_not_undone(comment: Comment, monkeypatch: pytest.MonkeyPatch) -> None:
    make_old(comment)

    def edit_meanwhile(body: str) -> str:
        Comment.objects.update(body="edited", body_html="by the edit", renderer_version=9)
        return "by the command"

    monkeypatch.setattr("discussions.models.comment.render_text", edit_meanwhile)
    call_command("rerender", verbosity=0)
    assert reload(comment).body_html == "by the edit"
