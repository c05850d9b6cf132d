"""Vietnamese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Vietnamese",
    "Tiếng Việt",
    conjunctions="và với cùng",
    alternatives="hoặc hay",
    lead_ins="là, đó là, đây là, nó là, câu trả lời là, đáp án là",
    to="đến",
    start="từ",
    more_months="tháng_1 1 tháng_2 2 tháng_3 3 tháng_4 4 tháng_5 5 tháng_6 6 tháng_7 7 tháng_8 8"
    " tháng_9 9 tháng_10 10 tháng_11 11 tháng_12 12 thg_1 1 thg_2 2 thg_3 3 thg_4 4"
    " thg_5 5 thg_6 6 thg_7 7 thg_8 8 thg_9 9 thg_10 10 thg_11 11 thg_12 12"
    " tháng_giêng 1 tháng_một 1 tháng_hai 2 tháng_ba 3 tháng_tư 4 tháng_năm 5"
    " tháng_sáu 6 tháng_bảy 7 tháng_tám 8 tháng_chín 9 tháng_mười 10 tháng_mười_một"
    " 11 tháng_mười_hai 12 tháng_chạp 12",
    centuries="thế_kỷ kỷ",
    before_christ="tcn|trước (?:c(?:ông)? ?n(?:guyên)?|chúa giáng sinh)",
    after_christ="scn|sau (?:c(?:ông)? ?n(?:guyên)?)|công nguyên",
    noise="ngày mùng mồng năm vào",
    magnitudes="nghìn 3 ngàn 3 vạn 4 triệu 6 tr 6 tỷ 9 tỉ 9",
    counting="không, một/mốt, hai, ba, bốn/tư, năm!/lăm/nhăm, sáu, bảy/bẩy, tám, chín, mười,"
    " mười một, mười hai, mười ba, mười bốn, mười lăm, mười sáu, mười bảy, mười tám,"
    " mười chín",
    tens="hai mươi, ba mươi, bốn mươi, năm mươi, sáu mươi, bảy mươi, tám mươi, chín mươi, một trăm",
    hundreds="ones trăm",
    thousand="nghìn ngàn",
    hundred_and="linh lẻ",
    compound="tens ones",
    yes="đúng, có, phải",
    no="sai, không, không đúng",
    small_words="và là của có không gì ai ở đâu khi nào thế một các những",
)
