//! A newer text of an article: seen before anything changes, and taken in one step.

use std::collections::BTreeSet;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::FileError;
use crate::domain::annotation::{ArticleField, Origin};
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::intake::admit;
use crate::domain::project::{Project, Write};
use crate::domain::revising::{Revision, successor};
use crate::domain::session::{Intent, Take};
use crate::domain::text::{Text, counted};
use crate::web::browser::now;
use crate::web::store::Dispatcher;

/// What marks an article that is left with some of its quotes, in the list and wherever it is named.
const EARLIER: &str = " (earlier text)";

/// A newer text of an article, and what becomes of the quotes. Equal to itself alone.
#[derive(Debug)]
pub(crate) struct Revising {
    /// The quotes, looked for in the new text.
    pub(crate) revision: Revision,
    /// The project with the new text.
    pub(crate) project: Project,
    text: Text,
}

impl PartialEq for Revising {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Looks for the quotes of an article in a newer text of it.
pub(crate) fn revising(dispatcher: &Dispatcher, article: &ArticleId, text: &str) -> Result<Rc<Revising>, FileError> {
    let text = Text::new(admit(text)?);
    let mut project = dispatcher.snapshot().project;
    let (to, _) = successor(&project, article, &text, &stamp(dispatcher));
    if to == *article {
        return Err(FileError::SameText);
    }
    project.add_text(to.clone(), text.clone());
    let revision = Revision::new(&project, article, &to).ok_or(FileError::NoText)?;
    Ok(Rc::new(Revising { revision, project, text }))
}

/// Takes the newer text, and brings the quotes over, where these of the unsure ones are accepted.
pub(crate) fn revise(dispatcher: &Dispatcher, revising: &Rc<Revising>, accepted: &BTreeSet<QuoteId>) {
    let (dispatcher, revising, accepted) = (dispatcher.clone(), Rc::clone(revising), accepted.clone());
    spawn_local(async move { take(&dispatcher, &revising, &accepted).await });
}

async fn take(dispatcher: &Dispatcher, revising: &Revising, accepted: &BTreeSet<QuoteId>) {
    let Revising { revision, text, .. } = revising;
    let Revision { from, to, .. } = revision;
    let mut project = dispatcher.snapshot().project;
    let before = project.count_in(from);
    // Another tab may have changed the project since they were compared.
    let (_, mut writes) = successor(&project, from, text, &stamp(dispatcher));
    project.write_all(writes.iter().cloned());
    let brought = revision.writes(&project, accepted, now());
    project.write_all(brought.iter().cloned());
    writes.extend(brought);
    let title = title_of(&project, to);
    let earlier = title_of(&project, from);
    if project.article(from).is_some() && !earlier.ends_with(EARLIER) {
        writes.push(Write::Article(from.clone(), ArticleField::Title(Some(format!("{earlier}{EARLIER}")))));
    }
    let texts = vec![(to.clone(), text.clone())];
    let take = Take { name: format!("update the text of “{title}”"), texts, update: None, writes };
    if let Err(refusal) = dispatcher.take(take, &Callback::noop()).await {
        return dispatcher.refuse(&refusal);
    }
    dispatcher.send(Intent::Open(to.clone()));
    let stay = dispatcher.snapshot().project.count_in(from);
    let over = counted(before.saturating_sub(stay), "quote", "quotes");
    let rest = if stay > 0 { format!("; {} with the earlier text", stays(stay)) } else { String::new() };
    dispatcher.say(format!("“{title}” was updated, and {over} brought over{rest}. Undo takes it back."));
}

/// How many quotes stay: "1 quote stays".
pub(crate) fn stays(count: usize) -> String {
    if count == 1 { "1 quote stays".to_owned() } else { format!("{count} quotes stay") }
}

fn title_of(project: &Project, article: &ArticleId) -> String {
    project.any_article(article).map(|article| article.title().to_owned()).unwrap_or_default()
}

fn stamp(dispatcher: &Dispatcher) -> Origin {
    Origin { creator: dispatcher.snapshot().me, created: now() }
}
