//! A static host for the built page, on a free port and under a sub-path; it can be told to fail or stall, and to publish
//! another version.

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
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use percent_encoding::percent_decode_str;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;
use url::Url;

#[path = "../../../xtask/src/corpus.rs"]
mod corpus;

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

/// What a host has, and what it was asked for. Paths are below [`Site::BASE`], without a leading slash, as a person would
/// write them.
struct Host {
    folder: PathBuf,
    troubles: HashMap<String, Trouble>,
    /// What all files are answered with but those that are named.
    others: Option<(Vec<String>, StatusCode)>,
    /// Whether browsers are asked to keep the page.
    is_kept: bool,
    asked: Vec<String>,
}

impl Host {
    fn of(folder: &Path) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self {
            folder: folder.to_owned(),
            troubles: HashMap::new(),
            others: None,
            is_kept: false,
            asked: Vec::new(),
        }))
    }
}

/// A running host. It stops when this is dropped.
pub(crate) struct Site {
    address: SocketAddr,
    host: Arc<Mutex<Host>>,
    server: JoinHandle<()>,
    /// The folder that another corpus was made ready in.
    _articles: Option<TempDir>,
}

impl Site {
    /// The path that the page is served under: not the root, as on many a host.
    pub(crate) const BASE: &str = "/desk";

    pub(super) async fn start(built: &Path, corpus: &Corpus) -> Result<Self> {
        let host = Host::of(built);
        let mut router =
            Router::new().nest_service(Self::BASE, Router::new().fallback(serve).with_state(Arc::clone(&host)));
        // Browsers ask for it beside a file that is no page.
        router = router.route("/favicon.ico", get(StatusCode::NO_CONTENT));
        let mut articles = None;
        if let Corpus::Folder(folder) = corpus {
            let staged = TempDir::new()?;
            corpus::stage(folder, staged.path())?;
            router = router.nest_service(&format!("{}/articles", Self::BASE), ServeDir::new(staged.path()));
            articles = Some(staged);
        }
        let router = router.layer(from_fn_with_state(Arc::clone(&host), interfere));
        let (address, server) = listen(router).await?;
        Ok(Self { address, host, server, _articles: articles })
    }

    /// A host of whatever `router` answers with, which nothing interferes with.
    pub(crate) async fn serve(router: Router) -> Result<Self> {
        let (address, server) = listen(router).await?;
        Ok(Self { address, host: Host::of(Path::new("")), server, _articles: None })
    }

    /// The address of `path` on this site.
    pub(crate) fn address(&self, path: &str) -> Result<Url> {
        Url::parse(&format!("http://{}{}/{path}", self.address, Self::BASE))
            .with_context(|| format!("{path:?} is no path"))
    }

    /// The folder of the page.
    pub(crate) fn folder(&self) -> PathBuf {
        self.host().folder.clone()
    }

    /// From now on, has the files of `folder` in place of those it had.
    pub(crate) fn publish(&self, folder: &Path) {
        folder.clone_into(&mut self.host().folder);
    }

    /// From now on, lets browsers keep the page for later visits. Else each test sees what the host has.
    pub(crate) fn be_kept(&self) {
        self.host().is_kept = true;
    }

    /// The paths that were asked for since the last call, in their order.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.host().asked)
    }

    /// From now on, answers a request for `path` with `status`.
    pub(crate) fn fail(&self, path: &str, status: StatusCode) {
        self.host().troubles.insert(path.to_owned(), Trouble::Status(status));
    }

    /// From now on, leaves requests for `path` waiting, until it is restored.
    pub(crate) fn hold(&self, path: &str) {
        self.host().troubles.insert(path.to_owned(), Trouble::Held(watch::Sender::new(())));
    }

    /// Answers requests for `path` as usual again, those that wait included.
    pub(crate) fn restore(&self, path: &str) {
        self.host().troubles.remove(path);
    }

    /// From now on, answers every request with `status` but those for `paths`.
    pub(crate) fn fail_all_but(&self, paths: Vec<String>, status: StatusCode) {
        self.host().others = Some((paths, status));
    }

    fn host(&self) -> MutexGuard<'_, Host> {
        lock(&self.host)
    }
}

impl Host {
    /// What a request for `path` is answered with in place of a file.
    fn refusal(&self, path: &str) -> Option<StatusCode> {
        match (self.troubles.get(path), &self.others) {
            (Some(Trouble::Status(status)), _) => Some(*status),
            (None, Some((paths, status))) if paths.iter().all(|named| named != path) => Some(*status),
            _ => None,
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(State(host): State<Arc<Mutex<Host>>>, request: Request) -> Response {
    let folder = lock(&host).folder.clone();
    match ServeDir::new(folder).try_call(request).await {
        Ok(response) => response.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Has `router` answer on a free port.
async fn listen(router: Router) -> Result<(SocketAddr, JoinHandle<()>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port for the site")?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(async move {
        axum::serve(listener, router).await.expect("axum's server runs until it is dropped");
    });
    Ok((address, server))
}

async fn interfere(State(host): State<Arc<Mutex<Host>>>, request: Request, next: Next) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let path = path.trim_start_matches(Site::BASE).trim_start_matches('/');
    let held = {
        let mut host = lock(&host);
        host.asked.push(path.to_owned());
        if let Some(status) = host.refusal(path) {
            return status.into_response();
        }
        if path.ends_with("/offline.js") && !host.is_kept {
            return ([(CONTENT_TYPE, "text/javascript")], "").into_response();
        }
        match host.troubles.get(path) {
            Some(Trouble::Held(sender)) => Some(sender.subscribe()),
            _ => None,
        }
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

fn lock(host: &Mutex<Host>) -> MutexGuard<'_, Host> {
    host.lock().expect("nothing panics while it holds the host")
}
