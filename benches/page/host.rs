//! The host of what is measured: the built page as a good static host serves it, compressed and with names that may be
//! kept for ever, and pages of the bench's own beside it. It tells who asked for what, and how many bytes that was.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::brotli;
use crate::support::Site;

/// One answer of the host.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// What was asked for, below the page's own path.
    pub(crate) path: String,
    /// 200, or 304 where the browser had it already.
    pub(crate) status: StatusCode,
    /// The bytes of the body, as they were sent.
    pub(crate) bytes: usize,
}

/// What can be had from the host, and what was.
#[derive(Clone, Default)]
pub(crate) struct Host {
    files: Arc<Mutex<HashMap<String, File>>>,
    answers: Arc<Mutex<Vec<Answer>>>,
}

#[derive(Clone)]
struct File {
    mime: &'static str,
    bytes: Bytes,
    is_brotli: bool,
    /// What tells one content from another; nothing where the name does.
    tag: Option<String>,
}

impl Host {
    /// A host of the page that was built into `folder`.
    pub(crate) fn of_page(folder: &Path) -> Result<Self> {
        let host = Self::default();
        for name in names(folder, "")? {
            // Those that were compressed beforehand go out in the place of the others.
            let path = folder.join(&name);
            if path.extension().is_some_and(|ending| ending == "br" || ending == "gz") {
                continue;
            }
            let plain = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let mime = mime(&name);
            let compressed = if mime.starts_with("image/") { None } else { brotli::compress(&path, &plain)? };
            let tag = (!is_hashed(&name)).then(|| tag(&plain));
            let is_brotli = compressed.is_some();
            let file = File { mime, bytes: compressed.unwrap_or(plain).into(), is_brotli, tag };
            host.files().insert(name, file);
        }
        Ok(host)
    }

    /// Offers a page or a file of the bench's own.
    pub(crate) fn offer(&self, path: &str, content: impl Into<Vec<u8>>) {
        let bytes = content.into();
        let file = File { mime: mime(path), tag: Some(tag(&bytes)), bytes: bytes.into(), is_brotli: false };
        self.files().insert(path.to_owned(), file);
    }

    /// Opens the host, on a free port.
    pub(crate) async fn open(&self) -> Result<Site> {
        Site::serve(Router::new().fallback(answer).with_state(self.clone())).await
    }

    /// The answers since the last call.
    pub(crate) fn answers(&self) -> Vec<Answer> {
        std::mem::take(&mut *self.answers.lock().expect("nothing panics while it holds the answers"))
    }

    fn files(&self) -> std::sync::MutexGuard<'_, HashMap<String, File>> {
        self.files.lock().expect("nothing panics while it holds the files")
    }
}

async fn answer(State(host): State<Host>, request: Request) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let path = path.trim_start_matches(Site::BASE).trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let Some(file) = host.files().get(path).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let known = request.headers().get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    let is_known = file.tag.is_some() && known == file.tag.as_deref();
    let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let body = if is_known { Bytes::new() } else { file.bytes.clone() };
    let answer = Answer { path: path.to_owned(), status, bytes: body.len() };
    host.answers.lock().expect("nothing panics while it holds the answers").push(answer);
    (status, headers(&file), body).into_response()
}

fn headers(file: &File) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, file.mime.parse().expect("a type is a header"));
    let keep = if file.tag.is_some() { "no-cache" } else { "public, max-age=31536000, immutable" };
    headers.insert(CACHE_CONTROL, keep.parse().expect("a rule is a header"));
    if let Some(tag) = &file.tag {
        headers.insert(ETAG, tag.parse().expect("a hash is a header"));
    }
    if file.is_brotli {
        headers.insert(CONTENT_ENCODING, "br".parse().expect("a coding is a header"));
        headers.insert(VARY, "accept-encoding".parse().expect("a name is a header"));
    }
    headers
}

/// The paths of all files in a folder and those in it, from `folder`, with `/` between them.
fn names(folder: &Path, below: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.join(below)).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(self::names(folder, &format!("{name}/"))?);
        } else {
            names.push(name);
        }
    }
    Ok(names)
}

/// Whether a name has the hash of its content in it, as trunk writes it: `counterpoint-5769d2b0c5ec0be_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let is_hash = |part: &str| part.len() >= 12 && part.chars().all(|character| character.is_ascii_hexdigit());
    name.split(['-', '_', '.', '/']).any(is_hash)
}

fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", &format!("{:x}", Sha256::digest(bytes))[..16])
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "wasm" => "application/wasm",
        "txt" | "md" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
