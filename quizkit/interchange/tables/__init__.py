"""Tables: in text, in spreadsheets, and as Anki exports them.

csv_text       tables in text; `tsv_text`: with tabs; `delimited`: rows of a text
xlsx           spreadsheets
anki_text      notes of Anki in plain text; `anki_rows`: a note as one of them
rows           notes made of rows; `column_names`, with its `column_words`: what a column holds;
               `cells`: texts of cells; `choices`: options, and which is right
own_columns    a deck as a table that comes back whole
"""
