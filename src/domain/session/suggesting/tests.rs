//! What a person does with suggestions, key by key.

use super::{known, place_of};
use crate::domain::annotation::{Kind, Role};
use crate::domain::command::Command;
use crate::domain::id::{ArticleId, Timestamp};
use crate::domain::session::{Intent, Outcome, Refusal, Selection, Session};
use crate::domain::suggest::{Suggestion, Voice};
use crate::domain::text::{Span, Text};

const TEXT: &str = "Ferry strike\n\n“We will wait,” said Mia Holt. “Nine hours is enough,” the union said. Nobody at the \
    quay agreed, Mia Holt added.\n";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

fn suggestion(content: &str, cue: &str, speaker: Option<&str>, confidence: u8) -> Suggestion {
    Suggestion {
        content: vec![span(content)],
        cue: vec![span(cue)],
        source: Vec::new(),
        kind: Kind::Direct,
        confidence,
        speaker: speaker.map(|name| Voice { name: name.to_owned(), id: None }),
    }
}

fn made() -> Vec<Suggestion> {
    vec![
        suggestion("We will wait,", "said", Some("Mia Holt"), 95),
        suggestion("Nine hours is enough,", "said", Some("The union"), 90),
        suggestion("Nobody at the quay agreed", "added", Some("Mia Holt"), 60),
    ]
}

fn session() -> (Session, ArticleId) {
    let mut session = Session::new("ana".into(), 1);
    let outcome = session.update(Intent::AddArticle(Text::new(TEXT), "ferry.txt".to_owned()), Timestamp(1));
    let article: ArticleId = outcome.expect("the text has words").made.expect("an article was made").as_str().into();
    session.update(Intent::Suggest(article.clone(), made()), Timestamp(2)).expect("it is open");
    assert_eq!(left(&session, &article), 0, "nothing is suggested before it is wanted");
    give(&mut session, &[Command::Suggest]);
    session.update(Intent::Suggest(article.clone(), made()), Timestamp(2)).expect("it is open");
    (session, article)
}

fn give(session: &mut Session, commands: &[Command]) -> Vec<Result<Outcome, Refusal>> {
    commands.iter().map(|&command| session.update(Intent::Command(command), Timestamp(9))).collect()
}

/// The words of the quotes, with who said them.
fn quotes(session: &Session) -> Vec<(String, String)> {
    let project = session.project();
    let said = project.quotes().map(|(_, quote)| {
        let speaker = project.speaker_of(quote).map(|(_, speaker)| speaker.name.clone()).unwrap_or_default();
        (project.words(quote, Role::Content), speaker)
    });
    said.collect()
}

fn said(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(words, speaker)| ((*words).to_owned(), (*speaker).to_owned())).collect()
}

fn left(session: &Session, article: &ArticleId) -> usize {
    session.suggestions().left(session.project(), article).len()
}

#[test]
fn one_key_decides_and_the_next_is_there() {
    let (mut session, article) = session();
    assert_eq!(quotes(&session), said(&[]), "a suggestion is no quote");
    assert_eq!(give(&mut session, &[Command::Accept])[0], Err(Refusal::NoSuggestion));
    give(&mut session, &[Command::NextQuote, Command::Accept, Command::Delete, Command::Accept]);
    let expected = said(&[("We will wait,", "Mia Holt"), ("Nobody at the quay agreed", "Mia Holt")]);
    assert_eq!(quotes(&session), expected);
    assert_eq!(session.project().speakers().len(), 1, "who was added for one quote says the other, too");
    assert_eq!((left(&session, &article), session.view().suggestion.clone()), (0, None));
    // Made again they are not shown again.
    session.update(Intent::Suggest(article.clone(), made()), Timestamp(10)).expect("it is open");
    assert_eq!(left(&session, &article), 0);
    give(&mut session, &[Command::Undo, Command::Undo]);
    assert_eq!(left(&session, &article), 2, "undo brings a rejected one back");
}

#[test]
fn a_suggestion_is_edited_and_then_accepted() {
    let (mut session, _) = session();
    let given = give(&mut session, &[Command::NextQuote, Command::EndEarlier, Command::EndEarlier, Command::Accept]);
    assert!(given.iter().all(Result::is_ok), "{given:?}");
    assert_eq!(quotes(&session), said(&[("We will", "Mia Holt")]));
    assert!(session.view().suggestion.is_some(), "the next one is active");
    // A number key says who it was, and accepts.
    session.update(Intent::AssignNumber(1), Timestamp(11)).expect("there is a speaker with that number");
    assert_eq!(quotes(&session)[1], ("Nine hours is enough,".to_owned(), "Mia Holt".to_owned()));
}

#[test]
fn all_that_are_sure_enough_are_one_step() {
    let (mut session, article) = session();
    assert_eq!(session.suggestions().count_above(session.project(), &article, 90), 2);
    session.update(Intent::AcceptAbove(article.clone(), 90), Timestamp(9)).expect("there are two");
    assert_eq!(quotes(&session).len(), 2);
    assert_eq!(session.history().undo_name(), Some("accept 2 suggestions"));
    give(&mut session, &[Command::Undo]);
    assert_eq!((quotes(&session).len(), left(&session, &article)), (0, 3));
    let none = session.update(Intent::AcceptAbove(article, 99), Timestamp(10));
    assert_eq!(none, Err(Refusal::NoSuggestion));
}

#[test]
fn what_is_quoted_already_is_not_suggested_and_keys_stop_at_what_is_left() {
    let (mut session, article) = session();
    give(&mut session, &[Command::NextQuote, Command::Accept]);
    session.update(Intent::Suggest(article.clone(), made()), Timestamp(10)).expect("it is open");
    assert_eq!(left(&session, &article), 2);
    let [second, third] = [1, 2].map(|number: usize| place_of(&article, &made()[number]));
    let active = |session: &Session| session.view().suggestion.clone();
    assert_eq!(active(&session).as_ref(), Some(&second));
    give(&mut session, &[Command::NextQuote]);
    assert_eq!(active(&session).as_ref(), Some(&third));
    // From a quote it goes to the suggestion after it.
    session.update(Intent::Point(article, TEXT.find("will").expect("it is there")), Timestamp(11)).expect("a place");
    assert!(session.view().active_quote().is_some() && active(&session).is_none());
    give(&mut session, &[Command::NextQuote]);
    assert_eq!(active(&session).as_ref(), Some(&second));
    give(&mut session, &[Command::Suggest]);
    assert_eq!(active(&session), None);
    give(&mut session, &[Command::NextQuote]);
    assert!(session.view().active_quote().is_some(), "where nothing is suggested, it goes to quotes");
}

#[test]
fn what_was_accepted_teaches_names_and_cues() {
    let (mut session, _) = session();
    give(&mut session, &[Command::NextQuote, Command::Accept]);
    let known = known(session.project());
    assert_eq!(known.cues, ["said"]);
    assert_eq!(known.speakers.len(), 1);
    assert_eq!(known.speakers[0].names, ["Mia Holt"]);
}

#[test]
fn undo_goes_back_to_what_is_to_be_decided_upon_again() {
    let (mut session, article) = session();
    give(&mut session, &[Command::NextQuote, Command::NextQuote, Command::Delete, Command::Undo]);
    assert_eq!(session.view().suggestion, Some(place_of(&article, &made()[1])));
    give(&mut session, &[Command::Accept, Command::Undo]);
    assert_eq!(session.view().suggestion, Some(place_of(&article, &made()[1])));
}

#[test]
fn what_a_person_looks_at_stays_when_the_article_is_read_again() {
    let (mut session, article) = session();
    give(&mut session, &[Command::NextQuote, Command::EndEarlier, Command::EndEarlier]);
    let edited = session.view().suggestion.clone().expect("it is active");
    session.update(Intent::Suggest(article.clone(), made()), Timestamp(12)).expect("it is open");
    assert_eq!((session.view().suggestion.as_ref(), left(&session, &article)), (Some(&edited), 3));
    // Neither the edited one nor what it was made of comes again.
    give(&mut session, &[Command::Delete]);
    session.update(Intent::Suggest(article.clone(), made()), Timestamp(13)).expect("it is open");
    assert_eq!(left(&session, &article), 2);
}

#[test]
fn nothing_is_suggested_in_folded_lines_and_a_contradiction_begun_finds_quotes() {
    let (mut session, article) = session();
    give(&mut session, &[Command::NextQuote, Command::Accept]);
    session
        .update(Intent::Point(article.clone(), TEXT.find("will").expect("it is there")), Timestamp(11))
        .expect("a place");
    give(&mut session, &[Command::Contradict, Command::NextQuote]);
    assert!(session.view().active_quote().is_some() && session.view().suggestion.is_none());
    let selection = Selection { article: article.clone(), span: span("Nine hours") };
    session.update(Intent::Select(Some(selection)), Timestamp(14)).expect("the words are there");
    give(&mut session, &[Command::ToggleBoilerplate]);
    assert_eq!(left(&session, &article), 0);
}
