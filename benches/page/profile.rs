//! Profiles: where the main thread's time goes. `NAME.cpuprofile` has it function by function, for DevTools or
//! speedscope; `NAME.txt` has the functions that take most by themselves, and what the browser did besides.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::devtools::Devtools;

/// The time between two looks, in microseconds.
const INTERVAL: u32 = 100;

/// How many lines of each kind are written.
const LINES: usize = 40;

impl Devtools {
    /// Begins a profile. It goes on with the next page.
    pub(crate) async fn start_profile(&mut self) -> Result<()> {
        self.call("Profiler.enable", json!({})).await?;
        self.call("Profiler.setSamplingInterval", json!({ "interval": INTERVAL })).await?;
        self.start_trace().await?;
        self.call("Profiler.start", json!({})).await.map(drop)
    }

    /// Ends the profile, and keeps it in a folder under a name.
    pub(crate) async fn keep_profile(&mut self, folder: &Path, name: &str) -> Result<()> {
        let profile = self.call("Profiler.stop", json!({})).await?["profile"].take();
        self.call("Profiler.disable", json!({})).await?;
        let work = self.end_trace().await?.work();
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let keep = |ending: &str, text: String| {
            let path = folder.join(format!("{name}.{ending}"));
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
        };
        keep("txt", listed("Work of the browser", &work) + &listed("Functions", &functions(&profile)))?;
        keep("cpuprofile", profile.to_string())
    }
}

/// What each function took by itself, in milliseconds, the longest first.
fn functions(profile: &Value) -> Vec<(String, f64)> {
    let list = |key: &str| profile[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let names: HashMap<_, _> = list("nodes")
        .iter()
        .filter_map(|node| Some((node["id"].as_u64()?, node["callFrame"]["functionName"].as_str()?)))
        .collect();
    let mut times: HashMap<&str, f64> = HashMap::new();
    for (sample, micros) in list("samples").iter().zip(list("timeDeltas")) {
        let name = sample.as_u64().and_then(|id| names.get(&id)).copied().unwrap_or_default();
        *times.entry(name).or_default() += micros.as_f64().unwrap_or_default() / 1_000.0;
    }
    let mut times: Vec<_> = times.into_iter().map(|(name, time)| (name.to_owned(), time)).collect();
    times.sort_by(|one, other| other.1.total_cmp(&one.1));
    times
}

fn listed(title: &str, times: &[(String, f64)]) -> String {
    let mut text = format!("{title}, each by itself:\n");
    for (name, time) in times.iter().take(LINES) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{time:9.1} ms  {name}");
    }
    text + "\n"
}
