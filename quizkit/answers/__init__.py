"""The text of a right answer read into a value, and what both sides of a comparison share.

`read_answer` says what an author's text is taken for: Text, Quantity, Date, Range, Person, Exact
or Code. The readers of numbers, units and dates serve given answers as well. Loaded on first use:
a deck of words never pays for numbers.

How a text goes through the modules:

    reading         what it is taken for, of the ones below
    ranges          from one number or date to another
    quantities      a bound, a figure, a magnitude, a unit: from `numbers`, `numerals`, `spoken`,
                    `bounds` and `units` (`units.txt`), `compounds` of two units and `directions` of
                    degrees; `quantity_words` in other languages, `said_units` in a question
    dates           years, months, days, decades and centuries: `date_reading` reads figures and
                    `dates_in_words` words, those of `date_words`; `weekdays` stand beside them or
                    tell the day; `number_or_date` is for both, `date_phrases` for what English
                    dates have not
    variants        the alternatives that one text holds, `sofa/couch`
    source_code     lines of code, and what of their white space counts
    people          what stands beside the names of people
    letters         characters made plain; `english` has the words that deny, lead in, oppose, and
                    `english_places` countries and their parts
    frames          articles and lead-ins of other languages; `counting` has their number words
    languages       the words of each language, a file each
    word_list       whether a word is one (`words.txt`), and `lookalikes` the terms (`terms.txt`)
                    that are taken for one another
"""
