"""Norwegian, where the tag does not say which: Bokmål, which most is written in."""

from attrs import evolve

from quizkit.answers.languages import nb

LANGUAGE = evolve(
    nb.LANGUAGE,
    name="Norwegian",
    own_name="norsk",
    magnitudes=f"{nb.LANGUAGE.magnitudes} tusind 3",
)
