//! Names of months and weekdays, and the small words around them.

/// The names of one language, as they stand inside a date.
pub(super) struct Names {
    /// BCP 47 primary tag.
    pub code: &'static str,
    /// January to December.
    pub months: [&'static str; 12],
    /// Monday to Sunday.
    pub weekdays: [&'static str; 7],
}

macro_rules! names {
    ($code:literal, $months:literal, $weekdays:literal) => {
        Names { code: $code, months: split($months), weekdays: split($weekdays) }
    };
}

/// Cuts a list at its spaces while compiling.
const fn split<const N: usize>(list: &'static str) -> [&'static str; N] {
    let mut out = [""; N];
    let (mut rest, mut n) = (list.as_bytes(), 0);
    while n < N {
        let mut at = 0;
        while at < rest.len() && rest[at] != b' ' {
            at += 1;
        }
        let (word, tail) = rest.split_at(at);
        out[n] = match std::str::from_utf8(word) {
            Ok(word) => word,
            Err(_) => "",
        };
        rest = if tail.is_empty() { tail } else { tail.split_at(1).1 };
        n += 1;
    }
    out
}

/// All languages; an abbreviation belongs to the first that has it.
pub(super) const LANGUAGES: [Names; 23] = [
    names!(
        "en",
        "January February March April May June July August September October November December",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    ),
    names!(
        "de",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"
    ),
    names!(
        "fr",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche"
    ),
    names!(
        "es",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo"
    ),
    names!(
        "it",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica"
    ),
    names!(
        "nl",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    ),
    names!(
        "pt",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"
    ),
    names!(
        "pl",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela"
    ),
    names!(
        "ru",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "понедельник вторник среда четверг пятница суббота воскресенье"
    ),
    names!(
        "uk",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "понеділок вівторок середа четвер п’ятниця субота неділя"
    ),
    names!(
        "sv",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "måndag tisdag onsdag torsdag fredag lördag söndag"
    ),
    names!(
        "da",
        "januar februar marts april maj juni juli august september oktober november december",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag"
    ),
    names!(
        "no",
        "januar februar mars april mai juni juli august september oktober november desember",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag"
    ),
    names!(
        "fi",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
        "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai"
    ),
    names!(
        "cs",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "pondělí úterý středa čtvrtek pátek sobota neděle"
    ),
    names!(
        "sk",
        "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
        "pondelok utorok streda štvrtok piatok sobota nedeľa"
    ),
    names!(
        "hu",
        "január február március április május június július augusztus szeptember október november december",
        "hétfő kedd szerda csütörtök péntek szombat vasárnap"
    ),
    names!(
        "ro",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "luni marți miercuri joi vineri sâmbătă duminică"
    ),
    names!(
        "tr",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar"
    ),
    names!(
        "el",
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
        "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή"
    ),
    names!(
        "he",
        "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
        "שני שלישי רביעי חמישי שישי שבת ראשון"
    ),
    names!(
        "ar",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
    ),
    names!(
        "hi",
        "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
        "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार"
    ),
];

/// The month (1 to 12) of a word in lower case: a full name, or an abbreviation of three letters or more.
pub(super) fn month(word: &str) -> Option<i8> {
    let other = match word {
        "jänner" => Some(1),
        "styczeń" | "январь" | "січень" => Some(1),
        "luty" | "февраль" | "лютий" => Some(2),
        "sept" => Some(9),
        "mrt" => Some(3),
        "شباط" => Some(2),
        "آذار" => Some(3),
        "نيسان" => Some(4),
        "أيار" => Some(5),
        "حزيران" => Some(6),
        "تموز" => Some(7),
        "آب" => Some(8),
        "أيلول" => Some(9),
        "grudzień" | "декабрь" | "грудень" => Some(12),
        _ => None,
    };
    other.or_else(|| place(word, |names| &names.months))
}

/// The months of the Levant that have two words.
pub(super) fn two_words(word: &str, next: &str) -> Option<i8> {
    match (word, next) {
        ("كانون", "الثاني") => Some(1),
        ("تشرين", "الأول") => Some(10),
        ("تشرين", "الثاني") => Some(11),
        ("كانون", "الأول") => Some(12),
        _ => None,
    }
}

/// The weekday (1 Monday to 7 Sunday) of a word in lower case.
pub(super) fn weekday(word: &str) -> Option<i8> {
    let short: [&[&str]; 7] = [
        &["mo", "пн", "pn", "segunda", "月曜日", "月", "周一", "星期一", "월요일", "월"],
        &["di", "вт", "wt", "terça", "火曜日", "火", "周二", "星期二", "화요일", "화"],
        &["mi", "ср", "śr", "quarta", "水曜日", "水", "周三", "星期三", "수요일", "수"],
        &["do", "чт", "quinta", "czw", "木曜日", "木", "周四", "星期四", "목요일", "목"],
        &["fr", "пт", "sexta", "п", "piąt", "金曜日", "金", "周五", "星期五", "금요일", "금"],
        &["sa", "сб", "sonnabend", "土曜日", "土", "周六", "星期六", "토요일", "토"],
        &["so", "вс", "нд", "ndz", "日曜日", "周日", "星期日", "일요일"],
    ];
    let at = short.iter().position(|words| words.contains(&word));
    at.map(|at| at as i8 + 1).or_else(|| place(word, |names| &names.weekdays))
}

fn place(word: &str, list: impl Fn(&Names) -> &[&'static str]) -> Option<i8> {
    if word.chars().count() < 3 {
        return None;
    }
    let full = |name: &str| name.to_lowercase() == word;
    let short = |name: &str| name.to_lowercase().starts_with(word);
    let find =
        |fits: &dyn Fn(&str) -> bool| LANGUAGES.iter().find_map(|names| list(names).iter().position(|n| fits(n)));
    find(&full).or_else(|| find(&short)).map(|at| at as i8 + 1)
}

/// Words that may stand between the parts of a date and say nothing themselves.
pub(super) fn is_connector(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "at", "on", "the", "of", "à", "a", "las", "le", "um", "am", "den", "der", "vom", "de", "del", "el", "alle",
        "ore", "il", "om", "op", "kl", "klokken", "o", "godz", "dnia", "w", "в", "о", "от", "від", "às", "em", "d",
        "feira", "dia", "heure", "klo", "v", "στις", "saat", "ב", "في", "بتاريخ", "يوم", "יום",
    ];
    WORDS.contains(&word)
}

/// Words that belong to the date when they stand behind a part of it.
pub(super) fn is_suffix(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "st", "nd", "rd", "th", "er", "uhr", "r", "г", "р", "года", "року", "год", "рік", "roku", "h", "hrs",
        "hours", "ятниця", "日", "ч", "分", "일", "분", "uur", "م",
    ];
    WORDS.contains(&word)
}
