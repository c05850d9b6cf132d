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
    last="último",
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
    " sto santo s. san av avenida avda avenida núm número prof profesor",
    articles="el un; la una; los unos; las unas; lo",
    lead_ins="es, son, fue, fueron, era, eran, esto es, eso es, la respuesta es, se llama, se"
    " llaman, se trata de",
    noise=f"{SMALL_WORDS_OF_DATES} año día",
    more_months="setiembre 9",
    about="hacia",
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
    leads="en a con por",
    contracted="al a",
    things="río lago monte isla océano desierto volcán planeta enfermedad síndrome premio teorema"
    " ciudad; de_la del de_los de",
    ordinals="primero/primera/primer, segundo/segunda, tercero/tercera/tercer, cuarto/cuarta,"
    " quinto/quinta, sexto/sexta, séptimo, octavo, noveno, décimo",
    countries="""
Afganistán, Albania, Alemania, Andorra, Angola, Antigua y Barbuda, Arabia Saudí, Argelia,
Argentina, Armenia, Australia, Austria, Azerbaiyán, Bahamas, Bangladés, Barbados, Baréin, Belice,
Benín, Bielorrusia, Bolivia, Bosnia y Herzegovina, Botsuana, Brasil, Brunéi, Bulgaria, Burkina
Faso, Burundi, Bután, Bélgica, Cabo Verde, Camboya, Camerún, Canadá, Catar, Chad, Chequia, Chile,
China, Chipre, Ciudad del Vaticano, Colombia, Comoras, Congo, Corea del Norte, Corea del Sur,
Costa Rica, Croacia, Cuba, Côte d'Ivoire, Dinamarca, Dominica, Ecuador, Egipto, El Salvador,
Emiratos Árabes Unidos, Eritrea, Eslovaquia, Eslovenia, España, Estados Unidos, Estonia, Esuatini,
Etiopía, Filipinas, Finlandia, Fiyi, Francia, Gabón, Gambia, Georgia, Ghana, Granada, Grecia,
Groenlandia, Guatemala, Guinea, Guinea Ecuatorial, Guinea-Bisáu, Guyana, Haití, Honduras, Hungría,
India, Indonesia, Irak, Irlanda, Irán, Islandia, Islas Marshall, Islas Salomón, Israel, Italia,
Jamaica, Japón, Jordania, Kazajistán, Kenia, Kirguistán, Kiribati, Kuwait, Laos, Lesoto, Letonia,
Liberia, Libia, Liechtenstein, Lituania, Luxemburgo, Líbano, Macedonia del Norte, Madagascar,
Malasia, Malaui, Maldivas, Mali, Malta, Marruecos, Mauricio, Mauritania, Micronesia, Moldavia,
Mongolia, Montenegro, Mozambique, Myanmar, México, Mónaco, Namibia, Nauru, Nepal, Nicaragua,
Nigeria, Noruega, Nueva Zelanda, Níger, Omán, Pakistán, Palaos, Panamá, Papúa Nueva Guinea,
Paraguay, Países Bajos, Perú, Polonia, Portugal, Puerto Rico, Reino Unido, República
Centroafricana, República Democrática del Congo, República Dominicana, Ruanda, Rumanía, Rusia,
Samoa, San Cristóbal y Nieves, San Marino, San Vicente y las Granadinas, Santa Lucía, Santo Tomé y
Príncipe, Senegal, Serbia, Seychelles, Sierra Leona, Singapur, Siria, Somalia, Sri Lanka,
Sudáfrica, Sudán, Sudán del Sur, Suecia, Suiza, Surinam, Tailandia, Taiwán, Tanzania, Tayikistán,
Territorios Palestinos, Timor-Leste, Togo, Tonga, Trinidad y Tobago, Turkmenistán, Turquía,
Tuvalu, Túnez, Ucrania, Uganda, Uruguay, Uzbekistán, Vanuatu, Venezuela, Vietnam, Yemen, Yibuti,
Zambia, Zimbabue, EE. UU., Gran Bretaña, Inglaterra, Escocia, Gales, Cataluña, Andalucía, Galicia,
Aragón, Asturias, Castilla y León, País Vasco, Birmania, Holanda, Vaticano, Costa de Marfil, URSS
""",
)
