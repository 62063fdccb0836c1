//! Traces: what the main thread does, task by task, as the browser itself notes it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::devtools::Devtools;

/// A task that takes longer is felt, in milliseconds.
const LONG: f64 = 50.0;

/// A task, and what is done at the end of one: promises are kept there.
const TASK: &str = "ThreadControllerImpl::RunTask";
const END_OF_TASK: &str = "BlinkScheduler_PerformMicrotaskCheckpoint";

/// The last that is done for a frame before it is handed over to be shown: putting what was painted into layers.
const LAYERS: &str = "Layerize";

/// What the main thread did while it was traced, in the order in which it began.
pub(crate) struct Trace {
    events: Vec<Event>,
    /// The marks that scripts have set, each with when, by the clock, in microseconds.
    marks: Vec<(String, f64)>,
}

struct Event {
    name: String,
    /// By the clock, in microseconds.
    begin: f64,
    end: f64,
    /// What the thread took for it, in milliseconds, other events in it included.
    time: f64,
}

/// The tasks of a trace.
pub(crate) struct Tasks {
    /// The longest, in milliseconds.
    pub(crate) longest: f64,
    /// How many took longer than 50 ms.
    pub(crate) long: usize,
}

impl Devtools {
    /// Begins a trace.
    pub(crate) async fn start_trace(&mut self) -> Result<()> {
        let configuration = json!({
            "recordMode": "recordUntilFull",
            "includedCategories": ["toplevel", "devtools.timeline", "blink.user_timing"],
            "excludedCategories": ["*"],
        });
        let parameters = json!({ "transferMode": "ReportEvents", "traceConfig": configuration });
        self.call("Tracing.start", parameters).await.map(drop)
    }

    /// Ends the trace.
    pub(crate) async fn end_trace(&mut self) -> Result<Trace> {
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
                "Tracing.tracingComplete" => return Trace::of_busiest(&events),
                _ => {}
            }
        }
    }
}

impl Trace {
    /// What the busiest page's main thread did: it is the one that is measured.
    fn of_busiest(noted: &[Value]) -> Result<Self> {
        let place = |event: &Value| Some((event["pid"].as_u64()?, event["tid"].as_u64()?));
        let is_page = |event: &&Value| event["name"] == "thread_name" && event["args"]["name"] == "CrRendererMain";
        let pages: BTreeSet<_> = noted.iter().filter(is_page).filter_map(place).collect();
        let mut threads: HashMap<_, Vec<Event>> = HashMap::new();
        for event in noted {
            if let Some(place) = place(event).filter(|place| pages.contains(place)) {
                threads.entry(place).or_default().extend(Event::of(event));
            }
        }
        let total = |events: &[Event]| -> f64 {
            events.iter().filter(|event| event.name == TASK).map(|event| event.time).sum()
        };
        let busiest = threads.into_values().max_by(|one, other| total(one).total_cmp(&total(other)));
        let mut events = busiest.context("the trace has no page in it")?;
        // Of those that begin together the longer one is around the other.
        events.sort_by(|one, other| one.begin.total_cmp(&other.begin).then(other.end.total_cmp(&one.end)));
        let is_mark = |event: &&Value| event["cat"] == "blink.user_timing";
        let mark = |event: &Value| Some((event["name"].as_str()?.to_owned(), event["ts"].as_f64()?));
        let marks = noted.iter().filter(is_mark).filter_map(mark).collect();
        Ok(Self { events, marks })
    }

    /// The tasks, each with what is done at its end.
    pub(crate) fn tasks(&self) -> Tasks {
        let tasks: Vec<f64> = self.each_task().into_iter().map(|(_, time)| time).collect();
        let long = tasks.iter().filter(|&&time| time > LONG).count();
        Tasks { longest: tasks.into_iter().fold(0.0, f64::max), long }
    }

    /// The time of all tasks from the beginning of the trace through the first frame that was handed over after a mark, in
    /// milliseconds. Nothing where the mark is missing, or the frame.
    pub(crate) fn until_frame_after(&self, mark: &str) -> Option<f64> {
        let (_, marked) = self.marks.iter().find(|(name, _)| name == mark)?;
        let frame = self.events.iter().find(|event| event.name == LAYERS && event.begin >= *marked)?;
        Some(self.each_task().into_iter().filter(|(begin, _)| *begin <= frame.begin).map(|(_, time)| time).sum())
    }

    /// When each task began, by the clock in microseconds, and the thread's time for it, in milliseconds.
    fn each_task(&self) -> Vec<(f64, f64)> {
        let mut tasks: Vec<(f64, f64)> = Vec::new();
        let mut end = 0.0;
        for event in self.events.iter().filter(|event| event.name == TASK || event.name == END_OF_TASK) {
            // What lies in a task is in its time.
            if event.begin < end {
                continue;
            }
            end = event.end;
            match tasks.last_mut() {
                Some((_, time)) if event.name == END_OF_TASK => *time += event.time,
                _ => tasks.push((event.begin, event.time)),
            }
        }
        tasks
    }

    /// What each kind of work took by itself, in milliseconds, by the browser's names, the longest first.
    pub(crate) fn work(&self) -> Vec<(String, f64)> {
        let mut work: BTreeMap<&str, f64> = BTreeMap::new();
        let mut around: Vec<&Event> = Vec::new();
        for event in &self.events {
            while around.pop_if(|outer| outer.end <= event.begin).is_some() {}
            if let Some(outer) = around.last() {
                *work.entry(&outer.name).or_default() -= event.time;
            }
            *work.entry(&event.name).or_default() += event.time;
            around.push(event);
        }
        let mut work: Vec<_> = work.into_iter().map(|(name, time)| (name.to_owned(), time)).collect();
        work.sort_by(|one, other| other.1.total_cmp(&one.1));
        work
    }
}

impl Event {
    /// An event that lasts; others are passed over.
    fn of(event: &Value) -> Option<Self> {
        let (begin, lasts) = (event["ts"].as_f64()?, event["dur"].as_f64()?);
        // The thread's own time, where the browser takes it.
        let time = event["tdur"].as_f64().unwrap_or(lasts) / 1_000.0;
        Some(Self { name: event["name"].as_str()?.to_owned(), begin, end: begin + lasts, time })
    }
}
