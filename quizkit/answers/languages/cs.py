"""Czech."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Czech",
    "čeština",
    conjunctions="a i",
    alternatives="nebo či",
    lead_ins="je to, to je, jsou to, to jsou, byl to, byla to, bylo to, odpověď je",
    to="do",
    start="od",
    between="mezi a",
    months="ledna února března dubna května června července srpna září října listopadu prosince",
    more_months="čvn 6 čvc 7 leden 1 únor 2 březen 3 duben 4 květen 5 červen 6 červenec 7 srpen"
    " 8 říjen 10 listopad 11 prosinec 12",
    parts="začátek polovina konec jaro léto podzim zima",
    more_parts="jara spring léta summer podzimu autumn zimy winter",
    centuries="století stol",
    before_christ=r"př\.? ?n\.? ?l|př\.? ?kr|před na[sš][ií]m letopo[cč]tem|před kristem",
    after_christ=r"n\. ?l|po kr(?:istu)?|na[sš]eho letopo[cč]tu",
    about="kolem",
    weekdays="pondělí úterý středa čtvrtek pátek sobota neděle",
    decade_names="dvacátá/dvacátých, třicátá/třicátých, čtyřicátá/čtyřicátých, padesátá/padesátých,"
    " šedesátá/šedesátých, sedmdesátá/sedmdesátých, osmdesátá/osmdesátých,"
    " devadesátá/devadesátých",
    noise="rok roku r v ve dne",
    magnitudes="tisíc 3 tisíce 3 tis 3 milion 6 miliony 6 milionů 6 mil 6 miliarda 9 miliardy 9"
    " miliard 9 mld 9",
    counting="nula, jeden/jedna/jedno, dva/dvě, tři, čtyři, pět, šest, sedm, osm, devět,"
    " deset, jedenáct, dvanáct, třináct, čtrnáct, patnáct, šestnáct, sedmnáct,"
    " osmnáct, devatenáct",
    tens="dvacet, třicet, čtyřicet, padesát, šedesát, sedmdesát, osmdesát, devadesát, sto",
    hundreds="ones stě, ones sta, ones set",
    thousand="tisíc tisíce",
    compound="tens ones, ones a tens",
    yes="pravda, ano, správně",
    no="nepravda, ne, nesprávně, lež",
    small_words="a i v na s z do od ne co kdo kde kdy jak je to byl byla bylo",
    decades="léta let",
    numbers="dozen = tucet; half = půl, polovina; one and a half = jeden a půl",
)
