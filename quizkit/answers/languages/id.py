"""Indonesian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Indonesian",
    "bahasa Indonesia",
    conjunctions="dan serta",
    alternatives="atau",
    lead_ins="itu, ini, adalah, itu adalah, ini adalah, jawabannya, jawabannya adalah, namanya",
    to="sampai",
    start="dari",
    between="antara dan",
    months="januari februari maret april mei juni juli agustus september oktober november desember",
    more_parts="awal early pertengahan mid akhir late",
    centuries="abad",
    before_christ=r"s\.? ?m|sebelum masehi",
    after_christ="(?<=[0-9]{3} )m|masehi",
    weekdays="senin selasa rabu kamis jumat sabtu minggu",
    noise="tahun pada tanggal tgl",
    magnitudes="ribu 3 rb 3 juta 6 jt 6 miliar 9 milyar 9 triliun 12",
    counting="nol, satu, dua, tiga, empat, lima, enam, tujuh, delapan, sembilan, sepuluh,"
    " sebelas, dua belas, tiga belas, empat belas, lima belas, enam belas, tujuh"
    " belas, delapan belas, sembilan belas",
    tens="dua puluh, tiga puluh, empat puluh, lima puluh, enam puluh, tujuh puluh, delapan"
    " puluh, sembilan puluh, seratus",
    hundreds="ones ratus",
    thousand="seribu ribu",
    compound="tens ones",
    yes="benar, ya, betul",
    no="salah, tidak, bukan, tidak benar",
    small_words="dan di ke dari yang itu ini adalah apa siapa mana kapan bagaimana",
)
