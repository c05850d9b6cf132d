"""Spanish."""

from quizkit.answers.languages.language import SMALL_WORDS_OF_DATES, Language

LANGUAGE = Language(
    "Spanish",
    "español",
    point_regions="mx us pr gt hn",
    conjunctions="y e",
    to="a",
    start="de",
    between="entre y",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    parts="principios mediados finales primavera verano otoño invierno",
    decades="años década los",
    days="primero 1",
    before_christ=r"a\.? ?(?:de )?c|antes de cristo",
    after_christ=r"d\.? ?(?:de )?c|despu[eé]s de cristo",
    magnitudes="mil 3 millón 6 millones 6 billón 12 billones 12",
    bounds="""
over = más de; at least = al menos, por lo menos; under = menos de; at most = como máximo
up to = hasta; nearly = casi; about = unos, unas, alrededor de, aproximadamente, cerca de
""",
    units="""
north = norte; south = sur; east = este; west = oeste; latitude = latitud; longitude = longitud
daily = diario(s), diaria(s); per day = al día; of age = de edad
year = año(s); month = mes(es); week = semana(s); day = día(s); hour = hora(s); minute = minuto(s)
second = segundo(s); kilometre = kilómetro(s); metre = metro(s); centimetre = centímetro(s)
gram = gramo(s); kilogram = kilogramo(s); tonne = tonelada(s); litre = litro(s); degree = grado(s)
percent = por ciento; per = por; squared = cuadrado(s); cubed = cúbico(s)
""",
    alternatives="o u",
    numbers="""
dozen = docena(s)
three quarters = tres cuartos; a quarter = un cuarto
two thirds = dos tercios; a third = un tercio
half = la mitad, mitad, un medio, medio, media
""",
    yes="verdadero, v, sí, si, cierto, correcto",
    no="falso, incorrecto, no es verdad",
    small_words="el los las una unos y o es son fue quién qué cuál cuándo dónde cómo del en al por"
    " para la un de que",
    abbreviations="sr señor sra señora srta señorita dr doctor dra doctora d. don dª doña sta santa"
    " sto santo av avenida avda avenida núm número prof profesor",
    articles="el un; la una; los unos; las unas; lo",
    lead_ins="es, son, fue, fueron, era, eran, esto es, eso es, la respuesta es, se llama, se"
    " llaman, se trata de",
    noise=f"{SMALL_WORDS_OF_DATES} año día",
    more_months="setiembre 9",
    weekdays="lunes martes miércoles jueves viernes sábado domingo",
    counting="cero, uno/un/una, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez,"
    " once, doce, trece, catorce, quince, dieciséis/diez y seis, diecisiete/diez y"
    " siete, dieciocho/diez y ocho, diecinueve/diez y nueve",
    tens="veinte/veinti, treinta, cuarenta, cincuenta, sesenta, setenta, ochenta, noventa,"
    " cien/ciento",
    hundreds="doscientos 200, trescientos 300, cuatrocientos 400, quinientos 500, seiscientos 600,"
    " setecientos 700, ochocientos 800, novecientos 900, doscientas 200, trescientas 300,"
    " cuatrocientas 400, quinientas 500, seiscientas 600, setecientas 700, ochocientas 800,"
    " novecientas 900",
    thousand="mil",
    hundred_and="y",
    compound="tens ones, tens y ones",
)
