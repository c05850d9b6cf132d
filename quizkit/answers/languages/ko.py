"""Korean."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Korean",
    "한국어",
    decimal_comma=False,
    conjunctions="및 그리고 와 과 하고",
    alternatives="또는",
    behind_item="와 과 하고 이랑 랑",
    lead_ins="정답은, 답은, 그것은, 이것은, 답",
    tails="입니다 이에요 예요 이었습니다 였습니다",
    centuries="세기",
    before_christ="기원전|bc",
    after_christ="서기|기원후|ad",
    seasons="봄 여름 가을 겨울",
    noise="년",
    magnitudes="백 2 천 3 만 4 억 8 조 12",
    counting="영/공, 하나/한, 둘/두, 셋/세/석, 넷/네/넉, 다섯, 여섯, 일곱, 여덟, 아홉, 열,"
    " 열하나/열한, 열둘/열두, 열셋/열세,"
    " 열넷/열네, 열다섯, 열여섯, 열일곱, 열여덟, 열아홉",
    tens="스물/스무, 서른, 마흔, 쉰, 예순, 일흔, 여든, 아흔, 백",
    compound="tens ones",
    myriads=True,
    yes="참, 네, 예, 맞다, 맞습니다, 옳다",
    no="거짓, 아니요, 아니오, 틀리다, 틀렸습니다, 아니다",
    small_words="은 는 이 가 을 를 의 에 에서 와 과 도 로 무엇 누구 어디 언제",
)
