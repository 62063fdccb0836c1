//! Names of files that go out: safe on every file system, and unlike each other.

use std::collections::BTreeMap;

/// So many bytes a name has at most, without its ending. File systems allow 255 with it.
const LONGEST: usize = 120;

/// The names that have been given, in small letters, each with the number for the next one like it.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// A safe name like `wanted`, or like `otherwise` where nothing is left of it, with a number where there is one like
    /// it already.
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

/// What of a file's name tells it from others: without folders, and without the ending that a text has.
pub(super) fn stem(file: &str) -> &str {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match file.rsplit_once('.') {
        Some((stem, ending))
            if ["txt", "md", "markdown", "mdown", "html", "htm", "xhtml"]
                .contains(&ending.to_ascii_lowercase().as_str()) =>
        {
            stem
        }
        _ => file,
    }
}

/// The name without what a file system, an archive or an address takes for something else.
fn safe(wanted: &str) -> String {
    let is_unsafe = |letter: char| {
        letter.is_control()
            || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            // What turns the direction of the words around it.
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
    };
    let name: String = wanted.chars().map(|letter| if is_unsafe(letter) { '-' } else { letter }).collect();
    let name = &name[..name.floor_char_boundary(LONGEST)];
    let name = name.trim_matches(|letter: char| letter.is_whitespace() || letter == '.');
    let device = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().filter_map(|start| device.strip_prefix(start));
    let is_device = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&device.as_str())
        || numbered
            .into_iter()
            .any(|rest| matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"));
    if is_device { format!("_{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        let mut names = Names::default();
        let mut check =
            |file: &str, expected: &str| assert_eq!(names.give(stem(file), "article"), expected, "{file:?}");
        check("report.txt", "report");
        check("Report.TXT", "Report-2");
        check("folder/report.html", "report-3");
        check("../../etc/passwd", "passwd");
        check("..\\..\\boot.ini", "boot.ini");
        check("v1.2 of it.md", "v1.2 of it");
        check("con.txt", "_con");
        check("com1.tar.txt", "_com1.tar");
        check("COM¹.txt", "_COM¹");
        check("  .hidden. .txt", "hidden");
        check("a:b*c?d\"e<f>g|h\u{1}\u{202e}.txt", "a-b-c-d-e-f-g-h--");
        check("", "article");
        check("..", "article-2");
        check("שלום 👩‍👧.txt", "שלום 👩‍👧");
        let long = names.give(&"ж".repeat(300), "article");
        assert_eq!(long, "ж".repeat(60));
    }
}
