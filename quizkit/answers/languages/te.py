"""Telugu."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Telugu",
    "తెలుగు",
    decimal_comma=False,
    conjunctions="మరియు",
    months="జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    more_months="జన 1 ఫిబ్ర 2 ఏప్రి 4 ఆగ 8 సెప్టెం 9 అక్టో 10 డిసెం 12",
    weekdays="సోమవారం మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం ఆదివారం",
    noise="",
)
