//! A corpus in brat standoff as `PolNeAR` has it: a folder of texts, a folder of attributions, and several annotators
//! for some of the texts. It must not know what is done with it.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use counterpoint::domain::article::{self, Region};
use counterpoint::domain::text::{CodePoint, Span, Text};

/// What one annotator made of one text.
#[derive(Debug)]
pub(crate) struct Document {
    /// The name of the text's file, without its ending.
    pub(crate) name: String,
    pub(crate) text: Text,
    /// What is not the report, as the application would tell.
    pub(crate) regions: Vec<Region>,
    pub(crate) attributions: Vec<Attribution>,
}

/// One attribution; spans sorted, in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Attribution {
    pub(crate) content: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) source: Vec<Span>,
}

/// The ends of names of annotation files before `.ann`: `_` and four letters for the annotator.
const ANNOTATOR: usize = "_4b22".len();

/// Reads every annotation file of the corpus in `folder`, in the order of their names.
///
/// # Errors
/// A file cannot be read or has no text. Lines that make no sense are passed over: the corpus has some.
pub(crate) fn read(folder: &Path) -> Result<Vec<Document>> {
    let annotations = folder.join("attributions");
    let mut names = Vec::new();
    for entry in fs::read_dir(&annotations).with_context(|| format!("cannot list {}", annotations.display()))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut documents = Vec::with_capacity(names.len());
    for file in &names {
        let Some(name) = file.strip_suffix(".ann").and_then(|stem| stem.get(..stem.len().checked_sub(ANNOTATOR)?))
        else {
            continue;
        };
        let path = folder.join("text").join(format!("{name}.txt"));
        let source = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let text = Text::new(source);
        let standoff = fs::read_to_string(annotations.join(file)).with_context(|| format!("cannot read {file}"))?;
        let regions = article::describe(&text, name).regions;
        documents.push(Document {
            name: name.to_owned(),
            attributions: attributions(&text, &standoff),
            text,
            regions,
        });
    }
    Ok(documents)
}

fn attributions(text: &Text, standoff: &str) -> Vec<Attribution> {
    let lines: Vec<Vec<&str>> = standoff.lines().map(|line| line.split('\t').collect()).collect();
    let spans: HashMap<&str, Vec<Span>> = lines
        .iter()
        .filter(|fields| fields.len() > 1 && fields[0].starts_with('T'))
        .filter_map(|fields| Some((fields[0], spans(text, fields[1].split_once(' ')?.1))))
        .collect();
    let mut attributions = Vec::new();
    for fields in lines.iter().filter(|fields| fields.len() > 1 && fields[0].starts_with('E')) {
        let mut attribution = Attribution::default();
        for (role, id) in fields[1].split(' ').skip(1).filter_map(|argument| argument.split_once(':')) {
            let found = spans.get(id).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Content" => attribution.content.extend(found),
                "Cue" => attribution.cue.extend(found),
                "Source" => attribution.source.extend(found),
                _ => {}
            }
        }
        for spans in [&mut attribution.content, &mut attribution.cue, &mut attribution.source] {
            spans.sort_unstable();
        }
        attributions.push(attribution);
    }
    attributions
}

/// The spans of `3 8;11 15`, in code points.
fn spans(text: &Text, written: &str) -> Vec<Span> {
    let fragments = written.split(';').filter_map(|fragment| fragment.split_once(' '));
    fragments
        .filter_map(|(start, end)| {
            text.span_of_code_points(CodePoint(start.parse().ok()?), CodePoint(end.parse().ok()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standoff_is_read_with_fragments_and_digits_in_roles() {
        let text = Text::new("“Gå,” said Åsa, “now.”");
        let standoff = "T1\tContent 0 5;16 22\tx\nT2\tCue 6 10\tsaid\nT3\tSource 11 14\tÅsa\n\
            T4\tAttribution 6 10\tsaid\nE1\tAttribution:T4 Content:T1 Cue:T2 Source2:T3\n#1\tAnnotatorNotes T1\tx\nbroken";
        let found = attributions(&text, standoff);
        assert_eq!(found.len(), 1);
        let words = |spans: &[Span]| spans.iter().map(|&span| text.slice(span).to_owned()).collect::<Vec<_>>();
        assert_eq!(words(&found[0].content), ["“Gå,”", "“now.”"]);
        assert_eq!(words(&found[0].cue), ["said"]);
        assert_eq!(words(&found[0].source), ["Åsa"]);
    }
}
