//! Projects of Counterpoint as files: the articles that are measured on, with their quotes.

use counterpoint::domain::annotation::Attribution;
use counterpoint::domain::backup::to_backup;
use counterpoint::domain::edit::{Correction, Edit};
use counterpoint::domain::exchange::{Texts, to_jsonld};
use counterpoint::domain::id::{ArticleId, QuoteId, SpeakerId, Timestamp};
use counterpoint::domain::quotation::kind_of;
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::Text;

use crate::document::Document;

/// When everything in it was done.
const NOW: Timestamp = Timestamp(1_000);

/// A project that is being made.
pub(crate) struct Project {
    session: Session,
    quotes: usize,
}

impl Project {
    /// A project with one speaker in it, who has said nothing yet.
    pub(crate) fn new() -> Self {
        let mut project = Self { session: Session::new("bench".into(), 1), quotes: 0 };
        let edit = Edit::AddSpeaker { speaker: SpeakerId::default(), name: "Somebody".to_owned(), colour: 0 };
        assert!(project.update(Intent::Perform(edit)).is_some(), "a speaker can be added");
        project
    }

    /// Adds an article with its quotes, `most` at most, and returns its id. All of its lines are the report's own, so
    /// that none is folded away.
    pub(crate) fn add(&mut self, document: &Document, file: &str, most: usize) -> ArticleId {
        let id = self.add_text(document.text.clone(), file);
        let whole = Correction { regions: Some(Vec::new()), ..Correction::default() };
        self.update(Intent::Perform(Edit::CorrectArticle { article: id.clone(), correction: whole }));
        for quote in document.quotes.iter().take(most) {
            let attribution = Attribution {
                article: id.clone(),
                content: quote.content.clone(),
                cue: quote.cue.clone(),
                source: quote.source.clone(),
                kind: kind_of(&document.text, &quote.content),
            };
            // A few spans of the corpus cut a character in two: those quotes are left out.
            let made = self.update(Intent::Perform(Edit::AddQuote { quote: QuoteId::default(), attribution }));
            self.quotes += usize::from(made.is_some());
        }
        id
    }

    /// Adds an article without quotes, and returns its id.
    pub(crate) fn add_text(&mut self, text: Text, file: &str) -> ArticleId {
        self.update(Intent::AdmitArticle(text, file.to_owned())).expect("an article can be added").into()
    }

    /// How many quotes there are.
    pub(crate) fn quotes(&self) -> usize {
        self.quotes
    }

    /// The session that it was made in.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// The project as a file to be imported.
    pub(crate) fn backup(&self) -> String {
        to_backup("Bench", &self.session.encode(), self.session.project().texts(), NOW)
    }

    /// The project as a colleague's file.
    pub(crate) fn export(&self) -> String {
        let Self { session, .. } = self;
        to_jsonld(session.project(), &session.encode(), NOW, session.me(), Texts::Included)
    }

    fn update(&mut self, intent: Intent) -> Option<String> {
        self.session.update(intent, NOW).ok()?.made
    }
}
