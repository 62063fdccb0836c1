//! The browser: a driver process of its own, and sessions on it.
//!
//! What the browser is started with is in `webdriver.json`, which the browser tests use too.

use std::cell::RefCell;
use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;

use super::killing::kill_browser;

/// The folder in the profile that downloads go to.
pub(super) const DOWNLOADS: &str = "downloads";

/// How long the browser may take to quit.
const QUITTING: Duration = Duration::from_secs(10);

/// How often a driver is started that ends at once.
const TRIES: usize = 5;

/// A running chromedriver, with one session at most. Both end when this is dropped.
pub(super) struct Driver {
    process: Child,
    port: u16,
    session: Option<String>,
    browser: Browser,
    /// What the browser is started with besides what is in `webdriver.json`.
    arguments: &'static [&'static str],
}

/// A browser that a driver has started, as far as the driver tells of it.
#[derive(Default)]
pub(crate) struct Browser {
    /// The id of its first process.
    pub(crate) process: Option<String>,
    /// The host and port where it talks the Chrome DevTools Protocol.
    pub(crate) devtools: Option<String>,
}

impl Driver {
    /// Starts the driver that `CHROMEDRIVER` names, or the first on `PATH`, on a free port. Its browser gets these
    /// arguments besides those of `webdriver.json`.
    ///
    /// It asks for a port that is free in IPv4 and then wants the same one in IPv6, where another may have taken it in
    /// between: it ends, and another try finds another port.
    pub(super) fn start(arguments: &'static [&'static str]) -> Result<Self> {
        for _ in 1..TRIES {
            if let Some(driver) = Self::try_start(arguments)? {
                return Ok(driver);
            }
        }
        Self::try_start(arguments)?.context("chromedriver did not name its port")
    }

    /// Starts the driver, or gives `None` where it ended without naming its port.
    fn try_start(arguments: &'static [&'static str]) -> Result<Option<Self>> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .args(["--port=0", "--log-level=SEVERE"])
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = process.stdout.take().expect("standard output is piped");
        // From here on, dropping this ends the process.
        let mut driver = Self { process, port: 0, session: None, browser: Browser::default(), arguments };
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let Some(port) = lines.find_map(|line| announced_port(&line)) else {
            return Ok(None);
        };
        driver.port = port;
        // A full pipe would stall the driver.
        thread::spawn(move || lines.for_each(drop));
        Ok(Some(driver))
    }

    /// Starts a browser on the profile in `profile`.
    pub(super) async fn open_session(&mut self, profile: &Path) -> Result<Session> {
        let capabilities =
            serde_json::from_value(capabilities(profile, self.arguments)?).context("capabilities are an object")?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .context("the browser did not start")?;
        // Closing is done here, at a time that is known: when the profile is about to be used again, or deleted.
        client.persist().await?;
        self.session = client.session_id().await?;
        let told = client.capabilities();
        let process = told.and_then(|told| told.get("goog:processID")?.as_u64());
        let devtools = told.and_then(|told| told.get("goog:chromeOptions")?.get("debuggerAddress")?.as_str());
        self.browser =
            Browser { process: process.map(|process| process.to_string()), devtools: devtools.map(str::to_owned) };
        Ok(Session { client, current: RefCell::default() })
    }

    /// The browser of the session.
    pub(super) fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Kills the browser on `profile`, from one moment to the next, and waits until all of it is gone.
    pub(super) async fn kill_session(&mut self, profile: &Path) -> Result<()> {
        let first = self.browser.process.take().context("chromedriver does not tell the browser's process")?;
        kill_browser(&first, profile).await?;
        self.close_session();
        Ok(())
    }

    /// Quits the browser, and waits for that. It is synchronous so that it can be done while a panic unwinds.
    pub(super) fn close_session(&mut self) {
        let Some(session) = self.session.take() else {
            return;
        };
        let request = format!(
            "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        let answer = TcpStream::connect(("127.0.0.1", self.port)).and_then(|mut stream| {
            stream.set_read_timeout(Some(QUITTING))?;
            stream.write_all(request.as_bytes())?;
            stream.read(&mut [0; 64])
        });
        if let Err(error) = answer {
            eprintln!("the browser may still be running: {error}");
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.close_session();
        // Either fails only where the process has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A running browser. Commands go to one of its tabs at a time.
pub(super) struct Session {
    client: Client,
    current: RefCell<Option<WindowHandle>>,
}

impl Session {
    /// The browser, with `tab` as the one that commands go to.
    pub(super) async fn on_tab(&self, tab: &WindowHandle) -> Result<&Client> {
        if self.current.borrow().as_ref() != Some(tab) {
            self.client.switch_to_window(tab.clone()).await.context("the tab is gone")?;
            self.current.replace(Some(tab.clone()));
        }
        Ok(&self.client)
    }

    /// The tab that commands go to now; the first, where that one was closed.
    pub(super) async fn current_tab(&self) -> Result<WindowHandle> {
        if let Ok(tab) = self.client.window().await {
            return Ok(tab);
        }
        self.client.windows().await?.into_iter().next().context("the browser has no tab")
    }

    /// A new tab, which commands do not go to yet.
    pub(super) async fn new_tab(&self) -> Result<WindowHandle> {
        Ok(self.client.new_window(true).await?.handle)
    }

    /// Runs a command of the Chrome DevTools Protocol in the current tab.
    pub(super) async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.client
            .issue_cmd(Extension { path: "goog/cdp/execute", body })
            .await
            .with_context(|| format!("{command} failed"))
    }

    /// What the current tab shows, as a PNG file.
    pub(super) async fn picture(&self) -> Result<Vec<u8>> {
        let answer = self.devtools("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let data = answer["data"].as_str().context("the picture has no data")?;
        Ok(BASE64_STANDARD.decode(data)?)
    }

    /// The errors on the console since the last call.
    pub(super) async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.client.issue_cmd(Extension { path: "se/log", body: json!({ "type": "browser" }) }).await?;
        let entries = entries.as_array().context("the browser's log is not a list")?;
        let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }
}

/// A command of chromedriver that WebDriver does not have.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// The port in a line like "ChromeDriver was started successfully on port 40103."
fn announced_port(line: &str) -> Option<u16> {
    let (before, port) = line.trim_end_matches('.').rsplit_once(' ')?;
    before.ends_with("started successfully on port").then(|| port.parse().ok())?
}

/// Those of `webdriver.json` and these arguments, for a browser of its own on `profile`.
fn capabilities(profile: &Path, more: &[&str]) -> Result<Value> {
    let mut capabilities: Value = serde_json::from_str(include_str!("../../../webdriver.json"))?;
    let options = &mut capabilities["goog:chromeOptions"];
    let arguments = options["args"].as_array_mut().context("webdriver.json has no goog:chromeOptions.args")?;
    arguments.extend(more.iter().map(|&argument| argument.into()));
    arguments.push(format!("--user-data-dir={}", profile.display()).into());
    arguments.push("--window-size=1400,900".into());
    options["prefs"] = json!({ "download.default_directory": profile.join(DOWNLOADS) });
    if let Some(browser) = env::var_os("CHROME") {
        options["binary"] = browser.to_str().context("CHROME is not Unicode")?.into();
    }
    capabilities["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    Ok(capabilities)
}
