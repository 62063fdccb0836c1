//! What a file is called that goes out: the project, and the minute, so that files in one folder sort and differ.

use unicode_segmentation::UnicodeSegmentation;

/// The project's part of a name has at most so many characters as a reader counts them (grapheme clusters).
const LONGEST: usize = 40;

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
    let name: String = name.graphemes(true).take(LONGEST).collect();
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { NAMELESS } else { name };
    format!("{name}-{minute}{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_project_and_minute() {
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
}
