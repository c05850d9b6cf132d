"""Portuguese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Portuguese",
    "português",
    conjunctions="e",
    to="a",
    start="de",
    between="entre e",
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    before_christ=r"a\.? ?(?:de )?c|antes de cristo",
    after_christ=r"d\.? ?(?:de )?c|depois de cristo",
    magnitudes="mil 3 milhão 6 milhões 6 mi 6",
    alternatives="ou",
    yes="verdadeiro, v, sim, s, certo, correto",
    no="falso, não, nao, errado",
)
