"""What a language calls the things that answers are made of."""

from attrs import frozen

from quizkit.answers.letters import without_marks

SMALL_WORDS_OF_DATES = (
    "de del den der die am im le la les au aux el en il nel nell nella do du no na em dem das l"
    " jahr jahre jahren"
)
"""Of German and the Romance languages; dates in decks of any language but English may have them."""


@frozen(eq=False, repr=False, slots=False)
class Language:
    """The words of one language; what nobody has filled in is empty.

    Letter case and accents do not matter where a text is compared with them, so that each word
    stands here as dictionaries have it. Words are parted by spaces, phrases by commas.

    Args:
        name: in English.
        own_name: in the language itself.
        decimal_comma: whether a single comma is the decimal mark.
        point_regions: the regions, as in a tag, whose decimal mark is a point all the same.
        conjunctions: what stands before the last item of a list, the usual one first.
        alternatives: what stands between two answers either of which is meant: `or`.
        behind_item: what means `and` and is written at the end of the item before it.
        before_item: what means `and` and is written at the beginning of the item after it.
        articles: what may stand before a noun, elided ones with their apostrophe; `;` parts those of
            different genders and numbers, and articles of one part stand for each other.
        leads: prepositions that add nothing before an answer, whether it has them or not.
        contracted: those that have swallowed the article, each with the one that is in it.
        things: words for the kind of thing beside a name that add nothing: river, syndrome; behind
            `;` what may stand between the two, `_` being a space.
        countries: what may stand behind the comma of a place, and adds nothing.
        ordinals: those of kings, from the first on, `/` between forms of one.
        lead_ins: phrases that say nothing before an answer: `it is`.
        tails: words that say nothing behind an answer, where the verb comes last.
        abbreviations: titles and the like that are shortened before a name, each with its word; one
            with a point is never without it.
        to: what joins the ends of a range.
        start: what stands before the first end: `from`.
        between: what stands before the first end, and between the two: `between and`.
        months: the twelve, in order; their first three letters are read as well, where they differ.
        more_months: other names and abbreviations of months, each with the month's number; `_`
            stands for a space inside a name.
        days: words for days of a month that numbers do not make, each with the day: `premier`.
        reigns: names that years are counted by, each with the year that is its first; `-542` is 543 BC.
        parts: of a year or longer: early, mid, late, spring, summer, autumn, winter, in order.
        seasons: the four from spring on, in signs behind a year.
        more_parts: other words for them, each with the English one.
        centuries: words for a century.
        century_names: words that are each a century, with its number: `Cinquecento`.
        decades: words that make a decade of the year behind them: `années 1980`.
        decade_ending: endings of a year, or of tens in words, that make it a decade: `1980er`.
        decade_names: words for the twenties to the nineties, `/` between forms of one.
        before_christ: regular expressions of the eras; `.` and letter case as they are typed.
        after_christ: likewise.
        weekdays: the seven from Monday on, in order.
        more_weekdays: other names and abbreviations of them, each with its number, 0 for Monday.
        last: words for the last of several.
        about: what makes a date an approximate one.
        noise: words that a date is the same without.
        magnitudes: words for a power of ten after a figure, each with the power.
        bounds: lines of `English = its words, its words`, as `over = mehr als`; an ending in
            brackets may be left out, `;` parts two of them in one line.
        units: likewise, for everyday units of measurement.
        numbers: likewise, for numbers that the next fields do not make.
        counting: the numbers from zero on in words, `/` between forms of one; a form that ends in
            `!` stands alone.
        tens: twenty to a hundred, likewise.
        compound: how tens and ones make a number: `ones and tens`.
        twenties: tens that a number up to nineteen may follow, with their value.
        hundreds: words of hundreds, each with its value, or how `ones` make them; 100 is above.
        hundred_and: what may stand between hundreds or thousands and the rest.
        thousand: words for a thousand, one or more of them.
        myriads: whether numbers are written in Han or Korean numerals, ten thousand at a time.
        yes: phrases that call a statement true.
        no: phrases that call a statement false.
        small_words: words that tell no question from another.
    """

    name: str = ""
    own_name: str = ""
    decimal_comma: bool = True
    point_regions: str = ""
    conjunctions: str = ""
    alternatives: str = ""
    behind_item: str = ""
    before_item: str = ""
    articles: str = ""
    abbreviations: str = ""
    leads: str = ""
    contracted: str = ""
    things: str = ""
    countries: str = ""
    ordinals: str = ""
    lead_ins: str = ""
    tails: str = ""
    to: str = ""
    start: str = ""
    between: str = ""
    months: str = ""
    more_months: str = ""
    days: str = ""
    reigns: str = ""
    parts: str = ""
    seasons: str = ""
    more_parts: str = ""
    centuries: str = ""
    century_names: str = ""
    decades: str = ""
    decade_ending: str = ""
    decade_names: str = ""
    before_christ: str = ""
    after_christ: str = ""
    weekdays: str = ""
    more_weekdays: str = ""
    last: str = ""
    about: str = ""
    noise: str = SMALL_WORDS_OF_DATES
    magnitudes: str = ""
    bounds: str = ""
    units: str = ""
    numbers: str = ""
    counting: str = ""
    tens: str = ""
    compound: str = ""
    twenties: str = ""
    hundreds: str = ""
    hundred_and: str = ""
    thousand: str = ""
    myriads: bool = False
    yes: str = ""
    no: str = ""
    small_words: str = ""


def words_of(field: str) -> list[str]:
    """Return the words of a field as they are compared, without accents."""
    return without_marks(field).split()


def pairs_of(field: str) -> dict[str, str]:
    """Return the value of each word, from a field of words and their values."""
    words = iter(words_of(field))
    return dict(zip(words, words, strict=True))
