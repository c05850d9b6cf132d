"""Lithuanian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Lithuanian",
    "lietuvių",
    conjunctions="ir",
    alternatives="arba ar",
    lead_ins="tai, tai yra, tai buvo, atsakymas yra",
    months="sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio"
    " lapkričio gruodžio",
    more_months="saus 1 birž 6 liep 7 rugp 8 rugs 9 spal 10 lapkr 11 gruod 12 sausis 1 vasaris 2"
    " kovas 3 balandis 4 gegužė 5 birželis 6 liepa 7 rugpjūtis 8 rugsėjis 9 spalis 10"
    " lapkritis 11 gruodis 12",
    centuries="amžius amžiaus",
    before_christ=r"pr\.? ?(?:m\.? ?e|kr)|prie[sš] (?:m[uū]s[uų] er[aą]|krist[uų])",
    after_christ=r"po kr(?:istaus)?|m\.? ?e|m[uū]s[uų] eros",
    weekdays="pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis"
    " sekmadienis",
    noise="m metai metais metų d diena",
    magnitudes="tūkstantis 3 tūkstančiai 3 tūkst 3 milijonas 6 milijonai 6 milijonų 6 mln 6"
    " milijardas 9 milijardai 9 milijardų 9 mlrd 9",
    counting="nulis, vienas/viena, du/dvi, trys, keturi/keturios, penki/penkios, šeši/šešios,"
    " septyni/septynios, aštuoni/aštuonios, devyni/devynios, dešimt, vienuolika,"
    " dvylika, trylika, keturiolika, penkiolika, šešiolika, septyniolika,"
    " aštuoniolika, devyniolika",
    tens="dvidešimt, trisdešimt, keturiasdešimt, penkiasdešimt, šešiasdešimt,"
    " septyniasdešimt, aštuoniasdešimt, devyniasdešimt, šimtas",
    compound="tens ones",
    yes="tiesa, taip, teisinga",
    no="netiesa, ne, neteisinga",
    small_words="ir yra buvo ne tai kas kur kada kaip",
)
