"""Spanish."""

from quizkit.answers.languages.language import Language

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
    decades="años",
    before_christ=r"a\.? ?(?:de )?c|antes de cristo",
    after_christ=r"d\.? ?(?:de )?c|despu[eé]s de cristo",
    magnitudes="mil 3 millón 6 millones 6 billón 12 billones 12",
    bounds="""
over = más de; at least = al menos, por lo menos; under = menos de; at most = como máximo
up to = hasta; nearly = casi; about = unos, unas, alrededor de, aproximadamente, cerca de
""",
    units="""
year = año(s); month = mes(es); week = semana(s); day = día(s); hour = hora(s); minute = minuto(s)
second = segundo(s); kilometre = kilómetro(s); metre = metro(s); centimetre = centímetro(s)
gram = gramo(s); kilogram = kilogramo(s); tonne = tonelada(s); litre = litro(s); degree = grado(s)
percent = por ciento; per = por; squared = cuadrado(s); cubed = cúbico(s)
""",
    numbers="""
zero = cero; one = un(o)(a); two = dos; three = tres; four = cuatro; five = cinco; six = seis
seven = siete; eight = ocho; nine = nueve; ten = diez; eleven = once; twelve = doce
dozen = docena(s)
""",
    alternatives="o u",
    yes="verdadero, v, sí, si, cierto, correcto",
    no="falso, incorrecto, no es verdad",
    small_words="el los las una unos y o es son fue quién qué cuál cuándo dónde cómo del en al por"
    " para la un de que",
)
