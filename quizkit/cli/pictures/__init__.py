"""Pictures on a terminal: whether it can show them, how large, and by which protocol.

Loaded with the first picture; a deck without any asks the terminal nothing.

    beside           where the pictures of a card lie, and the lines that stand for them
    sizes            how many pixels a picture has
    asking           what a terminal is asked, and what it says that it can
    layout           pictures fitted into what the words of a screen leave free
    placing          the pictures that stand on the screen, put there and taken away
    kitty, iterm, sixel     the protocols: a picture as what is sent to the terminal
    pillow           pictures read by that library, where a terminal does not read them itself
    opening          a picture opened by the program that the system has for it
"""
