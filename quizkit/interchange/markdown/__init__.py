"""Questions in Markdown: quizzes, notes of Obsidian, hashcards.

quiz         quizzes; `quiz_lines`: their lines; `quiz_items`: their questions
obsidian     Obsidian's Spaced Repetition; `obsidian_cards`: cards found line by line;
             `obsidian_cloze`: gaps; `obsidian_text`: its Markdown as ours;
             `obsidian_settings`: the signs of a vault; `obsidian_schedule`: what is known
hashcards    hashcards; `hashcards_cloze`: gaps in brackets; `hashcards_out`: the way back;
             `hashcards_history`: what was answered, by the hashes of `blake3`
folder       the text files of a source, and what stands before their texts
notes        notes made of Markdown texts
spans        where in a Markdown text code and formulas stand
"""
