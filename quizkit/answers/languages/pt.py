"""Portuguese."""

from quizkit.answers.languages.language import SMALL_WORDS_OF_DATES, Language

LANGUAGE = Language(
    "Portuguese",
    "português",
    conjunctions="e",
    to="a",
    start="de",
    between="entre e",
    ordinals="primeiro/primeira, segundo/segunda, terceiro/terceira, quarto/quarta, quinto/quinta",
    last="último última",
    weekdays="segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    before_christ=r"a\.? ?(?:de )?c|antes de cristo",
    after_christ=r"d\.? ?(?:de )?c|depois de cristo",
    magnitudes="mil 3 milhão 6 milhões 6 mi 6",
    alternatives="ou",
    yes="verdadeiro, v, sim, s, certo, correto",
    no="falso, não, nao, errado",
    abbreviations="sr senhor sra senhora dr doutor dra doutora d. dom sta santa sto santo s. são"
    " av avenida prof professor",
    articles="o um; a uma; os uns; as umas",
    lead_ins="é, foi, foram, era, eram, isto é, isso é, a resposta é, chama-se, trata-se de",
    parts="início meados fim primavera verão outono inverno",
    decades="anos década",
    noise=f"{SMALL_WORDS_OF_DATES} ano dia no",
    days="primeiro 1",
    counting="zero, um/uma, dois/duas, três, quatro, cinco, seis/meia, sete, oito, nove, dez,"
    " onze, doze, treze, catorze/quatorze, quinze, dezesseis/dezasseis,"
    " dezessete/dezassete, dezoito, dezenove/dezanove",
    tens="vinte, trinta, quarenta, cinquenta, sessenta, setenta, oitenta, noventa, cem/cento",
    hundreds="duzentos 200, trezentos 300, quatrocentos 400, quinhentos 500, seiscentos 600,"
    " setecentos 700, oitocentos 800, novecentos 900, duzentas 200, trezentas 300,"
    " quatrocentas 400, quinhentas 500, seiscentas 600, setecentas 700, oitocentas 800,"
    " novecentas 900",
    thousand="mil",
    hundred_and="e",
    compound="tens e ones",
    numbers="dozen = dúzia(s); half = meio, metade",
)
