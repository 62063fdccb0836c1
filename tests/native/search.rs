//! Laws of searching: letters are folded one by one, a letter more finds nothing more, and whoever follows what a person
//! types and does finds at each step what a first look would find.

use std::collections::BTreeMap;

use counterpoint::domain::annotation::{Quote, Role};
use counterpoint::domain::id::ArticleId;
use counterpoint::domain::listing::{
    self, FoundLinks, FoundQuotes, FoundSpeakers, LinkEntry, QuoteFilter, QuoteList, QuoteRow, Said, SpeakerEntry,
};
use counterpoint::domain::project::Project;
use counterpoint::domain::search::{Query, next_place};
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::tally::FoundParagraphs;
use counterpoint::domain::text::{Span, Text, small_letters};
use proptest::prelude::*;

use crate::world::{Dice, TEXTS, edit, furnished_session, update};

/// Letters that are longer or shorter in small, that are several in small, that look otherwise at the end of a word.
const LETTERS: &str = "[aeinorstENOé\u{301} \nΣσςİıKẞß“של🚢👩]";

/// What a person does while something may be searched for.
#[derive(Clone, Debug)]
enum Step {
    /// Types a letter at the end.
    Type(String),
    /// Puts a letter in.
    Insert(String, usize),
    /// Takes the last letter away.
    Erase,
    /// Types something else.
    Replace(&'static str),
    /// Changes the project.
    Edit(Dice),
    /// Shows another list of quotes.
    List(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => LETTERS.prop_map(Step::Type),
        2 => (LETTERS, any::<usize>()).prop_map(|(letter, at)| Step::Insert(letter, at)),
        2 => Just(Step::Erase),
        2 => prop::sample::select(vec!["", "en", "said hour", "pell", "ל", "contradicts", "a.t"]).prop_map(Step::Replace),
        3 => any::<Dice>().prop_map(Step::Edit),
        1 => any::<usize>().prop_map(Step::List),
    ];
    prop::collection::vec(step, 1..24)
}

fn list(project: &Project, number: usize) -> QuoteList {
    let articles: Vec<ArticleId> = project.articles().into_iter().map(|(id, _)| id.clone()).collect();
    let also = project.quotes().next().map(|(id, _)| id.clone());
    match number % 4 {
        0 => QuoteList::default(),
        1 => QuoteList { articles: Some(articles.into_iter().rev().take(2).collect()), ..QuoteList::default() },
        2 => QuoteList { also, ..QuoteList::default() },
        _ => {
            QuoteList { filter: QuoteFilter { said: Said::ByNobody, ..QuoteFilter::default() }, also, articles: None }
        }
    }
}

/// What is found where nothing is known yet, or where `known` is.
#[derive(Default)]
struct Known {
    quotes: FoundQuotes,
    speakers: FoundSpeakers,
    links: FoundLinks,
    paragraphs: FoundParagraphs,
}

/// What a search found of everything.
#[derive(Debug, PartialEq)]
struct Found {
    quotes: Vec<QuoteRow>,
    speakers: Vec<SpeakerEntry>,
    links: Vec<LinkEntry>,
    paragraphs: BTreeMap<ArticleId, usize>,
}

impl Known {
    fn find(&mut self, project: &Project, list: &QuoteList, query: &Query) -> Found {
        let quotes = listing::quotes(project, list, query, &mut self.quotes);
        let links = listing::links(project, None, query, None, &mut self.links);
        Found {
            quotes: quotes.to_vec(),
            speakers: listing::speakers(project, query, None, &mut self.speakers).to_vec(),
            links: links.iter().map(|entry| (**entry).clone()).collect(),
            paragraphs: self.paragraphs.count(project, query),
        }
    }
}

/// True where the query finds the quote, field by field as it is said.
fn is_found(project: &Project, quote: &Quote, query: &Query) -> bool {
    let article = project.article(&quote.attribution.article).expect("the quote is of an article of the project");
    let text = project.text(&quote.attribution.article).expect("the session was given every text");
    let spans = Role::ALL.into_iter().flat_map(|role| quote.attribution.spans(role)).map(|&span| text.slice(span));
    let names = project.speaker_of(quote).map(|(speaker, _)| project.names(speaker)).unwrap_or_default();
    let own = names.iter().chain(&quote.tags).chain([&quote.note]).map(String::as_str);
    query.finds(spans.chain(own).chain([article.outlet(), article.title()]))
}

/// What a look at everything finds, by what the query says of each.
fn quotes_and_paragraphs(
    session: &Session,
    list: &QuoteList,
    query: &Query,
) -> (Vec<QuoteRow>, BTreeMap<ArticleId, usize>) {
    let project = session.project();
    let all = listing::quotes(project, list, &Query::default(), &mut FoundQuotes::default());
    let is_listed = |(id, quote): &&QuoteRow| Some(id) == list.also.as_ref() || is_found(project, quote, query);
    let quotes = all.iter().filter(is_listed).cloned().collect();
    let count =
        |text: &Text| text.paragraphs().iter().filter(|&&paragraph| query.finds([text.slice(paragraph)])).count();
    let articles = project.articles().into_iter().filter(|_| !query.is_empty());
    let paragraphs = articles.map(|(id, _)| (id.clone(), project.text(id).map_or(0, count))).collect();
    (quotes, paragraphs)
}

proptest! {
    #[test]
    fn following_finds_what_a_first_look_finds(steps in steps()) {
        let (mut session, _) = furnished_session(1);
        let (mut known, mut typed, mut number) = (Known::default(), String::new(), 0);
        for step in steps {
            match step {
                Step::Type(letter) => typed.push_str(&letter),
                Step::Insert(letter, at) => typed.insert_str(typed.floor_char_boundary(at % (typed.len() + 1)), &letter),
                Step::Erase => drop(typed.pop()),
                Step::Replace(words) => words.clone_into(&mut typed),
                Step::Edit(roll) => {
                    let edit = edit(session.project(), &roll);
                    // Some are refused, which changes nothing.
                    let _ = update(&mut session, Intent::Perform(edit));
                }
                Step::List(chosen) => number = chosen,
            }
            let (project, query) = (session.project(), Query::new(&typed));
            let list = list(project, number);
            let found = known.find(project, &list, &query);
            prop_assert_eq!(&found, &Known::default().find(project, &list, &query), "{:?}", &typed);
            let (quotes, paragraphs) = quotes_and_paragraphs(&session, &list, &query);
            prop_assert_eq!((found.quotes, found.paragraphs), (quotes, paragraphs), "{:?}", &typed);
        }
    }

    #[test]
    fn a_letter_more_finds_nothing_more(
        typed in prop::collection::vec(LETTERS, 0..12), letter in LETTERS, fields in prop::collection::vec(LETTERS, 0..30),
    ) {
        let (typed, fields) = (typed.concat(), fields.concat());
        let (wide, narrow) = (Query::new(&typed), Query::new(&format!("{typed}{letter}")));
        prop_assert!(narrow.narrows(&wide));
        let fields: Vec<&str> = fields.split('\n').collect();
        prop_assert!(!narrow.finds(fields.iter().copied()) || wide.finds(fields.iter().copied()));
    }

    #[test]
    fn what_narrows_finds_nothing_more(
        one in prop::collection::vec("[ab ]", 0..6), other in prop::collection::vec("[ab ]", 0..6),
        fields in prop::collection::vec("[ab]{0,4}", 0..3),
    ) {
        let (one, other) = (Query::new(&one.concat()), Query::new(&other.concat()));
        let finds = |query: &Query| query.finds(fields.iter().map(String::as_str));
        prop_assert!(!one.narrows(&other) || !finds(&one) || finds(&other));
    }

    #[test]
    fn small_letters_of_a_part_are_that_part_of_the_small_letters(
        source in prop::collection::vec(LETTERS, 0..40), ends in any::<[usize; 2]>(),
    ) {
        let text = Text::new(source.concat());
        let [start, end] = ends.map(|end| text.as_str().floor_char_boundary(end % (text.len() + 1)));
        let span = Span::new(start.min(end), start.max(end));
        let (before, words) = (text.small_slice(Span::new(0, span.start)), text.small_slice(span));
        prop_assert_eq!(words, small_letters(text.slice(span)));
        prop_assert_eq!(&text.small()[before.len()..before.len() + words.len()], words);
        prop_assert_eq!(text.span_of_small(before.len(), before.len() + words.len()), Some(span));
    }

    #[test]
    fn the_next_place_reads_like_what_was_typed(
        source in prop::collection::vec(LETTERS, 0..30), typed in prop::collection::vec(LETTERS, 1..3), from in 0..40_usize,
    ) {
        let (text, words) = (Text::new(source.concat()), small_letters(typed.concat().trim()));
        let article = ArticleId::from("a");
        let mut project = Project::default();
        project.add_text(article.clone(), text.clone());
        let letters: Vec<usize> = text.as_str().char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let place = |least: usize| {
            let spans = letters.iter().filter(|&&start| start >= least).flat_map(|&start| {
                letters.iter().filter(move |&&end| end > start).map(move |&end| Span::new(start, end))
            });
            spans.into_iter().find(|&span| small_letters(text.slice(span)) == words)
        };
        let expected = place(from).or_else(|| place(0)).map(|span| (article.clone(), span));
        prop_assume!(!words.is_empty());
        prop_assert_eq!(next_place(&project, std::slice::from_ref(&article), &typed.concat(), Some((&article, from))), expected);
    }
}

#[test]
fn a_text_that_comes_later_is_searched_then() {
    let (session, _) = furnished_session(1);
    let mut project = Project::default();
    project.write_all(session.project().writes());
    let (mut known, query) = (Known::default(), Query::new("waited nine"));
    let list = QuoteList::default();
    assert_eq!(known.find(&project, &list, &query).paragraphs.values().sum::<usize>(), 0, "no text is at hand");
    for (id, text) in session.project().texts() {
        project.add_text(id.clone(), text.clone());
    }
    assert_eq!(known.find(&project, &list, &query).paragraphs.values().sum::<usize>(), 1);
    assert!(TEXTS[0].contains("waited nine"));
}
