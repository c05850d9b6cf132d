"""What the names of maths stand for: letters, signs, words of functions, marks over letters.

Each table is a text, names beside their signs. Letters that hardly a terminal has (those of bold
and most of blackboard bold) are plain ones, and both forms of ε and of φ are the common one.
"""


def _table(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LETTERS = _table(
    """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω digamma ϝ
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ
    Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varPhi Φ varPsi Ψ
    varOmega Ω
    ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ wp ℘ aleph ℵ beth ℶ gimel ℷ eth ð complement ∁
    infty ∞ infin ∞ emptyset ∅ varnothing ∅ nabla ∇ partial ∂ angle ∠ measuredangle ∡
    sphericalangle ∢ triangle △ square □ Box □ blacksquare ■ lozenge ◊ Diamond ◇ bigcirc ◯
    top ⊤ bot ⊥ checkmark ✓ surd √ prime ′ backprime ‵ degree ° celsius °C ohm Ω
    angstrom Å AA Å aa å AE Æ ae æ OE Œ oe œ O Ø o ø ss ß L Ł l ł
    dagger † ddagger ‡ dag † ddag ‡ S § P ¶ pounds £ euro € yen ¥ copyright © circledR ®
    ldots … dots … dotsc … textellipsis … cdots ⋯ dotsb ⋯ dotsi ⋯ dotsm ⋯ dotso … mathellipsis …
    vdots ⋮ ddots ⋱ sharp ♯ flat ♭ natural ♮ clubsuit ♣ diamondsuit ♦
    heartsuit ♥ spadesuit ♠ male ♂ female ♀ backslash \\ textbackslash \\ % % $ $ # # & & _ _
    textdegree ° textmu µ textquotesingle ' textasciitilde ~ textasciicircum ^ textunderscore _
    textbar | textbardbl ‖ textbraceleft { textbraceright } textless < textgreater > textdollar $
    textemdash — textendash – textquoteleft ‘ textquoteright ’ textquotedblleft “
    textquotedblright ” textdagger † textdaggerdbl ‡ textsterling £ textregistered ®
    lq ‘ rq ’ i ı j ȷ TeX TeX LaTeX LaTeX KaTeX KaTeX Dagger ‡ mathsterling £ maltese ✠
    alef ℵ alefsym ℵ daleth ℸ Bbbk k bigstar ★ blacklozenge ⧫ blacktriangle ▲
    blacktriangledown ▼ triangledown ▽ vartriangle △ circledS Ⓢ diagdown ╲ diagup ╱ Finv Ⅎ Game ⅁
    mho ℧ clubs ♣ spades ♠ hearts ♥ diamonds ♦ sect § weierp ℘ thetasym ϑ varUpsilon Υ empty ∅
    image Im real Re cnums ℂ ldotp . cdotp ·
    R ℝ N ℕ Z ℤ Q ℚ C ℂ Reals ℝ reals ℝ natnums ℕ Complex ℂ
    """
)
"""What is a letter or stands like one."""

BINARY = _table(
    """
    pm ± mp ∓ times × div ÷ cdot · centerdot · ast * star ⋆ bullet • circ ∘ cap ∩ cup ∪ Cap ⋒
    Cup ⋓ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀
    oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ amalg ⨿ diamond ⋄ bigtriangleup △
    bigtriangledown ▽ triangleleft ◁ triangleright ▷ ltimes ⋉ rtimes ⋊ boxplus ⊞ boxtimes ⊠
    barwedge ⊼ veebar ⊻ dotplus ∔ intercal ⊺ circledast ⊛ bmod mod And & circledcirc ⊚
    circleddash ⊝ boxdot ⊡ boxminus ⊟ curlyvee ⋎ curlywedge ⋏ divideontimes ⋇ doublebarwedge ⩞
    doublecap ⋒ doublecup ⋓ leftthreetimes ⋋ rightthreetimes ⋌ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵
    plusmn ± bull • sdot ·
    """
)
"""What stands between two operands."""

RELATIONS = _table(
    """
    therefore ∴ because ∵
    le ≤ leq ≤ leqslant ≤ leqq ≤ ge ≥ geq ≥ geqslant ≥ geqq ≥ lt < gt > ne ≠ neq ≠ ll ≪ gg ≫
    lll ⋘ ggg ⋙ approx ≈ approxeq ≊ thickapprox ≈ sim ∼ thicksim ∼ simeq ≃ cong ≅ equiv ≡
    doteq ≐ propto ∝ varpropto ∝ asymp ≍ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼
    succcurlyeq ≽ in ∈ isin ∈ ni ∋ owns ∋ notin ∉ notni ∌ subset ⊂ supset ⊃ subseteq ⊆
    supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ nsupseteq ⊉ sqsubset ⊏ sqsupset ⊐
    sqsubseteq ⊑ sqsupseteq ⊒ mid | nmid ∤ parallel ∥ nparallel ∦ perp ⊥ vdash ⊢ dashv ⊣
    models ⊨ vDash ⊨ Vdash ⊩ nvdash ⊬ nvDash ⊭ smile ⌣ frown ⌢ bowtie ⋈ Join ⋈
    to → rightarrow → longrightarrow → gets ← leftarrow ← longleftarrow ← leftrightarrow ↔
    longleftrightarrow ↔ Rightarrow ⇒ Longrightarrow ⇒ implies ⇒ Leftarrow ⇐ Longleftarrow ⇐
    impliedby ⇐ Leftrightarrow ⇔ Longleftrightarrow ⇔ iff ⇔ mapsto ↦ longmapsto ↦ uparrow ↑
    downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
    hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼
    leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄
    leftrightarrows ⇆ rightrightarrows ⇉ twoheadrightarrow ↠ rightarrowtail ↣ leadsto ⇝
    rightsquigarrow ⇝ nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ nLeftarrow ⇍ nleftrightarrow ↮
    curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ rArr ⇒ lArr ⇐
    rarr → larr ← harr ↔ hArr ⇔ coloneqq ≔ coloneq ≔ eqqcolon ≕ triangleq ≜ nless ≮ ngtr ≯
    nleq ≰ ngeq ≱ lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷ nsim ≁ ncong ≇ trianglelefteq ⊴
    trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳ pitchfork ⋔ multimap ⊸
    backepsilon ∍ backsim ∽ backsimeq ⋍ between ≬ blacktriangleleft ◀ blacktriangleright ▶
    Bumpeq ≎ bumpeq ≏ circeq ≗ colonequals ≔ Coloneqq ⩴ coloncolon ∷ dblcolon ∷ vcentcolon :
    ratio ∶ equalscolon ≕ eqcolon ≕ curlyeqprec ⋞ curlyeqsucc ⋟ Doteq ≑ doteqdot ≑ eqcirc ≖
    eqsim ≂ eqslantgtr ⪖ eqslantless ⪕ fallingdotseq ≒ risingdotseq ≓ gggtr ⋙ llless ⋘ gneq ⪈
    lneq ⪇ gneqq ≩ lneqq ≨ gnsim ⋧ lnsim ⋦ gnapprox ⪊ lnapprox ⪉ gtrdot ⋗ lessdot ⋖ gtrapprox ⪆
    lessapprox ⪅ gtreqless ⋛ lesseqgtr ⋚ ngeqslant ≱ nleqslant ≰ ngeqq ≱ nleqq ≰ nprec ⊀ nsucc ⊁
    npreceq ⋠ nsucceq ⋡ ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭
    nVdash ⊮ nVDash ⊯ Vvdash ⊪ nLeftrightarrow ⇎ precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸
    shortmid | shortparallel ∥ nshortmid ∤ nshortparallel ∦ smallfrown ⌢ smallsmile ⌣ sub ⊂
    sube ⊆ supe ⊇ Subset ⋐ Supset ⋑ subseteqq ⊆ supseteqq ⊇ subsetneqq ⊊ supsetneqq ⊋
    varsubsetneq ⊊ varsupsetneq ⊋ dashleftarrow ⇠ dashrightarrow ⇢ Darr ⇓ dArr ⇓ darr ↓ Uarr ⇑
    uArr ⇑ uarr ↑ Larr ⇐ Rarr ⇒ Harr ⇔ Lrarr ⇔ lrArr ⇔ lrarr ↔ downdownarrows ⇊ upuparrows ⇈
    leftleftarrows ⇇ leftarrowtail ↢ twoheadleftarrow ↞ leftrightsquigarrow ↭ Lleftarrow ⇚
    Rrightarrow ⇛ looparrowleft ↫ looparrowright ↬ Lsh ↰ Rsh ↱ Updownarrow ⇕ restriction ↾
    upharpoonright ↾ upharpoonleft ↿ downharpoonleft ⇃ downharpoonright ⇂ origof ⊶ imageof ⊷
    """
)
"""What is said of two sides."""

PREFIXES = _table("forall ∀ exists ∃ exist ∃ nexists ∄ neg ¬ lnot ¬")
"""What stands before its operand, close to it."""

BIG = _table(
    """
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ bigcup ⋃ bigcap ⋂ bigvee ⋁
    bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆ intop ∫ smallint ∫
    lim lim max max min min sup sup inf inf limsup lim␣sup liminf lim␣inf varlimsup lim␣sup
    varliminf lim␣inf argmax arg␣max argmin arg␣min injlim inj␣lim projlim proj␣lim plim plim Pr Pr
    oiiint ∰
    """
)
"""What takes bounds, or a range below it."""

FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan arccot sinh cosh tanh coth sech csch arg deg det"
    " dim exp gcd hom ker lg ln log tg ctg cotg arctg sh ch th cth arcctg cosec lcm".split()
)
"""What is written in upright letters before what it is of."""

WORDS = {"Re": "Re", "Im": "Im"}
"""Functions whose sign is one that few would know."""

OPENING = _table(
    "{ { lbrace { lbrack [ ( ( [ [ langle ⟨ lang ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ( lparen ("
    " llbracket ⟦ ulcorner ⌜ llcorner ⌞"
)
CLOSING = _table(
    "} } rbrace } rbrack ] ) ) ] ] rangle ⟩ rang ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ) rparen )"
    " rrbracket ⟧ urcorner ⌝ lrcorner ⌟"
)
BARS = {"vert": "|", "|": "‖", "Vert": "‖"}

SPACES = {
    **dict.fromkeys(
        (",", ":", ">", ";", " ", "\n", "\t", "thinspace", "medspace", "thickspace"), " "
    ),
    **dict.fromkeys(("enspace", "space", "nobreakspace", "enskip"), " "),
    **dict.fromkeys(("!", "negthinspace", "negmedspace", "negthickspace"), ""),
    **dict.fromkeys(("quad", "qquad"), "  "),
}
"""How wide each space is."""

SILENT = frozenset(
    "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag big Big"
    " bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm middle rm bf it"
    " sf tt cal mit sl sc boldmath strut mathstrut allowbreak nobreak relax hline hfill hfil"
    " hfilneg tiny scriptsize footnotesize small large Large LARGE huge Huge normalsize hdashline"
    " centering null /".split()
)
"""What changes how a formula looks, and not what it says."""
DROPPED = frozenset(
    "label phantom hphantom vphantom color vspace definecolor colorlet hypersetup require"
    " rowcolors cline".split()
)
"""What is dropped with its arguments."""

UPRIGHT = frozenset(
    "mathrm mathbf mathit mathsf mathtt mathnormal boldsymbol bm pmb symbf symrm bold up mathord"
    " mathinner ensuremath vcenter raisebox llap rlap href htmlClass htmlData htmlId htmlStyle class"
    " cssId style textcolor boxed mathclap mathllap mathrlap smash underparen overparen"
    " displaylines bbox".split()
)
"""What is left aside around its last argument."""
SET_AS = {
    "mathop": "big",
    "mathbin": "binary",
    "mathrel": "relation",
    "mathopen": "opening",
    "mathclose": "closing",
    "mathpunct": "comma",
}
"""What says how its argument stands beside others."""
TEXTS = frozenset(
    "text textrm textit textbf textsf texttt textnormal textup textmd textsc textsl mbox hbox"
    " emph fbox colorbox fcolorbox".split()
)
"""What holds words."""
ALPHABETS = {
    **dict.fromkeys(("mathbb", "Bbb"), str.maketrans("CHNPQRZ", "ℂℍℕℙℚℝℤ")),
    **dict.fromkeys(
        ("mathcal", "mathscr", "EuScript"), str.maketrans("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ")
    ),
    **dict.fromkeys(("mathfrak", "frak"), str.maketrans("CHIRZ", "ℭℌℑℜℨ")),
}

ACCENTS = {
    **dict.fromkeys(("bar", "overline", "="), "\u0304"),
    **dict.fromkeys(("hat", "widehat", "^"), "\u0302"),
    **dict.fromkeys(("tilde", "widetilde", "~"), "\u0303"),
    **dict.fromkeys(("vec", "overrightarrow", "overrightharpoon"), "\u20d7"),
    "overleftarrow": "\u20d6",
    "overleftrightarrow": "\u20e1",
    **dict.fromkeys(("dot", "."), "\u0307"),
    **dict.fromkeys(("ddot", '"'), "\u0308"),
    "dddot": "\u20db",
    **dict.fromkeys(("check", "widecheck", "v"), "\u030c"),
    **dict.fromkeys(("breve", "u"), "\u0306"),
    **dict.fromkeys(("acute", "'"), "\u0301"),
    **dict.fromkeys(("grave", "`"), "\u0300"),
    **dict.fromkeys(("mathring", "r"), "\u030a"),
    **dict.fromkeys(("underline", "underbar"), "\u0332"),
    **dict.fromkeys(("cancel", "bcancel", "xcancel", "not", "slashed"), "\u0338"),
    "c": "\u0327",
    "k": "\u0328",
    "H": "\u030b",
    "d": "\u0323",
}
"""The combining mark of each accent, over letters one by one."""
OF_TEXTS = frozenset("v u r c k H d l L".split())
"""Names that mean an accent or a letter in words alone; in maths they are macros of the author."""
LINES = {
    "overline": "\u0305",
    "underline": "\u0332",
    **dict.fromkeys(("cancel", "bcancel", "xcancel"), "\u0338"),
}
"""Marks that join over several letters."""

XARROWS = {
    "xrightarrow": "—{}→",
    "xleftarrow": "←{}—",
    "xleftrightarrow": "←{}→",
    "xRightarrow": "={}⇒",
    "xLeftarrow": "⇐{}=",
    "xLeftrightarrow": "⇐{}⇒",
    "xmapsto": "↦{}→",
    "xrightleftharpoons": "⇌[{}]",
    "xlongequal": "={}=",
    "xhookrightarrow": "↪{}→",
}
"""Arrows that grow with what stands over them."""

STACKED = {"def": "≝", "?": "≟", "△": "≜"}
"""Signs for an equals sign and what stands over it."""

KINDS = {
    **dict.fromkeys("+-*" + "".join(set(BINARY.values()) - {"mod", "&", "*"}) + "−", "binary"),
    **dict.fromkeys("=<>" + "".join(set(RELATIONS.values()) - {"|"}), "relation"),
    **dict.fromkeys(PREFIXES.values(), "prefix"),
    **dict.fromkeys((sign for sign in BIG.values() if len(sign) == 1), "big"),
    **dict.fromkeys("([⟨⌊⌈⟦", "opening"),
    **dict.fromkeys(")]⟩⌋⌉⟧", "closing"),
    **dict.fromkeys(",;", "comma"),
    **dict.fromkeys("|‖", "bar"),
}
"""The kind of each sign that is typed as itself; all others are letters."""
