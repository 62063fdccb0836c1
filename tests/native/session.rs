//! What a session does with what a person does: each case is (keys, what is there afterwards).
//!
//! Keys are the default keys of the commands, parted by spaces; besides,
//! - `[words]` selects these words, in the first article that has them (`_` for a space at an end), which is opened
//!   beside the others where it is not open, and `(words)` clicks where they start;
//! - `1` to `9` assign a speaker, `+Name` assigns a new one (`_` for a space);
//! - `open:2`, `beside:2`, `close:2`, `focus:2` deal with the second article; `quote:1` and `link:1` pick the first
//!   quote in reading order and the first link.

mod columns;
mod ends;
mod getting_about;
mod linking;
mod marking;
mod shared;
mod undoing;

use std::fmt::Write as _;

use counterpoint::domain::annotation::{Quote, Role};
use counterpoint::domain::command::Command;
use counterpoint::domain::id::{ArticleId, LinkId, QuoteId, Timestamp};
use counterpoint::domain::session::{Active, Intent, Outcome, Pending, Refusal, Selection, Session};
use counterpoint::domain::text::{Span, Text, squeeze};

/// The articles of most cases. No words that a case selects stand in two of them.
const ARTICLES: [&str; 4] = [
    "Ferry talks stall\n\n\
     The envoy said he waited nine hours. “Nobody came,” he said, “and nobody called.”\n\n\
     An aide denied that the envoy was kept waiting, saying the talks “began on time”.\n",
    "Ministry answers\n\nAna Pell told reporters the guest was never turned away.\n",
    "Third view\n\nOnlookers counted three cars.\n",
    "Fourth view\n\nThe harbour stayed shut.\n",
];

/// A session at work.
struct Desk {
    session: Session,
    articles: Vec<ArticleId>,
}

impl Desk {
    /// A session that knows these articles, the first of them open.
    fn new(texts: &[&str]) -> Self {
        Self::of("me", 1, texts)
    }

    /// The same for somebody else, with a random number of their own.
    fn of(annotator: &str, random: u64, texts: &[&str]) -> Self {
        let mut desk = Self { session: Session::new(annotator.into(), random), articles: Vec::new() };
        for text in texts {
            let outcome = desk.give(Intent::AdmitArticle(Text::new(*text), "file.txt".to_owned()));
            desk.articles.extend(outcome.expect("the text has words").made.map(ArticleId::from));
        }
        desk.give(Intent::Open(desk.articles[0].clone())).expect("the article is there");
        desk
    }

    fn give(&mut self, intent: Intent) -> Result<Outcome, Refusal> {
        self.session.update(intent, Timestamp(1_000))
    }

    /// Gives the keys, all but the last of which are expected to be taken, and tells what came of the last.
    fn press(&mut self, keys: &str) -> Result<Outcome, Refusal> {
        let tokens = tokens(keys);
        let (last, first) = tokens.split_last().expect("a case has keys");
        for key in first {
            if let Err(refusal) = self.give_key(key) {
                panic!("{key} of {keys}: {refusal}");
            }
        }
        self.give_key(last)
    }

    /// Words can only be selected in an open article: one that is not is opened beside the others.
    fn give_key(&mut self, key: &str) -> Result<Outcome, Refusal> {
        let intent = self.intent(key);
        if let Intent::Select(Some(Selection { article, .. })) = &intent
            && !self.session.view().columns.contains(article)
        {
            self.give(Intent::OpenBeside(article.clone()))?;
        }
        self.give(intent)
    }

    fn intent(&self, key: &str) -> Intent {
        let article = |number: &str| self.articles[number.parse::<usize>().expect("a number") - 1].clone();
        if let Some(words) = key.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|it| !it.is_empty())
        {
            let (article, span) = self.find(&words.replace('_', " "));
            return Intent::Select(Some(Selection { article, span }));
        }
        if let Some(words) = key.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            let (article, span) = self.find(words);
            return Intent::Point(article, span.start);
        }
        if let Some(name) = key.strip_prefix('+') {
            return Intent::AssignNew(name.replace('_', " "));
        }
        if let Ok(number) = key.parse() {
            return Intent::AssignNumber(number);
        }
        match key.split_once(':') {
            Some(("open", number)) => Intent::Open(article(number)),
            Some(("beside", number)) => Intent::OpenBeside(article(number)),
            Some(("close", number)) => Intent::Close(article(number)),
            Some(("focus", number)) => Intent::Focus(article(number)),
            Some(("quote", number)) => Intent::Activate(Active::Quote(self.quote(number.parse().expect("a number")))),
            Some(("link", number)) => Intent::Activate(Active::Link(self.link(number.parse().expect("a number")))),
            _ => {
                let command = Command::all().find(|command| command.default_key() == key);
                Intent::Command(command.unwrap_or_else(|| panic!("no command has the key {key}")))
            }
        }
    }

    /// The quote of this number, from 1, in reading order.
    fn quote(&self, number: usize) -> QuoteId {
        self.session.project().quotes().nth(number - 1).map(|(id, _)| id.clone()).expect("there are as many quotes")
    }

    /// The link of this number, from 1, oldest first.
    fn link(&self, number: usize) -> LinkId {
        self.session.project().links()[number - 1].0.clone()
    }

    /// Where these words stand first.
    fn find(&self, words: &str) -> (ArticleId, Span) {
        let texts = self.articles.iter().filter_map(|id| Some((id, self.session.project().text(id)?)));
        let mut found = texts.filter_map(|(id, text)| Some((id.clone(), text.as_str().find(words)?)));
        let (article, start) = found.next().unwrap_or_else(|| panic!("no article has the words {words:?}"));
        (article, Span::new(start, start + words.len()))
    }

    /// The records, a line each: quotes in reading order, then links; the active one with a star.
    fn records(&self) -> String {
        let (project, view) = (self.session.project(), self.session.view());
        let star = |active: Active| if view.active.as_ref() == Some(&active) { "*" } else { "" };
        let words =
            |id: &QuoteId| project.quote(id).map_or_else(String::new, |quote| self.words(quote, Role::Content));
        let mut lines: Vec<String> = Vec::new();
        for (id, quote) in project.quotes() {
            let content = self.words(quote, Role::Content);
            let mut line = format!("{}{} {content}", star(Active::Quote(id.clone())), quote.attribution.kind.name());
            for role in [Role::Cue, Role::Source] {
                if !quote.attribution.spans(role).is_empty() {
                    let _ = write!(line, " {} {}", role.name(), self.words(quote, role));
                }
            }
            if let Some((_, speaker)) = project.speaker_of(quote) {
                let _ = write!(line, " by {}", speaker.name);
            }
            lines.push(line);
        }
        for (id, _) in project.links() {
            let members: Vec<_> = project.members(id).iter().map(words).collect();
            lines.push(format!("{}{}", star(Active::Link(id.clone())), members.join(" x ")));
        }
        match &view.pending {
            Some(Pending::Quote(quote)) => lines.push(format!("{} x …", words(quote))),
            Some(Pending::Link(_)) => lines.push("… x …".to_owned()),
            None => {}
        }
        lines.join("\n")
    }

    fn words(&self, quote: &Quote, role: Role) -> String {
        let text = self.session.project().text(&quote.attribution.article).expect("the text is at hand");
        let spans = quote.attribution.spans(role).iter();
        let pieces: Vec<_> = spans.map(|&span| format!("[{}]", squeeze(text.slice(span)))).collect();
        pieces.concat()
    }
}

/// Keys parted by spaces, those inside of brackets left whole.
fn tokens(keys: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = keys.trim_start();
    while let Some(first) = rest.chars().next() {
        let close = match first {
            '[' if rest.len() > 1 && !rest.starts_with("[ ") => rest.find(']').map(|at| at + 1),
            '(' => rest.find(')').map(|at| at + 1),
            _ => rest.find(' '),
        };
        let (token, after) = rest.split_at(close.unwrap_or(rest.len()));
        tokens.push(token.to_owned());
        rest = after.trim_start();
    }
    tokens
}

/// Presses the keys in a fresh session, and compares what is there then.
fn check(keys: &str, expected: &str) {
    let mut desk = Desk::new(&ARTICLES);
    let pressed = desk.press(keys);
    assert!(pressed.is_ok(), "{keys}: {pressed:?}");
    assert_eq!(desk.records(), expected, "after {keys}");
}

/// Presses the keys, the last of which is refused and changes neither project nor view.
fn check_refused(keys: &str, expected: &Refusal) {
    let mut desk = Desk::new(&ARTICLES);
    let tokens = tokens(keys);
    let (last, first) = tokens.split_last().expect("a case has keys");
    if !first.is_empty() {
        desk.press(&first.join(" ")).expect("only the last key is refused");
    }
    let before = (desk.session.project().clone(), desk.session.view().clone(), desk.session.encode());
    assert_eq!(desk.press(last).as_ref(), Err(expected), "{keys}");
    let after = (desk.session.project().clone(), desk.session.view().clone(), desk.session.encode());
    assert_eq!(after, before, "{keys} was refused, and yet something changed");
}

/// Presses the keys, and compares what the session says about the last.
fn check_notice(keys: &str, expected: &str) {
    let mut desk = Desk::new(&ARTICLES);
    let outcome = desk.press(keys).expect("the keys are taken");
    assert_eq!(outcome.notice.as_deref(), Some(expected), "{keys}");
}
