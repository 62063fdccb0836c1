//! Guesses the language of a text: by its script, and for scripts of many languages by their commonest words.

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 20_000;

/// The commonest short words of languages in Latin script that other languages do not share.
const LATIN: [(&str, &[&str]); 9] = [
    ("en", &["the", "and", "of", "to", "that", "was", "is", "with", "said", "for"]),
    ("de", &["der", "die", "und", "das", "nicht", "den", "ist", "mit", "von", "dass"]),
    ("fr", &["les", "des", "est", "et", "une", "dans", "qui", "pour", "sur", "pas"]),
    ("es", &["los", "las", "del", "y", "que", "el", "una", "con", "por", "para"]),
    ("it", &["il", "di", "che", "della", "gli", "è", "sono", "per", "non", "nel"]),
    ("pt", &["os", "uma", "não", "do", "da", "em", "com", "ao", "pelo", "são"]),
    ("nl", &["het", "een", "van", "niet", "dat", "zijn", "voor", "ook", "aan", "bij"]),
    ("pl", &["nie", "się", "jest", "na", "że", "jak", "po", "przez", "oraz", "ale"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "olarak", "çok", "daha", "olan", "ancak"]),
];

/// A language that has a script to itself, and what the script's letters are.
type Script = (&'static str, fn(char) -> bool);

/// The language of `text` as a BCP 47 tag; empty where it cannot be told.
pub(super) fn guess(text: &str) -> &'static str {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let count = |is_of: fn(char) -> bool| sample.chars().filter(|&character| is_of(character)).count();
    let letters = count(char::is_alphabetic);
    let most = |script: usize| script * 2 > letters;
    if letters == 0 {
        return "";
    }
    let kana = count(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
    let ideographs = count(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    if kana * 10 > letters && most(kana + ideographs) {
        return "ja";
    }
    if most(ideographs) {
        return "zh";
    }
    let scripts: [Script; 6] = [
        ("ko", |c| matches!(c, '\u{ac00}'..='\u{d7a3}')),
        ("ar", |c| matches!(c, '\u{600}'..='\u{6ff}')),
        ("he", |c| matches!(c, '\u{590}'..='\u{5ff}')),
        ("el", |c| matches!(c, '\u{370}'..='\u{3ff}')),
        ("hi", |c| matches!(c, '\u{900}'..='\u{97f}')),
        ("th", |c| matches!(c, '\u{e00}'..='\u{e7f}')),
    ];
    if let Some((language, _)) = scripts.into_iter().find(|&(_, is_of)| most(count(is_of))) {
        return language;
    }
    if most(count(|c| matches!(c, '\u{400}'..='\u{52f}'))) {
        return cyrillic(count(|c| "іїєґІЇЄҐ".contains(c)), count(|c| "ыэъёЫЭЪЁ".contains(c)));
    }
    latin(sample)
}

const fn cyrillic(ukrainian: usize, russian: usize) -> &'static str {
    if ukrainian > russian {
        "uk"
    } else if russian > 0 {
        "ru"
    } else {
        ""
    }
}

fn latin(sample: &str) -> &'static str {
    let mut found = [0_usize; LATIN.len()];
    let mut all = 0;
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        all += 1;
        for (count, (_, words)) in found.iter_mut().zip(LATIN) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let best = found.iter().copied().enumerate().max_by_key(|&(_, count)| count);
    best.filter(|&(_, count)| count >= 3 && count * 20 >= all).map_or("", |(language, _)| LATIN[language].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_script_and_common_words() {
        let check = |text, expected| assert_eq!(guess(text), expected, "{text:?}");
        check("The minister said that the talks of the week were over and that he was content.", "en");
        check(
            "Der Minister sagte, dass die Gespräche mit den Gästen nicht zu Ende sind und das Ergebnis offen ist.",
            "de",
        );
        check("Les ministres sont dans une salle, et la presse est sur les marches pour des heures.", "fr");
        check("Los ministros hablaron por la tarde con las delegaciones y el público que espera.", "es");
        check("Міністр сказав, що переговори триватимуть і надалі.", "uk");
        check("Министр сказал, что переговоры были долгими.", "ru");
        check("部長は会談を続けると述べました。", "ja");
        check("部长表示会谈将继续。", "zh");
        check("قال الوزير إن المحادثات مستمرة", "ar");
        check("Zzz qqq", "");
        check("12 34", "");
        check("", "");
    }
}
