"""A session played: on the screens of a terminal, or as a transcript.

driver               reads an input of a front, has the step saved, and shows the next screen
terminal, linear     the two fronts
keys, inputs         what is typed, and what it means; `guard`: which Enter nobody can have meant
modes, replies       the terminal as a session has it; what it replies, told apart from keys
pasting              how a paste comes, and is kept harmless
questions            options picked and answers typed on screens; `composing`: in an editor
responses            a response put together of lines or picks
views                the screens of a terminal, made of `header`, `pages`, `feedback` and
                     `summary`
view, drawing        a screen fitted into a window, and drawn on the terminal; `shown`: one by one
retyping             what was missed, typed once
notices, flagging    what was done to which card; a flag given; `editing`: a card edited
hearing              what is heard of a card: `sounds` played and `speech` read aloud, by a program
                     that runs in the `background`
start_screen         what `quizkit` alone shows on a terminal; `welcome`: what is asked after a break
times                time on a screen that stands: of a pause, of an exam
"""
