//! Names of people and bodies: cut out of a phrase that names a source, and compared.
//!
//! "US Secretary of State Marco Rubio" is "Marco Rubio"; "Steve Witkoff" may be "Steven Witkoff". Written for English;
//! a name in another script is taken as it stands. This file must not know where in an article a name stood.

/// Offices and titles, in lower case: what stands before a name and is not of it.
const TITLES: &str = "mr mrs ms mx miss dr prof professor sir dame lord lady sen senator rep representative gov governor \
    president vice prime minister secretary state foreign defense defence interior finance treasury attorney general \
    deputy chief chairman chairwoman chair speaker leader ambassador envoy special presidential spokesman spokeswoman \
    spokesperson judge justice mayor councilman councilwoman congressman congresswoman commissioner director king queen \
    prince princess pope cardinal bishop archbishop reverend rev father sheriff officer detective capt captain col \
    colonel lt lieutenant sgt sergeant maj major gen adm admiral commander cmdr analyst editor host anchor reporter \
    correspondent columnist author strategist adviser advisor counsel counselor counterpart top senior former ex acting \
    us u.s u.s. uk un eu american russian ukrainian british french german chinese iranian israeli turkish polish italian \
    canadian mexican japanese european republican democratic democrat gop nominee candidate frontrunner \
    national security white house press kremlin of the and for";

/// Roles by which somebody is named again: "the spokesman".
const ROLES: &str = "spokesman spokeswoman spokesperson president minister secretary senator governor congressman \
    congresswoman chairman chairwoman leader official officials diplomat envoy ambassador mayor general judge lawyer \
    attorney professor analyst candidate nominee director chief reporter author premier chancellor";

/// Words for a body that speaks.
const BODIES: &str = "group company ministry department agency campaign committee party government administration \
    organization organisation union council court commission bank network newspaper paper statement report poll survey \
    study team office university institute association house";

/// Short forms of first names, in pairs.
const SHORT: [(&str, &str); 22] = [
    ("bill", "william"),
    ("bob", "robert"),
    ("mike", "michael"),
    ("jim", "james"),
    ("dick", "richard"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("ted", "edward"),
    ("ed", "edward"),
    ("jack", "john"),
    ("hank", "henry"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("kate", "katherine"),
    ("peggy", "margaret"),
    ("chuck", "charles"),
    ("rick", "richard"),
    ("bernie", "bernard"),
    ("steve", "stephen"),
    ("andy", "andrew"),
    ("larry", "lawrence"),
    ("tim", "timothy"),
];

/// What a phrase that names a source comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// A name, without office and title.
    Name(String),
    /// He, him.
    He,
    /// She, her.
    She,
    /// They, and a body that is not named again: "the group".
    They,
    /// Somebody by what they are: the role, and the phrase to show.
    Role(String, String),
    /// The writer, or nobody.
    Nobody,
}

/// What `phrase` comes to.
#[must_use]
pub(super) fn naming(phrase: &str) -> Naming {
    let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric());
    match phrase.to_lowercase().as_str() {
        "he" | "him" | "himself" | "who" => return Naming::He,
        "she" | "her" | "herself" => return Naming::She,
        "they" | "them" | "it" | "those" => return Naming::They,
        "" | "i" | "we" | "you" | "one" | "that" | "which" | "this" | "what" => return Naming::Nobody,
        _ => {}
    }
    if let Some(name) = name_in(phrase) {
        return Naming::Name(name);
    }
    let is_again =
        ["the ", "this ", "that ", "his ", "her "].iter().any(|start| phrase.to_lowercase().starts_with(start));
    let words: Vec<String> = words(phrase).map(str::to_lowercase).collect();
    let found = |list: &str| words.iter().find(|word| listed(list, word)).cloned();
    let shown = strip_article(phrase).to_owned();
    match found(ROLES) {
        Some(role) if is_again && words.len() <= 2 => Naming::Role(role, shown),
        _ if is_again && words.len() <= 2 && found(BODIES).is_some() => Naming::They,
        _ => Naming::Name(shown),
    }
}

/// The name in a phrase such as "State Department spokeswoman Tammy Bruce, 45": "Tammy Bruce".
fn name_in(phrase: &str) -> Option<String> {
    let head = phrase.split([',', '(', '—', ';']).next().unwrap_or(phrase);
    if let Some((one, other)) = head.rsplit_once(" and ").filter(|_| !is_described(head)) {
        // Two who speak together.
        if let (Some(one), Some(other)) = (name_in(one), name_in(other)) {
            return Some(format!("{one} and {other}"));
        }
    }
    if is_described(head) {
        return None;
    }
    let runs = runs(strip_article(head));
    // What somebody speaks for is not who they are.
    let person = runs.iter().rev().find(|run| run.words.len() > 1 && (!run.joined || run.after_title));
    let run = person.or_else(|| runs.iter().rev().find(|run| !run.joined)).or_else(|| {
        let has_role = words(head).any(|word| listed(ROLES, word));
        runs.first().filter(|_| !has_role)
    })?;
    Some(run.words.join(" "))
}

/// True where a phrase ends with what somebody is, so that a name in it only describes them: "the Kyiv government".
pub(super) fn is_described(head: &str) -> bool {
    const BESIDES: &str =
        "today yesterday himself herself itself themselves also now later earlier who again recently";
    let last = words(head).rfind(|word| !listed(BESIDES, word));
    last.is_some_and(|word| word.starts_with(char::is_lowercase) && !word.ends_with(|c: char| c.is_ascii_digit()))
}

fn listed(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_whitespace().any(|listed| listed == word)
}

/// Words with capitals in a row, less titles before them.
#[derive(Debug)]
struct Run<'a> {
    words: Vec<&'a str>,
    /// It follows "of", "for", "from", "at": it tells of whom somebody is.
    joined: bool,
    /// It follows a title: "Secretary of State Marco Rubio".
    after_title: bool,
}

fn runs(phrase: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    let mut joined = false;
    for word in phrase.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let bare =
            bare.strip_suffix('.').filter(|bare| bare.chars().count() > 1 && !bare.contains('.')).unwrap_or(bare);
        let is_possessive = bare.ends_with("'s") || bare.ends_with("’s");
        let particle = matches!(bare, "de" | "von" | "van" | "bin" | "al" | "der" | "la" | "del" | "da");
        if bare.starts_with(char::is_uppercase) || particle && open {
            if open {
                if let Some(run) = runs.last_mut() {
                    run.words.push(bare);
                }
            } else {
                runs.push(Run { words: vec![bare], joined, after_title: false });
            }
            open = true;
        } else {
            open = false;
        }
        joined = matches!(bare, "of" | "for" | "from" | "at" | "in" | "to" | "with");
        if is_possessive {
            // "Trump's lawyer Ada Lind": the owner is not the speaker, unless nobody else is named.
            open = false;
            if let Some(run) = runs.last_mut() {
                run.joined = true;
                if let Some(last) = run.words.last_mut() {
                    *last = last.trim_end_matches("'s").trim_end_matches("’s");
                }
            }
        }
        if word.ends_with([',', ':', ';']) {
            open = false;
        }
    }
    let is_title = |word: &str| listed(TITLES, word);
    for run in &mut runs {
        let titles = run.words.iter().rposition(|word| is_title(word)).map_or(0, |last| last + 1);
        // "Defense Department" is no person: where titles are all there is, they are the name.
        if titles < run.words.len() {
            let after = run.words[titles];
            if !listed(BODIES, after) {
                run.words.drain(..titles);
                run.after_title = titles > 0;
            }
        } else if run.words.iter().all(|word| is_title(word)) && run.words.len() == 1 {
            run.words.clear();
        }
    }
    runs.retain(|run| !run.words.is_empty());
    runs
}

fn words(phrase: &str) -> impl DoubleEndedIterator<Item = &str> {
    phrase.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '-').filter(|word| !word.is_empty())
}

/// The phrase without "the", "a" or "an" at its start.
pub(super) fn strip_article(phrase: &str) -> &str {
    ["the ", "a ", "an ", "The ", "A ", "An "]
        .iter()
        .find_map(|article| phrase.strip_prefix(article))
        .unwrap_or(phrase)
}

/// True where `role` is a word for what somebody is.
#[must_use]
pub(super) fn is_role(word: &str) -> bool {
    listed(ROLES, word)
}

/// True where two names may be one person's or body's: the same words, or the same last word and first names that do
/// not speak against it.
#[must_use]
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    if one == other {
        return true;
    }
    if one.contains(" and ") || other.contains(" and ") {
        return false;
    }
    let (one, other): (Vec<&str>, Vec<&str>) = (words(&one).collect(), words(&other).collect());
    let (Some((last, first)), Some((other_last, other_first))) = (one.split_last(), other.split_last()) else {
        return false;
    };
    if !is_spelt_alike(last, other_last) {
        return false;
    }
    match (first.first(), other_first.first()) {
        (Some(first), Some(other)) => is_first_name_alike(first, other),
        _ => last.chars().count() > 1,
    }
}

/// Spelt the same, or one letter apart in a long word: "Zelensky" and "Zelenskyy".
fn is_spelt_alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.chars().count() >= 6 && long.starts_with(short) && long.chars().count() == short.chars().count() + 1
}

fn is_first_name_alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if one == other || long.starts_with(short) && (short.chars().count() >= 3 || short.chars().count() == 1) {
        return true;
    }
    // "Sergei" and "Sergey", "Steven" and "Stephen" begin alike.
    let alike = short.chars().zip(long.chars()).take_while(|(one, other)| one == other).count();
    SHORT.iter().any(|&(nick, name)| (short == nick && long == name) || (long == nick && short == name))
        || alike >= 4
            && long.chars().count().abs_diff(short.chars().count()) <= 1
            && alike + 1 >= short.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_out_of_their_offices() {
        let check = |phrase: &str, expected: &str| {
            assert_eq!(naming(phrase), Naming::Name(expected.to_owned()), "{phrase}");
        };
        check("Ada Lind", "Ada Lind");
        check("Mr. Lind", "Lind");
        check("Senator Ada Lind", "Ada Lind");
        check("US Secretary of State Ada Lind", "Ada Lind");
        check("Harbour Department spokeswoman Ada Lind", "Ada Lind");
        check("Ada Lind, a spokeswoman for the Harbour Board", "Ada Lind");
        check("Sen. Ada Lind (D-Maine)", "Ada Lind");
        check("Special Envoy Lind", "Lind");
        check("Lind's lawyer Oskar Wey", "Oskar Wey");
        check("Ada Lind and Oskar Wey", "Ada Lind and Oskar Wey");
        check("AFP today, March 16,", "AFP");
        check("Ursula von der Leyen", "Ursula von der Leyen");
        check("the Harbour Board", "Harbour Board");
        check("the harbour board", "harbour board");
        check("the Kyiv government", "Kyiv government");
        check("Top US and Russian diplomats", "Top US and Russian diplomats");
        check("a senior official", "senior official");
        check("officials from the port", "officials from the port");
    }

    #[test]
    fn who_is_named_again_is_told_from_who_is_named() {
        let check = |phrase: &str, expected| assert_eq!(naming(phrase), expected, "{phrase}");
        check("He", Naming::He);
        check("who", Naming::He);
        check("she", Naming::She);
        check("they", Naming::They);
        check("the group", Naming::They);
        check("The spokesman", Naming::Role("spokesman".to_owned(), "spokesman".to_owned()));
        check("I", Naming::Nobody);
        check("", Naming::Nobody);
        check("…", Naming::Nobody);
    }

    #[test]
    fn names_are_the_same_where_nothing_speaks_against_it() {
        let check = |one: &str, other: &str, expected| {
            assert_eq!(is_same(one, other), expected, "{one} and {other}");
            assert_eq!(is_same(other, one), expected, "{other} and {one}");
        };
        check("Ada Lind", "ada lind", true);
        check("Ada Lind", "Lind", true);
        check("Steve Witkoff", "Steven Witkoff", true);
        check("Sergei Lavrov", "Sergey Lavrov", true);
        check("Bill Lind", "William Lind", true);
        check("A. Lind", "Ada Lind", true);
        check("Zelensky", "Volodymyr Zelenskyy", true);
        check("Ada Lind", "Oskar Lind", false);
        check("Ada Lind", "Ada Wey", false);
        check("Lind", "Lindt", false);
        check("𖠀saidas", "²Lindsaid", false);
        check("Ada Lind and Oskar Wey", "Wey", false);
        check("", "Lind", false);
    }
}
