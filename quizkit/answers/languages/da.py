"""Danish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Danish",
    "dansk",
    conjunctions="og",
    months="januar februar marts april maj juni juli august september oktober november december",
    magnitudes="hundrede 2 tusind 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12"
    " billioner 12",
    alternatives="eller",
    articles="en den; et det; de; at",
    lead_ins="det er, det var, de er, de var, svaret er, den hedder, det hedder, han hedder,"
    " hun hedder",
    to="til",
    start="fra",
    between="mellem og",
    parts="begyndelsen midten slutningen foråret sommeren efteråret vinteren",
    more_parts="forår spring sommer summer efterår autumn vinter winter",
    before_christ=r"f(?:ør|\.)? ?kr(?:istus)?|f\.? ?v\.? ?t|før vor tidsregning",
    after_christ=r"e(?:fter|\.)? ?kr(?:istus)?|e\.? ?v\.? ?t",
    about="omkring",
    weekdays="mandag tirsdag onsdag torsdag fredag lørdag søndag",
    noise="den år i på det",
    counting="nul, en/et/én/ét, to, tre, fire, fem, seks, syv, otte, ni, ti, elleve, tolv,"
    " tretten, fjorten, femten, seksten, sytten, atten, nitten",
    tens="tyve, tredive, fyrre/fyrretyve, halvtreds/halvtredsindstyve, tres/tresindstyve,"
    " halvfjerds/halvfjerdsindstyve, firs/firsindstyve, halvfems/halvfemsindstyve,"
    " hundrede/et hundrede",
    hundreds="ones hundrede, ones hundred, hundrede 100",
    thousand="tusind tusinde",
    hundred_and="og",
    compound="ones og tens",
    yes="sandt, ja, j, rigtigt, korrekt",
    no="falsk, nej, n, forkert, ikke sandt",
    small_words="og at en et den det er var hvad hvem hvor når i på af til fra med for",
    decade_ending="erne",
    numbers="dozen = dusin; half = halv(t)(e), en halv, et halvt; one and a half = halvanden, halvandet",
)
