//! Suggests quotes in the open articles while that is wanted: reads them a little at a time, so that the page never
//! stands still, with the model where it could be fetched and by rules alone where not.
//!
//! The model is fetched once, when suggestions are first wanted. What is found goes to the session, which knows what of
//! it is left.

use std::cell::OnceCell;
use std::rc::Rc;

use gloo::net::http::Request;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Html, component, html, use_effect_with, use_memo};

use super::background::{Work, use_turns};
use super::parts::{Part, part, use_part};
use super::store::{Dispatcher, use_dispatcher, use_snapshot};
use crate::domain::command::Command;
use crate::domain::id::ArticleId;
use crate::domain::session::{Intent, known};
use crate::domain::suggest::{Finder, Known, Model, Path, Step, Suggestion};

/// Where the model is, seen from the page.
const MODEL: &str = "models/quotes.bin";

thread_local! {
    /// The model, once it was asked for; nothing in it where it could not be had.
    static FETCHED: OnceCell<Option<Rc<Model>>> = const { OnceCell::new() };
}

thread_local! {
    static PART: Part<fn() -> Html> = const { Part::new(|| Box::pin(part_of_suggesting())) };
}

part! { suggesting: fn part_of_suggesting() -> fn() -> Html { || html! { <Suggesting /> } } }

/// Keeps the suggestions of the open articles made, as long as they are wanted. It shows nothing: as a component of its
/// own it is drawn anew without the page around it.
#[component]
pub(crate) fn Suggester() -> Html {
    let snapshot = use_snapshot();
    let suggesting = use_part(&PART, snapshot.suggestions.are_wanted(), |dispatcher| {
        // Whoever waited may have stopped it.
        if dispatcher.snapshot().suggestions.are_wanted() {
            dispatcher.send(Intent::Command(Command::Suggest));
        }
    });
    html! { { for suggesting.map(|suggesting| suggesting()) } }
}

/// Makes the suggestions. What a project comes to know has them made anew.
#[component]
fn Suggesting() -> Html {
    let (snapshot, dispatcher) = (use_snapshot(), use_dispatcher());
    let is_wanted = snapshot.suggestions.are_wanted();
    let project = snapshot.project.clone();
    let known = use_memo(
        (snapshot.revision, is_wanted),
        |(_, is_wanted)| {
            if *is_wanted { known(&project) } else { Known::default() }
        },
    );
    let texts = snapshot.project.texts().count();
    let open = snapshot.view.columns.articles().to_vec();
    let turns = use_turns();
    use_effect_with((is_wanted, open, texts, known), move |(is_wanted, open, _, known)| {
        let work = turns.begin();
        if *is_wanted {
            let (open, known) = (open.clone(), Rc::clone(known));
            spawn_local(async move { suggest_all(&dispatcher, &open, &known, work).await });
        }
    });
    Html::default()
}

async fn suggest_all(dispatcher: &Dispatcher, articles: &[ArticleId], known: &Known, mut work: Work) {
    let model = model(dispatcher).await;
    for article in articles {
        let project = dispatcher.snapshot().project;
        let Some((record, text)) = project.article(article).zip(project.text(article)) else { continue };
        let mut finder = Finder::new(text, record.regions(), known);
        let path = model.as_deref().map_or(Path::Rules, Path::Model);
        let mut all = Vec::new();
        while let Step::More(found) = finder.step(path) {
            all.extend(found);
            if !work.goes_on().await {
                return;
            }
        }
        if !work.is_wanted() {
            return;
        }
        dispatcher.send(Intent::Suggest(article.clone(), all));
    }
}

/// Who says what is suggested, in words.
pub(crate) fn said_by(suggestion: &Suggestion) -> AttrValue {
    suggestion.speaker.as_ref().map_or("Speaker not known".into(), |voice| voice.name.clone().into())
}

/// The model; nothing where it could not be fetched, which is said once.
async fn model(dispatcher: &Dispatcher) -> Option<Rc<Model>> {
    if let Some(fetched) = FETCHED.with(|fetched| fetched.get().cloned()) {
        return fetched;
    }
    let fetched = match fetch().await {
        Ok(model) => Some(Rc::new(model)),
        Err(reason) => {
            dispatcher
                .say(format!("The model for suggestions could not be had ({reason}). They are made by rules alone."));
            None
        }
    };
    // Where two asked at once, the first answer stays.
    FETCHED.with(|kept| kept.get_or_init(|| fetched).clone())
}

async fn fetch() -> Result<Model, String> {
    let response = Request::get(MODEL).send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let bytes = response.binary().await.map_err(|error| error.to_string())?;
    Model::read(&bytes).map_err(|error| error.to_string())
}
