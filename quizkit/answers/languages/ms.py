"""Malay."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Malay",
    "Melayu",
    decimal_comma=False,
    conjunctions="dan serta",
    alternatives="atau",
    lead_ins="itu, ini, ialah, adalah, itu ialah, jawapannya, jawapannya ialah",
    to="hingga",
    start="dari",
    between="antara dan",
    months="januari februari mac april mei jun julai ogos september oktober november disember",
    more_parts="awal early pertengahan mid akhir late",
    centuries="abad kurun",
    before_christ=r"s\.? ?m|sebelum masihi",
    after_christ=r"t\.? ?m|masihi",
    weekdays="isnin selasa rabu khamis jumaat sabtu ahad",
    noise="tahun pada haribulan",
    magnitudes="ribu 3 juta 6 bilion 9 trilion 12",
    counting="sifar/kosong, satu, dua, tiga, empat, lima, enam, tujuh, lapan/delapan,"
    " sembilan, sepuluh, sebelas, dua belas, tiga belas, empat belas, lima belas,"
    " enam belas, tujuh belas, lapan belas, sembilan belas",
    tens="dua puluh, tiga puluh, empat puluh, lima puluh, enam puluh, tujuh puluh, lapan"
    " puluh, sembilan puluh, seratus",
    compound="tens ones",
    yes="benar, ya, betul",
    no="salah, tidak, bukan, palsu",
    small_words="dan di ke dari yang itu ini adalah apa siapa mana bila",
)
