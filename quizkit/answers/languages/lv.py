"""Latvian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Latvian",
    "latviešu",
    conjunctions="un",
    alternatives="vai",
    lead_ins="tas ir, tā ir, tie ir, tas bija, atbilde ir",
    months="janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris"
    " novembris decembris",
    more_months="janv 1 febr 2 sept 9",
    centuries="gadsimts gadsimtā gs",
    before_christ=r"p\.? ?m\.? ?[eē]|pirms m[uū]su [eē]ras",
    after_christ=r"m\.? ?[eē]|m[uū]su [eē]r[aā]",
    weekdays="pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena",
    noise="gads gada gadā g",
    magnitudes="tūkstotis 3 tūkstoši 3 tūkst 3 miljons 6 miljoni 6 milj 6 miljards 9 miljardi 9",
    counting="nulle, viens/viena, divi/divas, trīs, četri, pieci, seši, septiņi, astoņi,"
    " deviņi, desmit, vienpadsmit, divpadsmit, trīspadsmit, četrpadsmit, piecpadsmit,"
    " sešpadsmit, septiņpadsmit, astoņpadsmit, deviņpadsmit",
    tens="divdesmit, trīsdesmit, četrdesmit, piecdesmit, sešdesmit, septiņdesmit,"
    " astoņdesmit, deviņdesmit, simts/simt",
    compound="tens ones",
    yes="pareizi, jā, taisnība",
    no="nepareizi, nē, nav taisnība",
    small_words="un ir bija nav tas kas kur kad kā",
)
