"""Finnish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Finnish",
    "suomi",
    conjunctions="ja sekä",
    alternatives="tai",
    lead_ins="se on, se oli, ne ovat, ne olivat, vastaus on, tämä on",
    months="tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta"
    " elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    more_months="tammi 1 helmi 2 maalis 3 huhti 4 touko 5 kesä 6 heinä 7 syys 9 loka 10 marras"
    " 11 joulu 12 tammikuu 1 helmikuu 2 maaliskuu 3 huhtikuu 4 toukokuu 5 kesäkuu 6"
    " heinäkuu 7 elokuu 8 syyskuu 9 lokakuu 10 marraskuu 11 joulukuu 12"
    " tammikuussa 1 helmikuussa 2 maaliskuussa 3 huhtikuussa 4 toukokuussa 5 kesäkuussa 6"
    " heinäkuussa 7 elokuussa 8 syyskuussa 9 lokakuussa 10 marraskuussa 11 joulukuussa 12",
    parts="alku keskivaihe loppu kevät kesä syksy talvi",
    more_parts="keväällä spring kesällä summer syksyllä autumn talvella winter",
    centuries="vuosisata vuosisadalla",
    before_christ="eaa|ekr|ennen ajanlaskun alkua|ennen kristusta|ennen kristuksen syntymää|ennen"
    " ajanlaskumme alkua",
    after_christ="jaa|jkr|jälkeen ajanlaskun alun|jälkeen kristuksen(?: syntymän)?",
    weekdays="maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    noise="vuosi vuonna vuoden v",
    magnitudes="tuhat 3 tuhatta 3 miljoona 6 miljoonaa 6 milj 6 miljardi 9 miljardia 9 mrd 9",
    counting="nolla, yksi, kaksi, kolme, neljä, viisi, kuusi, seitsemän, kahdeksan, yhdeksän,"
    " kymmenen, yksitoista, kaksitoista, kolmetoista, neljätoista, viisitoista,"
    " kuusitoista, seitsemäntoista, kahdeksantoista, yhdeksäntoista",
    tens="kaksikymmentä, kolmekymmentä, neljäkymmentä, viisikymmentä, kuusikymmentä,"
    " seitsemänkymmentä, kahdeksankymmentä, yhdeksänkymmentä, sata",
    hundreds="ones sataa",
    thousand="tuhat tuhatta",
    compound="tens ones",
    yes="tosi, kyllä, k, oikein, totta",
    no="epätosi, ei, e, väärin, ei totta",
    small_words="ja on oli ei se mikä kuka missä milloin miten",
    decade_ending="luku luvulla luvun",
)
