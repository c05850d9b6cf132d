"""Estonian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Estonian",
    "eesti",
    conjunctions="ja ning",
    alternatives="või",
    lead_ins="see on, see oli, need on, vastus on",
    months="jaanuar veebruar märts aprill mai juuni juuli august september oktoober november"
    " detsember",
    more_months="jaan 1 veebr 2 sept 9 dets 12",
    centuries="sajand sajandil",
    before_christ=r"e\.? ?m\.? ?a|ekr|enne (?:kristust|meie aega)",
    after_christ=r"m\.? ?a\.? ?j|pkr|p[aä]rast kristust|meie aja j[aä]rgi",
    weekdays="esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    noise="aasta aastal a",
    magnitudes="tuhat 3 tuh 3 miljon 6 miljonit 6 mln 6 miljard 9 miljardit 9 mld 9",
    counting="null, üks, kaks, kolm, neli, viis, kuus, seitse, kaheksa, üheksa, kümme,"
    " üksteist, kaksteist, kolmteist, neliteist, viisteist, kuusteist, seitseteist,"
    " kaheksateist, üheksateist",
    tens="kakskümmend, kolmkümmend, nelikümmend, viiskümmend, kuuskümmend, seitsekümmend,"
    " kaheksakümmend, üheksakümmend, sada",
    compound="tens ones",
    yes="õige, jah, tõsi",
    no="vale, ei, väär",
    small_words="ja on oli ei see mis kes kus millal kuidas",
)
