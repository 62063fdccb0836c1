//! Keys and the mouse, straight to the tab: no more than the events that a person makes.

use anyhow::Result;
use serde_json::{Value, json};

use crate::devtools::Devtools;

/// Somewhere in the window, in CSS pixels from its top left corner.
pub(crate) type Place = (f64, f64);

impl Devtools {
    /// Presses and releases a key that types one character, or `Backspace`, `Enter` or `Escape`.
    pub(crate) async fn key(&mut self, key: &str) -> Result<()> {
        let code = match key {
            "Backspace" => 8,
            "Enter" => 13,
            "Escape" => 27,
            "." => 190,
            "/" => 191,
            other => other.to_ascii_uppercase().bytes().next().map_or(0, u32::from),
        };
        let mut event = json!({ "type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": code });
        if key.chars().count() == 1 {
            event["type"] = "keyDown".into();
            event["text"] = key.into();
        }
        self.call("Input.dispatchKeyEvent", event).await?;
        let event = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        self.call("Input.dispatchKeyEvent", event).await.map(drop)
    }

    /// Moves the mouse somewhere.
    pub(crate) async fn move_to(&mut self, place: Place) -> Result<()> {
        self.mouse("mouseMoved", place, json!({})).await
    }

    /// Clicks somewhere.
    pub(crate) async fn click(&mut self, place: Place) -> Result<()> {
        self.mouse("mousePressed", place, json!({ "button": "left", "buttons": 1, "clickCount": 1 })).await?;
        self.mouse("mouseReleased", place, json!({ "button": "left", "clickCount": 1 })).await
    }

    /// Drags from one place to another.
    pub(crate) async fn drag(&mut self, from: Place, to: Place) -> Result<()> {
        self.move_to(from).await?;
        self.mouse("mousePressed", from, json!({ "button": "left", "buttons": 1, "clickCount": 1 })).await?;
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        self.mouse("mouseMoved", middle, json!({ "button": "left", "buttons": 1 })).await?;
        self.mouse("mouseMoved", to, json!({ "button": "left", "buttons": 1 })).await?;
        self.mouse("mouseReleased", to, json!({ "button": "left", "clickCount": 1 })).await
    }

    async fn mouse(&mut self, kind: &str, (x, y): Place, more: Value) -> Result<()> {
        let mut event = json!({ "type": kind, "x": x, "y": y });
        if let (Value::Object(event), Value::Object(more)) = (&mut event, more) {
            event.extend(more);
        }
        self.call("Input.dispatchMouseEvent", event).await.map(drop)
    }
}
