"""Chinese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Chinese",
    "中文",
    decimal_comma=False,
    conjunctions="和 与 與 及 跟 以及",
    alternatives="或",
    behind_item="和 与 與 及 跟 以及 还有",
    lead_ins="是, 这是, 那是, 它是, 這是, 答案是, 它们是",
    reigns="民国 1912 民國 1912",
    centuries="世纪 世紀",
    before_christ="公元前|西元前|前|紀元前",
    after_christ="公元|西元",
    seasons="春 夏 秋 冬",
    noise="年",
    magnitudes="百 2 千 3 万 4 萬 4 亿 8 億 8 兆 12",
    myriads=True,
    yes="对, 對, 是, 正确, 正確, 真",
    no="错, 錯, 不是, 不对, 错误, 錯誤, 假",
    small_words="的 了 在 是 和 与 有 不 我 他 她 这 那 什么 谁 哪里",
)
