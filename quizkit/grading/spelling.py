"""British spellings written the American way: a closed list of words, of stems and of endings.

Both sides of a comparison go through here, so all that matters is which words become equal. Where
an ending would make two different words equal, a length or a name keeps them apart.
"""

import re
from functools import lru_cache

from quizkit.lazy import pattern

_LISTED = {
    "- s": """
        abridgement/abridgment accoutrement/accouterment acknowledgement/acknowledgment
        adaptor/adapter adrenaline/adrenalin advisor/adviser aether/ether aeon/eon aerofoil/airfoil
        aeroplane/airplane aluminium/aluminum ambience/ambiance archaean/archean artefact/artifact
        axe/ax briar/brier burqa/burka calibre/caliber calliper/caliper callisthenic/calisthenic
        carburetter/carburetor carburettor/carburetor cauldron/caldron centigramme/centigram
        centreboard/centerboard centrefold/centerfold centreline/centerline
        centrepiece/centerpiece chaperone/chaperon cheque/check chequebook/checkbook
        chequerboard/checkerboard clarinettist/clarinetist collectable/collectible
        connexion/connection councillor/councilor counsellor/counselor crozier/crosier
        cypher/cipher deflexion/deflection dentine/dentin disc/disk distilment/distillment
        doughnut/donut downdraught/downdraft draughtboard/draftboard duellist/duelist dyke/dike
        enrolment/enrollment epaulette/epaulet fibreboard/fiberboard flautist/flutist
        fledgeling/fledgling flyer/flier fogey/fogy fontanelle/fontanel fulfilment/fulfillment
        furore/furor gaoler/jailer gelatine/gelatin glycerine/glycerin gobbledegook/gobbledygook
        gramme/gram greybeard/graybeard inflexion/inflection instalment/installment
        judgement/judgment kaftan/caftan kerb/curb kerbstone/curbstone kilogramme/kilogram
        lasagne/lasagna lodgement/lodgment medallist/medalist microgramme/microgram
        milligramme/milligram misjudgement/misjudgment mollusc/mollusk moulder/molder
        moulding/molding mum/mom mynah/myna neurone/neuron nitroglycerine/nitroglycerin
        nought/naught numbskull/numskull ochre/ocher omelette/omelet panellist/panelist
        paycheque/paycheck pedlar/peddler pickaxe/pickax ploughshare/plowshare
        preterite/preterit programme/program
        pyjama/pajama racoon/raccoon racquet/racket reflexion/reflection rouble/ruble sabre/saber
        sepulchre/sepulcher snowplough/snowplow spirochaete/spirochete theatregoer/theatergoer
        titbit/tidbit tsar/czar tsarina/czarina tsarist/czarist tumbril/tumbrel tyre/tire tzar/czar
        updraught/updraft verandah/veranda waggon/wagon waggoner/wagoner woollen/woolen yoghourt/yogurt
        yoghurt/yogurt""",
    "- s ed ing": """
        appal/appall baulk/balk distil/distill draught/draft enrol/enroll enthral/enthrall fulfil/fulfill
        gaol/jail grey/gray hiccough/hiccup instil/instill miaow/meow mould/mold
        moult/molt plough/plow remould/remold smoulder/smolder syphon/siphon""",
    "- s d": "annexe/annex behove/behoove fibre/fiber moustache/mustache",
    "- ly ness": """
        libellous/libelous marvellous/marvelous meagre/meager skilful/skillful sombre/somber
        unskilful/unskillful wilful/willful""",
    "- s al ally ism": "sceptic/skeptic",
    "- ier iest": "draughty/drafty mouldy/moldy",
    "- er est ish ness scale": "grey/gray",
    "e es eless": "defenc/defens offenc/offens pretenc/pretens",
    "e es ed ee ees ing": "licenc/licens",
    "e es ed er ers ing": "practis/practic tranquillis/tranquiliz tranquilliz/tranquiliz",
    "e es ed er ers ing y ies": "enquir/inquir",
    "ed er ers es ing": "biass/bias focuss/focus kidnapp/kidnap worshipp/worship program/programm",
    "ed ing": "benefitt/benefit combatt/combat",
    "ed ing able ability": "manoeuvr/maneuver outmanoeuvr/outmaneuver",
    "e es ed ing ion ions": "crenellat/crenelat",
    "ier iest ily iness ies y": "cos/coz",
    "eable/able eably/ably eability/ability": """
        blam immov lik liv lov mov nam rat sal siz tam unlik unmov unshak us""",
    "y ies": "gips/gyps pigm/pygm specialit/specialt",
    "man men manship woman women": "draughts/drafts plough/plow",
    "-": """
        ageing/aging burnt/burned carcase/carcass carcases/carcasses centred/centered
        centring/centering chilli/chili chillies/chilies chequered/checkered cruellest/cruelest
        dreamt/dreamed fibreglass/fiberglass haem/heme jewellery/jewelry jewelery/jewelry
        judgemental/judgmental leant/leaned leapt/leaped learnt/learned liquorice/licorice
        lustreless/lusterless manoeuvre/maneuver manoeuvres/maneuvers maths/math
        misspelt/misspelled mitred/mitered mum/mom phoney/phony cueing/cuing glueing/gluing
        karat/carat karats/carats poleaxe/poleax queueing/queuing
        spelt/spelled spilt/spilled spoilt/spoiled
        tranquillity/tranquility thraldom/thralldom tsardom/czardom tsarism/czarism
        whiskey/whisky whiskeys/whiskies""",
}
"""British and American words, by the endings that both take (`-` is none): no `tyred` for `tired`."""


def _american_of_listed() -> dict[str, str]:
    """Return every listed word in its American spelling, and in all its forms."""
    found: dict[str, str] = {}
    for endings, words in _LISTED.items():
        for british, _, american in (word.partition("/") for word in words.split()):
            for ending, _, other in (each.partition("/") for each in endings.split()):
                tail = ending.strip("-")
                found[british + tail] = (american or british) + (other or tail)
    return found


_WHOLE = _american_of_listed()

_OLDER_STEMS = {
    "haem": "hem",
    "anaem": "anem",
    "leukaem": "leukem",
    "aemia": "emia",
    "aemic": "emic",
    "paed": "ped",
    "gynaec": "gynec",
    "anaesth": "anesth",
    "aesthet": "esthet",
    "oedem": "edem",
    "oesoph": "esoph",
    "oestr": "estr",
    "foet": "fet",
    "rrhoe": "rrhe",
    "pnoe": "pne",
    "sulph": "sulf",
    "faec": "fec",
    "coelia": "celia",
    "caec": "cec",
    "caesium": "cesium",
    "caesarean": "cesarean",
    "caesarian": "cesarean",
    "aetiolog": "etiolog",
    "archaeo": "archeo",
    "palaeo": "paleo",
    "mediaeval": "medieval",
    "amoeb": "ameb",
    "homoeo": "homeo",
    "phaeo": "pheo",
}
_STEMS = _OLDER_STEMS | {  # rule 41
    "leucaem": "leukem",
    "leuco": "leuko",
    "anapaest": "anapest",
    "aesthes": "esthes",
    "diaeres": "dieres",
    "oenolog": "enolog",
    "oenophil": "enophil",
    "oecumen": "ecumen",
    "poeia": "peia",
    "coelom": "celom",
    "primaeval": "primeval",
    "naevus": "nevus",
    "taenia": "tenia",
}
_STEM, _OLDER_STEM = (
    pattern("|".join(sorted(stems, key=len, reverse=True))) for stems in (_STEMS, _OLDER_STEMS)
)

_ENDINGS = (
    # colour, neighbourhood, favourite; not four, pouring, tourist. Scour- is not scor-.
    (
        "(?<=..)(?<!^sc)our(?=(?:s|ed|ing|ings|er|ers|ites?|itism|abl[ey]|(?:ful|less)(?:ly|ness)?"
        "|al|ally|hoods?|ism|ists?|y|ly|liness|edly|ants?|ations?|ees?|ways?|(?:blind|fast)(?:ness)?"
        "|i[sz](?:e[sdr]?|ing|ations?))?$)",
        "or",
    ),
    # realise, organisation; prise is not prize.
    ("(?<=..)(?<!^pr)is(?=(?:e[sdr]?|ers|ings?|ingly|abl[ey]|ations?|ational|ance|ant)$)", "iz"),
    ("(?<=...)ys(?=(?:e[sdr]?|ers|ing|able)$)", "yz"),
    ("(?<=..t)(?<!^out)(?<!^ent)re(?=s?$)", "er"),
    ("(?<=...)ogue(?=s?$)", "og"),
    ("(?<=...)ogu(?=(?:ed|ers?|ing)$)", "og"),
    # travelled, modelling: two vowels before, so that filling is not filing; nor refilled refiled.
    (
        "(?<=[aeiouy])(?<!^refi)(?<!^unfi)(?<!^overfi)(?<!^reti)ll(?=(?:ed|ings?|ers?)$)",
        "l",
    ),
)
_PATTERNS = tuple((pattern(ending), plain) for ending, plain in _ENDINGS)
_CANDIDATE = pattern("our|is[eai]|ys[ei]|tre|ogu|ll[ei]|ae|oe|sulph|leuco")
"""What a word has in it that is spelt otherwise, beside those listed."""
_TWO_VOWELS = pattern("[aeiouy].*[aeiouy]l")


_LONGEST = 60
"""Longest word that is looked at; the patterns are not linear, and no word is longer."""


@lru_cache(maxsize=4096)
def american(word: str) -> str:
    """Return `word`, which is in lower case and without accents, in American spelling."""
    return _WHOLE[word] if word in _WHOLE else by_stem_and_ending(word, _STEM)


def by_stem_and_ending(word: str, stem: re.Pattern[str] = _OLDER_STEM) -> str:
    """Return a word in American spelling by the rules alone, as rule 9 has them without 41."""
    if not 4 <= len(word) <= _LONGEST or not _CANDIDATE.search(word):
        return word
    word = stem.sub(lambda match: _STEMS[match[0]], word)
    for ending, plain in _PATTERNS:
        match = ending.search(word)
        if match and (plain != "l" or _TWO_VOWELS.search(word[: match.end()])):
            word = word[: match.start()] + plain + word[match.end() :]
    return word
