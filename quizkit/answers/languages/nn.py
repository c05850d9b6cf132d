"""Norwegian Nynorsk."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Norwegian Nynorsk",
    "norsk nynorsk",
    magnitudes="hundre 2 tusen 3 tusind 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12"
    " billioner 12",
    alternatives="eller",
    conjunctions="og",
    articles="ein den; ei den; eit det; dei; å",
    lead_ins="det er, det var, dei er, dei var, svaret er, han heiter, ho heiter, det heiter",
    to="til",
    start="fra",
    between="mellom og",
    months="januar februar mars april mai juni juli august september oktober november desember",
    parts="begynnelsen midten slutten våren sommeren høsten vinteren",
    more_parts="vår spring sommar summer haust autumn vinter winter",
    before_christ=r"f(?:ør|\.)? ?kr(?:istus)?|f\.? ?v\.? ?t|før vår tidsrekning",
    after_christ=r"e(?:tter|\.)? ?kr(?:istus)?|e\.? ?v\.? ?t|etter vår tidsrekning",
    weekdays="måndag tysdag onsdag torsdag fredag laurdag søndag",
    noise="den år i på det",
    counting="null, ein/ei/eitt/eit, to, tre, fire, fem, seks, sju/syv, åtte, ni, ti, elleve,"
    " tolv, tretten, fjorten, femten, seksten, sytten, atten, nitten",
    tens="tjue/tyve, tretti/tredve, førti, femti, seksti, sytti, åtti, nitti, hundre/ett hundre",
    hundreds="ones hundre",
    thousand="tusen",
    hundred_and="og",
    compound="tens ones, ones og tens",
    yes="sant, ja, j, riktig, korrekt",
    no="usant, nei, n, feil, galt",
    small_words="og å en et den det er var hva hvem hvor når i på av til fra med for",
    decade_ending="tallet talet årene åra",
    numbers="dozen = dusin; half = halv(t)(e), en halv, et halvt; one and a half = halvannen, halvannet",
)
