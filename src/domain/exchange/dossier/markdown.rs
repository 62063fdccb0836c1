//! The dossier as Markdown: `CommonMark`, with everything escaped that `CommonMark`, GitHub's Markdown or Pandoc's would
//! take for markup.
//!
//! This file draws what the outline says and decides nothing of it.

use super::excerpt::Piece;
use super::outline::{Finding, Outline, Statement, date_of, joined, spoken, title_of};
use crate::domain::annotation::Status;
use crate::domain::exchange::harmless::{web_address, without_controls};
use crate::domain::exchange::records::{Article, Speaker};
use crate::domain::text::squeeze;

/// A character between words and a mark of emphasis, which else would not take the mark for one: nobody sees it, and
/// its code ends in punctuation.
const JOINER: &str = "&#8288;";

/// The text.
pub(super) fn text(outline: &Outline) -> String {
    let mut out = Blocks::default();
    out.block(&format!("# {}", words(&outline.title)));
    if outline.told.is_empty() {
        out.block(&format!("Made on {}.", outline.made));
        out.block("There is nothing in this project yet: no article, no quote, no link.");
        return out.text;
    }
    out.block(&format!("Made on {}. It holds {}.", outline.made, outline.told));
    if !outline.articles.is_empty() {
        out.block("## Articles");
        let articles = (1..).zip(outline.articles).map(|(number, article)| covered(number, article));
        out.block(&articles.collect::<Vec<_>>().join("\n"));
    }
    for group in &outline.groups {
        if group.findings.is_empty() && group.id != "contradictions" {
            continue;
        }
        out.block(&format!("## {}", group.title));
        if group.findings.is_empty() {
            out.block("No contradiction is open or resolved.");
        }
        for (number, finding) in (1..).zip(&group.findings) {
            out.finding(number, finding);
        }
    }
    if !outline.voices.is_empty() {
        out.block("## Statements by speaker");
    }
    for voice in &outline.voices {
        out.block(&format!("### {}", named(voice.speaker)));
        let aliases = joined(voice.speaker.aliases.iter().map(String::as_str), ", ");
        if !aliases.is_empty() {
            out.block(&format!("Also: {}", words(&aliases)));
        }
        voice.statements.iter().for_each(|statement| out.statement(statement));
    }
    if !outline.unattributed.is_empty() {
        out.block("## Statements without a speaker");
        outline.unattributed.iter().for_each(|statement| out.said(statement));
    }
    if !outline.silent.is_empty() {
        out.block("## Speakers who are not quoted");
        let silent = outline.silent.iter().map(|speaker| format!("- {}", named(speaker)));
        out.block(&silent.collect::<Vec<_>>().join("\n"));
    }
    let annotators = joined(outline.annotators.iter().copied(), ", ");
    let annotators = if annotators.is_empty() { annotators } else { format!("Marked by {}. ", words(&annotators)) };
    out.block("---");
    out.block(&format!("{annotators}Made with Counterpoint. Words in bold are what was said."));
    out.text
}

/// Blocks with an empty line between them.
#[derive(Default)]
struct Blocks {
    text: String,
}

impl Blocks {
    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn finding(&mut self, number: usize, finding: &Finding) {
        let status =
            if finding.status == Status::Dismissed { String::new() } else { format!(" ({})", finding.status.name()) };
        self.block(&format!("### {number}\\. {}{status}", words(&finding.who)));
        finding.statements.iter().for_each(|statement| self.said(statement));
        let facts = finding.facts.iter().map(|(name, value)| format!("- {name}: {}", words(value)));
        let facts = facts.collect::<Vec<_>>().join("\n");
        if !facts.is_empty() {
            self.block(&facts);
        }
    }

    /// A statement under the name of who made it.
    fn said(&mut self, statement: &Statement) {
        let office = words(statement.office);
        self.block(&joined([strong(&statement.who).as_str(), office.as_str()], ", "));
        self.statement(statement);
    }

    fn statement(&mut self, statement: &Statement) {
        self.block(&format!("> {}", excerpt(&statement.excerpt)));
        let told = words(&joined([statement.outlet, &statement.date], ", "));
        let facts = statement.facts.iter().map(|(name, value)| format!("{name}: {}", words(value)));
        let told = [format!("{told}, article {}", statement.article)].into_iter().chain(facts);
        self.block(&told.collect::<Vec<_>>().join(" · "));
    }
}

fn covered(number: usize, article: &Article) -> String {
    let about = [article.outlet.clone(), article.byline.clone(), date_of(article)];
    let about = words(&joined(about.iter().map(String::as_str), ", "));
    let address = match web_address(&article.address) {
        Some(web) => format!("[{}](<{web}>)", words(web)),
        None => words(&article.address),
    };
    let title = strong(title_of(article));
    format!("{number}. {}", joined([title.as_str(), about.as_str(), address.as_str()], ". "))
}

fn named(speaker: &Speaker) -> String {
    words(&joined([spoken(speaker), &speaker.role], ", "))
}

fn strong(text: &str) -> String {
    let words = words(text);
    if words.is_empty() { words } else { format!("**{words}**") }
}

/// The pieces on one line, the content in bold.
fn excerpt(pieces: &[Piece]) -> String {
    let mut line = String::new();
    // True where the line ends with a mark of emphasis that takes a letter after it for the word's middle.
    let mut needs_joiner = false;
    for piece in pieces {
        let (text, is_content) = match piece {
            Piece::Context(words) => (*words, false),
            Piece::Content(words) => (*words, true),
            Piece::Cut => (" … ", false),
        };
        let text = without_controls(text);
        let words = escaped(&squeeze(&text));
        if text.starts_with(char::is_whitespace) && !line.ends_with(' ') {
            line.push(' ');
        }
        if words.is_empty() {
            continue;
        }
        let is_apart = line.is_empty() || line.ends_with(' ');
        if is_content {
            let is_opening = is_apart || line.ends_with(is_punctuation) || words.starts_with(char::is_alphanumeric);
            line.push_str(if is_opening { "" } else { JOINER });
            line.push_str("**");
            line.push_str(&words);
            line.push_str("**");
        } else {
            line.push_str(if needs_joiner && !is_apart && !words.starts_with(is_punctuation) { JOINER } else { "" });
            line.push_str(&words);
        }
        needs_joiner = is_content && !words.ends_with(char::is_alphanumeric);
        if text.ends_with(char::is_whitespace) {
            line.push(' ');
        }
    }
    line.trim().to_owned()
}

const fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
}

/// Words on one line, as words.
fn words(text: &str) -> String {
    escaped(&squeeze(&without_controls(text)))
}

/// One line of words with a backslash before whatever could be markup, at the start of a line or inside it.
fn escaped(line: &str) -> String {
    let start = line.trim_start_matches(|character: char| character.is_ascii_digit());
    // The byte of a sign that would make a list of a line: "1.", "1)", "-", "+".
    let item = start.starts_with(['.', ')', '-', '+']).then_some(line.len() - start.len());
    let mut written = String::with_capacity(line.len());
    for (byte, character) in line.char_indices() {
        let is_markup = "\\`*_[]<>&#|~!$^{}@=+%:".contains(character);
        let before = line.as_bytes()[..byte].last_chunk::<3>();
        let is_web = character == '.' && before.is_some_and(|before| before.eq_ignore_ascii_case(b"www"));
        if is_markup || is_web || item == Some(byte) {
            written.push('\\');
        }
        written.push(character);
    }
    written
}
