//! Takes times while divan measures, and prints how they grow with the size. It knows nothing of what is measured.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use divan::Bencher;

/// How many quotes the projects have that things are measured on.
pub(crate) const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The least, by what was measured and at which size.
static TIMES: Mutex<BTreeMap<(&'static str, usize), Duration>> = Mutex::new(BTreeMap::new());

/// Measures `work` on what `prepare` makes anew each time, and remembers the least time under a name and a size. Neither what
/// `prepare` does counts nor that the result is dropped.
pub(crate) fn measure<Input, Output>(
    bencher: Bencher<'_, '_>,
    (name, size): (&'static str, usize),
    prepare: impl FnMut() -> Input,
    work: impl Fn(&mut Input) -> Output,
) {
    bencher.with_inputs(prepare).bench_local_refs(|input| {
        let start = Instant::now();
        let output = work(input);
        note(name, size, start.elapsed());
        output
    });
}

fn note(name: &'static str, size: usize, time: Duration) {
    let mut times = TIMES.lock().expect("nobody panics who holds the times");
    let least = times.entry((name, size)).or_insert(time);
    *least = time.min(*least);
}

/// Prints the least time of each measure at each size, and how many times as long ten times as much takes. The least is
/// what the work takes where nothing else keeps the machine busy.
pub(crate) fn print() {
    let times = TIMES.lock().expect("nobody panics who holds the times");
    let names: BTreeSet<&str> = times.keys().map(|(name, _)| *name).collect();
    if names.is_empty() {
        return;
    }
    println!("\nLeast times by the number of quotes, and how many times as long ten times as many take: 10 is in");
    println!("proportion, 1 is the same at any size.\n");
    let sizes = SIZES.map(|size| format!("{size:>10}")).join(" |");
    println!("| {:<28} |{sizes} |   growth |          |", "");
    println!("|{}|{}---------:|---------:|", "-".repeat(30), "----------:|".repeat(SIZES.len()));
    for name in names {
        let at = SIZES.map(|size| times.get(&(name, size)).copied());
        let shown = at.map(|time| format!("{:>10}", time.map(shown).unwrap_or_default())).join(" |");
        let growth: Vec<String> = at
            .windows(2)
            .map(|pair| match pair {
                [Some(one), Some(other)] => format!("{:>8.1}", other.as_secs_f64() / one.as_secs_f64()),
                _ => " ".repeat(8),
            })
            .collect();
        println!("| {name:<28} |{shown} | {} |", growth.join(" | "));
    }
}

/// A time in the unit that suits it, with three digits or so.
fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 100.0 {
        format!("{micros:.1} µs")
    } else if micros < 10_000.0 {
        format!("{:.2} ms", micros / 1e3)
    } else {
        format!("{:.0} ms", micros / 1e3)
    }
}
