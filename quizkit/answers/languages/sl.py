"""Slovenian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Slovenian",
    "slovenščina",
    conjunctions="in ter",
    alternatives="ali",
    lead_ins="to je, to so, to je bil, to je bila, odgovor je",
    to="do",
    start="od",
    between="med in",
    months="januar februar marec april maj junij julij avgust september oktober november december",
    centuries="stoletje stoletja",
    before_christ=r"pr\.? ?kr|pred kristusom|pr\.? ?n\.? ?[sš]t",
    after_christ=r"po kr(?:istusu)?|n\.? ?[sš]t",
    weekdays="ponedeljek torek sreda četrtek petek sobota nedelja",
    noise="leto leta l v",
    magnitudes="tisoč 3 milijon 6 milijona 6 milijonov 6 mio 6 milijarda 9 milijard 9 mrd 9",
    counting="nič/nula, ena/en/eden/eno, dve/dva, tri/trije, štiri/štirje, pet, šest, sedem,"
    " osem, devet, deset, enajst, dvanajst, trinajst, štirinajst, petnajst,"
    " šestnajst, sedemnajst, osemnajst, devetnajst",
    tens="dvajset, trideset, štirideset, petdeset, šestdeset, sedemdeset, osemdeset,"
    " devetdeset, sto",
    compound="ones in tens",
    yes="drži, da, res, pravilno",
    no="ne drži, ne, ni res, napačno",
    small_words="in v na s z iz do od ne kaj kdo kje kdaj kako je so bil bila",
)
