//! Where a text may be cut: between grapheme clusters (UAX #29, extended), what a reader sees as characters.
//!
//! A cluster's ends can only be told from what stands around it, and a run of flags or of combining marks can be as long
//! as the text. So the text is segmented once, when it is first asked, and a question is a search in what was found.

use std::cell::OnceCell;

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// The clusters of a text that have more than one code point. Between all other code points is a boundary.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    found: OnceCell<Box<[Span]>>,
}

impl Clusters {
    /// The cluster of `text` with `byte` inside it; nothing where `byte` lies between two, or inside a code point that is
    /// a cluster of its own. The text is always the same one.
    pub(super) fn around(&self, text: &str, byte: usize) -> Option<Span> {
        search(self.found.get_or_init(|| segment(text)), |cluster| cluster.end <= byte)
            .filter(|cluster| cluster.start < byte)
    }
}

/// The clusters of more than one code point, in order.
fn segment(text: &str) -> Box<[Span]> {
    let clusters = text.grapheme_indices(true);
    let clusters = clusters.filter(|(_, cluster)| cluster.chars().nth(1).is_some());
    clusters.map(|(start, cluster)| Span::new(start, start + cluster.len())).collect()
}

/// The first cluster that is not before what is asked for, by bisection.
fn search(clusters: &[Span], is_before: impl FnMut(&Span) -> bool) -> Option<Span> {
    let next = clusters.partition_point(is_before);
    clusters.get(next).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many clusters are looked at, at the most, for any byte of the text.
    fn most_steps(text: &str) -> u32 {
        let clusters = segment(text);
        let steps = |byte| {
            let mut steps = 0;
            search(&clusters, |cluster| {
                steps += 1;
                cluster.end <= byte
            });
            steps
        };
        (0..=text.len()).step_by(7).map(steps).max().unwrap_or_default()
    }

    #[test]
    fn a_question_takes_few_steps_however_long_a_run_is() {
        let check = |text: String, clusters: usize, most: u32| {
            assert_eq!(segment(&text).len(), clusters);
            assert!(most_steps(&text) <= most, "{} steps in {clusters} clusters", most_steps(&text));
        };
        check("plain words ".repeat(2_000), 0, 0);
        check("🇳🇴".repeat(10_000), 10_000, 15);
        check(format!("e{}", "\u{301}".repeat(20_000)), 1, 1);
        check("👩\u{200d}".repeat(20_000), 1, 1);
        check("\r\n".repeat(20_000), 20_000, 16);
    }

    #[test]
    fn a_byte_is_inside_a_cluster_or_is_not() {
        let text = "ae\u{301}b🇳🇴🇸🇪\r\nж";
        let clusters = Clusters::default();
        let check = |byte, expected: Option<&str>| {
            let found = clusters.around(text, byte).map(|cluster| &text[cluster.start..cluster.end]);
            assert_eq!(found, expected, "at {byte}");
        };
        check(0, None);
        check(1, None);
        check(2, Some("e\u{301}"));
        check(4, None);
        check(9, Some("🇳🇴"));
        check(13, None);
        check(17, Some("🇸🇪"));
        check(22, Some("\r\n"));
        check(text.len(), None);
        check(99, None);
    }
}
