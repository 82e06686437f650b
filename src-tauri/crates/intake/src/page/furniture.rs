//! Still more lines of pages for the rules of noise, folded as in the lexicon: adverts, players, buttons and footers.

/// Whole lines: what, rule, the lines.
#[rustfmt::skip]
pub(super) const WHOLE: &[(&str, &str, &[&str])] = &[
    ("advert", "advert.label", &[
        "advertisement - scroll to continue", "story continues below this ad", "story continues below", "article continues below this ad",
        "this article continues after the advertisement", "article continues after this advertisement", "this ad will end in",
        "広告", "広告の後に本文が続きます", "广告", "廣告", "광고", "إعلان", "إعلانات", "פרסומת", "פרסום", "विज्ञापन", "reklam", "διαφημιση", "διαφήμιση",
        "annonse", "mainos", "mainos (teksti jatkuu alla", "mainos, juttu jatkuu alla", "juttu jatkuu mainoksen jälkeen",
        "artikkeli jatkuu mainoksen jälkeen", "artikkelen fortsetter under annonsen", "saken fortsetter under annonsen",
        "artiklen fortsætter efter annoncen", "artikeln fortsätter under annonsen", "texten fortsätter efter annonsen",
        "la suite après la publicité", "la suite après cette publicité", "continua após a publicidade", "continua depois da publicidade",
        "continua dopo la pubblicità", "sigue leyendo tras la publicidad", "la noticia continúa después de la publicidad",
        "dalsza część artykułu pod reklamą", "dalsza część tekstu pod reklamą", "artykuł jest kontynuowany pod reklamą",
        "artikel loopt door onder de advertentie", "tekst gaat verder onder de advertentie", "článek pokračuje pod reklamou",
        "продолжение после рекламы", "loading", "loading...", "wird geladen", "chargement", "empfohlener redaktioneller inhalt",
        "empfohlener externer inhalt", "externer inhalt", "contenu externe", "recommended by outbrain", "recommended by taboola",
        "you may like these",
    ]),
    ("photo_credit", "photo_credit.button", &[
        "view image in fullscreen", "enlarge this image", "enlarge image", "toggle caption", "hide caption", "show caption",
        "expand image", "bild vergrößern", "detailansicht öffnen", "agrandir l'image", "ampliar imagen", "ampliar foto", "ingrandisci immagine",
        "vergroot afbeelding", "powiększ zdjęcie", "увеличить изображение", "play video", "video abspielen", "lire la vidéo",
        "this video can not be played", "this video cannot be played",
    ]),
    ("share_line", "share_line.buttons", &[
        "allow x content", "allow google youtube content", "view this post on instagram", "view this post on x", "view on instagram",
        "learn more about this audio", "listen to the podcast", "thanks for sharing", "kindly share this story", "share this story", "luister",
        "spara", "lyssna", "dela artikel", "保存", "共有", "保存する", "共有する", "기사 공유", "글자크기", "글자크기 설정", "שתפו בפייסבוק", "שתפו בוואטסאפ",
        "שתפו", "हमें फॉलो करें", "फॉलो करें", "استمع إلى المقال", "分享到", "字号", "字号：大 中 小", "font size", "text size", "add to myft",
        "partilhar no facebook", "partilhar no twitter", "partager sur facebook", "save articles for later", "was this article helpful",
        "add articles to your saved list and come back to them anytime", "print article", "like loading",
        "feedback kommentieren fehlerhinweis", "add as a preferred source on google", "google news'te takip et",
    ]),
    ("comments", "comments.label", &[
        "sort by: newest", "sort by: oldest", "show more comments", "load more comments", "this discussion is now closed",
        "envie seu comentário", "comentar", "deja tu comentario", "deja un comentario", "réagissez à cet article", "réagir à cet article",
        "delta i debatten", "leserdiskussion", "diskussion", "zur diskussion", "report an error", "report a correction", "join the discussion",
        "tell us what you think in the comments", "wie gefällt ihnen dieser beitrag", "ihre meinung zählt", "überarbeiten", "댓글 쓰기",
    ]),
    ("subscribe", "subscribe.label", &[
        "newsletter abonnieren", "be the first to know", "gemeinsam für freie presse",
    ]),
    ("related", "related.label", &[
        "up next", "previous", "next", "previous post", "next post", "lisää aiheesta", "ver más artículos", "ver más", "наступна колонка",
        "следующая статья", "наступна стаття", "следующий материал", "newer post", "older post",
    ]),
    ("navigation", "navigation.line", &[
        "terms & conditions", "cookies", "site map", "sitemap", "accessibility", "accessibility statement", "advertise with us", "advertise",
        "zur sz-startseite", "conocé the trust project", "we believe in the free flow of information", "cc by nd", "cc by", "cc by-nd",
    ]),
    ("disclaimer", "disclaimer.label", &["disclaimer"]),
    ("copyright", "copyright.line", &["reprinted with permission", "reprinted by permission", "used with permission"]),
];

/// Whole lines above the body.
#[rustfmt::skip]
pub(super) const HEAD: &[&str] = &[
    "summarize", "summarise", "ai summary", "key points", "learn more", "news", "pdf", "aa", "a a a", "a+ a-", "a- a+",
    "follow", "+ follow", "luister", "deel", "bewaar", "spara", "dela", "zur app", "hör", "lyssna",
];

/// Headings of lists of other pieces.
#[rustfmt::skip]
pub(super) const LIST_HEADINGS: &[&str] = &[
    "related article", "à lire également", "te puede interesar", "le puede interesar", "puede interesarle", "ähnliche themen", "ähnliche artikel",
    "lesen sie mehr zum thema", "mehr aus dem ressort", "sujets", "sujets associés", "ilgili haber", "i̇lgili haber", "i̇lgili haberler", "टॉपिक",
    "الكلمات المفتاحية", "كلمات مفتاحية", "see more on", "discover more stories on", "filed under", "more in this section", "topics in this article",
    "more by this author", "relaterte saker", "relaterede artikler", "relaterade artiklar", "aiheet", "aiheesta lisää", "תגיות", "नवीनतम", "関連キーワード",
    "相关推荐", "延伸阅读", "延伸閱讀", "추천기사", "related topics", "tópicos relacionados", "explore more on these topics",
];

/// Beginnings of lines that have no full stop: what, rule, most words, the beginnings.
#[rustfmt::skip]
pub(super) const LABELS: &[(&str, &str, usize, &[&str])] = &[
    ("related", "related.label", 30, &[
        "read more |", "read more –", "read next |", "see also |", "watch |", "listen |", "video:", "from the archive:", "from the archives:", "lesen sie hier:",
        "lesen sie dazu:", "mehr dazu:", "dazu auch:", "läs mer:", "les mer:", "læs mere:", "lue lisää:", "à lire également", "διαβάστε ακόμη:",
        "διαβαστε ακομη:", "διαβαστε επισησ:", "διαβαστε επισης:", "ये भी पढ़ें", "यह भी पढ़ें", "כתבות נוספות:", "延伸阅读：", "延伸閱讀：", "相关阅读：",
        "相关新闻：", "関連記事】", "関連記事：", "あわせて読みたい：", "관련기사:", "관련 기사:", "اقرأ أيضاً:", "اقرأ أيضا:", "اقرأ ايضا:", "ilgili haber:",
        "previous post:", "next post:", "previous postnext", "otras noticias de", "more articles by", "plus sur ce sujet :", "sullo stesso argomento:",
    ]),
    ("navigation", "navigation.line", 8, &["why you can trust "]),
    ("share_line", "share_line.buttons", 12, &[
        "click to share on ", "add as a preferred source", "allow google youtube", "share share ", "partilhar no ", "compartir en ",
    ]),
    ("photo_credit", "photo_credit.label", 8, &["ilustración de ", "ilustração de ", "illustrazione di ", "illustration de "]),
    ("article_source", "article_source.line", 6, &["来源：", "来源:", "來源：", "출처:", "출처 :"]),
    ("meta", "meta.editor", 12, &["责任编辑", "責任編輯", "编辑：", "編集：", "版权声明", "edited by ", "editor: ", "redaktion: ", "responsável:"]),
    ("copyright", "copyright.line", 20, &["copyright ⓒ", "ⓒ ", "저작권자", "무단 전재", "무단전재", "本文版权", "未经授权", "無断転載"]),
];

/// Beginnings of lines and of sentences: what, rule, most words, the beginnings.
#[rustfmt::skip]
pub(super) const BEGINS: &[(&str, &str, usize, &[&str])] = &[
    ("article_source", "article_source.line", 40, &[
        "this story was originally published", "this essay was originally published", "published in the print edition",
        "to contact the author of this story", "to contact the editor responsible", "to contact the writer of this",
        "this article is part of ", "reprinted with permission", "secure your copy of ",
    ]),
    ("subscribe", "subscribe.invitation", 45, &[
        "join our whatsapp", "join the whatsapp", "приєднуйтесь до нашого", "приєднуйтеся до нашого", "присоединяйтесь к нашему",
        "подписывайтесь на наш", "please note you must be a", "log in, register or subscribe", "like this article? please",
        "got a tip? email", "got a tip? send", "il vous reste ", "letters may be edited for", "envíe sus cartas", "this site is protected by recaptcha",
        "als genossenschaft gehören wir", "unser journalismus ist", "før du går", "want more opinion?",
    ]),
    ("comments", "comments.invitation", 60, &[
        "нашли ошибку?", "знайшли помилку?", "found an error?", "spotted an error?", "see an error?", "fehler gefunden?", "une erreur dans l'article",
        "the comments express", "comments expressed here do not", "die kommentare im forum",
    ]),
];

/// Beginnings of photo credits.
#[rustfmt::skip]
pub(super) const CREDIT_START: &[&str] = &[
    "file photo:", "image caption,", "image caption:", "photographer:", "pictured:", "picture credit", "photo illustration", "kuva:", "kuvat:", "fotoğraf:",
    "fotoğraflar:", "φωτογραφία:", "φωτό:", "写真：", "写真:", "写真／", "図：", "图：", "图片：", "供图：", "사진:", "사진=", "사진 제공", "תמונה:", "צילום:",
    "תצלום:", "صورة:", "الصورة:", "تصوير:", "फोटो:", "छवि:", "kép:", "fotó:", "snímek:",
];

/// Who owns the rights, folded.
#[rustfmt::skip]
pub(super) const RIGHTS: &[&str] = &[
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos os direitos reservados", "todos los derechos reservados",
    "tutti i diritti riservati", "alle rechten voorbehouden", "wszelkie prawa zastrzeżone", "все права защищены", "всі права захищені",
    "všechna práva vyhrazena", "všetky práva vyhradené", "minden jog fenntartva", "toate drepturile rezervate", "tüm hakları saklıdır",
    "kaikki oikeudet pidätetään", "alle rettigheter forbeholdt", "alle rettigheder forbeholdes", "με επιφύλαξη παντός δικαιώματος",
    "כל הזכויות שמורות", "جميع الحقوق محفوظة", "सर्वाधिकार सुरक्षित", "版权所有", "無断転載を禁じます",
];

/// Agencies and archives of pictures, folded.
#[rustfmt::skip]
pub(super) const AGENCIES: &[&str] = &[
    "getty images", "getty", "afp", "ap", "ap photo", "reuters", "epa", "efe", "pa", "pa wire", "pa media", "dpa", "ansa", "anp", "tt", "ntb", "ritzau scanpix",
    "scanpix", "lusa", "pap", "ctk", "čtk", "apa", "keystone", "imago", "imago images", "alamy", "shutterstock", "istock", "istockphoto", "bloomberg",
    "xinhua", "tass", "тасс", "риа", "риа новости", "уніан", "укрінформ", "rex", "zuma", "lehtikuva", "aa", "belga", "hollandse hoogte", "agf", "lapresse",
    "sipa", "magnum", "afp/getty images", "aap", "cp", "the canadian press", "folhapress", "agência brasil", "ανα-μπα", "共同", "時事", "연합뉴스", "뉴시스",
];
