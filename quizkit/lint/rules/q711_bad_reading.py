"""A reading that is not read.

`{漢字|かんじ}` shows how a word is read: the word, a bar `|`, the reading, none of them empty or with
another bar in it. Other brackets and bars, and Anki's `漢字[かんじ]`, are shown as they stand.

bad:
  - question: "{漢字｜かんじ}"
    answer: kanji
    markup: markdown
good:
  - question: "{漢字|かんじ}"
    answer: kanji
    markup: markdown
"""

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import Text

_HAN = "\u3005\u3400-\u9fff\uf900-\ufaff"
_KANA = "\u3040-\u30ff"
_BAD = pattern(
    rf"[{{｛][^{{}}｛｝\n]{{0,60}}[{_HAN}{_KANA}][^{{}}｛｝\n]{{0,60}}[|｜][^{{}}｛｝\n]{{0,60}}[}}｝]"
    rf"|[{{｛]\s*[|｜]\s*[{_KANA}]{{1,60}}[}}｝]|[{_HAN}]{{1,12}}\[[{_KANA}]{{1,30}}\]"
    rf"|<ruby>.{{1,200}}?</ruby>|[{_HAN}]{{1,12}}《[{_KANA}]{{1,30}}》"
)


@warning()
def bad_reading(written: Written) -> Hits:
    """Return a hit on a text with a reading that is shown as it stands."""
    for text in written.of(Text):
        if found := _BAD.search(text.text):
            said = f"`{found[0]}` is shown as it stands"
            fix = "write a reading as `{漢字|かんじ}`, its bar `|` and nothing empty"
            yield written.hit(said, fix, found[0])
            return
