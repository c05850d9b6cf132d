"""Hungarian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Hungarian",
    "magyar",
    conjunctions="és meg",
    alternatives="vagy",
    articles="a az; egy",
    lead_ins="ez, ez az, ez a, ez egy, a válasz, a válasz az",
    months="január február március április május június július augusztus szeptember október"
    " november december",
    more_months="febr 2 márc 3 szept 9",
    parts="eleje közepe vége tavasz nyár ősz tél",
    more_parts="tavaszán spring nyarán summer őszén autumn telén winter",
    centuries="század sz",
    before_christ=r"i\.? ?e|kr\.? ?e|krisztus előtt|id[oő]sz[aá]m[ií]t[aá]sunk el[oő]tt",
    after_christ=r"i\.? ?sz|kr\.? ?u|krisztus után|id[oő]sz[aá]m[ií]t[aá]sunk szerint",
    weekdays="hétfő kedd szerda csütörtök péntek szombat vasárnap",
    noise="év évi évben a az án én jén ján",
    magnitudes="ezer 3 millió 6 milliárd 9 billió 12",
    counting="nulla, egy, kettő/két, három, négy, öt, hat, hét, nyolc, kilenc, tíz, tizenegy,"
    " tizenkettő/tizenkét, tizenhárom, tizennégy, tizenöt, tizenhat, tizenhét,"
    " tizennyolc, tizenkilenc",
    tens="húsz/huszon, harminc, negyven, ötven, hatvan, hetven, nyolcvan, kilencven, száz",
    hundreds="ones száz",
    thousand="ezer",
    compound="tens ones",
    yes="igaz, igen, helyes",
    no="hamis, nem, helytelen",
    small_words="a az és egy nem mi ki hol mikor hogyan van volt",
    decade_ending="as es os évek",
)
