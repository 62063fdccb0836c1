//! Finding by words: which records hold what a person typed, and which speakers they may mean.
//!
//! Letters count the same in either case. Nothing here knows what a list looks like.

mod narrowed;

use memchr::memmem::Finder;

use super::id::{ArticleId, SpeakerId};
use super::order;
use super::project::Project;
use super::text::{Span, Text, small_letters};

pub use narrowed::Narrowed;
pub(crate) use narrowed::Trail;

/// What a person searches for: words that a record must hold, all of them, each in any of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<String>);

impl Query {
    /// The query for what was typed. White space parts the words.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(typed.split_whitespace().map(small_letters).collect())
    }

    /// True where it asks for nothing, and so finds everything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where this query finds nothing that the wider one does not: every word of that stands in a word of this. It
    /// is so for what has a letter or a word more, wherever that was typed.
    #[must_use]
    pub fn narrows(&self, wider: &Self) -> bool {
        wider.0.iter().all(|word| self.0.iter().any(|own| own.contains(word)))
    }

    /// True where every word stands in one of the fields, be it inside a longer word.
    #[must_use]
    pub fn finds<'a>(&self, fields: impl IntoIterator<Item = &'a str>) -> bool {
        if self.is_empty() {
            return true;
        }
        let fields: Vec<&str> = fields.into_iter().collect();
        self.0.iter().all(|word| fields.iter().any(|field| holds(field, word)))
    }

    /// True where the word of this number, counted from nought, stands in one of the fields.
    pub(crate) fn finds_word<'a>(&self, number: usize, fields: impl IntoIterator<Item = &'a str>) -> bool {
        self.0.get(number).is_none_or(|word| fields.into_iter().any(|field| holds(field, word)))
    }

    /// What finds each word in [`small_letters`], and costs a fraction of looking at letters one by one.
    pub(crate) fn finders(&self) -> Vec<Finder<'_>> {
        self.0.iter().map(|word| Finder::new(word.as_str())).collect()
    }
}

/// True where a word in small letters stands in a field, whatever the case of the field's letters.
fn holds(field: &str, word: &str) -> bool {
    if !field.is_ascii() {
        return small_letters(field).contains(word);
    }
    // Most fields are like this, and one copy of each for every key that is pressed would be felt.
    let (field, word) = (field.as_bytes(), word.as_bytes());
    let Some(&first) = word.first() else { return true };
    let capital = first.to_ascii_uppercase();
    let mut from = 0;
    while let Some(found) = field[from..].iter().position(|&letter| letter == first || letter == capital) {
        let at = from + found;
        match field.get(at..at + word.len()) {
            Some(there) if there.eq_ignore_ascii_case(word) => return true,
            Some(_) => from = at + 1,
            None => return false,
        }
    }
    false
}

/// The next place in the open articles that has the words as they were typed, letters counting the same in either
/// case: from byte `from` on, through the articles in their order and round to the start. Costs the letters that are
/// passed.
#[must_use]
pub fn next_place(
    project: &Project,
    articles: &[ArticleId],
    typed: &str,
    from: Option<(&ArticleId, usize)>,
) -> Option<(ArticleId, Span)> {
    let words = small_letters(typed.trim());
    if words.is_empty() {
        return None;
    }
    let finder = Finder::new(&words);
    let first = from.and_then(|(article, _)| articles.iter().position(|open| open == article)).unwrap_or(0);
    let start = from.filter(|(article, _)| articles.get(first) == Some(article)).map_or(0, |(_, byte)| byte);
    // The first article comes twice: what lies after the start, and at last what lies before it.
    let round = articles.iter().cycle().skip(first).take(if articles.is_empty() { 0 } else { articles.len() + 1 });
    round.enumerate().find_map(|(turn, article)| {
        let span = place_of(project.text(article)?, &finder, if turn == 0 { start } else { 0 })?;
        Some((article.clone(), span))
    })
}

/// The previous place likewise: the last one that ends at byte `from` or before it, back through the articles and round
/// to the end. Costs the letters of the articles that are passed.
#[must_use]
pub fn previous_place(
    project: &Project,
    articles: &[ArticleId],
    typed: &str,
    from: Option<(&ArticleId, usize)>,
) -> Option<(ArticleId, Span)> {
    let words = small_letters(typed.trim());
    if words.is_empty() {
        return None;
    }
    let finder = Finder::new(&words);
    let last = articles.len().checked_sub(1)?;
    let at = from.and_then(|(article, byte)| Some((articles.iter().position(|open| open == article)?, byte)));
    let (first, end) = at.unwrap_or((last, usize::MAX));
    // As above, the other way round.
    let round = articles.iter().rev().cycle().skip(last - first).take(articles.len() + 1);
    round.enumerate().find_map(|(turn, article)| {
        let span = last_place_of(project.text(article)?, &finder, if turn == 0 { end } else { usize::MAX })?;
        Some((article.clone(), span))
    })
}

/// The last place that ends at byte `to` or before it, likewise.
fn last_place_of(text: &Text, words: &Finder<'_>, to: usize) -> Option<Span> {
    let length = words.needle().len();
    let (mut rest, mut last) = (0, None);
    while let Some(found) = words.find(&text.small().as_bytes()[rest..]) {
        let start = rest + found;
        match text.span_of_small(start, start + length) {
            Some(span) if span.end > to => break,
            Some(span) if !span.is_empty() => (rest, last) = (start + length, Some(span)),
            _ => rest = start + 1,
        }
    }
    last
}

/// The first place at or after byte `from` that reads like these words in small letters.
fn place_of(text: &Text, words: &Finder<'_>, from: usize) -> Option<Span> {
    let from = text.as_str().ceil_char_boundary(from.min(text.len()));
    let before = text.small_slice(Span::new(0, from)).len();
    let length = words.needle().len();
    let mut rest = before;
    while let Some(found) = words.find(&text.small().as_bytes()[rest..]) {
        let start = rest + found;
        match text.span_of_small(start, start + length) {
            Some(span) if !span.is_empty() => return Some(span),
            // Inside a letter that is two in small.
            _ => rest = start + 1,
        }
    }
    None
}

/// How well a name answers to what was typed; the least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// What was typed is the speaker's number key.
    Number,
    /// The name begins with it.
    Start,
    /// Each word of it begins a word of the name.
    Word,
    /// It stands inside a word.
    Inside,
}

/// The speakers whom a person may mean by what they typed so far, the likeliest first: by number key, by the start
/// of a name or another name, by the starts of words in it, by any part. Everybody, oldest first, where nothing is typed.
#[must_use]
pub fn speakers_meant(project: &Project, typed: &str) -> Vec<SpeakerId> {
    let typed = typed.trim().to_lowercase();
    let speakers = project.speakers_by_age().into_iter().zip(1_usize..);
    let mut meant: Vec<(Answer, SpeakerId)> = speakers
        .filter_map(|((id, _), number)| {
            let is_number = number <= 9 && typed == number.to_string();
            let by_name = || project.names(id).iter().filter_map(|name| answer(name, &typed)).min();
            let best = if is_number { Some(Answer::Number) } else { by_name() };
            best.map(|answer| (answer, id.clone()))
        })
        .collect();
    // The sort is stable: among equals the oldest comes first.
    order::sort_by_key(&mut meant, |(answer, _)| *answer);
    meant.into_iter().map(|(_, id)| id).collect()
}

/// What a field that asks for a speaker offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Somebody new, of this name.
    New(String),
    /// A speaker of the project.
    Known(SpeakerId),
    /// Nobody.
    Nobody,
}

/// What to offer for who said a quote. `source` are the words that name them in the article: first, before anything
/// is typed, as the name of a new speaker or as the speaker who goes by it. `speaker` is who is assigned already.
#[must_use]
pub fn speaker_offers(project: &Project, typed: &str, source: &str, speaker: Option<&SpeakerId>) -> Vec<Offer> {
    let (typed, source) = (typed.trim(), source.trim());
    let mut meant = speakers_meant(project, typed);
    if !typed.is_empty() {
        let new = (!is_name(project, typed)).then(|| Offer::New(typed.to_owned()));
        return meant.into_iter().map(Offer::Known).chain(new).collect();
    }
    order::sort_by_key(&mut meant, |id| !goes_by(project, id, source));
    let is_new = speaker.is_none() && !source.is_empty() && !is_pronoun(source) && !is_name(project, source);
    let new = is_new.then(|| Offer::New(source.to_owned()));
    new.into_iter().chain(meant.into_iter().map(Offer::Known)).chain(speaker.map(|_| Offer::Nobody)).collect()
}

/// What to offer for whom `speaker` turned out to be.
#[must_use]
pub fn merge_offers(project: &Project, typed: &str, speaker: &SpeakerId) -> Vec<Offer> {
    let meant = speakers_meant(project, typed).into_iter();
    meant.filter(|other| other != speaker).map(Offer::Known).collect()
}

/// True for a word that stands for somebody named elsewhere, such as "he" or "who": it is nobody's name.
#[must_use]
pub fn is_pronoun(words: &str) -> bool {
    const PRONOUNS: [&str; 14] =
        ["he", "she", "they", "it", "who", "i", "we", "you", "him", "her", "them", "this", "that", "one"];
    PRONOUNS.contains(&words.trim().to_lowercase().as_str())
}

/// True where a speaker goes by just this name.
#[must_use]
pub fn is_name(project: &Project, name: &str) -> bool {
    project.speakers().iter().any(|(id, _)| goes_by(project, id, name))
}

fn goes_by(project: &Project, id: &SpeakerId, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    project.names(id).iter().any(|known| known.to_lowercase() == name)
}

fn answer(name: &str, typed: &str) -> Option<Answer> {
    let name = name.to_lowercase();
    let at_word =
        |(at, _): (usize, &str)| name[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    if name.starts_with(typed) {
        Some(Answer::Start)
    } else if typed.split_whitespace().all(|word| name.match_indices(word).any(at_word)) {
        Some(Answer::Word)
    } else {
        name.contains(typed).then_some(Answer::Inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::annotation::{Origin, SpeakerField};
    use crate::domain::id::{AnnotatorId, Timestamp};
    use crate::domain::project::Write;
    use crate::domain::text::Text;

    /// A project with these speakers, oldest first: a name, then other names.
    fn with_speakers(speakers: &[&[&str]]) -> Project {
        let mut project = Project::default();
        for (number, names) in (0_u64..).zip(speakers) {
            let id = SpeakerId::from(format!("s{number}"));
            let origin = Origin { creator: AnnotatorId::from("me"), created: Timestamp(number) };
            let fields = [
                SpeakerField::Origin(Some(origin)),
                SpeakerField::Name(names[0].to_owned()),
                SpeakerField::Aliases(names[1..].iter().map(|&name| name.to_owned()).collect()),
            ];
            project.write_all(fields.map(|field| Write::Speaker(id.clone(), field)));
        }
        project
    }

    #[test]
    fn places_follow_each_other_through_the_open_articles() {
        let mut project = Project::default();
        project.add_text("a".into(), Text::new("Über neun Stunden, ÜBER alles"));
        project.add_text("b".into(), Text::new("nothing"));
        project.add_text("c".into(), Text::new("so über"));
        let open = ["a".into(), "b".into(), "c".into()];
        let check = |from: Option<(&str, usize)>, typed: &str, expected: Option<(&str, usize, usize)>| {
            let from = from.map(|(article, byte)| (ArticleId::from(article), byte));
            let found = next_place(&project, &open, typed, from.as_ref().map(|(article, byte)| (article, *byte)));
            let expected = expected.map(|(article, start, end)| (ArticleId::from(article), Span::new(start, end)));
            assert_eq!(found, expected, "{typed:?} from {from:?}");
        };
        check(None, "über", Some(("a", 0, 5)));
        check(Some(("a", 5)), "Über ", Some(("a", 20, 25)));
        check(Some(("a", 25)), "über", Some(("c", 3, 8)));
        check(Some(("c", 8)), "über", Some(("a", 0, 5)));
        check(Some(("gone", 3)), "so", Some(("c", 0, 2)));
        check(None, "nowhere", None);
    }

    #[test]
    fn the_previous_place_lies_behind_the_start_and_round_the_articles() {
        let mut project = Project::default();
        project.add_text("a".into(), Text::new("Über neun Stunden, ÜBER alles"));
        project.add_text("b".into(), Text::new("nothing"));
        project.add_text("c".into(), Text::new("so über"));
        let open = ["a".into(), "b".into(), "c".into()];
        let check = |from: Option<(&str, usize)>, typed: &str, expected: Option<(&str, usize, usize)>| {
            let from = from.map(|(article, byte)| (ArticleId::from(article), byte));
            let found = previous_place(&project, &open, typed, from.as_ref().map(|(article, byte)| (article, *byte)));
            let expected = expected.map(|(article, start, end)| (ArticleId::from(article), Span::new(start, end)));
            assert_eq!(found, expected, "{typed:?} from {from:?}");
        };
        check(None, "über", Some(("c", 3, 8)));
        check(Some(("c", 3)), "Über ", Some(("a", 20, 25)));
        check(Some(("a", 20)), "über", Some(("a", 0, 5)));
        check(Some(("a", 0)), "über", Some(("c", 3, 8)));
        check(Some(("b", 2)), "über", Some(("a", 20, 25)));
        check(Some(("a", 0)), "neun", Some(("a", 6, 10)));
        check(Some(("gone", 3)), "so", Some(("c", 0, 2)));
        check(None, "nowhere", None);
        assert_eq!(previous_place(&project, &[], "über", None), None);
    }

    #[test]
    fn a_pronoun_is_not_offered_as_a_name() {
        let project = with_speakers(&[&["Ada Lind"]]);
        let known = Offer::Known("s0".into());
        assert_eq!(speaker_offers(&project, "", "She", None), std::slice::from_ref(&known));
        assert_eq!(speaker_offers(&project, "", "the aide", None), [Offer::New("the aide".to_owned()), known]);
    }

    #[test]
    fn a_query_asks_for_every_word_in_any_field() {
        let check = |typed, expected| {
            assert_eq!(Query::new(typed).finds(["The envoy waited", "Ada Lind"]), expected, "{typed:?}");
        };
        check("", true);
        check("  ", true);
        check("ENVOY", true);
        check("lind envoy", true);
        check("wait", true);
        check("envoy wey", false);
    }

    #[test]
    fn the_likeliest_speaker_comes_first() {
        let project =
            with_speakers(&[&["Marta Lindgren"], &["Tom Wey", "the adviser"], &["Ada Lind"], &["Lin Adar"]]);
        let check = |typed, expected: &[&str]| {
            let names: Vec<_> = speakers_meant(&project, typed)
                .iter()
                .filter_map(|id| project.speaker(id).map(|speaker| speaker.name.clone()))
                .collect();
            assert_eq!(names, expected, "{typed:?}");
        };
        check("lin", &["Lin Adar", "Marta Lindgren", "Ada Lind"]);
        check("ada", &["Ada Lind", "Lin Adar"]);
        check("ADV", &["Tom Wey"]);
        check("ind", &["Marta Lindgren", "Ada Lind"]);
        check("3", &["Ada Lind"]);
        check("", &["Marta Lindgren", "Tom Wey", "Ada Lind", "Lin Adar"]);
        check("nobody", &[]);
        check("mar lin", &["Marta Lindgren"]);
        check("lind  a", &["Ada Lind"]);
        check("the adv", &["Tom Wey"]);
        check("tom adv", &[]);
        check("ta lind", &["Marta Lindgren"]);
        check("ta gren", &[]);
    }

    #[test]
    fn a_speaker_field_offers_the_source_first_and_what_was_typed_last() {
        let project = with_speakers(&[&["Ada Lind"], &["Tom Wey", "the adviser"]]);
        let (lind, wey) = (SpeakerId::from("s0"), SpeakerId::from("s1"));
        let known = |id: &SpeakerId| Offer::Known(id.clone());
        let new = |name: &str| Offer::New(name.to_owned());
        let check = |typed, source, speaker, expected: &[Offer]| {
            assert_eq!(
                speaker_offers(&project, typed, source, speaker),
                expected,
                "{typed:?} {source:?} {speaker:?}"
            );
        };
        check("", "a senior official", None, &[new("a senior official"), known(&lind), known(&wey)]);
        check("", "The adviser", None, &[known(&wey), known(&lind)]);
        check("", "", None, &[known(&lind), known(&wey)]);
        check("", "a senior official", Some(&lind), &[known(&lind), known(&wey), Offer::Nobody]);
        check("li", "a senior official", None, &[known(&lind), new("li")]);
        check("ada lind", "", Some(&wey), &[known(&lind)]);
        check("Mayor", "", None, &[new("Mayor")]);
        assert_eq!(merge_offers(&project, "", &lind), [known(&wey)]);
    }

    #[test]
    fn a_name_is_known_in_either_case_and_by_any_of_a_speakers_names() {
        let project = with_speakers(&[&["Tom Wey", "The Adviser"]]);
        let check = |name, expected| assert_eq!(is_name(&project, name), expected, "{name:?}");
        check(" tom wey ", true);
        check("the adviser", true);
        check("Tom", false);
    }
}
