//! What each step of taking a file of ours costs, from its bytes to the session: which of them a person waits for.

use counterpoint::domain::exchange::known::other_texts;
use counterpoint::domain::exchange::reader::sort;
use counterpoint::domain::exchange::records::Source;
use counterpoint::domain::exchange::{Incoming, Texts, from_jsonld, to_jsonld};
use counterpoint::domain::merging::{Basis, Decisions, Proposal, counts};
use counterpoint::domain::project::Project;
use counterpoint::domain::replica::{Apart, merge_updates};
use counterpoint::domain::session::{Intent, Session, Take};
use counterpoint::domain::text::Text;
use divan::Bencher;

use crate::exchange::{READ, somebody};
use crate::growth::measure;
use crate::world::{NOW, Shape, send, world};

fn file(quotes: usize) -> String {
    let sender = world(Shape::Corpus, quotes).session(4);
    to_jsonld(sender.project(), &sender.encode(), NOW, &"bench".into(), Texts::Included)
}

fn incoming(quotes: usize) -> Incoming {
    from_jsonld(&file(quotes)).expect("it was just written")
}

/// Who is sent the file, with its texts; what the file has; and what is apart.
fn compared(quotes: usize) -> (Session, Project, Vec<u8>, Apart) {
    let (mut session, incoming) = (somebody(), incoming(quotes));
    let mut before = session.project().clone();
    for (article, text) in incoming.texts {
        let text = Text::new(text);
        before.add_text(article.clone(), text.clone());
        send(&mut session, Intent::AdoptText(article, text));
    }
    let update = incoming.update.expect("the file has its replica");
    let apart = session.compare(&update).expect("it is an update");
    (session, before, update, apart)
}

/// What kind of file it is.
#[divan::bench(args = READ)]
fn import_step_1_sorting(bencher: Bencher<'_, '_>, quotes: usize) {
    let files = vec![Source { name: "bench.jsonld".to_owned(), bytes: file(quotes).into_bytes() }];
    measure(bencher, ("import, 1: sorting", quotes), || files.clone(), |files| sort(std::mem::take(files)));
}

/// Reading it, and proving that its annotations are those of its replica.
#[divan::bench(args = READ)]
fn import_step_2_reading(bencher: Bencher<'_, '_>, quotes: usize) {
    let file = file(quotes);
    measure(bencher, ("import, 2: reading", quotes), || (), |()| from_jsonld(&file));
}

/// Putting the replicas of several files together, of which there is one.
#[divan::bench(args = READ)]
fn import_step_3_joining(bencher: Bencher<'_, '_>, quotes: usize) {
    let update = incoming(quotes).update.expect("the file has its replica");
    measure(bencher, ("import, 3: joining", quotes), || [update.clone()], |updates| merge_updates(updates));
}

/// Comparing the replicas.
#[divan::bench(args = READ)]
fn import_step_4_comparing(bencher: Bencher<'_, '_>, quotes: usize) {
    let update = incoming(quotes).update.expect("the file has its replica");
    measure(bencher, ("import, 4: comparing", quotes), somebody, |session| session.compare(&update));
}

/// Indexing the texts that came along.
#[divan::bench(args = READ)]
fn import_step_5_texts(bencher: Bencher<'_, '_>, quotes: usize) {
    let texts = incoming(quotes).texts;
    let index = |texts: &Vec<(_, String)>| texts.iter().map(|(_, text)| Text::new(text.as_str())).collect::<Vec<_>>();
    measure(bencher, ("import, 5: texts", quotes), || texts.clone(), |texts| index(texts));
}

/// Proposing what would change, record by record.
#[divan::bench(args = READ)]
fn import_step_6_proposing(bencher: Bencher<'_, '_>, quotes: usize) {
    let (_, before, _, apart) = compared(quotes);
    measure(
        bencher,
        ("import, 6: proposing", quotes),
        || (),
        |()| {
            let proposal = Proposal::new(&before, &apart, Basis::Replica);
            let others = other_texts(&before, &proposal.after, &proposal.articles());
            (proposal, others)
        },
    );
}

/// Saying how much it is, and under which headings it stands.
#[divan::bench(args = READ)]
fn import_step_7_listing(bencher: Bencher<'_, '_>, quotes: usize) {
    let (_, before, _, apart) = compared(quotes);
    let proposal = Proposal::new(&before, &apart, Basis::Replica);
    let order: Vec<_> = before.articles().into_iter().map(|(id, _)| id.clone()).collect();
    measure(
        bencher,
        ("import, 7: listing", quotes),
        || (),
        |()| {
            let taken = proposal.changes.iter().filter(|change| proposal.takes(&Decisions::default(), change));
            (counts(&proposal.changes), taken.count(), proposal.groups(&order).len())
        },
    );
}

/// Taking all of it: into the replica, the project and the history.
#[divan::bench(args = READ)]
fn import_step_8_taking(bencher: Bencher<'_, '_>, quotes: usize) {
    measure(
        bencher,
        ("import, 8: taking", quotes),
        || compared(quotes),
        |(session, _, update, _)| {
            let take = Take {
                name: "merge".to_owned(),
                texts: Vec::new(),
                update: Some(update.clone()),
                writes: Vec::new(),
            };
            session.take(take).expect("a file of ours can be taken")
        },
    );
}
