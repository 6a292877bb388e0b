//! What the generated people are called and what is written about them: data, and the drawing of names and sentences.
//!
//! Owns the tables and the vocabulary. Must not know how a note is laid out.

use std::collections::HashSet;

use crate::random::Random;

/// Stands in some notes and, by its letters, can come from nowhere else.
pub(crate) const RARE_WORD: &str = "ocarina";

/// How given and family names are put together.
enum Order {
    GivenFirst,
    FamilyFirst,
    Joined,
}

/// Names and a remark in one language.
pub(crate) struct Language {
    share: usize,
    order: Order,
    given: &'static str,
    family: &'static str,
    pub(crate) remark: &'static str,
}

#[rustfmt::skip]
const LANGUAGES: &[Language] = &[
    Language { share: 24, order: Order::GivenFirst, given: "Ada Alan Grace Edsger Barbara Donald Frances Ken Radia Dennis Margaret Niklaus Joan Tony Evelyn Hedy Claude Mary Karen Leslie",
        family: "Byron Turing Hopper Liskov Knuth Allen Thompson Perlman Ritchie Hamilton Clarke Hoare Boyd Lamarr Shannon Keller Jones Lamport Archer Whitfield", remark: "Owes me a book about steam engines." },
    Language { share: 9, order: Order::GivenFirst, given: "Émilie Blaise Sophie Évariste Adèle Anaïs Léon Cécile Loïc Maëlle Rémi Noémie Théodore Jérémie Zélie",
        family: "Châtelet Germain Galois Méchain Poincaré Lebègue Desprès Crêtois Lapérouse Boisvert Tremblay Côté Gagné Bélanger", remark: "On s'est promis un café près de la forêt dès l'été." },
    Language { share: 8, order: Order::GivenFirst, given: "Jörn Käte Lüder Mareike Thorben Änne Götz Ute Rüdiger Bärbel Sönke Friederike",
        family: "Grüber Weißenborn Höfer Sträßle Lührs Jäckel Möbius Böttcher Vössing Kästner", remark: "Möchte über Größe und Maß der Brücke sprechen." },
    Language { share: 6, order: Order::GivenFirst, given: "Bartłomiej Jadwiga Wacław Grażyna Żegota Bogusław Świętopełk Kinga Zbigniew Lucjan",
        family: "Sierpiński Łukasiewicz Żeleński Skłodowska Banaś Gródecki Świątek Źróbek Pękala Mączka", remark: "Wróci z Gdańska, żeby dokończyć książkę." },
    Language { share: 6, order: Order::GivenFirst, given: "Íñigo Begoña Ramón Ximena Óscar Nélida Joaquín Leocadia Martín Úrsula",
        family: "Cajal Ordóñez Quiñones Echevarría Peñalosa Zúñiga Salmerón Albéniz Muñiz Yáñez", remark: "Mañana pasará por la estación con el piñón nuevo." },
    Language { share: 4, order: Order::GivenFirst, given: "Çiğdem Oğuz İpek Şirin Uğur Gülşen Işıl Tuğba Ömer Nazlı", family: "Ağaoğlu Çetin Gürsoy Işık Özkan Şentürk Yüce Kıraç Bağcı", remark: "Gelecek yıl İzmir'e taşınıyor, görüşeceğiz." },
    Language { share: 3, order: Order::GivenFirst, given: "Þóra Ægir Hlín Össur Snædís Kári Ýmir", family: "Þorláksdóttir Hálfdánarson Ægisdóttir Björnsdóttir Össurarson", remark: "Kemur aftur í haust með ísbjörninn." },
    Language { share: 4, order: Order::FamilyFirst, given: "Thuỷ Đạt Quyên Hoàng Ngọc Phúc Uyên Thắng", family: "Nguyễn Phạm Đoàn Trịnh Huỳnh Lương Võ Đặng", remark: "Sẽ gửi tài liệu sau buổi gặp ở Đà Nẵng." },
    Language { share: 3, order: Order::GivenFirst, given: "Ilona Zsombor Györgyi Ödön Bíborka Lőrinc Ünige", family: "Erdős Bolyai Szilárd Győri Kőszegi Fűzfa Sütő", remark: "Jövő héten együtt ebédelünk a Körúton." },
    Language { share: 6, order: Order::GivenFirst, given: "Софья Андрей Пафнутий Людмила Фёдор Ирина Глеб Зоя Юлия Степан", family: "Ковалевская Колмогоров Чебышёв Рябинина Щербаков Ёлкина Журавлёв Цветаева Ершов", remark: "Обещала прислать чертежи после отпуска." },
    Language { share: 3, order: Order::GivenFirst, given: "Ярослав Леся Їванна Тарас Ґанна Омелян", family: "Грушевський Косач Підмогильний Їжакевич Вишня Ґудзь", remark: "Зустрінемося у Львові, коли зацвіте вишня." },
    Language { share: 3, order: Order::GivenFirst, given: "Υπατία Ευκλείδης Ασπασία Ηρακλής Θάλεια Ξένια", family: "Καραθεοδωρή Ψαράς Ζωγράφου Ξυλάς Μελισσηνός", remark: "Θα μιλήσουμε ξανά μετά το ταξίδι." },
    Language { share: 7, order: Order::Joined, given: "景润 冲之 懿贞 心怡 立群 若水 一鸣 晓岚 望舒 怀瑾 文姬 子昂", family: "祖 陈 华 沈 苏 谢 梁 秦 顾 诸葛 上官 宋", remark: "下次见面把新书带给他，谈谈合作。" },
    Language { share: 5, order: Order::Joined, given: "清 孝和 瑞枝 遥香 悠真 千尋 啓介 小夜子 航 椿", family: "関 高木 岡 志村 谷山 広中 小平 五十嵐 長谷川 望月", remark: "来週の勉強会でお会いする約束をした。" },
    Language { share: 4, order: Order::Joined, given: "세종 영실 난설 보람 한별 가온 다솜 시우", family: "장 허 황보 송 안 배 류 선우", remark: "다음 달에 자료를 보내 주기로 했다." },
    Language { share: 3, order: Order::GivenFirst, given: "ليلى عمر سلمى طارق نور ياسمين", family: "الخوارزمي البيروني الفارابي النعيمي الكرخي", remark: "اتفقنا على اللقاء في الشهر القادم." },
    Language { share: 2, order: Order::GivenFirst, given: "נעמי איתן רות עמוס יעל", family: "אלמוג ברגמן שמיר נחמיאס", remark: "הבטיחה לשלוח את המאמר." },
    Language { share: 3, order: Order::GivenFirst, given: "आर्यभट लीलावती भास्कर मीरा कबीर तारा", family: "रामानुजन बोस चावला कुलकर्णी जोशी", remark: "अगली बैठक में नई योजना पर बात होगी।" },
    Language { share: 2, order: Order::GivenFirst, given: "თამარ შოთა ნინო ვახტანგ ეთერ", family: "რუსთაველი ჭავჭავაძე ყიფიანი ღვინიაშვილი", remark: "შევხვდებით თბილისში გაზაფხულზე." },
    Language { share: 2, order: Order::GivenFirst, given: "สุนทร มาลี ธนา กานดา", family: "ศรีสุข ทองดี ใจงาม วงศ์ไทย", remark: "จะส่งเอกสารให้สัปดาห์หน้า" },
];

#[rustfmt::skip]
pub(crate) const CITIES: &[&str] = &["Montréal", "Québec", "Genève", "Köln", "Wrocław", "Plzeň", "Győr", "İzmir", "Malmö", "Århus", "Reykjavík", "Đà Nẵng",
    "Belém", "León", "成都", "京都", "부산", "Казань", "Львів", "Θεσσαλονίκη", "تونس", "חיפה", "पुणे", "თბილისი", "Leeds", "Boston", "Nairobi", "Perth"];
#[rustfmt::skip]
pub(crate) const COMPANIES: &[&str] = &["Northwind Traders", "Contoso", "Fabrikam", "Adventure Works", "Tailspin Toys", "Brasserie Élan", "Müller & Töchter",
    "Zakład Zieliński", "Kaffihús Æsir", "五色出版", "山猫軒", "한빛상사", "Заря", "Quantum Kettle", "Lighthouse Labs", "Paper Boat", "Slow Train Software", "Blue Heron Press"];
#[rustfmt::skip]
pub(crate) const ROLES: &[&str] = &["architect", "backend developer", "bookseller", "chief of staff", "data engineer", "editor", "founder", "head of research",
    "illustrator", "lawyer", "nurse", "office manager", "professor", "site reliability engineer", "teacher", "translator", "UX lead", "volunteer"];
#[rustfmt::skip]
pub(crate) const TAGS: &[&str] = &["alumni", "book-club", "choir", "client", "former-colleague", "investor", "journalist", "mentor", "neighbour", "open-source",
    "press", "rust", "speaker", "sport/rowing", "sport/chess", "supplier", "travel", "vip"];
#[rustfmt::skip]
pub(crate) const PLACES: &[&str] = &["the Thursday market", "a night train", "university", "the old office", "a wedding in June", "the dentist's waiting room",
    "a harbour tour", "the science fair"];
pub(crate) const CADENCES: &str = "weekly biweekly monthly quarterly yearly 90d 6w 3mo 1y never";
pub(crate) const KINDS: &str = "email call message coffee lunch dinner meeting linkedin letter gift";

const TOPICS: &str = "Rust .NET C++ Clojure Kubernetes Postgres Typography Rowing Astronomy Beekeeping";
const SEATS: &str = "Montréal Zürich Kraków Lisboa 札幌 Bristol Odense Sevilla Lyon";
const ONSETS: &str = "b br c d dr f fl g h j k l m n p pl qu r s sk t tr v w z";
const RHYMES: &str = "a e i o u an er il or um ay";

/// Every user group, the best known first.
pub(crate) fn groups() -> Vec<String> {
    let of_seat = |seat| TOPICS.split(' ').map(move |topic| format!("{topic} Circle {seat}"));
    SEATS.split(' ').flat_map(of_seat).collect()
}

/// So many different words, the short ones first.
pub(crate) fn vocabulary(count: usize) -> Vec<String> {
    let mut random = Random::of(0, 1);
    let (mut words, mut seen) = (Vec::new(), HashSet::new());
    while words.len() < count {
        let mut syllable = || random.word(ONSETS).to_owned() + random.word(RHYMES);
        let mut word = syllable() + &syllable();
        if words.len() > count / 10 {
            word += &syllable();
        }
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

/// A name nobody has yet, and the language it comes from.
pub(crate) fn new_name(random: &mut Random, taken: &mut HashSet<String>) -> (String, &'static Language) {
    let language = language(random);
    let mut name = name(language, random, 1);
    for attempt in 2..9 {
        if !taken.contains(&name) {
            break;
        }
        name = self::name(language, random, if attempt < 5 { attempt } else { 4 });
    }
    if taken.contains(&name) {
        name = format!("{name} {}", taken.len());
    }
    taken.insert(name.clone());
    (name, language)
}

fn language(random: &mut Random) -> &'static Language {
    let mut draw = random.below(LANGUAGES.iter().map(|language| language.share).sum());
    for language in LANGUAGES {
        if draw < language.share {
            return language;
        }
        draw -= language.share;
    }
    &LANGUAGES[0]
}

/// `givens` is how many given names are put together.
fn name(language: &Language, random: &mut Random, givens: usize) -> String {
    let family = random.word(language.family);
    let given: Vec<&str> = (0..givens).map(|_| random.word(language.given)).collect();
    match language.order {
        Order::GivenFirst => format!("{} {family}", given.join(" ")),
        Order::FamilyFirst => format!("{family} {}", given.join(" ")),
        Order::Joined => format!("{family}{}", given.concat()),
    }
}
