"""What columns of tables are called in many languages: the words alone; `column_names` reads them."""

ROLES = """
question: question; questions; q; front; front side; side 1; side a; term; terms; word; words;
    prompt; expression; vocab; vocabulary; headword; lemma; stem; question text; question title;
    questiontext; question stem; quiz question; phrase; sentence; clue; card front; kanji;
    hanzi; simplified; traditional; characters; character; original; source text; target;
    foreign; l2; item; entry; frage; fragen; fragetext; vorderseite; wort; wörter; begriff;
    vokabel; ausdruck; pregunta; preguntas; palabra; término; termino; anverso; frente;
    enunciado; expresión; vocablo; mot; mots; terme; recto; énoncé; vocabulaire; domanda;
    domande; parola; fronte; termine; vocabolo; espressione; pergunta; perguntas; questão;
    palavra; termo; expressão; вопрос; слово; термин; лицевая сторона; лицо; выражение;
    запитання; питання; термін; vraag; vragen; woord; voorkant; begrip; uitdrukking; pytanie;
    słowo; przód; awers; pojęcie; wyrażenie; hasło; otázka; slovo; líc; výraz; pojem;
    otázka text; fråga; ord; framsida; spørgsmål; spørsmål; forside; begreb; begrep; uttryck;
    kysymys; sana; etupuoli; soru; kelime; ön; ön yüz; terim; kérdés; szó; előlap; întrebare;
    cuvânt; ερώτηση; λέξη; όρος; pitanje; riječ; reč; 問題; 問題文; 質問; 単語; 表面; 表; 用語;
    語彙; 表現; 漢字; 见出し; 見出し; 語; 问题; 题目; 题干; 正面; 单词; 單字; 單詞; 词语; 词;
    詞; 生词; 汉字; 词汇; 術語; 术语; 短语; 질문; 문제; 단어; 앞면; 용어; 어휘; 표현; câu hỏi;
    từ; từ vựng; mặt trước; thuật ngữ; pertanyaan; soal; kata; depan; सवाल; प्रश्न; शब्द; السؤال;
    سؤال; كلمة; الكلمة; سوال; واژه; کلمه; שאלה; מילה; מונח; คำถาม; คำ; คำศัพท์
answer: answer; answers; a; ans; back; back side; side 2; side b; definition; definitions; def;
    meaning; meanings; response; responses; translation; translations; gloss; glosses; solution;
    english meaning; card back; english definition; english translation; native; l1;
    accepted answers; correct response; defn; antwort; antworten; rückseite; bedeutung;
    übersetzung; lösung; erklärung des begriffs; respuesta; respuestas; significado; traducción;
    traduccion; reverso; definición; definicion; réponse; réponses; reponse; sens; traduction;
    verso; définition; signification; risposta; risposte; significato; traduzione; retro;
    definizione; resposta; respostas; tradução; definição; gabarito; ответ; ответы; значение;
    перевод; оборотная сторона; оборот; определение; відповідь; переклад; значення; antwoord;
    antwoorden; betekenis; vertaling; achterkant; definitie; odpowiedź; odpowiedzi; znaczenie;
    tłumaczenie; tył; rewers; definicja; odpověď; význam; překlad; rub; odpoveď; preklad; svar;
    betydelse; översättning; baksida; betydning; oversættelse; oversettelse; bagside; bakside;
    vastaus; merkitys; käännös; takapuoli; cevap; yanıt; anlam; anlamı; çeviri; arka; arka yüz;
    tanım; válasz; jelentés; fordítás; hátlap; răspuns; traducere; semnificație; απάντηση;
    σημασία; μετάφραση; odgovor; značenje; prijevod; prevod; 答え; 答; 回答; 解答; 意味; 訳;
    和訳; 裏面; 裏; 定義; 正答; 答案; 意思; 释义; 釋義; 翻译; 翻譯; 背面; 反面; 定义; 含义;
    中文释义; 解释义; 답; 답변; 의미; 뜻; 번역; 해석; 뒷면; 정의; trả lời; câu trả lời; nghĩa;
    ý nghĩa; dịch; mặt sau; jawaban; arti; terjemahan; makna; belakang; उत्तर; जवाब; अर्थ; الجواب;
    جواب; إجابة; الإجابة; معنى; المعنى; معنی; پاسخ; תשובה; פירוש; תרגום; משמעות; คำตอบ;
    ความหมาย; คำแปล
right: correct answer; correct answers; correct; right answer; right answers; correct option;
    correct options; correct choice; right option; answer key; correct index;
    correctanswer; correct answer index; correct letter; right choice; correct ans;
    correctoption; correct answer number; answer index; answer number; answer letter;
    richtige antwort; richtige antworten; richtig; lösungsbuchstabe; respuesta correcta;
    respuestas correctas; correcta; opción correcta; bonne réponse; bonnes réponses;
    réponse correcte; risposta corretta; risposta esatta; corretta; resposta correta;
    resposta certa; alternativa correta; correta; правильный ответ; верный ответ;
    правильна відповідь; juiste antwoord; correct antwoord; prawidłowa odpowiedź;
    poprawna odpowiedź; správná odpověď; rätt svar; rigtigt svar; riktig svar; oikea vastaus;
    doğru cevap; doğru; helyes válasz; răspuns corect; σωστή απάντηση; 正解; 正确答案; 正確答案;
    정답; đáp án; đáp án đúng; jawaban benar; kunci jawaban; सही उत्तर; الإجابة الصحيحة;
    תשובה נכונה; คำตอบที่ถูกต้อง
accept: accept; alternatives; alternative answers; also accept; synonyms; synonym; also right;
    variants; aliases; alternate answers; other answers; synonyme; sinónimos; synonymes;
    sinonimi; синонимы; 同义词; 類義語
reject: reject; near misses
distractors: distractors; distractor; wrong answers; incorrect answers; wrong options; wrong;
    incorrect; falsche antworten; respuestas incorrectas; mauvaises réponses; incorrect answer;
    wrong answer; incorrect_answers
options: options; choices; answer options; answer choices; alternatives list;
    antwortmöglichkeiten; opciones; 选项; 選択肢
hints: hint; hints; clues; mnemonic; mnemonics; tip; tips; hinweis; hinweise; tipp; eselsbrücke;
    pista; pistas; indice; indices; suggerimento; dica; dicas; подсказка; підказка; aanwijzing;
    wskazówka; podpowiedź; nápověda; ledtråd; vihje; ipucu; ヒント; 提示; 힌트; gợi ý; petunjuk;
    संकेत; تلميح; רמז; คำใบ้
explanation: explanation; explanations; rationale; feedback; note; notes; comment; comments;
    extra; extra info; info; details; remark; remarks; back extra; reason; example; examples; sentences;
    example sentence; example sentences; usage; context; general feedback; erklärung; bemerkung;
    bemerkungen; anmerkung; anmerkungen; notiz; notizen; kommentar; beispiel; beispiele;
    beispielsatz; explicación; explicacion; nota; notas; comentario; ejemplo; ejemplos;
    explication; remarque; commentaire; exemple; exemples; spiegazione; note aggiuntive;
    esempio; explicação; comentário; exemplo; justificativa; объяснение; пояснение; комментарий;
    пример; примеры; uitleg; opmerking; voorbeeld; wyjaśnienie; uwagi; komentarz; przykład;
    vysvětlení; poznámka; příklad; förklaring; exempel; forklaring; eksempel; selitys;
    esimerkki; açıklama; not; örnek; magyarázat; példa; explicație; 解説; 説明; 例文; 備考;
    メモ; 解析; 解释; 解釋; 例句; 备注; 備註; 说明; 해설; 설명; 예문; 메모; giải thích; ví dụ;
    ghi chú; penjelasan; contoh; catatan; व्याख्या; उदाहरण; شرح; ملاحظة; مثال; הסבר; הערה; דוגמה;
    คำอธิบาย; ตัวอย่าง
tags: tag; tags; topic; topics; category; categories; subject; section; unit; chapter; lesson;
    module; label; labels; theme; group; level; difficulty; part of speech; pos; word class;
    grammar; class; list; set; domain; schlagwort; schlagworte; schlagwörter; thema; themen;
    kategorie; kategorien; lektion; kapitel; fach; wortart; stufe; etiqueta; etiquetas; tema;
    temas; categoría; categoria; lección; capítulo; unidad; nivel; étiquette; étiquettes; thème;
    catégorie; leçon; chapitre; niveau; etichetta; etichette; argomento; lezione; capitolo;
    categorie; marcador; marcadores; assunto; lição; тег; теги; метки; тема; категория; урок;
    глава; раздел; категорія; onderwerp; les; hoofdstuk; tagi; temat; lekcja; rozdział; štítky;
    téma; lekce; taggar; ämne; kategori; aihe; kategoria; etiket; etiketler; konu; ünite; ders;
    címke; címkék; タグ; カテゴリ; カテゴリー; 分類; 分野; 品詞; 標籤; 标签; 类别; 類別; 分类;
    词性; 詞性; 单元; 課; 课; 章节; 태그; 분류; 주제; 품사; thẻ; chủ đề; nhãn; kategori soal;
    topik; विषय; वर्ग; وسم; وسوم; الموضوع; תגית; תגיות; נושא; แท็ก; หมวด
id: id; key; guid; uuid; note id; card id; identifier; noteid; cardid; question id; questionid;
    idnumber; external id; slug
type: type of answer; answer type
kind: kind; type; question type; item type; fragetyp; tipo; card type; format
reverse: reverse; add reverse; reversed; add reversed; bidirectional; both ways;
    both directions; two way; umkehren; add reverse card
cloze: cloze; cloze text; lückentext; text with gaps; fill in the blank; texto con huecos;
    texte à trous
statement: statement; aussage; behauptung; afirmación; affirmation; assertion; утверждение
image: image; picture; images; pictures; photo; img; question image; front image; image link;
    bild; imagen; image url; immagine; imagem; изображение; картинка; afbeelding; obraz;
    obrázek; kuva; resim; kép; 画像; 图片; 圖片; 그림; 이미지; hình ảnh; gambar; صورة; תמונה;
    รูปภาพ
answer_image: answer image; back image; explanation image
audio: audio; sound; pronunciation audio; question audio; front audio; ton; sonido; son; suono;
    звук; 音声; 音频; 오디오
language: language; lang; sprache; idioma; langue; lingua
reading: reading; kana; pinyin; furigana; hiragana; pronunciation; ipa; transliteration; romaji;
    romanization; romanisation; phonetic; phonetics; transcription; jyutping; zhuyin; bopomofo;
    aussprache; lautschrift; umschrift; pronunciación; pronunciacion; prononciation; pronuncia;
    pronúncia; произношение; транскрипция; uitspraak; wymowa; výslovnost; uttal; udtale; uttale;
    読み; 読み方; よみ; ふりがな; かな; 発音; 拼音; 注音; 读音; 發音; 发音; 音标; 발음; 독음;
    phát âm; phiên âm
deck: deck; deck name; stapel; mazo; paquet; mazzo; baralho; колода; 牌组; デッキ
note type: note type; notetype; notiztyp; model; model name
-: time limit; time limit sec; time; time in seconds; seconds; points; point; score; marks;
    mark; weight; no; nr; number; num; row; index; s no; sl no; sr no; serial; serial number;
    created; created at; updated; updated at; modified; date; due; interval; ease; lapses;
    reviews; frequency; freq; rank; rang; position; order; timestamp; 番号; 序号; 編號; 编号;
    번호; stt; punkte; zeit; zeitlimit; puntos; temps; № п/п; №
"""
"""What a column holds, and its names, parted by semicolons; a further line begins with spaces."""

LANGUAGES = """
en english englisch inglés anglais inglese inglês английский engels angielski 英語 英语 영어
    engelska engelsk
de german deutsch alemán allemand tedesco alemão немецкий duits niemiecki ドイツ語 德语 독일어
    tyska
fr french französisch francés français francese francês французский frans francuski フランス語
    法语 프랑스어 franska
es spanish spanisch español espagnol spagnolo espanhol испанский spaans hiszpański スペイン語
    西班牙语 스페인어 spanska castellano
it italian italienisch italiano italien итальянский italiaans włoski イタリア語 意大利语
    italienska
pt portuguese portugiesisch portugués portugais portoghese português португальский portugees
    portugalski ポルトガル語 葡萄牙语
ru russian russisch ruso russe russo русский rosyjski ロシア語 俄语 ryska
nl dutch niederländisch neerlandés holandés néerlandais olandese holandês nederlands
    нидерландский
pl polish polnisch polaco polonais polacco polski польский
cs czech tschechisch checo tchèque ceco čeština česky чешский
sk slovak slowakisch slovenčina
sv swedish schwedisch sueco suédois svedese svenska шведский
da danish dänisch danés danois dansk датский
nb norwegian norwegisch noruego norvégien norsk bokmål
fi finnish finnisch finés finnois suomi финский
hu hungarian ungarisch húngaro hongrois magyar
ro romanian rumänisch rumano roumain română
tr turkish türkisch turco turc türkçe турецкий
el greek griechisch griego grec greco ελληνικά греческий
la latin latein latín lateinisch latino latim латинский
uk ukrainian ukrainisch українська украинский
ja japanese japanisch japonés japonais giapponese japonês японский 日本語 日语 일본어
zh chinese chinesisch chino chinois cinese chinês китайский 中文 汉语 漢語 中国語 중국어
    mandarin
ko korean koreanisch coreano coréen корейский 한국어 韓国語 韩语
vi vietnamese vietnamesisch vietnamita tiếng-việt вьетнамский
th thai thailändisch tailandés ไทย
id indonesian indonesisch bahasa-indonesia
ar arabic arabisch árabe arabe арабский العربية عربي
fa persian farsi persisch فارسی
he hebrew hebräisch hebreo hébreu עברית
hi hindi हिन्दी हिंदी
eo esperanto
ca catalan katalanisch català
ga irish irisch gaeilge
cy welsh walisisch cymraeg
gd gaelic gàidhlig
eu basque baskisch euskara
gl galician galicisch galego
hr croatian kroatisch hrvatski
sr serbian serbisch srpski српски
sl slovene slovenian slowenisch slovenščina
bg bulgarian bulgarisch български
et estonian estnisch eesti
lv latvian lettisch latviešu
lt lithuanian litauisch lietuvių
is icelandic isländisch íslenska
sw swahili suaheli kiswahili
tl tagalog filipino
ms malay malaiisch bahasa-melayu
sa sanskrit
"""
"""The tag of a language, and its names in several; `-` stands for a space."""

CODES = """
en:eng de:deu,ger fr:fra,fre es:spa it:ita pt:por ru:rus nl:nld,dut pl:pol cs:ces,cze sv:swe
da:dan fi:fin hu:hun tr:tur el:ell,gre uk:ukr ja:jpn,jp zh:zho,chi,cn ko:kor,kr vi:vie ar:ara
he:heb hi:hin la:lat ro:ron uz:uzb fa:fas
sk:slk sl:slv hr:hrv sr:srp bg:bul et:est lv:lav lt:lit
"""
"""The tag of a language, and the codes that end names of columns, such as `word_eng`."""
