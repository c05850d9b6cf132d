"""Turkish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Turkish",
    "Türkçe",
    conjunctions="ve ile",
    alternatives="veya",
    lead_ins="bu, cevap, yanıt, bunlar",
    months="ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    parts="başı ortası sonu ilkbahar yaz sonbahar kış",
    more_parts="bahar spring baharı spring ilkbaharı spring yazı summer güz autumn sonbaharı"
    " autumn kışı winter",
    centuries="yüzyıl yy",
    before_christ=r"m\.? ?ö|milattan [oö]nce|isa'?dan [oö]nce",
    after_christ=r"(?<=[0-9]{3} )m\.?s|m\.?s(?=\.? [0-9]{2})|milattan sonra|isa'?dan sonra",
    weekdays="pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    decade_ending="lar ler lı li lu lü",
    noise="yıllar yılları yıllarda yılı yılında yıl senesi tarihinde",
    magnitudes="bin 3 milyon 6 mn 6 milyar 9 mr 9 trilyon 12",
    counting="sıfır, bir, iki, üç, dört, beş, altı, yedi, sekiz, dokuz, on, on bir, on iki,"
    " on üç, on dört, on beş, on altı, on yedi, on sekiz, on dokuz",
    tens="yirmi, otuz, kırk, elli, altmış, yetmiş, seksen, doksan, yüz",
    hundreds="ones yüz",
    thousand="bin",
    compound="tens ones",
    yes="doğru, evet, e",
    no="yanlış, hayır, h",
    small_words="ve ile bir bu ne kim nerede nasıl için de da mi",
    tails="'dır 'dir 'dur 'dür 'tır 'tir 'tur 'tür",
)
