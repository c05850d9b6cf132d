"""Polish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Polish",
    "polski",
    conjunctions="i oraz",
    alternatives="lub albo",
    lead_ins="to, to jest, jest to, to są, są to, to był, to była, to było, odpowiedź to",
    to="do",
    start="od",
    between="między a",
    months="stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    more_months="styczeń 1 luty 2 marzec 3 kwiecień 4 czerwiec 6 lipiec 7 sierpień 8 wrzesień 9"
    " październik 10 listopad 11 grudzień 12",
    parts="początek połowa koniec wiosna lato jesień zima",
    more_parts="wiosną spring wiosny spring latem summer lata summer jesienią autumn jesieni"
    " autumn zimą winter zimy winter",
    centuries="wiek wieku",
    before_christ=r"p\.? ?n\.? ?e|przed nasz[aą] er[aą]|przed chr(?:\.|ystusem)?",
    after_christ=r"n\.? ?e|naszej ery",
    about="około ok",
    weekdays="poniedziałek wtorek środa czwartek piątek sobota niedziela",
    decade_names="dwudzieste/dwudziestych, trzydzieste/trzydziestych, czterdzieste/czterdziestych,"
    " pięćdziesiąte/pięćdziesiątych, sześćdziesiąte/sześćdziesiątych,"
    " siedemdziesiąte/siedemdziesiątych, osiemdziesiąte/osiemdziesiątych,"
    " dziewięćdziesiąte/dziewięćdziesiątych",
    noise="r rok roku w dnia",
    magnitudes="tysiąc 3 tysiące 3 tysięcy 3 tys 3 milion 6 miliony 6 milionów 6 mln 6 miliard"
    " 9 miliardy 9 miliardów 9 mld 9",
    counting="zero, jeden/jedna/jedno, dwa/dwie, trzy, cztery, pięć, sześć, siedem, osiem,"
    " dziewięć, dziesięć, jedenaście, dwanaście, trzynaście, czternaście, piętnaście,"
    " szesnaście, siedemnaście, osiemnaście, dziewiętnaście",
    tens="dwadzieścia, trzydzieści, czterdzieści, pięćdziesiąt, sześćdziesiąt,"
    " siedemdziesiąt, osiemdziesiąt, dziewięćdziesiąt, sto",
    hundreds="dwieście 200, trzysta 300, czterysta 400, pięćset 500, sześćset 600, siedemset 700,"
    " osiemset 800, dziewięćset 900",
    thousand="tysiąc tysiące tysięcy",
    compound="tens ones",
    yes="prawda, tak, t, poprawnie, zgadza się",
    no="fałsz, nie, nieprawda, błędnie",
    small_words="i oraz w na z do od nie co kto gdzie kiedy jak to jest są był była było",
    decades="lata lat",
    numbers="dozen = tuzin; half = pół, połowa; one and a half = półtora, półtorej",
)
