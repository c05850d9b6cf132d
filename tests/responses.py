"""What learners, or programs for them, may give to a card: any response of any shape."""

from hypothesis import strategies as st

LANGUAGES = ["en", "de", "fr", "es", "ja", "ru", "zh", "ar"]
"""Those of decks whose answers are judged."""

# Whatever a keyboard, a paste or a program may send, lone surrogates included.
characters = st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Nd", "No", "Zs"])
texts = st.text(characters, max_size=40) | st.text("0123456789.,'-+eE/^ %km°x", max_size=20)
scalars = texts | st.none() | st.booleans() | st.integers() | st.floats() | st.binary(max_size=4)
responses = st.recursive(
    scalars,
    lambda some: st.lists(some, max_size=5) | st.dictionaries(texts, some, max_size=4),
    max_leaves=8,
)
