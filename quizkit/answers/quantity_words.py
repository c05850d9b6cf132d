"""Words of quantities in other languages, put into English before a quantity is read.

Bounds, everyday units, and the numbers up to twelve of some languages of decks; symbols need no
entry, nor do names that differ from the English one in an accent or an ending that is read anyway.
"""

import re
from collections.abc import Mapping
from functools import cache

from quizkit.answers.letters import with_e, without_marks

# language: English = its words, parted by commas; a word in brackets is an ending that may lack.
_WORDS = {
    "de": """
over = über, mehr als, größer als; at least = mindestens, wenigstens
under = unter, weniger als, kleiner als; at most = höchstens, maximal; up to = bis zu
nearly = fast, knapp, beinahe, nahezu; about = etwa, ungefähr, rund, zirka; exactly = genau
year = jahr(e)(n); month = monat(e)(n); week = woche(n); day = tag(e)(n); hour = stunde(n)
minute = minute(n); second = sekunde(n); centimetre = zentimeter(n); mile = meile(n)
gram = gramm; kilogram = kilogramm; milligram = milligramm; tonne = tonne(n); degree = grad
percent = prozent; percentage points = prozentpunkt(e)(n); per = pro
square metre = quadratmeter(n); square kilometre = quadratkilometer(n); cubic metre = kubikmeter(n)
zero = null; one = eins, ein(e)(n); two = zwei; three = drei; four = vier; five = fünf; six = sechs
seven = sieben; eight = acht; nine = neun; ten = zehn; eleven = elf; twelve = zwölf; dozen = dutzend
""",
    "fr": """
over = plus de, plus d', supérieur à; at least = au moins; under = moins de, moins d', inférieur à
at most = au plus, au maximum; up to = jusqu'à; nearly = presque, près de
about = environ, env., à peu près, autour de; exactly = exactement
year = an(s), année(s); month = mois; week = semaine(s); day = jour(s); hour = heure(s)
second = seconde(s); kilometre = kilomètre(s); metre = mètre(s); centimetre = centimètre(s)
millimetre = millimètre(s); degree = degré(s); percent = pour cent, pourcent; per = par
percentage points = point(s) de pourcentage; squared = carré(s); cubed = cube(s); dozen = douzaine(s)
zero = zéro; one = un(e); two = deux; three = trois; four = quatre; five = cinq; six = six
seven = sept; eight = huit; nine = neuf; ten = dix; eleven = onze; twelve = douze
""",
    "es": """
over = más de; at least = al menos, por lo menos; under = menos de; at most = como máximo
up to = hasta; nearly = casi; about = unos, unas, alrededor de, aproximadamente, cerca de
year = año(s); month = mes(es); week = semana(s); day = día(s); hour = hora(s); minute = minuto(s)
second = segundo(s); kilometre = kilómetro(s); metre = metro(s); centimetre = centímetro(s)
gram = gramo(s); kilogram = kilogramo(s); tonne = tonelada(s); litre = litro(s); degree = grado(s)
percent = por ciento; per = por; squared = cuadrado(s); cubed = cúbico(s); dozen = docena(s)
zero = cero; one = un(o)(a); two = dos; three = tres; four = cuatro; five = cinco; six = seis
seven = siete; eight = ocho; nine = nueve; ten = diez; eleven = once; twelve = doce
""",
    "it": """
over = più di, oltre; at least = almeno; under = meno di; at most = al massimo; up to = fino a
nearly = quasi; about = circa, all'incirca; exactly = esattamente
year = anno, anni; month = mese, mesi; week = settimana, settimane; day = giorno, giorni
hour = ora, ore; minute = minuto, minuti; second = secondo, secondi
kilometre = chilometro, chilometri; metre = metro, metri; centimetre = centimetro, centimetri
gram = grammo, grammi; kilogram = chilogrammo, chilogrammi, chilo, chili; tonne = tonnellata, tonnellate
litre = litro, litri; degree = grado, gradi; percent = per cento; per = al, all'
squared = quadrato, quadrati; cubed = cubo, cubi; dozen = dozzina
zero = zero; one = un(o)(a); two = due; three = tre; four = quattro; five = cinque; six = sei
seven = sette; eight = otto; nine = nove; ten = dieci; eleven = undici; twelve = dodici
""",
}


def in_english(text: str, language: str) -> str:
    """Return `text` with the words for bounds and units of a deck's language in English."""
    primary = language.lower().partition("-")[0]
    if primary not in _WORDS:
        return text
    pattern, english = _table(primary)
    return pattern.sub(lambda match: english[without_marks(match[0]).casefold()], text)


@cache
def _table(primary: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern of the words of a language, and what each is in English."""
    english = {
        form: name.strip()
        for entry in re.split("[;\n]", _WORDS[primary].strip())
        for name, _, words in [entry.partition("=")]
        for word in words.split(",")
        for form in _forms(word.strip())
    }
    bare = {
        without_marks(spelling): name
        for form, name in english.items()
        for spelling in (form, with_e(form))
    }
    ordered = sorted({*english, *bare}, key=len, reverse=True)
    words = "|".join(re.escape(word) + ("" if word[-1] in "'." else r"(?!\w)") for word in ordered)
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE), bare


def _forms(word: str) -> list[str]:
    """Return a word with and without each of its endings in brackets."""
    stem, *endings = word.replace(")", "").split("(")
    forms = [stem]
    for ending in endings:
        forms += [form + ending for form in forms]
    return forms
