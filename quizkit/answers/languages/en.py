"""English, which is read in every deck.

So are the words for a century and an era in other languages, since a deck that names no language
counts as English.
"""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "English",
    "English",
    decimal_comma=False,
    conjunctions="and",
    to="to",
    start="from",
    between="between and",
    months="january february march april may june july august september october november december",
    more_months="sept 9",
    parts="early mid late spring summer autumn winter",
    more_parts="beginning early start early middle mid end late fall autumn springtime spring"
    " summertime summer wintertime winter",
    centuries="century cent jahrhundert jh jhdt siècle siglo secolo século eeuw århundrade"
    " århundrede",
    decades="decade",
    before_christ=r"b\.? ?c\.?(?: ?e)?|before christ|before (?:the )?common era"
    r"|v(?:or)?\.? ?chr(?:istus)?|av(?:ant)?\.? ?j(?:\.?-? ?c|[eé]sus[ -]christ)",
    after_christ=r"a\.? ?d|c\.? ?e|anno domini|n(?:ach)?\.? ?chr(?:istus)?"
    r"|ap(?:r|r[eè]s)?\.? ?j(?:\.?-? ?c|[eé]sus[ -]christ)",
    weekdays="monday tuesday wednesday thursday friday saturday sunday",
    more_weekdays="mon 0 tue 1 tues 1 wed 2 weds 2 thu 3 thur 3 thurs 3 fri 4 sat 5 sun 6",
    about="about circa ca c approximately around roughly approx ~ ≈",
    noise="the of in on since year years day month at during from it is was answer it's and a d as"
    " onward onwards",
    magnitudes="mn 6 mln 6 mio 6 bn 9 bln 9 tn 12 trn 12 hundred 2",
    alternatives="or",
    yes="true, t, yes, y, correct, right",
    no="false, f, no, n, incorrect, wrong, not true",
    small_words="a an the of in on at to for from by with and or as is are was were be been being do"
    " does did has have had which what who whom whose when where why how that this these those it"
    " its there",
)
