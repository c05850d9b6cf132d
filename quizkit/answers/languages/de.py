"""German."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "German",
    "Deutsch",
    point_regions="ch li",
    conjunctions="und sowie",
    to="bis",
    start="von",
    between="zwischen und",
    last="letzte letzter letzten",
    months="januar februar märz april mai juni juli august september oktober november dezember",
    more_months="jänner 1 feber 2 maerz 3 mrz 3 sept 9",
    parts="anfang mitte ende frühling sommer herbst winter",
    more_parts="frühjahr spring",
    decade_ending="er ern erjahre erjahren",
    before_christ=r"v(?:or)?\.? ?(?:chr(?:istus)?|u\.? ?z(?:eitrechnung)?)|vor (?:unserer|der) zeit\w*",
    after_christ=r"n(?:ach)?\.? ?(?:chr(?:istus)?|u\.? ?z)|unserer zeit\w*",
    magnitudes="hundert 2 tausend 3 tsd 3 million 6 millionen 6 milliarde 9 milliarden 9 mrd 9"
    " billion 12 billionen 12 bio 12",
    bounds="""
over = über, mehr als, größer als; at least = mindestens, wenigstens
under = unter, weniger als, kleiner als; at most = höchstens, maximal; up to = bis zu
nearly = fast, knapp, beinahe, nahezu; about = etwa, ungefähr, rund, zirka; exactly = genau
""",
    units="""
north = nord, nördlich(e)(r), n. br.; south = süd, südlich(e)(r), s. br.
east = östlich(e)(r), ö. l.; west = westlich(e)(r), w. l.
latitude = breite; longitude = länge
daily = täglich(e)(n)(r)(s), tagesdosis, tagesbedarf, tagesdurchschnitt; per day = am tag; old = alt
year = jahr(e)(n); month = monat(e)(n); week = woche(n); day = tag(e)(n); hour = stunde(n), std
minute = minute(n); second = sekunde(n); centimetre = zentimeter(n); mile = meile(n)
gram = gramm; kilogram = kilogramm; milligram = milligramm; tonne = tonne(n); degree = grad
percent = prozent; percentage points = prozentpunkt(e)(n); per = pro
square metre = quadratmeter(n); square kilometre = quadratkilometer(n); cubic metre = kubikmeter(n)
""",
    alternatives="oder",
    numbers="""
dozen = dutzend
three quarters = dreiviertel, drei viertel; quarter = viertel
two thirds = zwei drittel; third = drittel
half = die hälfte, hälfte, ein halb(e)(r)(s), einhalb, halb(e)(r)(s)(n)
one and a half = anderthalb, eineinhalb
""",
    yes="wahr, ja, j, richtig, korrekt, stimmt",
    no="falsch, nein, unwahr, nicht wahr, stimmt nicht",
    small_words="der die das den dem des ein eine einen einem einer und oder ist sind war waren"
    " wird wurde wer wie wo wann warum welche welcher welches im am zu zum zur von vom mit",
    abbreviations="dr doktor hr herr fr frau frl fräulein prof professor nr nummer",
    articles="der ein; die eine; das ein; den einen; dem einem; des eines; einer",
    lead_ins="es ist, es sind, es war, es waren, das ist, das sind, das war, das waren, die"
    " Antwort ist, die Antwort lautet, er ist, sie ist, er heißt, sie heißt, es heißt",
    about="um",
    weekdays="montag dienstag mittwoch donnerstag freitag samstag sonntag",
    counting="null, eins/ein/eine/einen/einem, zwei/zwo, drei, vier, fünf, sechs, sieben,"
    " acht, neun, zehn, elf, zwölf, dreizehn, vierzehn, fünfzehn, sechzehn, siebzehn,"
    " achtzehn, neunzehn",
    tens="zwanzig, dreißig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig,"
    " hundert/einhundert",
    hundreds="ones hundert",
    thousand="tausend",
    hundred_and="und",
    compound="ones und tens",
    leads="in an auf aus bei mit durch von nach",
    contracted="im in ins in am an beim bei vom von",
    things="fluss insel berg stadt planet wüste vulkan ozean komet morbus krankheit syndrom"
    " preis; des von",
    ordinals="erste/ersten/erster, zweite/zweiten/zweiter, dritte/dritten/dritter,"
    " vierte/vierten/vierter, fünfte/fünften/fünfter, sechste/sechsten/sechster,"
    " siebte/siebten/siebter, achte/achten/achter, neunte, zehnte, elfte, zwölfte,"
    " dreizehnte, vierzehnte, fünfzehnte, sechzehnte, siebzehnte, achtzehnte",
    countries="""
Afghanistan, Albanien, Algerien, Andorra, Angola, Antigua und Barbuda, Argentinien, Armenien,
Aserbaidschan, Australien, Bahamas, Bahrain, Bangladesch, Barbados, Belarus, Belgien, Belize,
Benin, Bhutan, Bolivien, Bosnien und Herzegowina, Botsuana, Brasilien, Brunei Darussalam,
Bulgarien, Burkina Faso, Burundi, Cabo Verde, Chile, China, Costa Rica, Côte d'Ivoire,
Deutschland, Dominica, Dominikanische Republik, Dschibuti, Dänemark, Ecuador, El Salvador,
Eritrea, Estland, Eswatini, Fidschi, Finnland, Frankreich, Gabun, Gambia, Georgien, Ghana,
Grenada, Griechenland, Grönland, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti, Honduras,
Indien, Indonesien, Irak, Iran, Irland, Island, Israel, Italien, Jamaika, Japan, Jemen, Jordanien,
Kambodscha, Kamerun, Kanada, Kasachstan, Katar, Kenia, Kirgisistan, Kiribati, Kolumbien, Komoren,
Kongo-Brazzaville, Kongo-Kinshasa, Kroatien, Kuba, Kuwait, Laos, Lesotho, Lettland, Libanon,
Liberia, Libyen, Liechtenstein, Litauen, Luxemburg, Madagaskar, Malawi, Malaysia, Malediven, Mali,
Malta, Marokko, Marshallinseln, Mauretanien, Mauritius, Mexiko, Mikronesien, Monaco, Mongolei,
Montenegro, Mosambik, Myanmar, Namibia, Nauru, Nepal, Neuseeland, Nicaragua, Niederlande, Niger,
Nigeria, Nordkorea, Nordmazedonien, Norwegen, Oman, Pakistan, Palau, Palästinensische
Autonomiegebiete, Panama, Papua-Neuguinea, Paraguay, Peru, Philippinen, Polen, Portugal, Puerto
Rico, Republik Moldau, Ruanda, Rumänien, Russland, Salomonen, Sambia, Samoa, San Marino,
Saudi-Arabien, Schweden, Schweiz, Senegal, Serbien, Seychellen, Sierra Leone, Simbabwe, Singapur,
Slowakei, Slowenien, Somalia, Spanien, Sri Lanka, St. Kitts und Nevis, St. Lucia, St. Vincent und
die Grenadinen, Sudan, Suriname, Syrien, São Tomé und Príncipe, Südafrika, Südkorea, Südsudan,
Tadschikistan, Taiwan, Tansania, Thailand, Timor-Leste, Togo, Tonga, Trinidad und Tobago, Tschad,
Tschechien, Tunesien, Turkmenistan, Tuvalu, Türkei, Uganda, Ukraine, Ungarn, Uruguay, Usbekistan,
Vanuatu, Vatikanstadt, Venezuela, Vereinigte Arabische Emirate, Vereinigte Staaten, Vereinigtes
Königreich, Vietnam, Zentralafrikanische Republik, Zypern, Ägypten, Äquatorialguinea, Äthiopien,
Österreich, USA, Großbritannien, England, Schottland, Wales, Bayern, Sachsen, Hessen, Thüringen,
Brandenburg, Tirol, Holland, Vatikan, Moldau, Sowjetunion
""",
)
