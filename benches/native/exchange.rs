//! What it costs to take a file with so many quotes into a project that has none of them, from its bytes to the session;
//! and to write one.

use counterpoint::domain::annotation::Origin;
use counterpoint::domain::exchange::adoption::adopt;
use counterpoint::domain::exchange::format::Format;
use counterpoint::domain::exchange::known::{Known, other_texts};
use counterpoint::domain::exchange::reader::Reader;
use counterpoint::domain::exchange::records::{Reading, Records, Source};
use counterpoint::domain::exchange::{Texts, from_jsonld, to_jsonld};
use counterpoint::domain::merging::{Basis, Decisions, Proposal, Taking};
use counterpoint::domain::project::Project;
use counterpoint::domain::session::{Intent, Session, Take};
use counterpoint::domain::text::Text;
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{NOW, Shape, send, world};

/// A session of somebody else, who has an article and a quote of their own.
pub(crate) fn somebody() -> Session {
    let own = world(Shape::Corpus, 20);
    let mut session = own.session(8);
    send(&mut session, Intent::Perform(own.new_quote(0)));
    session
}

fn take(session: &mut Session, before: &Project, proposal: &Proposal, update: Option<Vec<u8>>) {
    let others = other_texts(before, &proposal.after, &proposal.articles());
    assert!(others.is_empty(), "no two articles here are the same");
    let (update, writes) = match proposal.taking(before, &Decisions::default()) {
        Taking::Whole(writes) => (update, writes),
        Taking::Part(writes) => (None, writes),
    };
    let take = Take { name: "merge".to_owned(), texts: Vec::new(), update, writes };
    session.take(take).expect("a file of ours can be taken");
}

/// The sizes of files that are read: those of 100,000 quotes are larger than 64 MB, which is refused.
pub(crate) const READ: [usize; 2] = [1_000, 10_000];

/// A file of ours, merged exactly.
#[divan::bench(args = READ)]
fn import_jsonld(bencher: Bencher<'_, '_>, quotes: usize) {
    let sender = world(Shape::Corpus, quotes).session(4);
    let file = to_jsonld(sender.project(), &sender.encode(), NOW, &"bench".into(), Texts::Included);
    measure(bencher, ("import: JSON-LD", quotes), somebody, |session| {
        let incoming = from_jsonld(&file).expect("it was just written");
        let update = incoming.mergeable().expect("nobody has changed it").to_vec();
        let mut before = session.project().clone();
        for (article, text) in incoming.texts {
            let text = Text::new(text);
            before.add_text(article.clone(), text.clone());
            send(session, Intent::AdoptText(article, text));
        }
        let apart = session.compare(&update).expect("it is an update");
        let proposal = Proposal::new(&before, &apart, Basis::Replica);
        take(session, &before, &proposal, Some(update));
    });
}

fn import(bencher: Bencher<'_, '_>, name: (&'static str, usize), reader: Reader, files: &[Source]) {
    let stamp = Origin { creator: "bench".into(), created: NOW };
    measure(bencher, name, somebody, |session| {
        let mut before = session.project().clone();
        let Reading { records, .. } = reader.read(files, &Known::all(&before));
        assert_eq!(records.quotes.len(), name.1, "every quote is read");
        let adopted = adopt(&records, reader.holds(), &before, &stamp);
        for (article, text) in adopted.texts {
            before.add_text(article.clone(), text.clone());
            send(session, Intent::AdoptText(article, text));
        }
        let proposal = Proposal::new(&before, &adopted.apart, Basis::Values);
        take(session, &before, &proposal, None);
    });
}

/// The same file read by its values, as when another program has edited it.
#[divan::bench(args = READ)]
fn import_annotations(bencher: Bencher<'_, '_>, quotes: usize) {
    let sender = world(Shape::Corpus, quotes).session(4);
    let file = to_jsonld(sender.project(), &sender.encode(), NOW, &"bench".into(), Texts::Included);
    let files = [Source { name: "bench.jsonld".to_owned(), bytes: file.into_bytes() }];
    import(bencher, ("import: Web Annotations", quotes), Reader::Own, &files);
}

/// A file of another program, with all the quotes in one text.
#[divan::bench(args = READ)]
fn import_doccano(bencher: Bencher<'_, '_>, quotes: usize) {
    let sender = world(Shape::OneArticle, quotes).session(4);
    let files = Format::Doccano.write(&Records::of(sender.project()), NOW);
    let files: Vec<_> = files.into_iter().map(|file| Source { name: file.name, bytes: file.bytes }).collect();
    import(bencher, ("import: doccano, one text", quotes), Reader::Doccano, &files);
}

/// Files of another program, each with its text.
#[divan::bench(args = READ)]
fn import_brat(bencher: Bencher<'_, '_>, quotes: usize) {
    let sender = world(Shape::Corpus, quotes).session(4);
    let files = Format::Brat.write(&Records::of(sender.project()), NOW);
    let files: Vec<_> = files.into_iter().map(|file| Source { name: file.name, bytes: file.bytes }).collect();
    import(bencher, ("import: brat", quotes), Reader::Brat, &files);
}

/// The project as a file of ours.
#[divan::bench(args = SIZES)]
fn export_jsonld(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(4);
    measure(
        bencher,
        ("export: JSON-LD", quotes),
        || (),
        |()| to_jsonld(session.project(), &session.encode(), NOW, &"bench".into(), Texts::Included),
    );
}

/// The project as tables.
#[divan::bench(args = SIZES)]
fn export_csv(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(4);
    measure(bencher, ("export: CSV", quotes), || (), |()| Format::Csv.write(&Records::of(session.project()), NOW));
}
