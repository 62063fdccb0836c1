//! Names of files that go out: those of a format's own files, safe on every file system and unlike each other; and that
//! of a download, by project and minute, so that the files in one folder sort and differ.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::harmless::turns_direction;

/// So many bytes a name has at most, without its number and its ending. File systems allow 255 with them.
const LONGEST: usize = 120;

/// The project's part of a download's name has at most so many characters as a reader counts them (grapheme clusters).
const LONGEST_PROJECT: usize = 40;

/// What stands for the name of a project that has none.
const NAMELESS: &str = "counterpoint";

/// The name of a file of the project called `project`, written at `minute`, `yyyy-mm-dd-hhmm`: with letters, digits and
/// hyphens only before `extension`, which brings its own dot.
#[must_use]
pub fn file_name(project: &str, minute: &str, extension: &str) -> String {
    let lower = project.to_lowercase();
    let mut name = String::new();
    for cluster in lower.graphemes(true) {
        // What is written on a letter, such as an accent or a vowel sign, is in its cluster.
        if cluster.starts_with(char::is_alphanumeric) {
            name.push_str(cluster);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.graphemes(true).take(LONGEST_PROJECT).collect();
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { NAMELESS } else { name };
    format!("{name}-{minute}{extension}")
}

/// The names that have been given in one folder, in small letters, each with the number for the next one like it.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// A safe name like `wanted`, or like `otherwise` where nothing is left of it, with a number where there is one like
    /// it already. Neither is a path: what separates folders becomes a hyphen.
    pub(super) fn give(&mut self, wanted: &str, otherwise: &str) -> String {
        let safe = safe(wanted);
        let safe = if safe.is_empty() { otherwise.to_owned() } else { safe };
        let mut name = safe.clone();
        while self.0.contains_key(&name.to_lowercase()) {
            let number = self.0.entry(safe.to_lowercase()).or_insert(2);
            name = format!("{safe}-{number}");
            *number += 1;
        }
        self.0.insert(name.to_lowercase(), 2);
        name
    }
}

/// A file's name without the folders that it came in.
pub(super) fn without_folders(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// What of a file's name tells it from others: without folders, and without the ending of a text or of a
/// file that texts came in.
pub(super) fn stem(file: &str) -> &str {
    let file = without_folders(file);
    match file.rsplit_once('.') {
        Some((stem, ending))
            if ["txt", "md", "markdown", "mdown", "html", "htm", "xhtml", "json"]
                .contains(&ending.to_ascii_lowercase().as_str()) =>
        {
            stem
        }
        _ => file,
    }
}

/// The name without what a file system, a command line, an archive or an address takes for something else.
fn safe(wanted: &str) -> String {
    let is_unsafe = |letter: char| {
        letter.is_control()
            || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            || turns_direction(letter)
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
    };
    let name: String = wanted.chars().map(|letter| if is_unsafe(letter) { '-' } else { letter }).collect();
    let fits = |(start, cluster): &(usize, &str)| start + cluster.len() <= LONGEST;
    let name: String = name.grapheme_indices(true).take_while(fits).map(|(_, cluster)| cluster).collect();
    let is_edge = |letter: char| letter.is_whitespace() || letter == '.';
    let name = name.trim_start_matches(|letter| is_edge(letter) || letter == '-').trim_end_matches(is_edge);
    if is_device(name) { format!("_{name}") } else { name.to_owned() }
}

/// True for what Windows keeps for devices, whatever the ending.
fn is_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let is_number =
        |rest: &str| matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³");
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", "CONFIG$"].contains(&name.as_str())
        || ["COM", "LPT"].iter().filter_map(|start| name.strip_prefix(start)).any(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_is_named_by_project_and_minute() {
        let check = |project, expected: &str| {
            assert_eq!(
                file_name(project, "2026-11-24-1405", ".jsonld"),
                format!("{expected}-2026-11-24-1405.jsonld")
            );
        };
        check("Budget vote", "budget-vote");
        check("  Who said “no”? / part 2: the end. ", "who-said-no-part-2-the-end");
        check("..\\..\\CON:", "con");
        check("Straße 12, Köln", "straße-12-köln");
        check("переговоры в порту", "переговоры-в-порту");
        check("बातचीत", "बातचीत");
        check("e\u{301}te\u{301}", "e\u{301}te\u{301}");
        check("🙂", "counterpoint");
        check("", "counterpoint");
        check(&"long name ".repeat(10), "long-name-long-name-long-name-long-name");
    }

    #[test]
    fn names_are_safe_and_differ() {
        let mut names = Names::default();
        let mut check =
            |file: &str, expected: &str| assert_eq!(names.give(stem(file), "article"), expected, "{file:?}");
        check("report.txt", "report");
        check("Report.TXT", "Report-2");
        check("folder/report.html", "report-3");
        check("report-2", "report-2-2");
        check("../../etc/passwd", "passwd");
        check("..\\..\\boot.ini", "boot.ini");
        check("v1.2 of it.md", "v1.2 of it");
        check("con.txt", "_con");
        check("com1.tar.txt", "_com1.tar");
        check("COM¹.txt", "_COM¹");
        check("lpt²", "_lpt²");
        check("-rf", "rf");
        check("  .hidden. .txt", "hidden");
        check("a:b*c?d\"e<f>g|h\u{1}\u{202e}.txt", "a-b-c-d-e-f-g-h--");
        check("", "article");
        check("..", "article-2");
        check("שלום 👩‍👧.txt", "שלום 👩‍👧");
        let long = ["ж", "👩‍👧"].map(|letter| names.give(&letter.repeat(300), "article"));
        assert_eq!(long, ["ж".repeat(60), "👩‍👧".repeat(10)]);
    }
}
