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
use crate::table::Table;

/// The sizes of documents, in spans.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// The size of a large one.
const LARGE: usize = SIZES[2];

/// The names of the families, by which they can be asked for.
const FAMILIES: [&str; 6] = ["documents", "reading", "writing", "project", "import", "visits"];

/// Measures the families whose names have `filter` in them.
pub(crate) async fn run(bench: &mut Bench, articles: &[Document], filter: &str, table: &mut Table) -> Result<()> {
    let families: Vec<&str> = FAMILIES.into_iter().filter(|family| family.contains(filter)).collect();
    if families.is_empty() {
        bail!("nothing is called `{filter}`; there are {}", FAMILIES.join(", "));
    }
    for family in families {
        eprintln!("==> {family}");
        match family {
            "documents" => {
                for size in SIZES {
                    let subject = Subject::offer(&bench.host, articles, size)?;
                    opening::measure(bench, &subject, table).await?;
                    editing::measure(bench, &subject, table).await?;
                }
            }
            "reading" => reading::measure(bench, &Subject::offer(&bench.host, articles, LARGE)?, table).await?,
            "writing" => writing::measure(bench, &Subject::offer(&bench.host, articles, LARGE)?, table).await?,
            "project" => starting::measure(bench, articles, table).await?,
            "import" => importing::measure(bench, articles, table).await?,
            _ => visiting::measure(bench, table).await?,
        }
    }
    Ok(())
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
