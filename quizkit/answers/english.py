"""English words that judging goes by: what denies, leads in, is opposite, or is short for another."""

NEGATORS = frozenset("not no never none neither nor without cannot".split())
LONG_NEGATORS = frozenset(word for word in NEGATORS if len(word) > 6)
"""Those that may carry a slip (rule 16)."""

LEAD_INS = ("it is", "it was", "they are", "they were", "the answer is", "answer is")
"""What may stand before an answer and says nothing; `it's` is short for the first."""
LEAD_IN = "|".join((*LEAD_INS, "it ?'s"))
"""The same as a regular expression, to be used with `re.IGNORECASE` and in brackets."""

OVER = (
    "over", "more than", "greater than", "higher than", "larger than", "at least", "above",
    "exceeding", "no fewer than", "no younger than", "not fewer than", "no less than",
    "not less than", "upwards of", "a minimum of", "minimum", "in excess of",
)  # fmt: skip
UNDER = (
    "under", "fewer than", "less than", "lower than", "smaller than", "up to", "at most", "below",
    "nearly", "almost", "no more than", "not more than", "a maximum of", "maximum", "max.", "max",
    "close to",
)  # fmt: skip
ABOUT = (
    "about", "around", "approximately", "approx.", "approx", "roughly", "circa", "ca.", "ca", "c.",
    "some", "more or less",
)  # fmt: skip
EXACTLY = ("exactly", "precisely", "only", "just")
"""What stands before a number and says how the true one lies to it."""

OPPOSITES = tuple(
    (one, other)
    for one, other in map(
        str.split,
        (
            "small large", "benefit harm", "benefits harms", "single multiple",
            "assistant associate", "increase decrease", "increased decreased", "rise fall",
            "rose fell", "before after", "north south", "east west", "longest shortest",
            "largest smallest", "highest lowest", "oldest youngest", "first last", "higher lower",
            "more less", "male female", "safe unsafe", "likely unlikely", "expand shrink",
            "victory defeat", "won lost", "import export", "safer riskier", "outweigh underweigh",
        ),
    )
)  # fmt: skip
KIN = (("mother", "father"), ("grandma", "grandpa"))
OPPOSITE_STEMS = (
    *(pair for pair in OPPOSITES if pair[0] in ("before", "north", "east", "higher", "more")),
    ("increas", "decreas"), ("more", "fewer"), ("above", "below"), ("over", "under"),
    ("left", "right"), ("gain", "loss"), ("maxim", "minim"), ("true", "false"),
    *KIN,
)  # fmt: skip
"""Those a few letters apart, which a slip of the finger must not be taken for; also inside words."""

BEFORE_NAMES = (
    "mt mount ft fort dr doctor mr mister mrs missus prof professor gen general capt captain "
    "col colonel sgt sergeant lt lieutenant maj major cmdr commander adm admiral cpl corporal "
    "pvt private gov governor sen senator rep representative rev reverend pres president "
    "hon honorable msgr monsignor insp inspector supt superintendent det detective "
    "mme madame mlle mademoiselle fr father mts mountains"
)
BEHIND_NAMES = (
    "st street ave avenue rd road blvd boulevard ln lane sq square dr drive pl place "
    "hwy highway pkwy parkway co company inc incorporated corp corporation ltd limited "
    "jr junior sr senior esq esquire mt mountain mtn mountain mtns mountains mts mountains "
    "sta station"
)
SHORT_ANYWHERE = (
    "dept department univ university govt government intl international natl national "
    "assoc association assn association bldg building inst institute bros brothers etcetera etc"
)
BEFORE_FIGURES = (
    "no number # number nr number nos numbers vol volume vols volumes ch chapter chap chapter pt part "
    "p page pp pages fig figure figs figures op opus art article sec section ver version "
    "ep episode rte route bk book"
)
"""Abbreviations of form, each with its word, by the place where they stand for it."""

NUMBERED = (
    "war type class phase stage part volume vol chapter ch act scene book grade level group factor "
    "apollo gemini vatican council nerve nerves cn complex photosystem collagen mark model title "
    "article section schedule table figure rocky saw bowl iphone fantasy world psalm canto sonata "
    "symphony formula saturn sputnik voyager pioneer angiotensin antithrombin amendment episode season "
    "concerto zone region form order quadrant lead site step tier "
    # rulers and popes
    "henry charles louis george william elizabeth philip pius james edward richard mary napoleon "
    "francis frederick wilhelm peter catherine alexander nicholas paul john urban leo gregory "
    "ferdinand alfonso carlos juan gustav gustavus christian darius xerxes ptolemy ramses ramesses "
    "mehmed selim murad suleiman otto leopold victor emmanuel albert innocent benedict clement "
    "boniface sixtus julius haakon harald olaf robert david margaret isabella "
    "joseph maximilian rudolf sigismund casimir stephen ivan vasily boris pedro manuel umberto "
    "thutmose amenhotep seti cleopatra artaxerxes antiochus mithridates constantine theodosius "
    "justinian valentinian basil michael cyrus seleucus antigonus herod rama reza abdulhamid "
    "karl ludwig friedrich heinrich franz johann felipe enrique fernando luis jaime pio luigi carlo "
    "filippo enrico francois henri philippe jean karel willem oscar "
    "zog farouk fuad hussein abdullah mohammed hassan tupac kamehameha pomare"
)
"""What has a number behind it; there one letter is a numeral too: `type I`, `Henry V`, `Pius X`."""

LEADS = {
    **{word: word for word in "in at by on from to for into during of with via".split()},
    "using": "with",
    "by using": "with",
    "by means of": "with",
    "with help of": "with",
    "through": "via",
    "by way of": "via",
    "inside": "in",
    "because of": "because of",
    "due to": "because of",
    "thanks to": "because of",
    "owing to": "because of",
}
"""What may stand before an answer and add nothing, `the` aside; each with the one that it equals."""
RUN_PHRASES = frozenset(
    "by heart|by hand|by far|by law|by accident|by mistake|by chance|by name|by day|by night|by now"
    "|by and large|by the way|on foot|on fire|on time|on purpose|on strike|on duty|on sale|on board"
    "|on hold|on edge|on air|on line|on and off|in time|in love|in fact|in vain|in short|in general"
    "|in particular|in person|in charge|in debt|in public|in private|in turn|in use|in hand"
    "|in advance|in all|in vitro|in vivo|in situ|in utero|in silico|in absentia|in camera|in loco"
    "|in medias res|in flagrante|in memoriam|in extremis|in toto|at once|at last|at least|at most"
    "|at first|at all|at home|at large|at ease|at random|at risk|at work|at sea|at war|at night"
    "|of course|of late|of age|for sure|for good|for free|for example|for instance|for ever|for now"
    "|for rent|for sale|from now on|from scratch|to and fro|to date|to come|with care|with child"
    "|with ease|by force|by sight|by default|by definition|by surprise|by turns|in front|in case"
    "|in order|in common|in danger|in detail|in doubt|in favour|in favor|in need|in pain|in place"
    "|in trouble|in touch|in tune|in sight|in secret|in stock|in progress|on top|on average|on demand"
    "|on display|on holiday|on leave|on loan|on order|on schedule|on vacation|on watch|for fun"
    "|for life|at heart|at hand|at peace|at stake|at times|to death"
    "|via dolorosa|into account".split("|")
)
"""Phrases of which a preposition is no less a part than the other word."""

WATERS_AND_LAND = frozenset(
    "river lake sea ocean mount mountain mountains desert island islands isle falls volcano planet "
    "comet hurricane typhoon".split()
)
SHORES = frozenset(
    "cape bay gulf strait straits canal peninsula glacier creek reef trench rainforest forest "
    "valley plateau".split()
)
CONCEPTS = frozenset(
    "city province prefecture state prize award theorem law laws effect principle equation equations "
    "constant paradox conjecture theory scale test cycle process reaction reflex sign cell cells "
    "disease syndrome virus fever dynasty empire language tribe people family university college "
    "battle siege treaty medal trophy".split()
)
REALMS = frozenset("kingdom republic commonwealth".split())
COMPANIES = frozenset("company incorporated corporation limited plc gmbh".split())
BUILDINGS = frozenset("tower castle palace abbey street avenue square park museum stadium".split())
TWO_WORDS = {"national park": "national park", "mountain range": "mountain"}
"""What kind of thing a name names: beside the name it adds nothing, but to what is no name."""
DESCRIBING = frozenset(
    "red black white yellow blue green grey gray golden silver north south east west northern "
    "southern eastern western central great big little long dead salt high low upper lower inner "
    "outer old new rocky first last district region county house".split()
)
"""What names nothing alone, in capitals or not: the Red Sea is not Red."""
NAMES_LIKE_WORDS = frozenset(
    "pacific arctic mars mercury venus newton turner down graves cook bell wells tesla joule "
    "pascal hooke noah adam eve cain abel crick jack jill tom john will bill mark rose grace frank "
    "harry dick rob ray guy jean josh nick pat rick sally sue ted tony daisy lily ruby olive ivy "
    "jasmine heather holly violet iris amber mike victor oscar charlie romeo juliet max miles "
    "laurel hardy gamble black decker superior amazon alps alp andes rockies".split()
)
"""Names that are written like other words."""
