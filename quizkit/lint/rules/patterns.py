"""What the rows of `words` look for: regular expressions, in the order of their rules."""

from quizkit.lint.english import AUXILIARIES, QUESTION_WORDS, STOP_WORDS, YEAR, either

_WH = either(QUESTION_WORDS)
_ASKING = either(AUXILIARIES)[:-1]
YES_OR_NO = rf"^ {_ASKING}(?:n't)? |^(?!.* {_WH}).* (?:{_ASKING}|true|false) "
TRUTH = "(?=.{1,7}$).* (?:yes|no|true|false) .*"
TWO_QUESTIONS = (
    r"^(?=[^?]*\?\s+\S)(?:\S+\s+){2,}\S*[\w)\]'\"]\?\s+\S(?s:.*)[\w)\]'\"]\s?\?|"
    r"[.?;] +(?:Give|Name|State|Explain|Say|Describe)\b(?!.* (?:only|alone|units?)\b)"
    r"(?! (?:the|its|your) (?:\w+ )?(?:command|code|answer|number|formula|symbol|letter|result|term)\b)"
    rf"|^ (?=(?:\S+ ){{0,2}}{_WH})(?!.* between ).* "  # the words begin with a space
    rf"and (?:(?:in|on|at|to|for|from|by|with|of|into) )?{_WH}"
)
VAGUE_OPENER = (
    "^ (tell me about|what about|what do you know|describe|discuss|comment on|explain|talk about|"
    "write about|summarise|summarize|outline|elaborate) |"
    r"^ (?:why|what) (?:\S+ )*?(important|significant|importance|significance|relevance) "
)
QUIET_NEGATION = (
    r"(?<!\S)(?<!\bat )(?<!\bor )(?<!\bif )(?<!\bwhether )(?<!\bbut )(?<!\bmean )(?<!\bmeans )"
    r"(not|except|never|least|\S*n['’]t)(?=[.,;:?!]*(?:\s|$))(?!\S*\s+only\b)"
)
NOT_ASKED = (
    r" why |^(\S+):.* (?:mean|means|meaning|says?|shows?|tells?|states?|indicates?|because|when) "
    r"(?:\S+ )*\1 "
)
"""A question, not a negation: why something is not so, or what means that it is not."""
_FEW = r"(?:a few|some|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_SOON = (
    rf"\b(?:in|within) (?:(?:less|more|fewer) than |under |over |about |the next )?{_FEW} "
    r"(?:day|week|month|year)s?\b"
)
_DUE = r"\b(?:is|are) (?:set|due|scheduled|slated|planned|expected) to\b"
_TO_COME = "be|become|begin|close|end|expire|finish|host|launch|leave|open|retire|start|take place"
STALE = (
    r"(?i)\b(?:(?:last|this|next|past|coming) (?:year|month|week|season|decade)s?(?! of)|"
    r"(?<!least )(?<!most )recently|currently|"
    r"nowadays|so far(?! as)|(?:the )?latest(?! (?:time|date|day|possible|at))|"
    r"(?:the )?most recent(?!ly| common)|at present|"
    r"at the moment(?! (?:of|when|that))|today|"
    r"to date|these days|yesterday|tomorrow|(?<!what is )(?<!what are )(?<!what was )now|"
    rf"(?<!\d[ ,.]){_FEW} (?:day|week|month|year)s? (?:ago|from now)|(?:upcoming|forthcoming) \w+|"
    rf"{_DUE}(?=.{{0,300}}{_SOON})|{_SOON}(?=.{{0,300}}{_DUE})|(?:scheduled|slated) to (?:{_TO_COME})|"
    r"current (?:president|prime|chancellor|king|queen|pope|leader|ruler|head|champion|holder|"
    r"record|world|population|price|rate|number|members?|version|capital|chair|minister|ceo))\b"
)
STALE_WORDS = frozenset(
    "last this next past coming recently currently nowadays far latest recent present moment today "
    "now date days yesterday tomorrow current ago upcoming forthcoming set due scheduled slated "
    "planned expected".split()
)
_MOVING = (
    r"(?:recently|currently|now|today|(?:the )?(?:latest|most recent)|current \w+|at the moment|"
    r"last \w+)"
)
_MACHINES = (
    "branch|branches|buffer|cache|clipboard|command|commit|container|cursor|daemon|database|"
    "deployment|directory|directories|docker|drive|file|filesystem|folder|function|git|header|"
    "index|interface|job|kernel|keystroke|kubectl|linux|log|memory|method|module|operator|page|"
    "partition|pod|process|processes|program|query|register|registers|repository|rollout|row|"
    "script|server|service|session|shell|socket|sql|stack|stash|syscall|table|tag|thread|"
    "transaction|unix|user|variable|volume|window"
)
"""What has a state of its own: what it currently is depends on no calendar."""
OF_A_MACHINE = (
    rf"^{_MOVING}:(?!.* (?:version|release|edition|president|minister) ).* (?:{_MACHINES})s? "
)
OF_GRAMMAR = (
    f" {either('tense verb adverb preposition participle grammar conjugate sentence')}"
    f"|:(?! {_WH}).* {either('i you we he she they')}"
)
_NAMING = "call called known named name modern still country city border"
DATED_OR_NAMED = rf"^(?:today|now):.* {either(_NAMING)}|{YEAR}"
_LANGUAGE = (
    r"(?:\w+(?:ish|ian|ean|man|ese|ic|ew)|French|Dutch|Greek|Czech|Thai|Hindi|Urdu|Welsh|Latin|"
    r"Swahili)"
)
OF_A_WORD = (
    rf"(?i:\b(?:word|term|sign|translation|meaning|name) (?:for|of) |\btranslate\b|\bdo you say\b)"
    rf"|\b{_LANGUAGE} for |\b[Ii]n {_LANGUAGE}\W*$"
)
"""A prompt about a word, such as `Spanish for tomorrow?`."""
_MADE = (
    "actor|actress|airline|airport|army|bank|bridge|building|car|casino|cathedral|church|cinema|city|"
    "cities|club|company|companies|computer|dam|debt|economy|economies|employer|exporter|factory|"
    "film|hotel|importer|library|mall|man|manufacturer|mosque|museum|park|party|person|port|"
    "producer|railway|retailer|shareholder|ship|skyscraper|stadium|statue|station|supercomputer|"
    "supplier|telescope|theatre|tower|train|tunnel|university|vessel|warship|wheel|woman"
)
AGEING = (
    f" (largest|biggest|tallest|richest|fastest) (?:.* )?(?:{_MADE})s? "
    "|(?: world| largest| smallest| highest) (record|population) | holds? the record | record holder "
    "|^ (?:what|how (?:large|big|many)) (?:.* )?(?:is|are|live|has) (?:.* )?(population) of "
    "|^ how many (members) (?:has|have|does|do|are) "
)
GRAMMAR = rf"(?!\b[A-Z]+$)(?i:^{either(STOP_WORDS)[:-1]}$)"  # US is no "us"
REGULAR_EXPRESSION = (
    r"\.\*|\.\+|\\[dwsb](?![a-z])|\[\[\[|^[^*]*\w\w\*$|(?<!\w)\([^()|]+\|[^()|]*\)|\[[a-z]-[a-z]\]"
    r"|[a-z]\?[a-z]|^\^.+\$$"
)
ALL_OR_NONE = (
    r"(?i)^(?:(?:all|none|both|neither|any)(?: of)?(?: the| these)? (?:above|below|these|them|"
    r"answers|others|options)(?: (?:is|are) (?:right|correct|true))?\.?|"
    r"(?:all|none|both) (?:is|are) (?:right|correct|true)\.?|(?:both )?[a-e] (?:and|or) [a-e]\.?)$"
)
FREQUENCY = r"(?i)\b(?:usually|often|rarely|sometimes|frequently|seldom)\b"
OF_WORDS = f" {either('adverb word means mean meaning synonym opposite translate')}"
POINTERS = frozenset(("that", "question", "card", "answer"))
HINGE = (
    r"(?i)\bthat (?:year|month|day|century|battle|war|treaty|event|person|man|woman|king|country|"
    r"city|book|film|element|substance|animal|experiment)\b|"
    r"\b(?:previous|preceding|above) (?:question|card|answer)|\blast question"
)
NAMED_TWICE = r"(\w+):.* \1 (?:.* )?\1 "  # that year, where another is named before it
