"""Catalan."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Catalan",
    "català",
    conjunctions="i",
    alternatives="o",
    articles="el un l'; la una l'; els uns; les unes; en; na",
    lead_ins="és, són, era, eren, va ser, la resposta és, això és, es diu",
    to="a",
    start="de",
    between="entre i",
    more_months="de_gener 1 de_febrer 2 de_març 3 d’abril 4 de_maig 5 de_juny 6 de_juliol 7"
    " d’agost 8 de_setembre 9 d’octubre 10 de_novembre 11 de_desembre 12 de_gen 1"
    " de_febr 2 d’abr 4 de_jul 7 d’ag 8 de_set 9 d’oct 10 de_nov 11 de_des 12 gener 1"
    " febrer 2 març 3 abril 4 maig 5 juny 6 juliol 7 agost 8 setembre 9 octubre 10"
    " novembre 11 desembre 12 gen 1 febr 2 abr 4 jul 7 ag 8 set 9 oct 10 nov 11 des"
    " 12",
    parts="principis mitjan finals primavera estiu tardor hivern",
    centuries="segle",
    decades="anys",
    before_christ=r"a\.? ?c|abans de crist",
    after_christ=r"d\.? ?c|despr[eé]s de crist",
    noise="de del d el l any",
    magnitudes="mil 3 milió 6 milions 6 miliard 9",
    counting="zero, u/un/una, dos/dues, tres, quatre, cinc, sis, set, vuit, nou, deu, onze,"
    " dotze, tretze, catorze, quinze, setze, disset, divuit, dinou",
    tens="vint, trenta, quaranta, cinquanta, seixanta, setanta, vuitanta, noranta, cent",
    hundreds="ones cents, ones centes",
    thousand="mil",
    compound="tens i ones, tens ones",
    yes="cert, sí, si, veritat, correcte",
    no="fals, no, incorrecte",
    small_words="el la els les un una i o de del a en amb per que qui on quan com és són",
)
