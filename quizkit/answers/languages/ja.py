"""Japanese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Japanese",
    "日本語",
    decimal_comma=False,
    conjunctions="と や",
    alternatives="または",
    behind_item="と や および 及び そして また",
    lead_ins="答えは, 答え, それは, これは, 正解は",
    tails="です でした である",
    reigns="明治 1868 大正 1912 昭和 1926 平成 1989 令和 2019",
    centuries="世紀",
    before_christ="紀元前|bc",
    after_christ="西暦|紀元",
    seasons="春 夏 秋 冬",
    noise="年",
    magnitudes="百 2 千 3 万 4 億 8 兆 12",
    counting="れい/ゼロ/まる, いち/ひとつ, に/ふたつ, さん/みっつ, し/よん/よっつ,"
    " ご/いつつ, ろく/むっつ,"
    " しち/なな/ななつ, はち/やっつ, きゅう/く/ここのつ, じゅう/とお",
    tens="にじゅう, さんじゅう, よんじゅう, ごじゅう, ろくじゅう,"
    " ななじゅう/しちじゅう, はちじゅう, きゅうじゅう, ひゃく",
    compound="tens ones",
    myriads=True,
    yes="正しい, はい, 真, ○, 正解, そうです",
    no="間違い, いいえ, 偽, ×, 正しくない, 不正解",
    small_words="の に は を が と で も や か です ます した から まで",
)
