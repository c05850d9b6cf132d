"""Eight words in a row copied from the source.

A copied sentence is recognised rather than understood; and the words are somebody's own.

The source says:
  The Canal
  The canal was dug by tens of thousands of workers in the course of ten long years.
bad:
  - statement: The canal was dug by tens of thousands of workers.
    answer: true
    source: text#2
good:
  - question: How many years did it take to dig the canal?
    answer: 10
    source: text#2
"""

from quizkit.lint.english import as_line, words_of
from quizkit.lint.rule import AnyNote, Hits, hint


@hint(english=True)
def copied_prompt(checked: AnyNote) -> Hits:
    if not checked.quotes or len(checked.words) < 8:
        return
    for quote in checked.quotes:
        line = as_line(words_of(quote.text))
        for at in range(len(checked.words) - 7):
            words = checked.words[at : at + 8]
            if as_line(words) in line:
                yield checked.hit(
                    f"`{' '.join(words)}` stands so in {quote.source}#{quote.number}",
                    "say it in words of your own",
                )
                return
