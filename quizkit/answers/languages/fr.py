"""French."""

from quizkit.answers.languages.language import SMALL_WORDS_OF_DATES, Language

LANGUAGE = Language(
    "French",
    "français",
    conjunctions="et",
    to="à",
    start="de",
    between="entre et",
    last="dernier",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    more_months="janv 1 févr 2 avr 4 juil 7 sept 9",
    parts="début milieu fin printemps été automne hiver",
    decades="années décennie",
    days="premier 1",
    magnitudes="cent 2 cents 2 mille 3 million 6 millions 6 milliard 9 milliards 9 md 9 mds 9"
    " mrd 9 billion 12 billions 12",
    bounds="""
over = plus de, plus d', supérieur à; at least = au moins; under = moins de, moins d', inférieur à
at most = au plus, au maximum; up to = jusqu'à; nearly = presque, près de
about = environ, env., à peu près, autour de; exactly = exactement
""",
    units="""
north = nord; south = sud; west = ouest
daily = quotidien(ne), journalier, journalière
year = an(s), année(s); month = mois; week = semaine(s); day = jour(s); hour = heure(s)
second = seconde(s); kilometre = kilomètre(s); metre = mètre(s); centimetre = centimètre(s)
millimetre = millimètre(s); degree = degré(s); percent = pour cent, pourcent; per = par
percentage points = point(s) de pourcentage; squared = carré(s); cubed = cube(s)
""",
    alternatives="ou",
    numbers="""
dozen = douzaine(s)
three quarters = trois quarts; a quarter = un quart
two thirds = deux tiers; a third = un tiers
half = la moitié, moitié, un demi, une demie, demi(e)
""",
    yes="vrai, v, oui, o, juste, exact",
    no="faux, non, pas vrai, inexact",
    small_words="le la les un une des du de et ou est sont qui que quoi quel quelle quels quelles"
    " quand où dans",
    abbreviations="m. monsieur mme madame mlle mademoiselle dr docteur pr professeur prof professeur"
    " mgr monseigneur n° numéro bd boulevard av avenue",
    articles="le un l'; la une l'; les des; du; de_la; de_l'",
    lead_ins="c'est, il est, elle est, ce sont, c'était, c'étaient, ce fut, ils sont, elles"
    " sont, il s'agit de, il s'agit d', la réponse est, on dit, il s'appelle, elle"
    " s'appelle",
    before_christ=r"av(?:ant)?\.? ?(?:j\.?-? ?c|n\.? ?[eè]|notre [eè]re|j[eé]sus[- ]christ)",
    after_christ=r"ap(?:r|r[eè]s)?\.? ?j(?:\.?-? ?c|[eé]sus[- ]christ)|de notre [eè]re",
    noise=f"{SMALL_WORDS_OF_DATES} an année jour",
    about="vers",
    weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
    counting="zéro, un/une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze,"
    " douze, treize, quatorze, quinze, seize, dix-sept, dix-huit, dix-neuf",
    tens="vingt, trente, quarante, cinquante, soixante, soixante-dix/septante,"
    " quatre-vingt/quatre-vingts/huitante/octante, quatre-vingt-dix/nonante, cent",
    hundreds="ones cents, ones cent",
    thousand="mille",
    compound="tens ones, tens et ones",
    twenties="soixante 60 quatre-vingt 80",
    leads="à en dans par avec sur chez",
    contracted="au à aux à",
    things="fleuve rivière lac mont île océan désert volcan planète maladie syndrome prix"
    " théorème ville; de_la de_l' du des de d'",
    ordinals="premier/première/ier/1er/ière/1re, second/seconde/deuxième, troisième, quatrième,"
    " cinquième, sixième, septième, huitième",
    countries="""
Afghanistan, Afrique du Sud, Albanie, Algérie, Allemagne, Andorre, Angola, Antigua-et-Barbuda,
Arabie saoudite, Argentine, Arménie, Australie, Autriche, Azerbaïdjan, Bahamas, Bahreïn,
Bangladesh, Barbade, Belgique, Belize, Bhoutan, Biélorussie, Bolivie, Bosnie-Herzégovine,
Botswana, Brunei, Brésil, Bulgarie, Burkina Faso, Burundi, Bénin, Cambodge, Cameroun, Canada,
Cap-Vert, Chili, Chine, Chypre, Colombie, Comores, Congo-Brazzaville, Congo-Kinshasa, Corée du
Nord, Corée du Sud, Costa Rica, Croatie, Cuba, Côte d'Ivoire, Danemark, Djibouti, Dominique,
Espagne, Estonie, Eswatini, Fidji, Finlande, France, Gabon, Gambie, Ghana, Grenade, Groenland,
Grèce, Guatemala, Guinée, Guinée équatoriale, Guinée-Bissau, Guyana, Géorgie, Haïti, Honduras,
Hongrie, Inde, Indonésie, Irak, Iran, Irlande, Islande, Israël, Italie, Jamaïque, Japon, Jordanie,
Kazakhstan, Kenya, Kirghizstan, Kiribati, Koweït, Laos, Lesotho, Lettonie, Liban, Liberia, Libye,
Liechtenstein, Lituanie, Luxembourg, Macédoine du Nord, Madagascar, Malaisie, Malawi, Maldives,
Mali, Malte, Maroc, Maurice, Mauritanie, Mexique, Micronésie, Moldavie, Monaco, Mongolie,
Monténégro, Mozambique, Myanmar, Namibie, Nauru, Nicaragua, Niger, Nigeria, Norvège,
Nouvelle-Zélande, Népal, Oman, Ouganda, Ouzbékistan, Pakistan, Palaos, Panama,
Papouasie-Nouvelle-Guinée, Paraguay, Pays-Bas, Philippines, Pologne, Porto Rico, Portugal, Pérou,
Qatar, Roumanie, Royaume-Uni, Russie, Rwanda, République centrafricaine, République dominicaine,
Saint-Christophe-et-Niévès, Saint-Marin, Saint-Vincent-et-les Grenadines, Sainte-Lucie, Salvador,
Samoa, Sao Tomé-et-Principe, Serbie, Seychelles, Sierra Leone, Singapour, Slovaquie, Slovénie,
Somalie, Soudan, Soudan du Sud, Sri Lanka, Suisse, Suriname, Suède, Syrie, Sénégal, Tadjikistan,
Tanzanie, Taïwan, Tchad, Tchéquie, Territoires palestiniens, Thaïlande, Timor oriental, Togo,
Tonga, Trinité-et-Tobago, Tunisie, Turkménistan, Turquie, Tuvalu, Ukraine, Uruguay, Vanuatu,
Venezuela, Viêt Nam, Yémen, Zambie, Zimbabwe, Égypte, Émirats arabes unis, Équateur, Érythrée,
État de la Cité du Vatican, États-Unis, Éthiopie, Îles Marshall, Îles Salomon, USA,
Grande-Bretagne, Angleterre, Écosse, pays de Galles, Québec, Bretagne, Normandie, Provence,
Alsace, Bourgogne, Corse, Birmanie, Hollande, Vatican, Vietnam, URSS
""",
)
