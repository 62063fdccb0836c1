//! A line of its own to the tab that is measured: the Chrome DevTools Protocol over its socket.
//!
//! The driver's own line would do for commands, but it does more than it is asked for, in the page's time, and it
//! passes no events on. Nothing here knows what is measured.

use std::collections::VecDeque;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

/// How long an answer may take: longer than the longest task of any page that is measured.
const PATIENCE: Duration = Duration::from_mins(2);

/// A line to a tab. One command at a time; events wait until they are asked for.
pub(crate) struct Devtools {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last: u64,
    events: VecDeque<Value>,
}

impl Devtools {
    /// Opens a line to a tab of the browser whose DevTools are at `host`.
    pub(crate) async fn connect(host: &str, tab: &str) -> Result<Self> {
        let address = format!("ws://{host}/devtools/page/{tab}");
        // A trace or a profile is one message of any size.
        let config = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        let (socket, _) = connect_async_with_config(&address, Some(config), true)
            .await
            .with_context(|| format!("no line to {address}"))?;
        Ok(Self { socket, last: 0, events: VecDeque::new() })
    }

    /// Runs a command, and returns what it answers.
    ///
    /// # Errors
    /// Where the browser refuses the command or does not answer it.
    pub(crate) async fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.last += 1;
        let command = json!({ "id": self.last, "method": method, "params": parameters });
        self.socket
            .send(Message::text(command.to_string()))
            .await
            .with_context(|| format!("cannot send {method}"))?;
        loop {
            let mut message = self.next().await.with_context(|| format!("no answer to {method}"))?;
            if message["id"] == self.last {
                if let Some(error) = message.get("error") {
                    bail!("{method}: {error}");
                }
                return Ok(message["result"].take());
            }
            self.events.push_back(message);
        }
    }

    /// The next event, by name and parameters, once there is one.
    pub(crate) async fn any_event(&mut self) -> Result<(String, Value)> {
        let mut message = match self.events.pop_front() {
            Some(message) => message,
            None => self.next().await?,
        };
        let name = message["method"].as_str().unwrap_or_default().to_owned();
        Ok((name, message["params"].take()))
    }

    /// What a JavaScript expression comes to, once its promise is kept where it is one.
    pub(crate) async fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call("Runtime.evaluate", parameters).await?;
        if let Some(exception) = answer.get("exceptionDetails") {
            bail!("{expression}: {}", exception["exception"]["description"].as_str().unwrap_or("an exception"));
        }
        Ok(answer["result"]["value"].take())
    }

    async fn next(&mut self) -> Result<Value> {
        loop {
            let message = timeout(PATIENCE, self.socket.next()).await.context("the browser is silent")?;
            if let Message::Text(text) = message.context("the browser has gone")?? {
                return Ok(serde_json::from_str(&text)?);
            }
        }
    }
}
