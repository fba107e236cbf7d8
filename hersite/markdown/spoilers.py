"""Spoilers in Markdown: ``||words||`` inside a line, ``:::spoiler`` … ``:::`` around blocks."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

MARK = "||"


def spoiler_plugin(md: MarkdownIt) -> None:
    """Teach a parser both kinds. Hidden words need no script: a checkbox inside a line, <details>
    around blocks."""
    container_plugin(md, "spoiler", render=_render_block)
    md.inline.add_terminator_char(MARK[0])
    md.inline.ruler.before("emphasis", "spoiler", _parse_inline)
    md.add_render_rule("spoiler_open", _render_open)
    md.add_render_rule("spoiler_close", _render_close)


def _parse_inline(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith(MARK, start):
        return False
    end = state.src.find(MARK, start + len(MARK), state.posMax)
    if end <= start + len(MARK):
        return False
    if not silent:
        limit = state.posMax
        state.push("spoiler_open", "label", 1)
        state.pos, state.posMax = start + len(MARK), end
        state.md.inline.tokenize(state)
        state.push("spoiler_close", "label", -1)
        state.posMax = limit
    state.pos = end + len(MARK)
    return True


def _render_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    label = escape(_("Show spoiler"))
    return f'<label class="spoiler"><input type="checkbox" aria-label="{label}"><span>'


def _render_close(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</span></label>"


def _render_block(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    if tokens[index].nesting == 1:
        return f'<details class="spoiler"><summary>{escape(_("Spoiler"))}</summary>\n'
    return "</details>\n"
