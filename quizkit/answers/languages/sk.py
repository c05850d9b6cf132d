"""Slovak."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Slovak",
    "slovenčina",
    conjunctions="a i",
    alternatives="alebo či",
    lead_ins="je to, to je, sú to, to sú, bol to, bola to, bolo to, odpoveď je",
    to="do",
    start="od",
    between="medzi a",
    months="januára februára marca apríla mája júna júla augusta septembra októbra novembra"
    " decembra",
    more_months="január 1 február 2 marec 3 apríl 4 august 8 september 9 október 10 november 11"
    " december 12",
    parts="začiatok polovica koniec jar leto jeseň zima",
    more_parts="jari spring leta summer jesene autumn zimy winter",
    centuries="storočie storočia stor",
    before_christ=r"pred (?:n\.? ?l|kr(?:istom)?)|pr\.? ?kr|pred na[sš][ií]m letopo[cč]tom",
    after_christ=r"po kr(?:istovi)?|n\. ?l|n[aá][sš]ho letopo[cč]tu",
    weekdays="pondelok utorok streda štvrtok piatok sobota nedeľa",
    noise="rok roku r v vo dňa",
    magnitudes="tisíc 3 tis 3 milión 6 milióny 6 miliónov 6 mil 6 miliarda 9 miliardy 9 miliárd"
    " 9 mld 9",
    counting="nula, jeden/jedna/jedno, dva/dve, tri, štyri, päť, šesť, sedem, osem, deväť,"
    " desať, jedenásť, dvanásť, trinásť, štrnásť, pätnásť, šestnásť, sedemnásť,"
    " osemnásť, devätnásť",
    tens="dvadsať, tridsať, štyridsať, päťdesiat, šesťdesiat, sedemdesiat, osemdesiat,"
    " deväťdesiat, sto",
    hundreds="ones sto",
    thousand="tisíc tisíce",
    compound="tens ones",
    yes="pravda, áno, správne",
    no="nepravda, nie, nesprávne, lož",
    small_words="a i v na s z do od nie čo kto kde kedy ako je to bol bola bolo",
)
