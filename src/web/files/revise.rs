//! A newer text of an article: seen before anything changes, and taken in one step.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::FileError;
use crate::domain::annotation::Origin;
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::intake::admit;
use crate::domain::project::{Project, Write};
use crate::domain::revising::{Revision, successor};
use crate::domain::session::{Intent, Take};
use crate::domain::text::{Text, counted};
use crate::web::browser::now;
use crate::web::store::Dispatcher;

/// A newer text of an article, and what becomes of the quotes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Revising {
    /// The quotes, looked for in the new text.
    pub(crate) revision: Revision,
    /// The project with the new text.
    pub(crate) project: Project,
    text: Text,
    /// What makes an article of the new text.
    writes: Vec<Write>,
}

/// Looks for the quotes of an article in a newer text of it.
pub(crate) fn revising(dispatcher: &Dispatcher, article: &ArticleId, text: &str) -> Result<Rc<Revising>, FileError> {
    let text = Text::new(admit(text)?);
    let snapshot = dispatcher.snapshot();
    let mut project = snapshot.project;
    let stamp = Origin { creator: snapshot.me, created: now() };
    let (to, writes) = successor(&project, article, &text, &stamp);
    if to == *article {
        return Err(FileError::SameText);
    }
    project.add_text(to.clone(), text.clone());
    let revision = Revision::new(&project, article, &to).ok_or(FileError::NoText)?;
    Ok(Rc::new(Revising { revision, project, text, writes }))
}

/// Takes the newer text, and brings the quotes over, where these of the unsure ones are accepted.
pub(crate) fn revise(dispatcher: &Dispatcher, revising: &Revising, accepted: &BTreeSet<QuoteId>) {
    let Revising { revision, text, .. } = revising;
    let to = revision.to.clone();
    let adopted = dispatcher.try_send(Intent::AdoptText(to.clone(), text.clone()));
    let mut project = dispatcher.snapshot().project;
    project.write_all(revising.writes.iter().cloned());
    let title = project.any_article(&to).map(|article| article.title().to_owned()).unwrap_or_default();
    let mut writes = revising.writes.clone();
    writes.extend(revision.writes(&project, accepted, now()));
    let take = Take { name: format!("update the text of “{title}”"), update: None, writes };
    if let Err(refusal) = adopted.and_then(|_| dispatcher.try_send(Intent::Take(take))) {
        return dispatcher.refuse(&refusal);
    }
    let stay = dispatcher.snapshot().project.count_in(&revision.from);
    dispatcher.send(Intent::Open(to));
    let gone = revision.quotes.len().saturating_sub(stay);
    let over = counted(gone, "quote", "quotes");
    dispatcher.say(match stay {
        0 => format!("“{title}” was updated, and {over} brought over. Undo takes it back."),
        _ => format!(
            "“{title}” was updated, and {over} brought over; {stay} stay with the earlier text. Undo takes it back."
        ),
    });
}
