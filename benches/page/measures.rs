//! What is measured, one family a file, in the order of the table.

mod editing;
mod importing;
mod opening;
mod reading;
mod starting;
mod visiting;
mod writing;

use anyhow::{Result, bail};

use crate::bench::Bench;
use crate::document::Document;
use crate::subject::Subject;
use crate::table::{Figure, Row, Table};
use crate::time::Time;

/// The spans of a document of middling size, and of a large one.
const MIDDLE: usize = 1_000;
const LARGE: usize = 10_000;

/// The names of the families, by which they can be asked for.
const FAMILIES: [&str; 8] =
    ["documents-100", "documents-1000", "documents-10000", "reading", "writing", "project", "import", "visits"];

/// Measures the family named `filter`, or those whose names have it in them.
pub(crate) async fn run(bench: &mut Bench, articles: &[Document], filter: &str, table: &mut Table) -> Result<()> {
    let is_wanted = |family: &&str| *family == filter || !FAMILIES.contains(&filter) && family.contains(filter);
    let families: Vec<&str> = FAMILIES.into_iter().filter(is_wanted).collect();
    if families.is_empty() {
        bail!("nothing is called `{filter}`; there are {}", FAMILIES.join(", "));
    }
    for family in families {
        eprintln!("==> {family}");
        match family {
            "documents-100" => documents(bench, articles, 100, table).await?,
            "documents-1000" => documents(bench, articles, MIDDLE, table).await?,
            "documents-10000" => documents(bench, articles, LARGE, table).await?,
            "reading" => reading::measure(bench, &Subject::offer(&bench.host, articles, LARGE)?, table).await?,
            "writing" => writing::measure(bench, &Subject::offer(&bench.host, articles, LARGE)?, table).await?,
            "project" => starting::measure(bench, articles, table).await?,
            "import" => importing::measure(bench, articles, table).await?,
            _ => visiting::measure(bench, table).await?,
        }
    }
    Ok(())
}

async fn documents(bench: &mut Bench, articles: &[Document], size: usize, table: &mut Table) -> Result<()> {
    let subject = Subject::offer(&bench.host, articles, size)?;
    opening::measure(bench, &subject, table).await?;
    editing::measure(bench, &subject, table).await
}

/// What it takes until the first frame is drawn that shows it.
fn first_frame(measure: String, time: &Time) -> Row {
    let row = Row::new(measure);
    match time.frame {
        Some(frame) => row.page(Figure::Time(frame)),
        None => row.remark("no frame was seen to show it"),
    }
}

/// A number as people read it: `10,000`.
fn readable(number: usize) -> String {
    let digits = number.to_string();
    let mut readable = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            readable.push(',');
        }
        readable.push(digit);
    }
    readable
}
