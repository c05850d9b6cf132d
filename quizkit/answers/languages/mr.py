"""Marathi."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Marathi",
    "मराठी",
    decimal_comma=False,
    conjunctions="आणि व",
    months="जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    more_months="जाने 1 फेब्रु 2 एप्रि 4 ऑग 8 सप्टें 9 ऑक्टो 10 नोव्हें 11 डिसें 12",
    weekdays="सोमवार मंगळवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
    noise="",
)
