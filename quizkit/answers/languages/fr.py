"""French."""

from quizkit.answers.languages.language import SMALL_WORDS_OF_DATES, Language

LANGUAGE = Language(
    "French",
    "français",
    conjunctions="et",
    to="à",
    start="de",
    between="entre et",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    more_months="janv 1 févr 2 avr 4 juil 7 sept 9",
    parts="début milieu fin printemps été automne hiver",
    decades="années décennie",
    days="premier 1",
    magnitudes="cent 2 cents 2 mille 3 million 6 millions 6 milliard 9 milliards 9 md 9 mds 9"
    " mrd 9 billion 12 billions 12",
    bounds="""
over = plus de, plus d', supérieur à; at least = au moins; under = moins de, moins d', inférieur à
at most = au plus, au maximum; up to = jusqu'à; nearly = presque, près de
about = environ, env., à peu près, autour de; exactly = exactement
""",
    units="""
north = nord; south = sud; west = ouest
daily = quotidien(ne), journalier, journalière
year = an(s), année(s); month = mois; week = semaine(s); day = jour(s); hour = heure(s)
second = seconde(s); kilometre = kilomètre(s); metre = mètre(s); centimetre = centimètre(s)
millimetre = millimètre(s); degree = degré(s); percent = pour cent, pourcent; per = par
percentage points = point(s) de pourcentage; squared = carré(s); cubed = cube(s)
""",
    alternatives="ou",
    numbers="""
dozen = douzaine(s)
three quarters = trois quarts; a quarter = un quart
two thirds = deux tiers; a third = un tiers
half = la moitié, moitié, un demi, une demie, demi(e)
""",
    yes="vrai, v, oui, o, juste, exact",
    no="faux, non, pas vrai, inexact",
    small_words="le la les un une des du de et ou est sont qui que quoi quel quelle quels quelles"
    " quand où dans",
    abbreviations="m. monsieur mme madame mlle mademoiselle dr docteur pr professeur prof professeur"
    " mgr monseigneur n° numéro bd boulevard av avenue",
    articles="le un l'; la une l'; les des; du; de_la; de_l'",
    lead_ins="c'est, il est, elle est, ce sont, c'était, c'étaient, ce fut, ils sont, elles"
    " sont, il s'agit de, il s'agit d', la réponse est, on dit, il s'appelle, elle"
    " s'appelle",
    before_christ=r"av(?:ant)?\.? ?(?:j\.?-? ?c|n\.? ?[eè]|notre [eè]re|j[eé]sus[- ]christ)",
    after_christ=r"ap(?:r|r[eè]s)?\.? ?j(?:\.?-? ?c|[eé]sus[- ]christ)|de notre [eè]re",
    noise=f"{SMALL_WORDS_OF_DATES} an année jour",
    weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
    counting="zéro, un/une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze,"
    " douze, treize, quatorze, quinze, seize, dix-sept, dix-huit, dix-neuf",
    tens="vingt, trente, quarante, cinquante, soixante, soixante-dix/septante,"
    " quatre-vingt/quatre-vingts/huitante/octante, quatre-vingt-dix/nonante, cent",
    hundreds="ones cents, ones cent",
    thousand="mille",
    compound="tens ones, tens et ones",
    twenties="soixante 60 quatre-vingt 80",
)
