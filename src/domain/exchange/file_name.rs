//! Names of files that go out: safe on every file system, short, and each another one.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

/// So many bytes a name has at most, without the number that sets it apart and the extension.
const LONGEST: usize = 100;

/// What Windows keeps for devices, whatever the extension.
const RESERVED: [&str; 10] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM", "LPT", "CLOCK$", "CONFIG$"];

/// The names that were given out in one folder.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name like `wanted`, a file's name or any words, that nobody has yet, with this extension; none where it is
    /// empty. An extension that `wanted` has goes.
    pub(super) fn free(&mut self, wanted: &str, extension: &str) -> String {
        let stem = stem(wanted);
        let numbered = (2_usize..).map(|number| format!("{stem}-{number}"));
        let free = std::iter::once(stem.clone()).chain(numbered).find(|name| self.taken.insert(name.to_lowercase()));
        let name = free.expect("there is always another number");
        if extension.is_empty() { name } else { format!("{name}.{extension}") }
    }
}

/// The last part of a path without its extension, in letters, digits, spaces, hyphens and low lines.
fn stem(wanted: &str) -> String {
    let last = wanted.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let is_extension = |after: &str| after.len() <= 5 && after.bytes().all(|letter| letter.is_ascii_alphanumeric());
    let stem = last.rsplit_once('.').filter(|(before, after)| !before.is_empty() && is_extension(after));
    let stem = stem.map_or(last, |(before, _)| before);
    let plain: String = stem
        .chars()
        .map(|letter| if letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_') { letter } else { '_' })
        .collect();
    let mut length = 0;
    let short: String = plain
        .graphemes(true)
        .take_while(|cluster| {
            length += cluster.len();
            length <= LONGEST
        })
        .collect();
    let short = short.trim().trim_start_matches('-');
    let is_reserved = {
        let upper = short.to_uppercase();
        let device = upper.trim_end_matches(|last: char| last.is_numeric());
        RESERVED.contains(&upper.as_str()) || RESERVED.contains(&device)
    };
    match short {
        "" => "unnamed".to_owned(),
        short if is_reserved => format!("_{short}"),
        short => short.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_safe_everywhere() {
        let check = |wanted: &str, expected: &str| assert_eq!(Names::default().free(wanted, "json"), expected);
        check("dam.txt", "dam.json");
        check("news/2024/dam.final.txt", "dam_final.json");
        check("..", "_.json");
        check("../../etc/passwd", "passwd.json");
        check("C:\\temp\\a:b?.txt", "a_b_.json");
        check("con.txt", "_con.json");
        check("COM1", "_COM1.json");
        check("lpt²", "_lpt².json");
        check("", "unnamed.json");
        check(" \u{202e}txt.exe ", "_txt.json");
        check("дамба.txt", "дамба.json");
        check("-rf", "rf.json");
        assert_eq!(Names::default().free(&"é".repeat(300), "").len(), LONGEST);
    }

    #[test]
    fn no_name_is_given_out_twice() {
        let mut names = Names::default();
        let given: Vec<String> = ["a.txt", "A.md", "a-2", "a"].map(|name| names.free(name, "json")).into();
        assert_eq!(given, ["a.json", "A-2.json", "a-2-2.json", "a-3.json"]);
    }
}
