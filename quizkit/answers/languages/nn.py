"""Norwegian Nynorsk: Bokmål but for the words that are spelt otherwise."""

from attrs import evolve

from quizkit.answers.languages import nb

LANGUAGE = evolve(
    nb.LANGUAGE,
    name="Norwegian Nynorsk",
    own_name="norsk nynorsk",
    magnitudes=f"{nb.LANGUAGE.magnitudes} tusind 3 millionar 6 milliardar 9 billionar 12",
    articles="ein den; ei den; eit det; dei; å",
    lead_ins="det er, det var, dei er, dei var, svaret er, han heiter, ho heiter, det heiter",
    parts="byrjinga midten slutten våren sommaren hausten vinteren",
    more_parts="vår spring sommar summer haust autumn vinter winter begynnelsen early"
    " sommeren summer høsten autumn",
    before_christ=r"f(?:ør|\.)? ?kr(?:istus)?|f\.? ?v\.? ?t|før vår tidsrekning",
    after_christ=r"e(?:tter|\.)? ?kr(?:istus)?|e\.? ?v\.? ?t|etter vår tidsrekning",
    weekdays="måndag tysdag onsdag torsdag fredag laurdag søndag",
    counting="null, ein/ei/eitt/eit, to, tre, fire, fem, seks, sju/syv, åtte, ni, ti, elleve,"
    " tolv, tretten, fjorten, femten, seksten, sytten, atten, nitten",
    small_words="og å ein eit den det er var kva kven kor når i på av til frå med for",
)
