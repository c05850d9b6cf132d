"""German."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "German",
    "Deutsch",
    point_regions="ch li",
    conjunctions="und",
    to="bis",
    start="von",
    between="zwischen und",
    months="januar februar märz april mai juni juli august september oktober november dezember",
    more_months="jänner 1 feber 2 maerz 3 mrz 3 sept 9",
    parts="anfang mitte ende frühling sommer herbst winter",
    decade_ending="er",
    magnitudes="tausend 3 tsd 3 million 6 millionen 6 milliarde 9 milliarden 9 mrd 9 billion 12"
    " billionen 12 bio 12",
    bounds="""
over = über, mehr als, größer als; at least = mindestens, wenigstens
under = unter, weniger als, kleiner als; at most = höchstens, maximal; up to = bis zu
nearly = fast, knapp, beinahe, nahezu; about = etwa, ungefähr, rund, zirka; exactly = genau
""",
    units="""
year = jahr(e)(n); month = monat(e)(n); week = woche(n); day = tag(e)(n); hour = stunde(n)
minute = minute(n); second = sekunde(n); centimetre = zentimeter(n); mile = meile(n)
gram = gramm; kilogram = kilogramm; milligram = milligramm; tonne = tonne(n); degree = grad
percent = prozent; percentage points = prozentpunkt(e)(n); per = pro
square metre = quadratmeter(n); square kilometre = quadratkilometer(n); cubic metre = kubikmeter(n)
""",
    numbers="""
zero = null; one = eins, ein(e)(n); two = zwei; three = drei; four = vier; five = fünf; six = sechs
seven = sieben; eight = acht; nine = neun; ten = zehn; eleven = elf; twelve = zwölf; dozen = dutzend
""",
    alternatives="oder",
    yes="wahr, ja, j, richtig, korrekt, stimmt",
    no="falsch, nein, unwahr, nicht wahr, stimmt nicht",
    small_words="der die das den dem des ein eine einen einem einer und oder ist sind war waren"
    " wird wurde wer wie wo wann warum welche welcher welches im am zu zum zur von vom mit",
)
