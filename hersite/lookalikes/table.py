"""Which characters look like which letters."""

import re
from typing import Final

# Each letter with what looks like it. Capitals and small letters stand apart where their shapes do
# (Η is an H, η an n). What NFKD takes apart (full width, mathematical, accents) isn't here.
LOOK_ALIKES: Final = {
    "a": "4@аαɑᴀΑАᎪᗅꓮΛΔ⍺ɐ",
    "b": "8ВвΒβЬьЪъƄʙƀɓɃᏴᏏᗷᑲᖯꓐꞴ฿",
    "c": "¢©ςСсᴄⲤⲥᏟꓚƈȼↄ",
    "d": "ԁԀᴅɗɖđĐðÐᎠᏧᗞᗪꓓᑯꓒ",
    "e": "3€ЕеΕεЄєЗзЭэƎǝəɛƐɜɘᴇΞξΣᎬҽ℮ꬲⴹꓰ⋿∈ɇ",
    "f": "ϜϝƒꜰᖴꓝꞘꞙꬵք",
    "g": "9ɡɢɠǥցԌԍᏀᏳꓖƍᶃ",
    "h": "ΗНнһҺհʜɦħĦᎻᏂᕼⲎⲏꓧђћ",
    "j": "ЈјͿϳȷɉᴊɟᎫᒍꓙʝ",
    "k": "КкΚκᴋƙқҚᏦᛕⲔⲕꓗĸ",
    "l": "1!|¦iıɩɪɨɫłŁƖƗΙιІіӀӏǀ∣│┃❘ᎥᏞᒪⳐⳑⲒⲓꓡꓲᛁⵏⵊʟ⍳ꙇꭵǃᏆ",
    "m": "МмΜϺᴍɱᎷᗰᛖⲘⲙꓟ₥",
    "n": "ΝηΠπИиПпոռɴɲɳŋŊƞᴎⲚꓠ",
    "o": "0ОоΟοσΘθØøɵƟөӨՕօᴏᴑФф〇०০੦૦௦౦೦൦๐໐၀ဝഠଠ୦ჿዐⲞⲟⵔꓳꬽ○◯●∅",
    "p": "РрΡρ⍴þÞƥᴘᏢᑭⲢⲣꓑ₽",
    "q": "ԛԚգզɋʠⵕ",
    "r": "ГгЯяᴦⲅɾɹʀƦɼɽᴙᎡᏒᖇꓣꭇꭈꮁ®",
    "s": "5$§ЅѕՏʂꜱƽᏕᏚꓢꮪ",
    "t": "7ТтΤτᴛƭʈŧŦᎢⲦⲧꓔ⊤†",
    "u": "υՍսμɄʉʊᴜᑌ∪⋃ሀꓴꭎꭒꞟ",
    "v": "νѴѵᴠʋʌᏙᐯⴸꓦ∨⋁۷√",
    "w": "ԜԝѠѡШшЩщωΩաᴡɯʍᎳᏔꓪ₩",
    "x": "×ХхΧχҲҳ᙭ᚷⲬⲭⵝꓫꞳ✕✖╳⨯ᕁᕽ᙮⤫⤬",
    "y": "¥УуҮүҰұΥγɣʏƴᎩᎽⲨⲩꓬყᶌỿꭚ",
    "z": "2ΖζᴢʐƶᏃꓜꮓ",
    "ae": "æÆӕӔ",
    "oe": "œŒɶ",
    "bl": "Ыы",
}
# Letters in squares and circles and those of flags have no decomposition in Unicode: A to Z.
ROWS: Final = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
FRAMED: Final = {row + place: chr(ord("A") + place) for row in ROWS for place in range(26)}


def shapes() -> dict[int, str]:
    """For str.translate: what each look-alike is taken for."""
    found = {ord(other): shape for shape, others in LOOK_ALIKES.items() for other in others}
    return found | {ord("I"): "l"}


# Those that are no letters or digits, and are read as letters inside a word.
SYMBOLS: Final = "".join(
    sorted(c for others in LOOK_ALIKES.values() for c in others if not re.match(r"\w", c))
)
