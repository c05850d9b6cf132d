"""Dutch."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Dutch",
    "Nederlands",
    conjunctions="en",
    to="tot",
    start="van",
    between="tussen en",
    months="januari februari maart april mei juni juli augustus september oktober november december",
    more_months="mrt 3",
    magnitudes="duizend 3 miljoen 6 miljard 9 mrd 9 biljoen 12",
    alternatives="of",
    yes="waar, ja, j, juist, goed, correct",
    no="onwaar, nee, onjuist, fout, niet waar",
)
