"""Croatian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Croatian",
    "hrvatski",
    conjunctions="i te",
    alternatives="ili",
    lead_ins="to je, to su, to je bio, to je bila, odgovor je",
    to="do",
    start="od",
    between="između i",
    months="siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada"
    " studenoga prosinca",
    more_months="velj 2 siječanj 1 veljača 2 ožujak 3 travanj 4 svibanj 5 lipanj 6 srpanj 7"
    " kolovoz 8 rujan 9 listopad 10 studeni 11 prosinac 12",
    parts="početak sredina kraj proljeće ljeto jesen zima",
    centuries="stoljeće stoljeća st",
    before_christ=r"pr\.? ?kr|prije krista|p\.? ?n\.? ?e|prije (?:nove|na[sš]e) ere",
    after_christ=r"po\.? ?kr|po(?:slije)? krist[ua]?|n\.? ?e|nove ere",
    weekdays="ponedjeljak utorak srijeda četvrtak petak subota nedjelja",
    noise="g god godina godine u",
    magnitudes="tisuća 3 tisuće 3 tis 3 milijun 6 milijuna 6 milijuni 6 mil 6 milijarda 9"
    " milijarde 9 milijardi 9 mlrd 9",
    counting="nula, jedan/jedna/jedno, dva/dvije, tri, četiri, pet, šest, sedam, osam, devet,"
    " deset, jedanaest, dvanaest, trinaest, četrnaest, petnaest, šesnaest,"
    " sedamnaest, osamnaest, devetnaest",
    tens="dvadeset, trideset, četrdeset, pedeset, šezdeset, sedamdeset, osamdeset, devedeset, sto",
    compound="tens ones, tens i ones",
    yes="točno, da, istina",
    no="netočno, ne, neistina, laž",
    small_words="i u na s iz do od ne što tko gdje kada kako je su bio bila",
)
