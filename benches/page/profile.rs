//! Profiles: where the main thread's time goes, function by function, as DevTools and speedscope show them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use crate::devtools::Devtools;

/// The time between two looks, in microseconds.
const INTERVAL: u32 = 100;

impl Devtools {
    /// Begins a profile. It goes on with the next page.
    pub(crate) async fn start_profile(&mut self) -> Result<()> {
        self.call("Profiler.enable", json!({})).await?;
        self.call("Profiler.setSamplingInterval", json!({ "interval": INTERVAL })).await?;
        self.call("Profiler.start", json!({})).await.map(drop)
    }

    /// Ends the profile, and keeps it in a folder as `NAME.cpuprofile`.
    pub(crate) async fn keep_profile(&mut self, folder: &Path, name: &str) -> Result<()> {
        let answer = self.call("Profiler.stop", json!({})).await?;
        self.call("Profiler.disable", json!({})).await?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(format!("{name}.cpuprofile"));
        fs::write(&path, answer["profile"].to_string()).with_context(|| format!("cannot write {}", path.display()))
    }
}
