"""What stands beside the names in names of people: titles, particles, and what joins two people."""

HONORIFICS = frozenset("dr prof professor mr mrs ms sir dame lord lady st".split())
"""Titles that are no words of their own, and are often shortened with a point."""
TITLES = HONORIFICS | frozenset(
    "doctor miss mx rev reverend fr father saint capt captain col colonel gen general lt "
    "lieutenant sgt sergeant maj major adm admiral cmdr commander president senator sen "
    "chancellor baron baroness count countess comte vicomte viscount duke duchess earl marquis "
    "marquess prince princess king queen emperor empress tsar pope cardinal bishop archbishop "
    "justice judge hon honourable honorable herr frau monsieur madame mademoiselle mme mlle don "
    "dona senor senora kaiser kaiserin konig konigin papst furst graf roi reine pape rey reina papa "
    "sultan the".split()
)
PARTICLES = frozenset(
    "van von der den de del della di da do dos du la le ten ter zu zur af al el bin ibn ben y "
    "e d san santa mac of".split()
)
"""Words within a name that belong to the surname behind them."""
JOINING = frozenset("and or und oder et ou / &".split())
"""What stands between two people, in decks of any language."""
