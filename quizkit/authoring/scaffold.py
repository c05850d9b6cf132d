"""The text of a new deck: an example of each kind, to be written over, a single one, or of a field.

The templates of fields are decks of their own, below `templates`.
"""

from pathlib import Path

from quizkit.authoring.yaml_writing import scalar

_KINDS = """\
cards:

  # A typed answer. How it is judged is read from it: this one is a quantity, with a unit.
  # `quizkit show` says how each answer is judged.
  - id: distance
    question: How far from the Earth is the Moon, on average?
    answer: 384,400 km
    tolerance: 2 %
    hints: [Light takes a little more than a second.]
    examples:             # tests of this note: `quizkit check` gives these answers to the grader
      correct: ["384 400 km", "380,000 km"]
      wrong: ["38,440 km"]

  # A choice: the wrong options stand under `distractors`, each with what to say to it, or nothing.
  - id: first-step
    question: Who was the first person to set foot on the Moon?
    answer: Neil Armstrong
    type: person          # then the surname will do
    distractors:
      Buzz Aldrin: He was the second, some twenty minutes later.
      Michael Collins: He stayed in orbit around the Moon.
      Yuri Gagarin: He was the first person in space, in 1961.

  # Several answers to type, in any order. Inner brackets hold ways to write one of them.
  - id: moons-of-mars
    question: What are the two moons of Mars called?
    answers: [[Phobos, Fear], [Deimos, Terror]]

  # Several right options among wrong ones.
  - id: moons-of-jupiter
    question: Which of these moons go around Jupiter?
    answers: [Io, Europa, Ganymede]
    distractors: [Titan, Triton]

  # A statement that is true or false.
  - id: own-light
    statement: The Moon gives off light of its own.
    answer: false
    explanation: It reflects the light of the Sun. An explanation is shown with every feedback.

  # Steps to put in order, two to nine.
  - id: phases
    question: Put the phases of the Moon in order, from the new moon on.
    order: [waxing crescent, first quarter, full moon, last quarter]

  # Pairs to match, two to nine; `distractors` are right sides that go with none.
  - id: planets-of-moons
    question: Which planet does each of these moons go around?
    pairs: {Titan: Saturn, Triton: Neptune, Europa: Jupiter}
    distractors: [Mars]

  # A text with blanks: each is a card of its own. A bar parts variants, two colons begin a hint.
  - id: month
    cloze: From one {{full moon::which phase?}} to the next it takes about {{29.5|29 and a half}} days.

  # A longer answer to compare with your own; you rate yourself.
  - id: same-side
    question: Why do we always see the same side of the Moon?
    answer: It turns once on its axis in the time in which it goes once around the Earth.
    type: free
"""

_ONE = """\
cards:
  - id: first-step
    question: Who was the first person to set foot on the Moon?
    answer: Neil Armstrong
    type: person
"""


def scaffold(title: str, deck_id: str, *, bare: bool = False) -> str:
    """Return the text of a new deck that can be played as it is.

    Args:
        title: its name for people.
        deck_id: what its progress will belong to; "" for none.
        bare: without comments, and with a single note.
    """
    named = _named(title, deck_id)
    if bare:
        return f"{named}language: en\n{_ONE}"
    return f"""\
# A deck for quizkit. The notes below show each kind once: write your own in their place.
# Every value is text exactly as you write it. Put a text in quotes that holds `: ` or ` #`.
#   quizkit play FILE     quizkit check FILE     quizkit add FILE     quizkit fmt FILE

{named}language: en               # of the answers; it decides how numbers and dates are read

sources:                   # where the facts come from; a note names one with `source:`
  almanac:
    title: Name the book, page or talk that your facts come from
    unknown: [author, publisher, published, url]   # or a line for each that you know
defaults:
  source: almanac          # of every note that names none; `almanac, p. 12` is more exact

{_KINDS}"""


TEMPLATES = ("vocabulary", "code", "maths", "medicine", "exam")
"""The fields that there is a template for."""


def template(field: str, title: str, deck_id: str) -> str:
    """Return the text of a new deck of a field, one of `TEMPLATES`, that can be played as it is.

    Args:
        field: its name.
        title: the name of the deck for people.
        deck_id: what its progress will belong to; "" for none.
    """
    text = (Path(__file__).parent / "templates" / f"{field}.yaml").read_text("utf-8")
    before, _, rest = text.partition("title: ")
    return f"{before}{_named(title, deck_id)}{rest.partition(chr(10))[2].lstrip(chr(10))}"


def _named(title: str, deck_id: str) -> str:
    return f"title: {scalar(title)}\n" + (f"id: {scalar(deck_id)}\n" if deck_id else "")


def title_of(stem: str) -> str:
    """Return the title of a deck in a file of this name: `suez-canal` is "Suez canal"."""
    words = " ".join(stem.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "A new deck"
