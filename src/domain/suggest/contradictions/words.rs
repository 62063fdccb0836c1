//! A statement cut into words, each brought to the term that it is compared by.
//!
//! English words lose their endings; words of other languages keep theirs, and are compared as they are written.
//! Nothing here knows what the words mean.

/// A word of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is written, in small letters, with a straight apostrophe and without a possessive ending.
    pub(super) lower: String,
    /// True where it begins with a capital.
    pub(super) is_capital: bool,
    /// The number of the stretch in quotation marks that it stands in, from 1; nought outside.
    pub(super) quotation: u16,
    /// The number of its clause, from nought: commas, colons, dashes and ends of sentences part clauses.
    pub(super) clause: u16,
}

/// The words of `text` in order: runs of letters, numbers with their points and commas, signs of currency, `%`.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut quotation, mut quotations, mut clause) = (0_u16, 0_u16, 0_u16);
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            let mut end = start + letter.len_utf8();
            while let Some(&(at, next)) = letters.peek() {
                let before = text[..at].chars().next_back().unwrap_or(' ');
                let after = text[at + next.len_utf8()..].chars().next().unwrap_or(' ');
                let joins = match next {
                    '.' | ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
                    '\'' | '’' => before.is_alphanumeric() && after.is_alphabetic(),
                    _ => next.is_alphanumeric() || is_mark(next),
                };
                // A digit does not run into a letter: "6am" is a number and a word.
                if !joins || (before.is_ascii_digit() && next.is_alphabetic()) {
                    break;
                }
                end = at + next.len_utf8();
                letters.next();
            }
            // "U.S." and "a.m." are one word.
            let mut lower = text[start..end].to_lowercase().replace('’', "'");
            while lower.chars().count() <= 3 && lower.chars().all(char::is_alphabetic) {
                let mut rest = text[end..].chars();
                let (Some('.'), Some(next)) = (rest.next(), rest.next()) else { break };
                if !next.is_alphabetic() || rest.next() != Some('.') {
                    break;
                }
                lower.push(next.to_ascii_lowercase());
                end += 1 + next.len_utf8();
                while letters.peek().is_some_and(|&(at, _)| at < end) {
                    letters.next();
                }
            }
            if let Some(owner) = lower.strip_suffix("'s") {
                lower.truncate(owner.len());
            }
            words.push(Word { lower, is_capital: letter.is_uppercase(), quotation, clause });
            continue;
        }
        match letter {
            '$' | '£' | '€' | '¥' | '%' => {
                words.push(Word { lower: letter.to_string(), is_capital: false, quotation, clause });
            }
            '“' | '«' | '„' | '「' => {
                quotations = quotations.saturating_add(1);
                quotation = quotations;
                clause = clause.saturating_add(1);
            }
            '"' if quotation == 0 => {
                quotations = quotations.saturating_add(1);
                quotation = quotations;
            }
            '"' | '”' | '»' | '」' => (quotation, clause) = (0, clause.saturating_add(1)),
            ',' | ';' | ':' | '—' | '–' | '(' | ')' | '.' | '?' | '!' => clause = clause.saturating_add(1),
            _ => {}
        }
    }
    words
}

/// True for combining marks of the scripts of news, which belong to the letter before.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}' | '\u{64b}'..='\u{65f}')
}

/// Verbs and plurals that do not follow the rules: the form, and the word it is counted as. Sorted by the form.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("ate", "eat"), ("became", "become"), ("began", "begin"), ("begun", "begin"), ("bought", "buy"),
    ("broke", "break"), ("broken", "break"), ("brought", "bring"), ("built", "build"), ("burnt", "burn"),
    ("came", "come"), ("caught", "catch"), ("children", "child"), ("chose", "choose"), ("chosen", "choose"),
    ("dealt", "deal"), ("drawn", "draw"), ("drew", "draw"), ("driven", "drive"), ("drove", "drive"),
    ("fallen", "fall"), ("fell", "fall"), ("felt", "feel"), ("fled", "flee"), ("flew", "fly"), ("fought", "fight"),
    ("found", "find"), ("froze", "freeze"), ("frozen", "freeze"), ("gave", "give"), ("given", "give"),
    ("gone", "go"), ("grew", "grow"), ("grown", "grow"), ("heard", "hear"), ("held", "hold"), ("kept", "keep"),
    ("knew", "know"), ("known", "know"), ("laid", "lay"), ("led", "lead"), ("left", "leave"), ("lent", "lend"),
    ("lost", "lose"), ("made", "make"), ("meant", "mean"), ("men", "man"), ("met", "meet"), ("paid", "pay"),
    ("ran", "run"), ("risen", "rise"), ("rose", "rise"), ("sale", "sell"), ("sales", "sell"), ("sank", "sink"),
    ("sat", "sit"), ("saw", "see"), ("seen", "see"), ("sent", "send"), ("shaken", "shake"), ("shook", "shake"),
    ("shot", "shoot"), ("shown", "show"), ("shrank", "shrink"), ("shrunk", "shrink"), ("sold", "sell"),
    ("spent", "spend"), ("spoke", "speak"), ("spoken", "speak"), ("stole", "steal"), ("stolen", "steal"),
    ("stood", "stand"), ("struck", "strike"), ("sunk", "sink"), ("swore", "swear"), ("sworn", "swear"),
    ("taken", "take"), ("taught", "teach"), ("thieves", "thief"), ("thought", "think"), ("threw", "throw"),
    ("thrown", "throw"), ("took", "take"), ("went", "go"), ("withdrew", "withdraw"), ("women", "woman"),
    ("won", "win"), ("wrote", "write"),
];

/// Endings in the order in which they are tried, what takes their place, and how many letters must stay.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("izations", "iz", 3),
    ("isations", "iz", 3),
    ("ization", "iz", 3),
    ("isation", "iz", 3),
    ("ations", "at", 3),
    ("ation", "at", 3),
    ("ments", "", 4),
    ("ment", "", 4),
    ("ness", "", 4),
    ("ities", "", 4),
    ("ity", "", 4),
    ("ions", "", 3),
    ("ion", "", 3),
    ("ising", "iz", 3),
    ("izing", "iz", 3),
    ("ised", "iz", 3),
    ("ings", "", 3),
    ("ing", "", 3),
    ("ies", "y", 2),
    ("ied", "y", 2),
    ("ers", "", 4),
    ("er", "", 4),
    ("ed", "", 3),
    ("es", "e", 2),
    ("ly", "", 3),
    ("s", "", 2),
];

/// The stem of an English word in small letters: an ending off, once, then a final "e" and a doubled letter. Other
/// scripts and short words stay as they are. Not a word of the language, only a key to compare by.
pub(super) fn stem(word: &str) -> String {
    let irregular = IRREGULAR.binary_search_by_key(&word, |(form, _)| form);
    let word = irregular.map_or(word, |found| IRREGULAR[found].1);
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) || word.ends_with("ss") {
        return word.to_owned();
    }
    let fits =
        |(ending, _, least): &&(&str, &str, usize)| word.ends_with(ending) && word.len() >= ending.len() + least;
    let mut stem = ENDINGS.iter().find(fits).map_or_else(
        || word.to_owned(),
        |(ending, instead, _)| format!("{}{instead}", &word[..word.len() - ending.len()]),
    );
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    let bytes = stem.as_bytes();
    if stem.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] {
        stem.pop();
    }
    // "y" at the end stands for "i" in other forms: "deny", "denies", "denial".
    if stem.len() > 3 && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_words_numbers_and_signs() {
        let check = |text, expected: &[&str]| {
            let words: Vec<String> = words(text).into_iter().map(|word| word.lower).collect();
            assert_eq!(words, expected, "{text:?}");
        };
        check(
            "It can’t cost £1.2 million, Mr Lee’s aide said.",
            &["it", "can't", "cost", "£", "1.2", "million", "mr", "lee", "aide", "said"],
        );
        check("at 6:40 a.m. on 3-day leave", &["at", "6:40", "am", "on", "3", "day", "leave"]);
        check("1,500 of U.S. troops, 5%.", &["1,500", "of", "us", "troops", "5", "%"]);
        check("9pm", &["9", "pm"]);
        check("Міністр сказав", &["міністр", "сказав"]);
        check("\u{301}…—“”", &[]);
    }

    #[test]
    fn a_word_knows_its_quotation_and_its_clause() {
        let words = words("“No, never,” he said, “or so I hear.”");
        let places: Vec<_> = words.iter().map(|word| (word.quotation, word.clause)).collect();
        assert_eq!(&places[..3], [(1, 1), (1, 2), (0, 4)]);
        assert!(words.last().is_some_and(|word| word.quotation == 2));
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let check = |forms: &[&str]| {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?} give {stems:?}");
        };
        check(&["evacuate", "evacuated", "evacuation", "evacuations"]);
        check(&["sign", "signed", "signing", "signs"]);
        check(&["deny", "denies", "denied"]);
        check(&["stop", "stopped", "stopping"]);
        check(&["sell", "sold", "sale", "sales"]);
        check(&["child", "children"]);
        check(&["price", "prices"]);
        check(&["inspect", "inspection", "inspected"]);
        assert!(IRREGULAR.is_sorted_by_key(|(form, _)| form), "or else none would be found");
        assert_ne!(stem("ship"), stem("shop"));
        assert_eq!(stem("pass"), "pass");
        assert_eq!(stem("élève"), "élève");
    }
}
