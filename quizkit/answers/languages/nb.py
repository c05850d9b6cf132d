"""Norwegian Bokmål."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Norwegian Bokmål",
    "norsk bokmål",
    conjunctions="og",
    magnitudes="hundre 2 tusen 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12"
    " billioner 12",
    alternatives="eller",
    articles="en den; ei den; et det; de; å",
    lead_ins="det er, det var, de er, de var, svaret er, den heter, det heter, han heter, hun"
    " heter",
    to="til",
    start="fra",
    between="mellom og",
    months="januar februar mars april mai juni juli august september oktober november desember",
    parts="begynnelsen midten slutten våren sommeren høsten vinteren",
    more_parts="vår spring sommer summer høst autumn vinter winter",
    before_christ=r"f(?:ør|\.)? ?kr(?:istus)?|f\.? ?v\.? ?t|før vår tidsregning",
    after_christ=r"e(?:tter|\.)? ?kr(?:istus)?|e\.? ?v\.? ?t|etter vår tidsregning",
    about="omkring rundt",
    weekdays="mandag tirsdag onsdag torsdag fredag lørdag søndag",
    noise="den år i på det",
    counting="null, en/ett/én/ei, to, tre, fire, fem, seks, sju/syv, åtte, ni, ti, elleve,"
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
