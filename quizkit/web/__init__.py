"""A learner's sessions in a browser, served to this machine; and decks handed out as pages.

The same sessions, grader, schedule and progress file as on a terminal. It needs the extra `web`. It
draws what `quizkit.telling` says, and decides nothing of it; clock, chance, folders, decks and the
cache are handed in. An answer is on disk before its feedback is sent, and no input counts twice.

    app        which address leads to what
    guard      who may ask at all: host, key, origin, size; and the headers of every response
    sittings   the open sessions: begun, stepped, kept over a restart
    forms      what a form means to a session
    pages      what is on the screen of a session, as values for a template
    shelf      the decks there are, and how many of their cards wait
    texts      texts of a deck as HTML; `formulas`: their maths as MathML
    media      pictures and sounds by number
    kinds      what there is to fill in of a question; `blanks`: the fields of a cloze
    feedbacks  feedback as values for a template
    reports    pages that only tell; `plots`: statistics as pictures with numbers
    look       templates and static files
    handout    a deck as one HTML file that needs no network; `embedded`: its pictures and sounds
    judging    how such a page judges without a grader, which static/judging.js does
    spellings  typed answers judged beforehand; `ways_to_write`: guesses to ask the grader of
    results    what such a page saved, read and judged anew
"""
