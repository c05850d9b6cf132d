"""Serbian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Serbian",
    "српски",
    conjunctions="и i те te",
    alternatives="или ili",
    lead_ins="то је, то су, одговор је, to je, to su, odgovor je",
    months="јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    more_months="januar 1 februar 2 mart 3 april 4 maj 5 jun 6 juni 6 jul 7 juli 7 avgust 8"
    " septembar 9 oktobar 10 novembar 11 decembar 12",
    centuries="век vek века veka",
    before_christ=r"п\.? ?н\.? ?е|пре (?:нове|наше) ере|p\.? ?n\.? ?e|pre nove ere|пре христа"
    r"|pre hrista",
    after_christ=r"н\.? ?е|нове ере|n\.? ?e|nove ere",
    weekdays="понедељак уторак среда четвртак петак субота недеља",
    noise="г год година године g god godina godine u у",
    magnitudes="хиљада 3 хиљаде 3 милион 6 милиона 6 милијарда 9 милијарди 9 hiljada 3 hiljade"
    " 3 milion 6 miliona 6 milijarda 9 milijardi 9",
    counting="нула/nula, један/једна/једно/jedan/jedna/jedno, два/две/dva/dve, три/tri,"
    " четири/četiri, пет/pet, шест/šest, седам/sedam, осам/osam, девет/devet,"
    " десет/deset, једанаест/jedanaest, дванаест/dvanaest, тринаест/trinaest,"
    " четрнаест/četrnaest, петнаест/petnaest, шеснаест/šesnaest,"
    " седамнаест/sedamnaest, осамнаест/osamnaest, деветнаест/devetnaest",
    tens="двадесет/dvadeset, тридесет/trideset, четрдесет/četrdeset, педесет/pedeset,"
    " шездесет/šezdeset, седамдесет/sedamdeset, осамдесет/osamdeset,"
    " деведесет/devedeset, сто/sto",
    compound="tens ones, tens и ones, tens i ones",
    yes="тачно, да, истина, tačno, da, istina",
    no="нетачно, не, неистина, netačno, ne, neistina",
    small_words="и у на с из до од не шта ко где када како је су био била i u na s iz do od ne"
    " šta ko gde kada kako je su",
)
