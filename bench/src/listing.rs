//! Candidate contradictions of a folder of texts, as JSON lines.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};
use counterpoint::domain::suggest::contradictions::{Statement, candidates};
use counterpoint::domain::text::Span;
use serde::Serialize;

use crate::stories::{Articles, read_folder};

/// One candidate. Spans are in Unicode code points of the text as it stands in the file, the end exclusive.
#[derive(Serialize)]
struct Line<'a> {
    article: &'a str,
    span: (usize, usize),
    other_article: &'a str,
    other_span: (usize, usize),
    score: f32,
    reason: String,
}

/// Prints the candidates of the `.txt` files of a folder, the one most worth a look first, a JSON object a line.
pub(crate) fn print(folder: &Path) -> Result<()> {
    let articles = read_folder(folder)?;
    let statements = articles.statements();
    let mut out = std::io::stdout().lock();
    for candidate in candidates(&statements) {
        let (one, other) = (&statements[candidate.one], &statements[candidate.other]);
        let line = Line {
            article: one.article.as_str(),
            span: code_points(&articles, one)?,
            other_article: other.article.as_str(),
            other_span: code_points(&articles, other)?,
            score: candidate.score,
            reason: candidate.reason.words(),
        };
        match writeln!(out, "{}", serde_json::to_string(&line)?) {
            // Whoever reads has enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            written => written?,
        }
    }
    Ok(())
}

fn code_points(articles: &Articles, statement: &Statement) -> Result<(usize, usize)> {
    let text = articles.text(&statement.article).context("a statement stands in an article")?;
    let Span { start, end } = statement.span;
    Ok((text.code_point(start).0, text.code_point(end).0))
}
