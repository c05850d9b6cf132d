"""Countries and their parts, which may stand behind the comma of a place (rule 38)."""

COUNTRIES = """
afghanistan, albania, algeria, andorra, angola, antigua and barbuda, argentina, armenia, australia,
austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize, benin, bhutan,
bolivia, bosnia, bosnia and herzegovina, botswana, brazil, brunei, bulgaria, burkina faso, burma,
burundi, cabo verde, cambodia, cameroon, canada, cape verde, central african republic, chad, chile,
china, colombia, comoros, congo, costa rica, cote d'ivoire, croatia, cuba, cyprus, czech republic,
czechia, denmark, djibouti, dominica, dominican republic, dr congo, east timor, ecuador, egypt,
el salvador, equatorial guinea, eritrea, estonia, eswatini, ethiopia, fiji, finland, france, gabon,
gambia, georgia, germany, ghana, great britain, greece, greenland, grenada, guatemala, guinea,
guinea-bissau, guyana, haiti, holland, honduras, hungary, iceland, india, indonesia, iran, iraq,
ireland, israel, italy, ivory coast, jamaica, japan, jordan, kazakhstan, kenya, kiribati, kosovo,
kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya, liechtenstein, lithuania,
luxembourg, madagascar, malawi, malaysia, maldives, mali, malta, marshall islands, mauritania,
mauritius, mexico, micronesia, moldova, monaco, mongolia, montenegro, morocco, mozambique, myanmar,
namibia, nauru, nepal, netherlands, new zealand, nicaragua, niger, nigeria, north korea,
north macedonia, norway, oman, pakistan, palau, palestine, panama, papua new guinea, paraguay, peru,
philippines, poland, portugal, puerto rico, qatar, republic of ireland, romania, russia, rwanda,
saint kitts and nevis, saint lucia, saint vincent, samoa, san marino, sao tome and principe,
saudi arabia, senegal, serbia, seychelles, sierra leone, singapore, slovakia, slovenia,
solomon islands, somalia, south africa, south korea, south sudan, soviet union, spain, sri lanka,
sudan, suriname, sweden, switzerland, syria, taiwan, tajikistan, tanzania, thailand, togo, tonga,
trinidad and tobago, tunisia, turkey, turkiye, turkmenistan, tuvalu, uganda, ukraine,
united arab emirates, uae, uruguay, uzbekistan, vanuatu, vatican, venezuela, vietnam, yemen,
zambia, zimbabwe
"""

PARTS = {
    "united states, united states of america, usa, us, america": """
alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, georgia,
hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts,
michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey,
new mexico, new york, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania,
rhode island, south carolina, south dakota, tennessee, texas, utah, vermont, virginia, washington,
west virginia, wisconsin, wyoming, district of columbia, dc, al, ak, az, ar, ca, co, ct, de, fl, ga,
hi, id, il, in, ia, ks, ky, la, me, md, ma, mi, mn, ms, mo, mt, ne, nv, nh, nj, nm, ny, nc, nd, oh,
ok, or, pa, ri, sc, sd, tn, tx, ut, vt, va, wa, wv, wi, wy, mass, penn, calif,
ala, ariz, ark, colo, conn, del, fla, ill, ind, kan, mich, minn, miss, neb, nev, okla, ore, tenn, tex,
wash, wis, wyo
""",
    "canada": """
alberta, british columbia, manitoba, new brunswick, newfoundland, newfoundland and labrador,
nova scotia, ontario, prince edward island, quebec, saskatchewan, yukon, nunavut,
northwest territories, ont, que, ab, bc, mb, nb, nl, ns, on, pe, qc, sk
""",
    "united kingdom, uk, great britain, britain": "england, scotland, wales, northern ireland",
    "australia": """
new south wales, queensland, south australia, tasmania, victoria, western australia,
northern territory, australian capital territory, nsw, qld, tas, vic, act
""",
    "germany": """
baden-wurttemberg, bavaria, brandenburg, hesse, lower saxony, north rhine-westphalia,
rhineland-palatinate, saarland, saxony, saxony-anhalt, schleswig-holstein, thuringia
""",
    "italy": "tuscany, lombardy, sicily, sardinia, veneto, piedmont, campania, umbria, liguria",
    "spain": "catalonia, andalusia, galicia, castile, aragon, asturias, navarre",
    "france": "brittany, normandy, provence, burgundy, alsace, lorraine, corsica, ile-de-france",
}
"""States and provinces by the names of their country; letters stand for a state in addresses."""

CITY_NAMES = frozenset(
    "newyork quebec luxembourg singapore monaco djibouti sanmarino vatican".split()
)
"""Countries and states, run together, whose name is also that of a city of theirs."""
