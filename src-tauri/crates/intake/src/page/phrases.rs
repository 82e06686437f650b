//! More lines of pages for the rules of noise, folded as in the lexicon: players, boxes, buttons and lists in many languages.

/// Whole lines: what, rule, the lines.
#[rustfmt::skip]
pub(super) const WHOLE: &[(&str, &str, &[&str])] = &[
    ("share_line", "share_line.buttons", &[
        "copiar enlace", "ir a los comentarios", "ajouter à vos sélections", "offrir l'article", "ajouter à mes favoris",
        "artikel merken", "artikel teilen", "artikel drucken", "anhören", "feedback", "deel dit artikel", "leeslijst",
        "bewaar", "del link", "gem", "lyt til artiklen", "lytt til artikkelen", "lyssna på artikeln", "följ ämne",
        "del på facebook", "del på e-post", "del artikkelen", "kuuntele", "jaa", "tallenna", "lue tiivistelmä",
        "paylaş", "sdílet", "uložit", "zdieľať", "megosztás", "partajează", "distribuie", "κοινοποίηση",
        "ακούστε το άρθρο", "שיתוף", "שיתוף בפייסבוק", "הדפסה", "שמירה", "مشاركة", "شارك", "حفظ", "طباعة", "शेयर करें",
        "印刷する", "シェアする", "メールでシェアする", "facebookでシェアする", "分享", "공유", "aumentar fonte", "diminuir fonte",
        "ouvir o texto", "oiça este artigo", "ouça este artigo", "ouvir artigo", "compartilhe", "partilhe",
        "comparte esta noticia", "posłuchaj artykułu", "posłuchaj", "écouter cet article", "artikel vorlesen",
        "print this page", "copy article link", "copier le lien", "link kopieren", "copia link", "skopiuj link", "email this article", "share2", "click here to share on social media",
        "bookmark this article", "salvar artigos", "compartilhar artigo", "guardar artigo", "partilhar notícia", "partilhar artigo", "artikel speichern", "enregistrer l'article", "lire plus tard", "guardar artículo", "salva articolo", "save article", "save articles for later", "read later", "see all", "zen read", "open gallery view", "text settings",
        "get email notification", "add us as a preferred source on google", "skriv ut", "tipp en venn",
    ]),
    ("comments", "comments.label", &[
        "comment guidelines", "community guidelines", "discussion about this post", "join our commenting forum",
        "leggi e commenta", "commenta", "diskuse", "keskustelu", "yorumlar", "yorum yap", "σχόλια", "תגובות", "التعليقات",
        "تعليقات", "コメント", "评论", "댓글", "comentários", "komentáře", "hozzászólások", "comentarii", "what readers are saying",
    ]),
    ("navigation", "navigation.line", &[
        "accessibility help", "today's e-edition", "e-edition", "e-paper", "epaper", "hauptinhalt", "startseite",
        "artikelrechte erwerben", "leggi il giornale", "página inicial", "hlavní stránka", "etusivu", "ana sayfa",
        "tüm yazıları", "all articles", "view all partners", "partners", "home page", "back to home", "print subscriptions", "search jobs",
        "international edition", "ga naar inhoud", "voorpagina", "zur app", "zur startseite", "zur homepage", "newsguard", "follow us", "close extra sharing options",
        "подписаться", "войти", "přihlásit se", "abo", "hopp til innhold", "gå til indhold", "hoppa till innehåll", "siirry sisältöön", "αρχική", "דף הבית",
        "الرئيسية", "होम", "ホーム", "首页", "explore the edition", "get the app", "start your substack",
        "download the app", "normas", "today's paper", "sign in subscribe", "subscribe sign in", "log in subscribe", "subscribe log in", "on this page",
    ]),
    ("subscribe", "subscribe.label", &[
        "enter your email address", "email address", "your email address", "free weekly newsletter",
        "free daily newsletter", "thank you for signing up", "thanks for signing up", "s'inscrire", "anmelden zum newsletter",
        "support local journalism", "suscribirse", "assinar", "abone ol", "exklusiv für abonnenten", "réservé aux abonnés", "solo per gli abbonati", "předplatit", "tilaa", "prenumerera",
        "bli abonnent", "bliv abonnent", "stay up to date on opinion", "want stories like this in your inbox",
        "supportez-nous", "поддержите нашу работу", "читать номер", "unlock the editor's digest for free",
    ]),
    ("copyright", "copyright.line", &["riproduzione riservata", "reprodução proibida", "todos los derechos reservados"]),
];

/// Whole lines that say nothing about a page but where they stand above its body.
#[rustfmt::skip]
pub(super) const HEAD: &[&str] = &[
    "sections", "summary", "zusammenfassung", "expand", "i", "show more", "live", "live updates", "breaking", "breaking news",
    "audio", "video", "exclusivo", "exclusive", "premium", "read more", "gallery", "translate", "résumé", "resumen",
    "article", "artikel", "articolo", "記事", "member-only story", "members only", "subscriber only", "subscribers only",
    "for subscribers", "subscriber exclusive", "exclusive to subscribers", "só para assinantes", "für abonnenten", "for abonnenter",
    "för prenumeranter", "tilaajille", "abonnés", "会員限定記事", "有料記事", "gostaria de ouvir", "luister naar", "produced by", "powered by",
];

/// Headings of lists of other pieces.
#[rustfmt::skip]
pub(super) const LIST_HEADINGS: &[&str] = &[
    "in this section", "more from this section", "people are also reading", "promoted content", "paid content",
    "more editorials", "more columns", "more opinions", "more from the newspaper", "explore more", "see more on",
    "dans la même rubrique", "articles liés", "les plus lus", "à voir aussi", "lees meer", "lees ook", "läs mer",
    "läs också", "læs også", "læs mere", "les også", "les mer", "lue lisää", "lue myös", "luetuimmat", "ler mais",
    "leia mais", "leia também", "mais lidas", "leggi di più", "argomenti", "temas", "archivado en", "en savoir plus",
    "czytaj więcej na ten temat", "czytaj więcej", "zobacz także", "mohlo by vás zajímat", "čtěte také", "nejčtenější",
    "yazarın diğer yazıları", "ilgili haberler", "çok okunanlar", "διαβάστε επίσης", "διαβάστε ακόμη", "τα πιο δημοφιλή",
    "קראו גם", "הנקראות ביותר", "כתבות נוספות", "اقرأ أيضاً", "اقرأ أيضا", "اقرأ ايضا", "الأكثر قراءة", "مواضيع ذات صلة",
    "यह भी पढ़ें", "関連ニュース", "関連記事", "こんな記事も", "あわせて読みたい", "ランキング", "相关新闻", "相关阅读",
    "관련기사", "kapcsolódó cikkek", "citește și", "mehr von", "auch interessant", "weitere themen", "recent comments",
    "don't miss", "more coverage", "latest in opinion", "letters in response to this column", "popular articles",
];

/// Beginnings of lines that have no full stop: what, rule, most words, the beginnings.
#[rustfmt::skip]
pub(super) const LABELS: &[(&str, &str, usize, &[&str])] = &[
    ("navigation", "navigation.line", 6, &[
        "skip to ", "back to ", "ir al contenido", "saltar al ", "przejdź do ", "vai al contenuto",
    ]),
    ("related", "related.label", 25, &[
        "also read |", "also read –", "also read -", "read also |", "read |", "read:", "read more |", "preberite tudi",
        "citește și:", "διαβάστε επίσης:", "čtěte také:", "lue myös:", "קראו גם:", "اقرأ أيضاً:", "اقرأ أيضا:",
        "यह भी पढ़ें:", "ayrıca okuyun:", "trending:", "letters in response to this",
    ]),
    ("tags", "tags.label", 30, &[
        "filed under ", "posted in ", "see more on:", "trefwoorden:", "ämnen:", "emner:", "etiketler:", "ετικέτες:",
        "štítky:",
    ]),
    ("share_line", "share_line.buttons", 8, &["reuse this content", "add to my"]),
    ("share_line", "share_line.buttons", 5, &["compartir en ", "del på ", "dela på ", "powered by "]),
    ("photo_credit", "photo_credit.label", 12, &[
        "photographs by ", "photos by ", "illustration of ", "foto di ", "foto de ", "image courtesy",
    ]),
    ("meta", "meta.special_to", 8, &["special to the ", "special for the "]),
    ("role", "role.as_told_to", 8, &["as told to ", "translated by ", "translated from "]),
];

/// Beginnings of lines and of sentences: what, rule, most words, the beginnings.
#[rustfmt::skip]
pub(super) const BEGINS: &[(&str, &str, usize, &[&str])] = &[
    ("share_line", "share_line.follow", 30, &[
        "get email notification for", "click the alert icon", "ακολουθήστε την εφημερίδα", "ακολουθήστε μας",
        "följ oss på", "følg oss på", "følg os på", "volg ons op", "add us as a preferred",
    ]),
    ("share_line", "share_line.listen", 25, &[
        "listen to this story", "your browser does not support the", "produced by elevenlabs",
        "listen to more stories on",
    ]),
    ("article_source", "article_source.line", 45, &[
        "this article appeared in the", "een versie van dit artikel", "этот материал вышел в", "cet article est paru",
        "esta columna se publicó", "dieser artikel erschien", "dieser artikel stammt aus", "from the print edition",
    ]),
    ("article_source", "article_source.line", 6, &["quelle:", "source:", "fuente:", "fonte:", "źródło:", "bron:", "källa:"]),
    ("disclaimer", "disclaimer.views", 60, &[
        "os artigos publicados com assinatura", "as opiniões expressas", "este texto não reflete", "este artigo não reflete", "este texto no refleja", "detta är en åsiktstext", "detta är en opinionstext", "detta är en ledare",
        "dette er et debattinnlegg", "dette er en kronik", "dette er en kommentar", "колонка – матеріал",
        "колонка — матеріал", "колонка - матеріал", "мнение автора может не", "мнение редакции может не",
        "точка зрения редакции", "позиція редакції може", "الآراء الواردة", "الآراء المنشورة", "المقالات المنشورة",
        "lukijan mielipiteet ovat", "les propos tenus", "las opiniones vertidas", "opinie wyrażone",
        "de meningen in dit", "this column does not necessarily", "this article does not necessarily",
    ]),
    ("comments", "comments.invitation", 30, &[
        "sign in or create your", "join thought-provoking conversations", "your email address will not be published",
        "comments are moderated", "this summary is ai-generated", "l'espace des contributions", "inhaltliches feedback", "ziet u een taalfout",
        "якщо ви помітили помилку", "если вы заметили ошибку", "если вы нашли ошибку",
    ]),
    ("subscribe", "subscribe.invitation", 60, &[
        "privacy notice:", "by subscribing, i agree", "by subscribing, you agree", "by signing up, you agree",
        "by signing up you agree", "i understand and agree that registration", "нажимая кнопку",
        "link presente:", "your support helps us to tell", "tu suscripción se está usando",
        "quieres añadir otro usuario", "si está interesado en licenciar", "有料会員になると", "この記事は有料",
    ]),
];

/// Words without which the beginning of a disclaimer is a sentence of the piece.
#[rustfmt::skip]
pub(super) const DISCLAIMS: &[&str] = &[
    "author", "writer", "contributor", "necessar", "reflect", "personal", "represent", "opinion piece",
    "board", "redaktion", "redacción", "redaccion", "rédaction", "redazione", "redakc", "redactie", "редакц",
    "автор", "holdning", "synspunkt", "skribent", "avis", "jornal", "periódico", "الصحيفة", "صحيفة", "رأي", "كاتب",
    "lukijoiden", "autor", "auteur", "journal", "åsikt", "ledarsida", "tidning", "paper", "columnist",
];
