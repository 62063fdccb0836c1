//! The projects that things are measured on: generated, of the shape of real ones, the same each time.
//!
//! A quote has a content, a cue and a source, and about 64 characters of text for each; two quotes stand in a paragraph,
//! and twenty in an article, or all in one. One speaker has ten quotes, every twentieth quote is in a contradiction,
//! every tenth has a tag and a note.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use counterpoint::domain::annotation::{Attribution, Kind, Origin, Relation};
use counterpoint::domain::article::{article_id, describe};
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::{ArticleId, LinkId, QuoteId, SpeakerId, Timestamp};
use counterpoint::domain::project::Project;
use counterpoint::domain::replica::Replica;
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::{Span, Text};

use crate::words::{self, Dice};

/// How the quotes are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// Twenty in an article.
    Corpus,
    /// All in one article.
    OneArticle,
}

impl Shape {
    const fn quotes_in_an_article(self) -> usize {
        match self {
            Self::Corpus => 20,
            Self::OneArticle => usize::MAX,
        }
    }
}

/// A project as stores keep it.
pub(crate) struct World {
    /// The texts of its articles.
    pub(crate) texts: Vec<(ArticleId, Text)>,
    /// Its replica, as one update.
    pub(crate) update: Vec<u8>,
    /// How many quotes it has.
    pub(crate) quotes: usize,
}

thread_local! {
    static WORLDS: RefCell<HashMap<(Shape, usize), Rc<World>>> = RefCell::default();
}

/// When everything was made.
pub(crate) const NOW: Timestamp = Timestamp(1_700_000_000_000);

/// The project with so many quotes. It is made once.
pub(crate) fn world(shape: Shape, quotes: usize) -> Rc<World> {
    let made = WORLDS.with_borrow(|worlds| worlds.get(&(shape, quotes)).cloned());
    made.unwrap_or_else(|| {
        let world = Rc::new(make(shape, quotes));
        WORLDS.with_borrow_mut(|worlds| worlds.insert((shape, quotes), Rc::clone(&world)));
        world
    })
}

impl World {
    /// A session that has loaded the project, with an article open.
    pub(crate) fn session(&self, random: u64) -> Session {
        let mut session = Session::new("bench".into(), random);
        for (id, text) in &self.texts {
            send(&mut session, Intent::SupplyText(id.clone(), text.clone()));
        }
        send(&mut session, Intent::Merge(self.update.clone()));
        send(&mut session, Intent::Open(self.middle().0.clone()));
        session
    }

    /// The article in the middle.
    pub(crate) fn middle(&self) -> &(ArticleId, Text) {
        &self.texts[self.texts.len() / 2]
    }

    /// A quote of some words in the middle of that article, which nobody has marked yet.
    pub(crate) fn new_quote(&self, number: usize) -> Edit {
        let (article, text) = self.middle();
        let middle = text.paragraphs().len() / 2;
        let long = text.paragraphs()[middle..].iter().find(|paragraph| paragraph.len() > 100);
        let paragraph = long.expect("every second line has two quotes");
        let start = paragraph.start + number % 60;
        let content = vec![Span::new(start, start + 30)];
        let attribution = Attribution { article: article.clone(), content, ..Attribution::default() };
        Edit::AddQuote { quote: QuoteId::default(), attribution }
    }
}

/// Hands an intent in that is expected to fit.
pub(crate) fn send(session: &mut Session, intent: Intent) -> Option<Vec<u8>> {
    session.update(intent, NOW).expect("what is made here fits").update
}

/// An article that grows, and the quotes in it.
#[derive(Default)]
struct Draft {
    text: String,
    quotes: Vec<[Span; 3]>,
}

impl Draft {
    /// Adds a sentence in which somebody says something.
    fn quote(&mut self, dice: &mut Dice, speaker: &str) {
        let mut add = |words: &str| {
            let start = self.text.len();
            self.text.push_str(words);
            Span::new(start, self.text.len())
        };
        let content = add(&words::sentence(dice, 110));
        add(", ");
        let cue = add(words::cue(dice));
        add(" ");
        let source = add(speaker);
        add(". ");
        add(&words::sentence(dice, 40));
        let end = if self.quotes.len() % 2 == 1 { ".\n\n" } else { ". " };
        self.text.push_str(end);
        self.quotes.push([content, cue, source]);
    }
}

fn make(shape: Shape, quotes: usize) -> World {
    let mut dice = Dice::new(u64::try_from(quotes).expect("a count fits"));
    let mut maker = Maker::default();
    for number in 0..quotes.div_ceil(10) {
        let name = words::name(number);
        let colour = u8::try_from(number % 8).expect("eight is few");
        maker.edits.push(Edit::AddSpeaker { speaker: speaker(number), name, colour });
    }
    let mut left = quotes;
    while left > 0 {
        let here = left.min(shape.quotes_in_an_article());
        let mut draft = Draft { text: format!("{}\n\n", words::sentence(&mut dice, 50)), ..Draft::default() };
        let speakers: Vec<usize> = (0..here).map(|_| dice.below(quotes.div_ceil(10))).collect();
        for &number in &speakers {
            draft.quote(&mut dice, &words::name(number));
        }
        maker.add(&mut dice, draft, &speakers);
        left -= here;
    }
    maker.finish(quotes)
}

fn speaker(number: usize) -> SpeakerId {
    format!("benchbench-s{number}").into()
}

fn quote(number: usize) -> QuoteId {
    format!("benchbench-q{number}").into()
}

/// Gathers the edits that make a project.
#[derive(Default)]
struct Maker {
    texts: Vec<(ArticleId, Text)>,
    edits: Vec<Edit>,
    quotes: usize,
}

impl Maker {
    fn add(&mut self, dice: &mut Dice, draft: Draft, speakers: &[usize]) {
        let text = Text::new(draft.text);
        let article = ArticleId::from(article_id(text.as_str()));
        let description = describe(&text, "bench.txt");
        self.edits.push(Edit::AddArticle { article: article.clone(), description });
        self.texts.push((article.clone(), text));
        for ([content, cue, source], by) in draft.quotes.into_iter().zip(speakers) {
            let (id, number) = (quote(self.quotes), self.quotes);
            self.quotes += 1;
            let attribution = Attribution {
                article: article.clone(),
                content: vec![content],
                cue: vec![cue],
                source: vec![source],
                kind: Kind::Indirect,
            };
            self.edits.push(Edit::AddQuote { quote: id.clone(), attribution });
            self.edits.push(Edit::AssignSpeaker { quote: id.clone(), speaker: Some(speaker(*by)) });
            if number % 10 == 9 {
                let note = words::sentence(dice, 30);
                self.edits.push(Edit::NoteQuote { quote: id.clone(), note });
                self.edits.push(Edit::TagQuote { quote: id.clone(), tags: vec!["checked".to_owned()] });
            }
            if number % 20 == 19 {
                let members = vec![id, quote(dice.below(number))];
                let link = LinkId::from(format!("benchbench-l{number}"));
                self.edits.push(Edit::LinkQuotes { link, relation: Relation::default(), members });
            }
        }
    }

    /// Makes the edits one after the other, as people would.
    fn finish(self, quotes: usize) -> World {
        let (mut project, mut replica) = (Project::default(), Replica::new(1));
        for (id, text) in &self.texts {
            project.add_text(id.clone(), text.clone());
        }
        for (number, edit) in (0..).zip(self.edits) {
            let stamp = Origin { creator: "bench".into(), created: Timestamp(NOW.0 + number) };
            let writes = edit.writes(&project, &stamp).expect("what is made here fits");
            replica.commit(&writes);
            project.write_all(writes);
        }
        World { texts: self.texts, update: replica.encode(), quotes }
    }
}
