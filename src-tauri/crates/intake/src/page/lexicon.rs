//! The words that the rules of noise look for, all folded (lower case, plain apostrophes).

/// Words for minutes.
#[rustfmt::skip]
pub(super) const MINUTES: &[&str] = &[
    "min", "mins", "leseminuten", "minute", "minutes", "minuten", "minuti", "minutos", "minuto", "minuty", "minut", "мин", "минут",
    "минуты", "минута", "хв", "хвилин", "хвилини", "minuter", "minutter", "λεπτά", "λεπτό", "dakika", "דקות", "دقائق", "मिनट", "분", "分",
];
/// Words for reading.
#[rustfmt::skip]
pub(super) const READING: &[&str] = &[
    "read", "reading", "leseminuten", "lesezeit", "lesedauer", "lesen", "lecture", "lectura", "lettura", "czytania", "чтения",
    "чтение", "читання", "leestijd", "leitura", "ανάγνωσης", "okuma", "קריאה", "قراءة", "पढ़ें", "čtení", "läsning", "lästid", "læsetid", "lesetid",
];
/// Words that only share buttons have.
#[rustfmt::skip]
pub(super) const SHARE: &[&str] = &[
    "share", "tweet", "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "reddit", "bluesky",
    "mastodon", "threads", "xing", "bookmark", "copy", "teilen", "merken", "drucken", "partager", "imprimer",
    "compartir", "imprimir", "guardar", "condividi", "stampa", "udostępnij", "поделиться", "поділитися", "delen",
    "dela", "del", "partilhar", "compartilhar", "restack", "gift", "email", "e-mail", "print", "save", "messenger",
    "flipboard",
];
/// Words that stand beside them.
#[rustfmt::skip]
pub(super) const SHARE_SMALL: &[&str] = &[
    "this", "article", "full", "on", "via", "by", "link", "x", "post", "story", "the", "mail", "or", "and", "in",
    "sur", "en", "auf", "per", "artikel", "den", "diesen", "cet", "l'article", "enviar", "more", "options", "with",
    "friends", "like", "for", "later", "free", "listen", "drukuj", "na", "в", "у", "to", "your", "pocket", "font", "size",
    "0", "1", "2", "3",
];
/// Beginnings of audio lines.
pub(super) const LISTEN: &[&str] = &[
    "listen to this",
    "listen to article",
    "listen ·",
    "listen •",
    "artikel anhören",
    "écouter l'article",
    "escuchar artículo",
    "ascolta l'articolo",
    "listen now",
];
/// Words for comments.
#[rustfmt::skip]
pub(super) const COMMENTS: &[&str] = &[
    "comment", "comments", "kommentar", "kommentare", "commentaire", "commentaires", "comentario", "comentarios",
    "commenti", "commento", "komentarz", "komentarze", "komentarzy", "комментариев", "комментарии", "комментария",
    "коментарів", "коментарі", "reacties", "kommentarer", "comentários", "responses", "replies",
    "diskuse", "yorumlar", "yorum", "σχόλια", "תגובות", "postings", "posting", "댓글", "komentáře", "followers", "views", "vues", "aufrufe", "visitas", "visualizações", "visualizzazioni", "wyświetleń", "просмотров", "просмотра",
    "переглядів", "перегляди", "likes", "restacks", "shares",
];

/// Whole lines: what, rule, the lines.
#[rustfmt::skip]
pub(super) const WHOLE: &[(&str, &str, &[&str])] = &[
    ("advert", "advert.label", &[
        "advertisement", "advertisment", "advert", "ad", "ads", "sponsored", "sponsored content", "anzeige",
        "werbung", "publicité", "publicidad", "pubblicità", "reklama", "реклама", "advertentie", "annons",
        "annonce", "publicidade", "article continues below", "article continues after advertisement",
        "story continues below advertisement", "advertisement - continue reading below",
        "continue reading the main story", "advertisement continue reading the main story", "scroll to continue",
        "skip advertisement", "continue reading", "skip past newsletter promotion", "after newsletter promotion",
    ]),
    ("comments", "comments.label", &[
        "comments", "leave a comment", "leave a reply", "post a comment", "view comments", "view all comments",
        "show comments", "join the conversation", "kommentare", "kommentieren", "commentaires", "comentarios",
        "commenti", "komentarze", "комментарии", "коментарі", "reacties", "kommentarer", "write a comment",
        "add a comment", "read comments", "laisser un commentaire",
    ]),
    ("share_line", "share_line.buttons", &[
        "share full article", "gift this article", "give this article", "listen to this article", "most viewed",
        "reuse this content", "copy link", "paid", "listen", "view original", "open in app",
    ]),
    ("navigation", "navigation.line", &[
        "skip to main content", "skip to content", "skip to navigation", "menu", "search", "log in", "login",
        "sign in", "sign out", "register", "my account", "main menu", "close", "back to top", "anmelden", "suche",
        "zum inhalt springen", "zum inhalt", "aller au contenu", "se connecter", "rechercher", "iniciar sesión",
        "buscar", "accedi", "cerca", "zaloguj", "zaloguj się", "zarejestruj się", "mon compte", "s'identifier",
        "mein konto", "mi cuenta", "il mio account", "szukaj", "войти", "увійти", "поиск", "пошук", "inloggen",
        "zoeken", "open menu", "close menu", "toggle navigation", "view profile", "previous article",
        "next article", "terms and conditions", "terms of service", "terms of use", "privacy policy", "privacy",
        "cookie policy", "contact us", "about us", "help", "impressum", "datenschutz", "mentions légales",
        "aviso legal",
    ]),
    ("cookie", "cookie.button", &[
        "accept all", "accept", "reject all", "reject", "accept cookies", "accept all cookies",
        "manage preferences", "cookie settings", "manage cookies", "alle akzeptieren", "akzeptieren", "ablehnen",
        "tout accepter", "tout refuser", "aceptar", "aceptar todo", "rechazar", "accetta", "accetta tutti",
        "rifiuta", "akceptuję", "принять", "прийняти", "i agree", "got it", "i accept", "only necessary",
        "save preferences", "we value your privacy", "your privacy choices", "your privacy is important to us",
    ]),
    ("subscribe", "subscribe.label", &[
        "subscribe", "subscribe now", "newsletter", "newsletters", "support us", "donate", "become a member",
        "abonnieren", "s'abonner", "je m'abonne", "suscríbete", "abbonati", "subscribed", "follow", "sign up",
    ]),
    ("related", "related.label", &[
        "related", "related articles", "related stories", "related topics", "more on this story",
        "more on this topic", "read more", "mehr zum thema", "weiterlesen",
    ]),
    ("release_line", "release_line.label", &[
        "for immediate release", "press release", "embargoed", "sofort zur veröffentlichung", "pressemitteilung",
        "communiqué de presse", "nota de prensa", "comunicato stampa",
    ]),
];

/// Headings of lists of other pieces.
#[rustfmt::skip]
pub(super) const LIST_HEADINGS: &[&str] = &[
    "most read", "most popular", "most viewed", "related", "related articles", "related stories", "related content",
    "more on this story", "more on this topic", "read next", "recommended", "recommended for you",
    "you may also like", "you might also like", "more stories", "latest stories", "trending", "trending now",
    "popular posts", "recent posts", "editors' picks", "editor's picks", "more from opinion", "more in opinion",
    "meistgelesen", "mehr zum thema", "les plus lus", "à lire aussi", "lo más leído", "lo más visto", "i più letti",
    "leggi anche", "najczęściej czytane", "czytaj także", "читайте также", "читайте також", "самое читаемое",
    "найпопулярніше", "meest gelezen", "mest läst", "mest lest", "what to read next", "explore more on these topics", "topics", "más información",
    "per saperne di più", "pour aller plus loin", "sur le même sujet", "więcej na ten temat", "по теме", "за темою",
    "meer over dit onderwerp", "saiba mais", "further reading", "more like this", "top stories", "keep reading",
];

/// Beginnings of lines: what, rule, most words, the beginnings.
#[rustfmt::skip]
pub(super) const BEGINS: &[(&str, &str, usize, &[&str])] = &[
    ("related", "related.label", 30, &[
        "related:", "read more:", "read also:", "read next:", "also read:", "see also:", "more on this:", "more:",
        "watch:", "lesen sie auch", "mehr zum thema:", "lire aussi", "à lire aussi", "lire également",
        "lea también", "le puede interesar", "te puede interesar", "leggi anche", "czytaj też", "czytaj także",
        "czytaj również", "zobacz też", "читайте также", "читайте також", "читать также", "lees ook", "läs också",
        "læs også", "les også", "leia também", "leia mais", "siehe auch:", "auch interessant:", "recommended:",
    ]),
    ("tags", "tags.label", 40, &[
        "tags:", "topics:", "tagged:", "filed under:", "keywords:", "categories:", "category:",
        "posted in:", "schlagworte:", "schlagwörter:", "themen:", "mots-clés", "etiquetas:", "tag:",
        "argomenti:", "tagi:", "теги:", "метки:", "мітки:", "section:",
    ]),
    ("share_line", "share_line.follow", 25, &[
        "follow us on", "follow him on", "follow her on", "follow them on", "follow on", "folgen sie uns",
        "suivez-nous", "síguenos", "seguici", "follow the author on",
    ]),
    ("age_notice", "age_notice.line", 16, &[
        "this article is more than", "this article was published more than", "this story is more than",
        "this content is more than", "dieser artikel ist älter als",
    ]),
    ("article_source", "article_source.line", 35, &[
        "this article was originally published", "republish this article", "republish our articles",
        "you can republish", "this article is republished", "this article originally appeared",
        "this article first appeared", "originally published", "first published in", "a version of this article",
        "this piece was originally published", "this piece first appeared", "dieser beitrag erschien zuerst",
        "dieser text erschien zuerst", "this post first appeared", "this essay first appeared",
        "this column first appeared",
    ]),
    ("disclaimer", "disclaimer.views", 50, &[
        "the views expressed", "editorials represent", "editorials reflect", "this editorial represents",
        "columns are the opinion", "the opinions expressed", "views expressed", "opinions expressed",
        "the views and opinions", "the opinions here", "this article reflects the views", "this is an opinion",
        "this is an opinion piece", "gastbeiträge geben nicht", "las opiniones expresadas",
        "les opinions exprimées", "le opinioni espresse",
    ]),
    ("navigation", "navigation.breadcrumb", 14, &[
        "home >", "home ›", "home »", "home /", "you are here:", "startseite >", "startseite ›", "accueil >",
        "inicio >",
    ]),
    ("press_notes", "press_notes.contact", 25, &[
        "press contact:", "media contact:", "contact:", "pressekontakt:", "contact presse", "contacto de prensa",
    ]),
    ("comments", "comments.invitation", 20, &[
        "join the conversation", "view comments", "leave a comment", "comments are closed", "what do you think?",
        "have your say", "be the first to comment", "kommentar schreiben", "diskutieren sie mit",
    ]),
    ("share_line", "share_line.buttons", 8, &[
        "share this", "share on", "share via", "share article", "teilen auf", "partager sur", "partager l'article",
        "compartir en", "condividi su", "udostępnij na", "поделиться в", "поділитися у", "like this:",
        "share full article",
    ]),
    ("subscribe", "subscribe.invitation", 30, &[
        "already a subscriber", "thanks for reading", "subscribe to our", "not a subscriber",
        "this post is for paid", "you're currently a free subscriber", "subscribe for free", "noch kein abonnent",
        "déjà abonné", "article réservé", "réservé aux abonnés", "contenido exclusivo para suscriptores",
    ]),
];

/// Words for "also" in invitations to read on.
#[rustfmt::skip]
pub(super) const ALSO: &[&str] = &[
    "also", "auch", "aussi", "également", "también", "anche", "też", "także", "również", "также", "також", "ook",
    "också", "også", "também", "more",
];

/// Beginnings of photo credits.
#[rustfmt::skip]
pub(super) const CREDIT_START: &[&str] = &[
    "photograph:", "photo:", "photo :", "photos:", "photo by", "photograph by", "photography by", "image:",
    "image by", "image credit", "photo credit", "picture:", "pictures:", "illustration:", "illustration by",
    "illustrations by", "credit:", "credit…", "foto:", "fotos:", "bild:", "bildquelle", "fot.", "fot:", "zdjęcie:",
    "фото:", "фото ", "crédit photo", "crédits", "crédito:", "image source", "getty images", "cartoon:",
    "cartoon by", "graphic:", "caption:", "illustration :", "beeld:",
];
/// The same behind a caption, as printed.
#[rustfmt::skip]
pub(super) const CREDIT_INSIDE: &[&str] = &[
    "Photograph:", "Photo:", "Photo by", "Photograph by", "Illustration:", "Illustration by", "Image:", "Picture:",
    "Foto:", "Bild:", "Fot.", "Фото:", "Credit:", "Credit...", "Credit…", "(Photo:", "| Photo", "Crédit:",
    "© Getty",
];

/// Beginnings of invitations.
#[rustfmt::skip]
pub(super) const INVITES: &[&str] = &[
    "subscribe", "sign up", "become a", "support our", "support the", "support independent", "get ", "get our",
    "receive", "join our", "donate", "register", "try ", "unlock", "enjoying", "start your", "jetzt abonnieren",
    "abonnieren sie", "testen sie", "melden sie sich", "unterstützen sie", "abonnez-vous", "inscrivez-vous",
    "recevez", "soutenez", "suscríbete", "suscríbase", "regístrate", "apúntate", "recibe", "apoya", "iscriviti",
    "abbonati", "ricevi", "sostieni", "zapisz się", "subskrybuj", "prenumeruj", "wesprzyj", "подпишитесь",
    "подписывайтесь", "підпишіться", "підписуйтесь", "підтримайте", "поддержите", "abonneer", "meld je aan",
    "prenumerera", "assine", "inscreva-se", "want more", "don't miss", "never miss", "like what you",
    "download our",
];
/// Words that show what an invitation is for.
#[rustfmt::skip]
pub(super) const INVITED_TO: &[&str] = &[
    "newsletter", "inbox", "e-mail", "email", "for free", "free trial", "our journalism", "independent journalism",
    "premium", "unlimited", "full access", "digital access", "boletín", "bulletin", "infolettre", "рассылк",
    "розсилк", "telegram", "nieuwsbrief", "nyhetsbrev", "our work", "my work", "this work", "member today",
    "subscriber", "probe", "kostenlos", "abonn",
];
/// Invitations to write to the paper.
#[rustfmt::skip]
pub(super) const LETTERS: &[&str] = &[
    "do you have an opinion on the issues", "diversity of letters to the editor",
    "committed to publishing a diversity", "send us a letter", "send a letter to the editor", "write to us at",
    "letters to the editor may be", "submit a letter", "submit an op-ed", "to submit a response", "pitch us",
    "how to submit", "email us at", "schreiben sie uns", "leserbrief an",
];
/// Words of a request for consent.
#[rustfmt::skip]
pub(super) const CONSENT: &[&str] = &[
    "we use", "uses cookies", "use cookies", "accept", "consent", "preferences", "privacy", "wir verwenden",
    "wir nutzen", "akzeptier", "utilisons", "utilise des", "accepter", "utilizamos", "usamos", "aceptar",
    "utilizziamo", "utilizza", "accett", "używamy", "wykorzystuje", "мы используем", "ми використовуємо",
    "wij gebruiken", "vi använder",
];
/// Words of a site's navigation.
#[rustfmt::skip]
pub(super) const NAVIGATION: &[&str] = &[
    "home", "news", "sport", "sports", "world", "uk", "us", "u.s", "politics", "business", "opinion", "culture",
    "lifestyle", "arts", "life", "tech", "technology", "science", "health", "travel", "food", "style", "video",
    "podcasts", "weather", "jobs", "about", "archive", "contact", "environment", "education", "economy", "books",
    "music", "local", "obituaries", "letters", "games", "puzzles", "crosswords", "shop", "support", "newsletters",
    "subscribe", "menu", "search", "log in", "sign in", "startseite", "politik", "wirtschaft", "kultur", "wissen",
    "gesellschaft", "meinung", "panorama", "reise", "accueil", "politique", "économie", "international", "société",
    "monde", "inicio", "política", "economía", "sociedad", "cultura", "deportes", "internacional", "mundo",
    "politica", "economia", "esteri", "cronaca", "spettacoli", "kraj", "świat", "polityka", "kultura", "gospodarka",
    "новости", "политика", "экономика", "общество", "культура", "спорт", "мир", "новини", "політика", "економіка",
    "суспільство", "світ", "регионы", "регіони", "archives", "blog", "magazine", "events", "photos", "live",
    "more", "首页", "главная", "головна", "strona główna", "hjem", "hem", "forside", "etusivu", "national", "city", "property", "money", "features", "editorials", "columnists", "comment", "ideas", "faq",
];
/// Closings of a letter.
#[rustfmt::skip]
pub(super) const CLOSINGS: &[&str] = &[
    "kind regards", "best regards", "regards", "yours sincerely", "sincerely", "sincerely yours",
    "yours faithfully", "yours", "best wishes", "best", "warm regards", "many thanks", "thanks", "thank you",
    "with thanks", "cheers", "mit freundlichen grüßen", "herzliche grüße", "beste grüße", "viele grüße",
    "cordialement", "bien cordialement", "un cordial saludo", "saludos", "saludos cordiales", "cordiali saluti",
    "distinti saluti", "z poważaniem", "pozdrawiam", "с уважением", "з повагою", "met vriendelijke groet",
    "atenciosamente", "vänliga hälsningar",
];
