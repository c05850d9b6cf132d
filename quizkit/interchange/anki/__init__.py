"""Anki's packages and collections read, and decks written as packages.

package        a package or a bare collection: its database, and its media
collection     the database as rows, of whatever version of its layout
protobuf       the few fields of its messages that are needed
note_types     what each template asks, and what answers it
fields         fields in HTML as texts, with pictures, sounds and blanks
notes          rows as notes of ours
history        what a learner did, as events, and where each card stands
reading        all of it together
writing        decks as a package
own_notes      what only these hold: hints, other answers, the question above gaps
models         the note types that decks are written with
standings      where cards stand with a learner, as columns and rows of Anki
"""

from quizkit.interchange.anki.reading import likely as likely, read as read
from quizkit.interchange.anki.writing import write as write
