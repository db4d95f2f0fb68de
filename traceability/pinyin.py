"""Search keys for Chinese names: whole pinyin and initials, so that "xbc" finds 小白菜."""

import re
import unicodedata
from functools import cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict, load_single_dict

# Names of food and places that the phrase table of pypinyin reads wrongly or may; each was checked by hand.
_READINGS = {
    "大黄鱼": "dà huáng yú",
    "大厂": "dà chǎng",
    "长治": "cháng zhì",
    "长白": "cháng bái",
    "重庆": "chóng qìng",
    "朝阳": "cháo yáng",
    "乐陵": "lào líng",
    "单县": "shàn xiàn",
    "洪洞": "hóng tóng",
    "蔚县": "yù xiàn",
    "果脯": "guǒ fǔ",
    "杏脯": "xìng fǔ",
    "桃脯": "táo fǔ",
    "肉脯": "ròu fǔ",
    "花蛤": "huā gé",
    "炮羊肉": "bāo yáng ròu",
}
# How a character of a name is read where no phrase decides: 长茄子, 猪肋排, 参鸡汤.
_CHARACTERS = {"长": "cháng", "肋": "lèi", "参": "shēn"}
_CHINESE = r"㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_PIECES = re.compile(rf"([{_CHINESE}]+)|((?:(?![{_CHINESE}])[^\W_])+)")


def pinyin_key(text: str) -> str:
    """ "小白菜" is "xiaobaicai xbc", "AD钙奶" is "adgainai adgn", "Mozzarella" is "mozzarella".

    Whole pinyin without tones (ü is v, as typed), a blank, the initials of the syllables. Letters and digits stay,
    in lower case; everything else falls away. "" for text without either.
    """
    whole, initials = [], []
    for chinese, other in _PIECES.findall(_plain(text)):
        syllables = _syllables(chinese) if chinese else ()
        whole += syllables or [other]
        initials += [syllable[0] for syllable in syllables] or [other]
    both = "".join(whole), "".join(initials)
    return both[0] if both[0] == both[1] else " ".join(both)


def matches(query: str, name: str, key: str) -> bool:
    """Whether `query` (Chinese, pinyin or initials, any case and spacing) is part of `name` or of its pinyin_key."""
    sought = "".join(_plain(query).split())
    if sought in "".join(_plain(name).split()):
        return True
    return any(sought in part for part in key.split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _syllables(chinese: str) -> list[str]:
    _load_readings()
    return [syllable for syllable in lazy_pinyin(chinese, style=Style.NORMAL, errors="ignore") if syllable]


@cache
def _load_readings() -> None:
    load_phrases_dict({name: [[reading] for reading in readings.split()] for name, readings in _READINGS.items()})
    load_single_dict({ord(character): reading for character, reading in _CHARACTERS.items()})
