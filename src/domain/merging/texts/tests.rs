//! Whatever is decided about another text of an article, no quote that was in sight goes out of it.

use super::OtherText;
use crate::domain::annotation::{Attribution, Kind, Origin};
use crate::domain::edit::Edit;
use crate::domain::exchange::known::other_texts;
use crate::domain::id::{ArticleId, QuoteId, Timestamp};
use crate::domain::merging::{Basis, Decisions, Proposal, Taking, Way};
use crate::domain::project::Project;
use crate::domain::replica::Replica;
use crate::domain::revising::{Revision, successor};
use crate::domain::session::{Intent, Session, Take};
use crate::domain::text::{Span, Text};

const OLD: &str = "Ferry strike enters second day\n\n“We will wait as long as it takes,” the envoy told reporters.\n\n\
    The union said that nine hours of talks were enough for everybody at the quay.\n";
const NEW: &str = "Ferry strike enters second day\n\nCrews met at noon on Friday and talked for an hour.\n\n“We will wait \
    as long as it takes,” the envoy told reporters.\n\nThe union said that nine hours of talks were enough for everybody \
    at the quay.\n";
const WAIT: &str = "We will wait as long as it takes";
const NINE: &str = "nine hours of talks were enough";

fn id(text: &str) -> ArticleId {
    crate::domain::article::article_id(text).into()
}

fn person(number: u64, text: &str) -> Session {
    let mut session = Session::new(format!("person-{number}").as_str().into(), number);
    let add = Intent::AddArticle(Text::new(text), "ferry.txt".to_owned());
    session.update(add, Timestamp(number)).expect("the text has words");
    session
}

fn quote(session: &mut Session, at: u64, name: &str, text: &str, words: &str) {
    let start = text.find(words).expect("the words are in the text");
    let content = vec![Span::new(start, start + words.len())];
    let attribution = Attribution { article: id(text), content, kind: Kind::Direct, ..Attribution::default() };
    let edit = Edit::AddQuote { quote: name.into(), attribution };
    session.update(Intent::Perform(edit), Timestamp(at)).expect("the edit fits");
}

fn hear(session: &mut Session, of: &Session) {
    for (article, text) in of.project().texts() {
        let adopt = Intent::AdoptText(article.clone(), text.clone());
        session.update(adopt, Timestamp(50)).expect("the text is the one of its id");
    }
    session.update(Intent::Adopt(of.encode()), Timestamp(50)).expect("an update of ours can be merged");
}

/// Brings the quotes of one text over to the other, as a person does with an article that was updated.
fn revise(session: &mut Session, at: u64, from: &str, to: &str) {
    let stamp = Origin { creator: session.me().clone(), created: Timestamp(at) };
    let text = Text::new(to);
    let (article, mut writes) = successor(session.project(), &id(from), &text, &stamp);
    session.update(Intent::AdoptText(article.clone(), text), Timestamp(at)).expect("the text is the one of its id");
    let mut project = session.project().clone();
    project.write_all(writes.iter().cloned());
    let revision = Revision::new(&project, &id(from), &article).expect("both texts are here");
    writes.extend(revision.writes(&project, &[].into(), Timestamp(at)));
    let take = Take { name: "update".to_owned(), texts: Vec::new(), update: None, writes };
    session.take(take).expect("nothing is frozen");
}

/// What the file of `theirs` proposes to `ours`, with the other texts in it.
fn opened(ours: &Session, theirs: &Session) -> (Project, Proposal, Vec<OtherText>) {
    let mut replica = Replica::new(99);
    replica.merge(&ours.encode()).expect("an update of ours can be merged");
    let apart = replica.compare(&theirs.encode()).expect("an update of ours can be compared");
    let mut before = ours.project().clone();
    for (article, text) in theirs.project().texts() {
        before.add_text(article.clone(), text.clone());
    }
    let proposal = Proposal::new(&before, &apart, Basis::Replica);
    let after = &proposal.after;
    let others = other_texts(&before, after, &proposal.articles()).into_iter().map(|(theirs, ours)| {
        let to_ours = Revision::new(after, &theirs, &ours).expect("both texts are here");
        let to_theirs = Revision::new(after, &ours, &theirs);
        OtherText::new(&before, after, (theirs, ours), to_ours, to_theirs)
    });
    let others = others.collect();
    (before, proposal, others)
}

/// Takes what was decided into `ours`, as the page does.
fn take(ours: &mut Session, theirs: &Session, decisions: &Decisions) {
    let (before, proposal, others) = opened(ours, theirs);
    let (update, mut writes, mut taken) = match proposal.taking(&before, decisions) {
        Taking::Whole(writes) => (Some(theirs.encode()), writes, proposal.after.clone()),
        Taking::Part(writes) => (None, writes, before.clone()),
    };
    taken.write_all(writes.iter().cloned());
    for other in &others {
        let besides = other.writes(&taken, decisions, Timestamp(90));
        taken.write_all(besides.iter().cloned());
        writes.extend(besides);
    }
    for (article, text) in theirs.project().texts() {
        let adopt = Intent::AdoptText(article.clone(), text.clone());
        ours.update(adopt, Timestamp(90)).expect("the text is the one of its id");
    }
    let take = Take { name: "merge".to_owned(), texts: Vec::new(), update, writes };
    ours.take(take).expect("nothing is frozen");
}

/// How many quotes are seen on the old and on the new text.
fn seen(session: &Session) -> [usize; 2] {
    [OLD, NEW].map(|text| session.project().count_in(&id(text)))
}

#[test]
fn each_way_leads_where_it_says_and_undo_leads_back() {
    let check = |decisions: &Decisions, expected: [usize; 2]| {
        let (mut ours, mut theirs) = (person(1, OLD), person(2, NEW));
        quote(&mut ours, 10, "wait", OLD, WAIT);
        quote(&mut theirs, 20, "nine", NEW, NINE);
        take(&mut ours, &theirs, decisions);
        assert_eq!(seen(&ours), expected, "{decisions:?}");
        ours.update(Intent::Command(crate::domain::command::Command::Undo), Timestamp(99)).expect("there is a step");
        assert_eq!(seen(&ours), [1, 0], "{decisions:?}");
    };
    let way = |way| Decisions { ways: [(id(NEW), way)].into(), ..Decisions::default() };
    check(&Decisions::default(), [2, 0]);
    check(&way(Way::ToOurs), [2, 0]);
    check(&way(Way::ToTheirs), [0, 2]);
    check(&way(Way::Apart), [1, 1]);
}

#[test]
fn nothing_is_brought_over_to_an_article_that_is_left_out() {
    let (mut ours, mut theirs) = (person(1, OLD), person(2, NEW));
    quote(&mut ours, 10, "wait", OLD, WAIT);
    quote(&mut theirs, 20, "nine", NEW, NINE);
    let ways = [(id(NEW), Way::ToTheirs)].into();
    take(&mut ours, &theirs, &Decisions { without_articles: [id(NEW)].into(), ways, ..Decisions::default() });
    assert_eq!(seen(&ours), [1, 0]);
}

#[test]
fn who_updated_an_article_does_not_get_it_back() {
    let mut theirs = person(2, OLD);
    quote(&mut theirs, 10, "wait", OLD, WAIT);
    let mut ours = person(1, OLD);
    hear(&mut ours, &theirs);
    revise(&mut theirs, 20, OLD, NEW);
    quote(&mut ours, 30, "nine", OLD, NINE);
    take(&mut ours, &theirs, &Decisions::default());
    assert_eq!(seen(&ours), [0, 2], "the newer text has all of them");
    hear(&mut theirs, &ours);
    assert_eq!(seen(&theirs), [0, 2]);
}

#[test]
fn what_is_left_out_stays_in_sight() {
    let mut theirs = person(2, OLD);
    quote(&mut theirs, 10, "wait", OLD, WAIT);
    let mut ours = person(1, OLD);
    hear(&mut ours, &theirs);
    revise(&mut theirs, 20, OLD, NEW);
    quote(&mut theirs, 25, "union", NEW, "The union");
    quote(&mut ours, 30, "nine", OLD, NINE);
    let quotes = |session: &Session| session.project().quotes().map(|(id, _)| id.clone()).collect::<Vec<QuoteId>>();
    for decisions in [
        Decisions { without_articles: [id(NEW)].into(), ..Decisions::default() },
        Decisions { ways: [(id(NEW), Way::Apart)].into(), ..Decisions::default() },
        Decisions { ways: [(id(NEW), Way::ToOurs)].into(), ..Decisions::default() },
        Decisions { without_people: [theirs.me().clone()].into(), ..Decisions::default() },
    ] {
        let mut mine = Session::new("person-1".into(), 7);
        hear(&mut mine, &ours);
        take(&mut mine, &theirs, &decisions);
        for quote in ["wait", "nine"] {
            assert!(quotes(&mine).contains(&quote.into()), "{quote} {decisions:?}");
        }
    }
}
