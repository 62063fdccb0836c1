//! Tasks of the main thread, one by one: a trace of the browser tells how long each took.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::devtools::Devtools;

/// A task that takes longer is felt, in milliseconds.
const LONG: f64 = 50.0;

/// The tasks of a page's main thread while it was traced.
pub(crate) struct Tasks {
    /// The longest, in milliseconds.
    pub(crate) longest: f64,
    /// How many took longer than 50 ms.
    pub(crate) long: usize,
}

impl Devtools {
    /// Begins a trace of tasks.
    pub(crate) async fn start_trace(&mut self) -> Result<()> {
        let configuration = json!({
            "recordMode": "recordUntilFull",
            "includedCategories": ["toplevel"],
            "excludedCategories": ["*"],
        });
        let parameters = json!({ "transferMode": "ReportEvents", "traceConfig": configuration });
        self.call("Tracing.start", parameters).await.map(drop)
    }

    /// Ends the trace, and tells of the tasks of the busiest page since: the one that is measured.
    pub(crate) async fn tasks(&mut self) -> Result<Tasks> {
        self.call("Tracing.end", json!({})).await?;
        let mut events = Vec::new();
        loop {
            let (name, mut parameters) = self.any_event().await?;
            match name.as_str() {
                "Tracing.dataCollected" => {
                    if let Value::Array(more) = parameters["value"].take() {
                        events.extend(more);
                    }
                }
                "Tracing.tracingComplete" => break,
                _ => {}
            }
        }
        busiest(events)
    }
}

/// The work of a thread, as far as it is known.
#[derive(Default)]
struct Thread {
    /// The time of each task, in milliseconds.
    tasks: Vec<f64>,
    /// When the last one ended, in microseconds.
    end: f64,
}

impl Thread {
    /// Takes an event, if it is a task or what is done at the end of one: promises are kept there.
    fn take(&mut self, event: &Value) -> Option<()> {
        let (begin, lasts) = (event["ts"].as_f64()?, event["dur"].as_f64()?);
        // The thread's own time, where the browser takes it.
        let time = event["tdur"].as_f64().unwrap_or(lasts) / 1_000.0;
        if begin < self.end {
            return None;
        }
        match event["name"].as_str()? {
            "ThreadControllerImpl::RunTask" => self.tasks.push(time),
            "BlinkScheduler_PerformMicrotaskCheckpoint" => *self.tasks.last_mut()? += time,
            _ => return None,
        }
        self.end = begin + lasts;
        Some(())
    }
}

fn busiest(mut events: Vec<Value>) -> Result<Tasks> {
    let place = |event: &Value| Some((event["pid"].as_u64()?, event["tid"].as_u64()?));
    let is_page = |event: &&Value| event["name"] == "thread_name" && event["args"]["name"] == "CrRendererMain";
    let pages = events.iter().filter(is_page);
    let mut threads: HashMap<_, Thread> =
        pages.filter_map(|event| Some((place(event)?, Thread::default()))).collect();
    events.sort_by(|one, other| one["ts"].as_f64().unwrap_or(0.0).total_cmp(&other["ts"].as_f64().unwrap_or(0.0)));
    for event in &events {
        if let Some(thread) = place(event).and_then(|place| threads.get_mut(&place)) {
            thread.take(event);
        }
    }
    let total = |thread: &Thread| thread.tasks.iter().sum::<f64>();
    let page = threads.into_values().max_by(|one, other| total(one).total_cmp(&total(other)));
    let tasks = page.context("the trace has no page in it")?.tasks;
    let long = tasks.iter().filter(|&&time| time > LONG).count();
    Ok(Tasks { longest: tasks.into_iter().fold(0.0, f64::max), long })
}
