"""Bodies of made-up comments: about sixty words that mean nothing, in all the shapes that
readers use."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from hersite.markdown import render_comment

# So many different bodies serve any number of comments: rendering is the slow part of one.
POOL = 500

_VOCABULARY = """
a about across after afternoon again against almost alone along already always and another answer
as at autumn balcony because before behind being below between blue both breath building but by
camera carefully century chair chorus city close coat colour corridor could crowd curtain dark
daylight deliberately director distance door doubt early echo edge either elsewhere empty enough
every evening face fade film finally first floor for frame friend from gentle gesture glass grain
half hand harbour hears her here his hour house however if in inside instead into is it itself just
kitchen lamp last later leaves lens less letter light like listens little long looks many maybe
memory middle minute mirror moment more morning most music narrow nearly never night no noise not
of often old on once only open or other our out over own pale paper pause people perhaps picture
plain promise quiet quite rather reading red reel remains return roof room same scene score screen
second seems shadow she shot silence simply since slow small so somebody someone sound space stairs
station still story street stubborn such summer than that the their then there they thing this
those though through time to together too toward train turns under until upstairs very voice waits
walks wall warm watches water we weather when where which while window winter with without words
would writes wrong yellow yes yet you
"""
_WORDS = _VOCABULARY.split()


@dataclass(frozen=True)
class Text:
    body: str
    body_html: str


def make_texts(chance: Random) -> list[Text]:
    shapes = chance.choices(list(_SHAPES), weights=list(_SHAPES.values()), k=POOL)
    bodies = [shape(chance) for shape in shapes]
    return [Text(body, render_comment(body)) for body in bodies]


def _words(chance: Random, least: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))


def _sentence(chance: Random, least: int = 8, most: int = 16) -> str:
    words = _words(chance, least, most)
    return words[0].upper() + words[1:] + chance.choice("....?!")


def _paragraph(chance: Random, sentences: int) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _plain(chance: Random) -> str:
    return _paragraph(chance, 5)


def _short(chance: Random) -> str:
    return _sentence(chance)


def _two_paragraphs(chance: Random) -> str:
    return f"{_paragraph(chance, 3)}\n\n{_paragraph(chance, 3)}"


def _emphasis(chance: Random) -> str:
    return f"{_paragraph(chance, 2)} *{_words(chance, 1, 3)}* {_paragraph(chance, 3)}"


def _quotation(chance: Random) -> str:
    return f"> {_sentence(chance)}\n\n{_paragraph(chance, 4)}"


def _listing(chance: Random) -> str:
    points = "\n".join(f"- {_sentence(chance)}" for _ in range(chance.randint(2, 4)))
    return f"{_paragraph(chance, 2)}\n\n{points}"


def _link(chance: Random) -> str:
    return f"{_paragraph(chance, 3)} [{_words(chance, 2, 4)}](/questions/) {_sentence(chance)}"


def _hidden_words(chance: Random) -> str:
    return f"{_paragraph(chance, 3)} ||{_words(chance, 4, 10)}|| {_sentence(chance)}"


def _hidden_block(chance: Random) -> str:
    return f"{_paragraph(chance, 2)}\n\n:::spoiler\n{_paragraph(chance, 3)}\n:::"


# How often which shape, in hundredths.
_SHAPES: dict[Callable[[Random], str], int] = {
    _plain: 30, _two_paragraphs: 24, _emphasis: 12, _short: 10, _quotation: 8, _link: 6,
    _listing: 4, _hidden_words: 4, _hidden_block: 2,
}  # fmt: skip
