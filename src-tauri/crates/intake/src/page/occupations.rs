//! What people are: nouns that make a sentence about a person a note about an author.

/// Occupations and posts in many languages, folded.
#[rustfmt::skip]
pub(super) const OCCUPATIONS: &[&str] = &[
    // English
    "captain", "farmer", "architect", "geographer", "sociologist", "anthropologist", "psychologist", "psychiatrist", "surgeon",
    "midwife", "librarian", "publisher", "playwright", "screenwriter", "essayist", "composer", "musician", "sculptor",
    "painter", "barrister", "solicitor", "attorney", "judge", "diplomat", "strategist", "consultant", "commentator", "presenter",
    "broadcaster", "mayor", "councillor", "councilor", "congressman", "congresswoman", "priest", "pastor", "rabbi", "imam", "bishop",
    "theologian", "mathematician", "physicist", "chemist", "geologist", "ecologist", "botanist", "statistician", "planner",
    "entrepreneur", "investor", "banker", "accountant", "veteran", "colonel", "pilot", "dean",
    "provost", "scholar", "undergraduate", "blogger", "podcaster", "campaigner", "advocate", "organizer",
    "organiser", "carpenter", "gardener", "chef", "caseworker", "adviser", "advisor", "specialist", "manager",
    // German
    "architekt", "architektin", "geograf", "geografin", "geographin", "arzt", "ärztin", "lehrer", "lehrerin", "anwalt", "anwältin",
    "jurist", "juristin", "publizist", "publizistin", "philosophin", "ökonom", "ökonomin", "ingenieur", "ingenieurin", "landwirt",
    "landwirtin", "politiker", "politikerin", "politologin", "korrespondent", "korrespondentin", "mitarbeiter", "mitarbeiterin",
    "biologe", "biologin", "theologe", "theologin", "kolumnist", "kolumnistin", "essayist", "essayistin", "psychologin",
    // French
    "géographe", "historienne", "économiste", "juriste", "enseignant", "enseignante", "chercheur", "chercheuse", "romancier",
    "romancière", "autrice", "auteure", "essayiste", "chroniqueur", "chroniqueuse", "éditorialiste", "ingénieur", "ingénieure",
    "anthropologue", "psychologue", "agriculteur", "agricultrice", "maire", "député", "députée", "sénateur", "sénatrice",
    "professeur", "urbaniste", "démographe", "biologiste",
    // Spanish, Italian, Portuguese
    "historiador", "historiadora", "ensayista", "filósofo", "filósofa", "catedrático", "catedrática", "ingeniero", "ingeniera",
    "médico", "médica", "columnista", "investigador", "investigadora", "maestro", "maestra", "novelista", "poeta", "jurista",
    "geógrafo", "geógrafa", "analista", "scrittrice", "storico", "storica", "saggista", "filosofo", "filosofa", "ingegnere",
    "medico", "architetto", "architetta", "editorialista", "insegnante", "economista", "geografo", "geografa", "docente",
    "engenheiro", "engenheira", "professora", "colunista", "jornalista", "historiadora", "advogado", "advogada",
    "sociologo", "sociologa", "ricercatore", "ricercatrice", "pesquisador", "pesquisadora", "médico", "escritor", "cronista",
    // Dutch and the North
    "waterbouwkundige", "historicus", "historica", "columniste", "econoom", "socioloog", "filosoof", "jurist", "arts", "docent",
    "onderzoeker", "hoogleraar", "schrijver", "leraar", "lerares", "architect", "boer", "boerin", "läkare", "lärare", "forskare",
    "ekonom", "historiker", "debattör", "skribent", "krönikör", "arkitekt", "ingenjör", "lege", "lærer", "forsker",
    "sosionom", "socionom", "økonom", "kommentator", "ingeniør", "læge", "debattør", "skuespiller", "tutkija", "toimittaja",
    "kirjailija", "opettaja", "lääkäri", "professori", "taloustieteilijä", "arkkitehti", "kolumnisti",
    // Slavic languages
    "socjolożka", "socjolożką", "socjolog", "socjologiem", "historyk", "historykiem", "historyczką", "pisarzem", "pisarką",
    "felietonistka", "felietonistką", "felietonistą", "dziennikarką", "dziennikarzem", "lekarz", "lekarką", "historik", "historička",
    "spisovatel", "spisovatelka", "novinář", "novinářka", "ekonom", "lékař", "lékařka", "публицист", "публицистка", "урбанист",
    "урбанистка", "социолог", "политик", "врач", "юрист", "адвокат", "учитель", "учительница", "публіцист", "публіцистка",
    "соціолог", "лікар", "лікарка", "юристка", "історикиня", "архітектор", "архитектор", "викладач", "викладачка",
    // Greek, Turkish, Hebrew, Arabic, Hindi, Korean
    "δημοσιογράφος", "συγγραφέας", "καθηγητής", "καθηγήτρια", "οικονομολόγος", "ιστορικός", "λειτουργός", "γιατρός", "δικηγόρος",
    "αρχιτέκτονας", "κοινωνιολόγος", "gazeteci", "yazar", "profesör", "tarihçi", "iktisatçı", "עיתונאי", "עיתונאית", "סופר",
    "סופרת", "חוקר", "חוקרת", "היסטוריון", "היסטוריונית", "كاتب", "كاتبة", "صحافي", "صحافية", "صحفي", "صحفية", "روائي",
    "روائية", "باحث", "باحثة", "أكاديمي", "أكاديمية", "पत्रकार", "लेखक", "लेखिका", "논설위원", "기자", "칼럼니스트", "교수",
];
