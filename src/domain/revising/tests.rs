//! What becomes of quotes when their article is another text.

use std::collections::BTreeSet;

use super::{Fate, Fates, Revision, around, successor};
use crate::domain::annotation::{Attribution, Kind, Origin};
use crate::domain::dismissal::{Dismissed, Place};
use crate::domain::edit::{Correction, Edit};
use crate::domain::id::{ArticleId, QuoteId, Timestamp};
use crate::domain::project::Project;
use crate::domain::session::{Intent, Session, Take};
use crate::domain::text::{Span, Text};

const OLD: &str = "Ferry strike enters second day\n\n“We will wait as long as it takes,” the envoy told reporters.\n\n\
    The union said that nine hours of talks were enough for everybody at the quay.\n\n“Nobody asked the passengers about \
    any of it,” said Mia Holt, who runs the café at pier four.\n";
const NEW: &str = "Ferry strike ends\n\nCrews went back to work on Friday morning after the talks.\n\n“We will wait as long \
    as it takes,” the envoy told reporters.\n\nThe union said that ten hours of talks were enough for everybody at the \
    quay.\n";

/// A session with the old text, and the quotes of these words, each with a cue where there is one.
fn session(quotes: &[(&str, &str)]) -> (Session, ArticleId) {
    let mut session = Session::new("ana".into(), 1);
    let outcome = session.update(Intent::AddArticle(Text::new(OLD), "ferry.txt".to_owned()), Timestamp(1));
    let article: ArticleId = outcome.expect("the text has words").made.expect("an article was made").as_str().into();
    for (number, (content, cue)) in quotes.iter().enumerate() {
        let span = |words: &str| OLD.find(words).map(|start| Span::new(start, start + words.len()));
        let attribution = Attribution {
            article: article.clone(),
            content: span(content).into_iter().collect(),
            cue: span(cue).filter(|span| !span.is_empty()).into_iter().collect(),
            kind: Kind::Direct,
            ..Attribution::default()
        };
        let quote = QuoteId::from(format!("q-{number}").as_str());
        session.update(Intent::Perform(Edit::AddQuote { quote, attribution }), Timestamp(2)).expect("the edit fits");
    }
    (session, article)
}

fn with_new(project: &Project) -> (Project, ArticleId) {
    let mut project = project.clone();
    let id = ArticleId::from(crate::domain::article::article_id(NEW));
    project.add_text(id.clone(), Text::new(NEW));
    (project, id)
}

#[test]
fn each_quote_fares_as_its_worst_span() {
    let check = |content: &str, cue: &str, expected: Fate| {
        let (session, old) = session(&[(content, cue)]);
        let (project, new) = with_new(session.project());
        let revision = Revision::new(&project, &old, &new).expect("both texts are here");
        let [carried] = revision.quotes.as_slice() else { panic!("one quote was marked") };
        assert_eq!(carried.fate, expected, "{content}");
        assert_eq!(carried.attribution.is_none(), expected == Fate::Lost, "{content}");
    };
    check("We will wait as long as it takes", "told", Fate::Moved);
    check("nine hours of talks were enough for everybody", "", Fate::Changed);
    check("Nobody asked the passengers", "said Mia", Fate::Lost);
    check("We will wait as long as it takes", "who runs the café", Fate::Changed);
}

#[test]
fn what_is_lost_stays_with_its_text_and_undo_brings_all_back() {
    let (mut session, old) =
        session(&[("We will wait as long as it takes", "told"), ("Nobody asked the passengers", "")]);
    let before = session.project().clone();
    let stamp = Origin { creator: "ana".into(), created: Timestamp(9) };
    let (new, mut writes) = successor(session.project(), &old, &Text::new(NEW), &stamp);
    let (project, _) = with_new(session.project());
    let revision = Revision::new(&project, &old, &new).expect("both texts are here");
    assert_eq!(revision.fates(), Fates { moved: 1, lost: 1, ..Fates::default() });
    writes.extend(revision.writes(&project, &BTreeSet::new(), Timestamp(9)));
    session
        .update(Intent::AdoptText(new.clone(), Text::new(NEW)), Timestamp(9))
        .expect("the text is the one of its id");
    let take = Take { name: "update article".to_owned(), texts: Vec::new(), update: None, writes };
    session.take(take).expect("nothing is frozen");
    let counts = |session: &Session, article: &ArticleId| {
        (session.project().article(article).is_some(), session.project().count_in(article))
    };
    assert_eq!([counts(&session, &old), counts(&session, &new)], [(true, 1), (true, 1)]);
    let quote = session.project().quote(&"q-0".into()).expect("it went over").clone();
    assert_eq!(
        session.project().words(&quote, crate::domain::annotation::Role::Content),
        "We will wait as long as it takes"
    );
    session.update(Intent::Command(crate::domain::command::Command::Undo), Timestamp(10)).expect("there is a step");
    assert_eq!([counts(&session, &old), counts(&session, &new)], [(true, 2), (false, 0)]);
    let quotes =
        |project: &Project| project.quotes().map(|(id, quote)| (id.clone(), quote.clone())).collect::<Vec<_>>();
    assert_eq!(quotes(session.project()), quotes(&before));
}

#[test]
fn a_text_that_nothing_stays_with_goes_out_of_the_project() {
    let (session, old) = session(&[("We will wait as long as it takes", "")]);
    let (mut project, new) = with_new(session.project());
    let revision = Revision::new(&project, &old, &new).expect("both texts are here");
    let writes = revision.writes(&project, &BTreeSet::new(), Timestamp(9));
    project.write_all(writes);
    assert!(project.article(&old).is_none());
    let back = Revision::new(&project, &new, &old).expect("both texts are here");
    assert_eq!(back.fates(), Fates { moved: 1, ..Fates::default() });
    assert!(project.all_quotes_in(&old).next().is_none());
    let appended = format!("{OLD}\nMore soon.\n");
    let more = Revision::between(session.project(), &old, &Text::new(OLD), &"more".into(), &Text::new(appended));
    assert_eq!(more.fates(), Fates { kept: 1, ..Fates::default() });
}

#[test]
fn an_unsure_quote_goes_over_where_a_person_says_so() {
    let revision = Revision {
        from: "old".into(),
        to: "new".into(),
        quotes: vec![super::Carried {
            quote: "q-0".into(),
            fate: Fate::Unsure { score: 0.7 },
            attribution: Some(Attribution {
                article: "new".into(),
                content: vec![Span::new(0, 5)],
                ..Attribution::default()
            }),
        }],
        rejected: Vec::new(),
    };
    let going = |accepted: &[&str]| {
        let accepted = accepted.iter().map(|id| QuoteId::from(*id)).collect();
        revision.going(&accepted).count()
    };
    assert_eq!([going(&[]), going(&["q-0"])], [0, 1]);
}

#[test]
fn a_suggestion_that_was_rejected_is_not_made_for_the_newer_text() {
    let (mut session, old) = session(&[]);
    let place = |article: &ArticleId, text: &str| {
        let words = "We will wait as long as it takes";
        let start = text.find(words).expect("the words are in both");
        Dismissed::Quote(Place { article: article.clone(), span: Span::new(start, start + words.len()) })
    };
    let edit = Edit::Dismiss { dismissed: place(&old, OLD) };
    session.update(Intent::Perform(edit), Timestamp(5)).expect("the edit fits");
    let (mut project, new) = with_new(session.project());
    let revision = Revision::new(&project, &old, &new).expect("both texts are here");
    let writes = revision.writes(&project, &BTreeSet::new(), Timestamp(9));
    project.write_all(writes);
    assert!(project.is_dismissed(&place(&new, NEW)));
}

#[test]
fn the_words_around_a_place_are_whole() {
    let text = Text::new("Crews met at noon on Friday and talked for an hour about the pay of the night shift.");
    let check = |words: &str, before: &str, after: &str| {
        let start = text.as_str().find(words).expect("the words are there");
        let found = around(&text, Span::new(start, start + words.len()));
        assert_eq!(found, (before.to_owned(), after.to_owned()));
    };
    check("Crews", "", " met at noon on Friday and…");
    check("hour", "…on Friday and talked for an ", " about the pay of the night…");
    check("shift", "…about the pay of the night ", ".");
}

#[test]
fn what_a_person_put_right_holds_where_the_new_text_says_the_same() {
    let (mut session, old) = session(&[]);
    let correction =
        Correction { title: Some("Strike".to_owned()), outlet: Some("The Quay".to_owned()), ..Correction::default() };
    let edit = Edit::CorrectArticle { article: old.clone(), correction };
    session.update(Intent::Perform(edit), Timestamp(3)).expect("the edit fits");
    let stamp = Origin { creator: "ana".into(), created: Timestamp(9) };
    let check = |text: &str, title: &str| {
        let (id, writes) = successor(session.project(), &old, &Text::new(text), &stamp);
        let mut project = session.project().clone();
        project.write_all(writes);
        let article = project.article(&id).expect("it was made");
        assert_eq!((article.title(), article.outlet()), (title, "The Quay"), "{text}");
    };
    check(NEW, "Ferry strike ends");
    check(&OLD.replace("told", "said to"), "Strike");
}
