"""Romanian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Romanian",
    "română",
    conjunctions="și şi",
    alternatives="sau",
    articles="un; o; niște",
    lead_ins="este, e, sunt, era, erau, a fost, au fost, răspunsul este, acesta este, aceasta este",
    to="la",
    start="de la",
    between="între și",
    months="ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie"
    " noiembrie decembrie",
    more_months="sept 9 nov 11",
    parts="începutul mijlocul sfârșitul primăvara vara toamna iarna",
    centuries="secolul secol sec",
    decades="anii",
    before_christ=r"[îi]\.? ?e\.? ?n|[îi]\.? ?hr|a\.? ?chr|[îi]nainte de (?:hristos|cristos|christos"
    r"|era noastr[aă])",
    after_christ=r"e\.? ?n|d\.? ?hr|d\.? ?chr|dup[aă] (?:hristos|cristos|christos)",
    weekdays="luni marți miercuri joi vineri sâmbătă duminică",
    noise="anul an în din pe de",
    magnitudes="mie 3 mii 3 milion 6 milioane 6 mil 6 miliard 9 miliarde 9 mld 9",
    counting="zero, unu/un/una/o, doi/două, trei, patru, cinci, șase, șapte, opt, nouă, zece,"
    " unsprezece, doisprezece/douăsprezece, treisprezece, paisprezece, cincisprezece,"
    " șaisprezece, șaptesprezece, optsprezece, nouăsprezece",
    tens="douăzeci, treizeci, patruzeci, cincizeci, șaizeci, șaptezeci, optzeci, nouăzeci,"
    " o sută/sută",
    hundreds="ones sute",
    thousand="mie mii demii",
    compound="tens și ones",
    yes="adevărat, da, corect",
    no="fals, nu, incorect, greșit",
    small_words="și un o de la în cu pe din nu ce cine unde când cum este sunt era",
)
