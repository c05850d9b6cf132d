"""Dutch."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Dutch",
    "Nederlands",
    conjunctions="en",
    to="tot",
    start="van",
    between="tussen en",
    ordinals="eerste, tweede, derde, vierde, vijfde",
    last="laatste",
    months="januari februari maart april mei juni juli augustus september oktober november december",
    more_months="mrt 3",
    magnitudes="honderd 2 duizend 3 miljoen 6 miljard 9 mrd 9 biljoen 12",
    alternatives="of",
    yes="waar, ja, j, juist, goed, correct",
    no="onwaar, nee, onjuist, fout, niet waar",
    abbreviations="dhr meneer mevr mevrouw mw mevrouw dr doctor prof professor nr nummer st sint",
    articles="de een; het een 't; een 'n",
    lead_ins="het is, dat is, dit is, het zijn, dat zijn, dit zijn, het was, het waren, het"
    " antwoord is, het heet",
    parts="begin midden eind lente zomer herfst winter",
    more_parts="voorjaar spring najaar autumn",
    before_christ=r"v(?:oor)?\.? ?chr(?:istus)?|v\.? ?o\.? ?j|voor onze jaartelling",
    after_christ=r"n(?:a)?\.? ?chr(?:istus)?|n\.? ?o\.? ?j|onze jaartelling",
    about="rond omstreeks",
    weekdays="maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    noise="de het in op jaar van den",
    counting="nul, een/één, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf,"
    " twaalf, dertien, veertien, vijftien, zestien, zeventien, achttien, negentien",
    tens="twintig, dertig, veertig, vijftig, zestig, zeventig, tachtig, negentig, honderd",
    hundreds="ones honderd",
    thousand="duizend",
    hundred_and="en",
    compound="ones en tens",
    decades="jaren",
    numbers="dozen = dozijn; half = halve, een half, een halve; one and a half = anderhalf, anderhalve",
)
