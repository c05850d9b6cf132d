"""Swedish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Swedish",
    "svenska",
    conjunctions="och",
    months="januari februari mars april maj juni juli augusti september oktober november december",
    magnitudes="hundra 2 tusen 3 miljon 6 miljoner 6 miljard 9 miljarder 9 biljon 12 biljoner 12",
    alternatives="eller",
    articles="en den; ett det; de; att",
    lead_ins="det är, det var, de är, de var, svaret är, den är, den heter, det heter, han"
    " heter, hon heter",
    to="till",
    start="från",
    between="mellan och",
    parts="början mitten slutet våren sommaren hösten vintern",
    more_parts="vår spring sommar summer höst autumn vinter winter",
    decade_ending="talet tal",
    before_christ=r"f(?:öre|\.)? ?kr(?:istus)?|före vår tideräkning|f\.? ?v\.? ?t",
    after_christ=r"e(?:fter|\.)? ?kr(?:istus)?|e\.? ?v\.? ?t",
    about="omkring",
    weekdays="måndag tisdag onsdag torsdag fredag lördag söndag",
    noise="den år i på",
    counting="noll, ett/en, två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv,"
    " tretton, fjorton, femton, sexton, sjutton, arton, nitton",
    tens="tjugo, trettio, fyrtio, femtio, sextio, sjuttio, åttio, nittio, hundra/etthundra",
    hundreds="ones hundra",
    thousand="tusen",
    hundred_and="och",
    compound="tens ones",
    yes="sant, ja, j, rätt, riktigt",
    no="falskt, nej, n, fel, inte sant",
    small_words="och att en ett den det är var vad vem hur när i på av till från med för",
    numbers="dozen = dussin; half = halv(t)(a), en halv, ett halvt",
)
