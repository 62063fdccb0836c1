//! Fetches the articles that are served with the page.
//!
//! `articles/index.json` names the files; they are fetched together and taken in in its order. One that fails is
//! named, and the rest goes on.

use futures_util::future::join_all;
use gloo::net::http::Request;
use serde::Deserialize;

use super::files::part;
use super::store::Dispatcher;
use super::ui::{Action, Progress};
use crate::domain::intake::{Encoding, Format, admit, format_of, sniff};
use crate::domain::session::{Intent, Refusal};
use crate::domain::text::Text;

/// The folder, seen from the page.
const FOLDER: &str = "articles/";

#[derive(Deserialize)]
struct Index {
    articles: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    file: String,
}

/// Fetches the corpus and offers each article to the project.
pub(crate) async fn fetch(dispatcher: &Dispatcher) {
    let index = match index().await {
        Ok(index) => index,
        Err(error) => {
            dispatcher
                .warn(format!("The list of articles could not be fetched: {error}. You can still add your own."));
            return;
        }
    };
    let total = index.articles.len();
    let done = std::cell::Cell::new(0);
    dispatcher.ui(Action::Progress(Some(progress(0, total))));
    let texts = index.articles.iter().map(|entry| async {
        let text = text(&entry.file).await;
        done.set(done.get() + 1);
        dispatcher.ui(Action::Progress(Some(progress(done.get(), total))));
        text
    });
    let texts = join_all(texts).await;
    dispatcher.here().await;
    let mut failed = Vec::new();
    for (entry, text) in index.articles.iter().zip(texts) {
        let admitted = text.and_then(|text| {
            let admitted = dispatcher.try_send(Intent::AdmitArticle(Text::new(text), entry.file.clone()));
            admitted.map_err(|refusal: Refusal| refusal.to_string())
        });
        if let Err(error) = admitted {
            failed.push(format!("“{}” ({error})", entry.file));
        }
    }
    dispatcher.ui(Action::Progress(None));
    if !failed.is_empty() {
        dispatcher.warn(format!("Could not be fetched: {}. The other articles are here.", failed.join(", ")));
    }
}

fn progress(done: usize, total: usize) -> Progress {
    Progress { what: "articles", done, total, percent: done * 100 / total.max(1), stop: None }
}

async fn index() -> Result<Index, String> {
    let response = get(&format!("{FOLDER}index.json")).await?;
    response.json().await.map_err(|error| format!("{FOLDER}index.json is malformed: {error}"))
}

async fn text(file: &str) -> Result<String, String> {
    let name = String::from(js_sys::encode_uri_component(file));
    let response = get(&format!("{FOLDER}{name}")).await?;
    let bytes = response.binary().await.map_err(|error| error.to_string())?;
    match plain_text(file, &bytes) {
        Some(text) => admit(text).map(str::to_owned).map_err(|error| error.to_string()),
        None => match part::article_text(file.to_owned(), bytes).await {
            Ok(text) => text.map_err(|error| error.to_string()),
            Err(missing) => Err(missing.to_string()),
        },
    }
}

/// The text of a file that needs no reading but this: plain text in UTF-8, as most files of a corpus are.
fn plain_text<'a>(file: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let text = str::from_utf8(bytes).ok().filter(|_| sniff(bytes) == Ok(Encoding::Utf8))?;
    (format_of(file, text) == Format::Text).then_some(text)
}

async fn get(address: &str) -> Result<gloo::net::http::Response, String> {
    let response = Request::get(address).send().await.map_err(|error| error.to_string())?;
    if response.ok() { Ok(response) } else { Err(format!("the server answered {}", response.status())) }
}
