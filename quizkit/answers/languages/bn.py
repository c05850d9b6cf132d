"""Bengali."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Bengali",
    "বাংলা",
    decimal_comma=False,
    conjunctions="এবং ও আর",
    alternatives="বা",
    lead_ins="এটা, এটি, ইহা, সেটি, উত্তর, উত্তর হলো, উত্তর হল, উত্তরটি হলো",
    months="জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    more_months="জানু 1 এপ্রি 4 আগ 8 অক্টো 10 ডিসে 12 সেপ্ট 9",
    weekdays="সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার",
    noise="",
    hundreds="ones শো, ones শ",
    thousand="হাজার",
)
