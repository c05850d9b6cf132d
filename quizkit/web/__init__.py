"""A learner's sessions in a browser: pages over `quizkit.desk`, served to this machine.

The same sessions, grader, schedule and progress file as on a terminal. It draws what
`quizkit.telling` says, and decides nothing of it; clock, chance, decks and the cache are handed in.
An answer is on disk before its feedback is sent, and no input counts twice.

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
"""
