//! A static host for the built page, on a free port and under a sub-path; it can be told to fail or stall.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderValue};
use percent_encoding::percent_decode_str;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;
use url::Url;

#[path = "../../../xtask/src/corpus.rs"]
mod corpus;

/// The path that the page is served under: not the root, as on many a host.
const BASE: &str = "/desk";

/// Which articles the site offers.
pub(crate) enum Corpus {
    /// Those that come with the project.
    Shipped,
    /// Those of a folder, as with `cargo xtask serve --articles`.
    Folder(PathBuf),
}

/// What is the matter with a file.
enum Trouble {
    Status(StatusCode),
    /// No answer until this is dropped.
    Held(watch::Sender<()>),
}

/// By path below [`BASE`], without a leading slash, as a person would write it.
type Troubles = Arc<Mutex<HashMap<String, Trouble>>>;

/// A running host. It stops when this is dropped.
pub(crate) struct Site {
    address: SocketAddr,
    troubles: Troubles,
    server: JoinHandle<()>,
    /// The folder that another corpus was made ready in.
    _articles: Option<TempDir>,
}

impl Site {
    pub(super) async fn start(built: &Path, corpus: &Corpus) -> Result<Self> {
        let mut router = Router::new().nest_service(BASE, ServeDir::new(built));
        // Browsers ask for it beside a file that is no page.
        router = router.route("/favicon.ico", get(StatusCode::NO_CONTENT));
        let mut articles = None;
        if let Corpus::Folder(folder) = corpus {
            let staged = TempDir::new()?;
            corpus::stage(folder, staged.path())?;
            router = router.nest_service(&format!("{BASE}/articles"), ServeDir::new(staged.path()));
            articles = Some(staged);
        }
        let troubles = Troubles::default();
        let router = router.layer(from_fn_with_state(Arc::clone(&troubles), interfere));
        let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port for the site")?;
        let address = listener.local_addr()?;
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("axum's server runs until it is dropped");
        });
        Ok(Self { address, troubles, server, _articles: articles })
    }

    /// The address of `path` on this site.
    pub(crate) fn address(&self, path: &str) -> Result<Url> {
        Url::parse(&format!("http://{}{BASE}/{path}", self.address)).with_context(|| format!("{path:?} is no path"))
    }

    /// From now on, answers a request for `path` with `status`.
    pub(crate) fn fail(&self, path: &str, status: StatusCode) {
        self.troubles().insert(path.to_owned(), Trouble::Status(status));
    }

    /// From now on, leaves requests for `path` waiting, until it is restored.
    pub(crate) fn hold(&self, path: &str) {
        self.troubles().insert(path.to_owned(), Trouble::Held(watch::Sender::new(())));
    }

    /// Answers requests for `path` as usual again, those that wait included.
    pub(crate) fn restore(&self, path: &str) {
        self.troubles().remove(path);
    }

    fn troubles(&self) -> MutexGuard<'_, HashMap<String, Trouble>> {
        lock(&self.troubles)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn interfere(State(troubles): State<Troubles>, request: Request, next: Next) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let path = path.trim_start_matches(BASE).trim_start_matches('/');
    let held = match lock(&troubles).get(path) {
        Some(Trouble::Status(status)) => return status.into_response(),
        Some(Trouble::Held(sender)) => Some(sender.subscribe()),
        None => None,
    };
    if let Some(mut held) = held {
        // Nothing is ever sent: this ends when the sender is dropped.
        while held.changed().await.is_ok() {}
    }
    let mut response = next.run(request).await;
    // Each request is to come here, where it may be in trouble.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn lock(troubles: &Mutex<HashMap<String, Trouble>>) -> MutexGuard<'_, HashMap<String, Trouble>> {
    troubles.lock().expect("nothing panics while it holds the troubles")
}
