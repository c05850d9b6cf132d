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

_MOST_WORDS = 7


@hint(english=True)
def copied_prompt(checked: AnyNote) -> Hits:
    """Return a hit on a prompt that shares too long a run of words with what it cites."""
    words = checked.words
    runs = [words[at : at + _MOST_WORDS + 1] for at in range(len(words) - _MOST_WORDS)]
    for quote in checked.quotes if runs else ():
        line = as_line(words_of(quote.text))
        copied = next((run for run in runs if as_line(run) in line), None)
        if copied:
            said = f"`{' '.join(copied)}` stands so in {quote}"
            yield checked.hit(said, "say it in words of your own")
            return
