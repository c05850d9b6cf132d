"""Italian."""

from quizkit.answers.languages.language import SMALL_WORDS_OF_DATES, Language

LANGUAGE = Language(
    "Italian",
    "italiano",
    point_regions="ch",
    conjunctions="e ed",
    to="a",
    start="da",
    between="tra e",
    last="ultimo ultima",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
    "novembre dicembre",
    parts="inizio metà fine primavera estate autunno inverno",
    days="primo 1",
    century_names="duecento 13 trecento 14 quattrocento 15 cinquecento 16 seicento 17"
    " settecento 18 ottocento 19 novecento 20",
    decades="anni",
    before_christ=r"a\.? ?c|avanti cristo",
    after_christ=r"d\.? ?c|dopo cristo",
    magnitudes="mila 3 mille 3 milione 6 milioni 6 miliardo 9 miliardi 9 mld 9",
    bounds="""
over = più di, oltre; at least = almeno; under = meno di; at most = al massimo; up to = fino a
nearly = quasi; about = circa, all'incirca; exactly = esattamente
""",
    units="""
north = nord; south = sud; west = ovest; latitude = latitudine; longitude = longitudine
daily = quotidiano, quotidiana, giornaliero, giornaliera; per day = al giorno; of age = di età
year = anno, anni; month = mese, mesi; week = settimana, settimane; day = giorno, giorni
hour = ora, ore; minute = minuto, minuti; second = secondo, secondi
kilometre = chilometro, chilometri; metre = metro, metri; centimetre = centimetro, centimetri
gram = grammo, grammi; kilogram = chilogrammo, chilogrammi, chilo, chili
tonne = tonnellata, tonnellate; litre = litro, litri; degree = grado, gradi
percent = per cento; per = al, all'; squared = quadrato, quadrati; cubed = cubo, cubi
""",
    alternatives="o oppure",
    numbers="""
dozen = dozzina
three quarters = tre quarti; a quarter = un quarto
two thirds = due terzi; a third = un terzo
half = la metà, metà, un mezzo, mezzo, mezza
""",
    yes="vero, v, sì, si, giusto, corretto",
    no="falso, sbagliato, non vero",
    abbreviations="sig signor sig.ra signora dott dottor dr dottor prof professor s. san",
    articles="il un; lo uno un l'; la una un' l'; i dei; gli degli; le delle;"
    " del; dello; della; dell'",
    lead_ins="è, e', sono, era, erano, fu, furono, si chiama, si chiamano, la risposta è,"
    " questo è, questa è, si tratta di",
    noise=f"{SMALL_WORDS_OF_DATES} anno dell giorno di",
    about="verso",
    weekdays="lunedì martedì mercoledì giovedì venerdì sabato domenica",
    counting="zero, uno/un/una, due, tre, quattro, cinque, sei, sette, otto, nove, dieci,"
    " undici, dodici, tredici, quattordici, quindici, sedici, diciassette, diciotto,"
    " diciannove",
    tens="venti/vent, trenta/trent, quaranta/quarant, cinquanta/cinquant,"
    " sessanta/sessant, settanta/settant, ottanta/ottant, novanta/novant, cento",
    hundreds="ones cento, ones cent, cent 100",
    thousand="mila mille",
    compound="tens ones",
    leads="in a con per da su",
    contracted="nel in nello in nella in nell' in nei in negli in nelle in al a allo a alla a all' a"
    " dal da dallo da dalla da dall' da sul su sullo su sulla su sull' su",
    things="fiume lago monte isola oceano deserto vulcano pianeta malattia sindrome premio"
    " teorema città; di della dell' del d'",
    ordinals="primo/prima, secondo/seconda, terzo/terza, quarto/quarta, quinto/quinta, sesto,"
    " settimo, ottavo, nono, decimo, undicesimo, dodicesimo, tredicesimo",
    countries="""
Afghanistan, Albania, Algeria, Andorra, Angola, Antigua e Barbuda, Arabia Saudita, Argentina,
Armenia, Australia, Austria, Azerbaigian, Bahamas, Bahrein, Bangladesh, Barbados, Belgio, Belize,
Benin, Bhutan, Bielorussia, Bolivia, Bosnia ed Erzegovina, Botswana, Brasile, Brunei, Bulgaria,
Burkina Faso, Burundi, Cambogia, Camerun, Canada, Capo Verde, Cechia, Ciad, Cile, Cina, Cipro,
Città del Vaticano, Colombia, Comore, Congo - Kinshasa, Congo-Brazzaville, Corea del Nord, Corea
del Sud, Costa Rica, Costa d'Avorio, Croazia, Cuba, Danimarca, Dominica, Ecuador, Egitto, El
Salvador, Emirati Arabi Uniti, Eritrea, Estonia, Eswatini, Etiopia, Figi, Filippine, Finlandia,
Francia, Gabon, Gambia, Georgia, Germania, Ghana, Giamaica, Giappone, Gibuti, Giordania, Grecia,
Grenada, Groenlandia, Guatemala, Guinea, Guinea Equatoriale, Guinea-Bissau, Guyana, Haiti,
Honduras, India, Indonesia, Iran, Iraq, Irlanda, Islanda, Isole Marshall, Isole Salomone, Israele,
Italia, Kazakistan, Kenya, Kirghizistan, Kiribati, Kuwait, Laos, Lesotho, Lettonia, Libano,
Liberia, Libia, Liechtenstein, Lituania, Lussemburgo, Macedonia del Nord, Madagascar, Malawi,
Malaysia, Maldive, Mali, Malta, Marocco, Mauritania, Mauritius, Messico, Micronesia, Moldavia,
Monaco, Mongolia, Montenegro, Mozambico, Myanmar, Namibia, Nauru, Nepal, Nicaragua, Niger,
Nigeria, Norvegia, Nuova Zelanda, Oman, Paesi Bassi, Pakistan, Palau, Panama, Papua Nuova Guinea,
Paraguay, Perù, Polonia, Portogallo, Portorico, Qatar, Regno Unito, Repubblica Centrafricana,
Repubblica Dominicana, Romania, Ruanda, Russia, Saint Kitts e Nevis, Saint Lucia, Saint Vincent e
Grenadine, Samoa, San Marino, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Siria,
Slovacchia, Slovenia, Somalia, Spagna, Sri Lanka, Stati Uniti, Sud Sudan, Sudafrica, Sudan,
Suriname, Svezia, Svizzera, São Tomé e Príncipe, Tagikistan, Taiwan, Tanzania, Territori
Palestinesi, Thailandia, Timor Est, Togo, Tonga, Trinidad e Tobago, Tunisia, Turchia,
Turkmenistan, Tuvalu, Ucraina, Uganda, Ungheria, Uruguay, Uzbekistan, Vanuatu, Venezuela, Vietnam,
Yemen, Zambia, Zimbabwe, USA, Gran Bretagna, Inghilterra, Scozia, Galles, Toscana, Lombardia,
Sicilia, Sardegna, Veneto, Piemonte, Campania, Umbria, Liguria, Puglia, Birmania, Olanda,
Vaticano, Costa d'Avorio, URSS
""",
)
