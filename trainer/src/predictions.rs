//! Suggestions for a folder of texts as JSON lines: what `shared/quotes/score.py` reads. Offsets are code points.

use std::fs;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use counterpoint::domain::article::describe;
use counterpoint::domain::suggest::{self, Known, Model, Suggestion, suggest};
use counterpoint::domain::text::{Span, Text};
use serde_json::{Value, json};

/// Writes the suggestions for the `.txt` files in `texts` to the standard output, with the model in the file `model` or
/// by rules alone. How fast that went is told on the standard error.
pub(crate) fn write(texts: &Path, model: Option<&Path>) -> Result<()> {
    let model = model.map(read_model).transpose()?;
    let path = model.as_ref().map_or(suggest::Path::Rules, suggest::Path::Model);
    let mut names = Vec::new();
    for entry in fs::read_dir(texts).with_context(|| format!("cannot list {}", texts.display()))? {
        let path = entry?.path();
        names.extend(path.extension().is_some_and(|ending| ending == "txt").then_some(path));
    }
    names.sort();
    let mut out = BufWriter::new(stdout().lock());
    let (mut took, mut characters) = (Duration::ZERO, 0);
    for file in names {
        let source = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        characters += source.chars().count();
        let text = Text::new(source);
        let regions = describe(&text, &name).regions;
        let started = Instant::now();
        let suggestions = suggest(&text, &regions, &Known::default(), path);
        took += started.elapsed();
        for suggestion in suggestions {
            writeln!(out, "{}", line(&name, &text, &suggestion))?;
        }
    }
    out.flush()?;
    #[expect(clippy::cast_precision_loss, reason = "a rate to read")]
    let rate = characters as f64 / took.as_secs_f64() / 1e6;
    eprintln!("{characters} characters, {rate:.2} million a second");
    Ok(())
}

fn read_model(file: &Path) -> Result<Model> {
    let bytes = fs::read(file).with_context(|| format!("cannot read the model {}", file.display()))?;
    Ok(Model::read(&bytes)?)
}

fn line(name: &str, text: &Text, suggestion: &Suggestion) -> Value {
    let spans = |spans: &[Span]| {
        let spans = spans.iter().map(|span| json!([text.code_point(span.start).0, text.code_point(span.end).0]));
        let spans: Vec<Value> = spans.collect();
        if spans.is_empty() { Value::Null } else { spans.into() }
    };
    json!({
        "doc": name,
        "content": spans(&suggestion.content),
        "cue": spans(&suggestion.cue),
        "source": spans(&suggestion.source),
        "speaker": suggestion.speaker.as_ref().map(|voice| &voice.name),
        "confidence": suggestion.confidence,
    })
}
