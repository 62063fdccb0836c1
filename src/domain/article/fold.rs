//! Stretches of folded lines: what a reader opens with one press.

use std::ops::Range;

use super::{Region, RegionKind, kinds};
use crate::domain::text::{Span, Text, counted};

/// Adjacent paragraphs that are folded away together, with the blank ones between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The numbers of the paragraphs.
    pub paragraphs: Range<usize>,
    /// How many of them are captions.
    pub captions: usize,
    /// How many of them are page furniture.
    pub lines: usize,
}

impl Fold {
    /// What is in the fold, such as "1 caption and 2 lines of page furniture".
    #[must_use]
    pub fn label(&self) -> String {
        let captions = counted(self.captions, "caption", "captions");
        let lines = counted(self.lines, "line of page furniture", "lines of page furniture");
        match (self.captions, self.lines) {
            (_, 0) => captions,
            (0, _) => lines,
            _ => format!("{captions} and {lines}"),
        }
    }
}

/// The folds of `text`, in order and disjoint, where `regions` says what its lines are.
#[must_use]
pub fn folds(text: &Text, regions: &[Region]) -> Vec<Fold> {
    let mut folds: Vec<Fold> = Vec::new();
    for (paragraph, kind) in kinds(text, regions).into_iter().enumerate() {
        let Some(kind) = kind.filter(|kind| kind.folded()) else { continue };
        let caption = usize::from(kind == RegionKind::Caption);
        match folds.last_mut() {
            Some(fold) if (fold.paragraphs.end..paragraph).all(|between| is_blank(text, between)) => {
                fold.paragraphs.end = paragraph + 1;
                fold.captions += caption;
                fold.lines += 1 - caption;
            }
            _ => folds.push(Fold { paragraphs: paragraph..paragraph + 1, captions: caption, lines: 1 - caption }),
        }
    }
    folds
}

/// The pieces of `span` before, between and after the folds that it runs over: what a reader sees of it while they are
/// closed. A fold in which the span begins or ends has been opened, and is part of it.
#[must_use]
pub fn around_folds(text: &Text, regions: &[Region], span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for fold in folds(text, regions) {
        let lines = &text.paragraphs()[fold.paragraphs];
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
        if span.start < first.start && last.end < span.end {
            pieces.push(Span::new(start, first.start));
            start = last.end;
        }
    }
    pieces.push(Span::new(start, span.end));
    pieces
}

fn is_blank(text: &Text, paragraph: usize) -> bool {
    text.paragraphs().get(paragraph).is_none_or(|&span| text.slice(span).trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_is_one_stretch_over_blank_lines() {
        let text = Text::new("Body.\nShare\n\nAdvertisement\n\nThe quay (left)\n\nBody.\n\nComments (3)");
        let kinds = [(1, RegionKind::Boilerplate), (3, RegionKind::Boilerplate), (5, RegionKind::Caption)];
        let last = [(9, RegionKind::Boilerplate)];
        let region = |&(line, kind): &(usize, RegionKind)| Region { span: text.paragraphs()[line], kind };
        let regions: Vec<Region> = kinds.iter().chain(&last).map(region).collect();
        let folds = folds(&text, &regions);
        assert_eq!(folds.len(), 2);
        assert_eq!(folds[0], Fold { paragraphs: 1..6, captions: 1, lines: 2 });
        assert_eq!(folds[0].label(), "1 caption and 2 lines of page furniture");
        assert_eq!(folds[1], Fold { paragraphs: 9..10, captions: 0, lines: 1 });
        assert_eq!(folds[1].label(), "1 line of page furniture");
    }

    #[test]
    fn a_span_goes_round_the_folds_that_it_runs_over() {
        let text = Text::new("One.\nShare\nTwo.\nComments (3)\n");
        let lines = [(1, RegionKind::Boilerplate), (3, RegionKind::Boilerplate)];
        let regions = lines.map(|(line, kind)| Region { span: text.paragraphs()[line], kind });
        let check = |selected: &str, expected: &[&str]| {
            let start = text.as_str().find(selected).expect("the words stand in the text");
            let pieces = around_folds(&text, &regions, Span::new(start, start + selected.len()));
            let pieces: Vec<_> = pieces.into_iter().map(|piece| text.slice(piece)).collect();
            assert_eq!(pieces, expected, "{selected:?}");
        };
        check("One.\nShare\nTwo", &["One.\n", "Two"]);
        check("Share\nTwo", &["Share\nTwo"]);
        check("ne.\nSha", &["ne.\nSha"]);
        check("Two.\nComm", &["Two.\nComm"]);
        check("Two", &["Two"]);
    }

    #[test]
    fn whatever_another_replica_holds_each_line_is_folded_once_and_in_order() {
        let text = Text::new("Share\nBody.\nAdvertisement\nBody.\nComments (3)\n");
        let check = |spans: &[(usize, usize)], expected: &[Range<usize>]| {
            let region = |&ends: &(usize, usize)| Region { span: ends.into(), kind: RegionKind::Boilerplate };
            let folds = folds(&text, &spans.iter().map(region).collect::<Vec<_>>());
            let folded: Vec<_> = folds.into_iter().map(|fold| fold.paragraphs).collect();
            assert_eq!(folded, expected, "{spans:?}");
        };
        let (share, advertisement, comments) = ((0, 6), (12, 26), (32, 45));
        check(&[share, advertisement, comments], &[0..1, 2..3, 4..5]);
        check(&[comments, share, advertisement], &[0..1, 2..3, 4..5]);
        check(&[comments, comments, share, share], &[0..1, 4..5]);
        check(&[(2, 3), (14, 20)], &[0..1, 2..3]);
        check(&[(3, 14), (0, 6)], std::slice::from_ref(&(0..3)));
        check(&[(45, 99), (99, 100), (20, 10), (7, 7)], &[]);
        check(&[(40, usize::MAX)], std::slice::from_ref(&(4..5)));
    }

    #[test]
    fn captions_alone_are_named_alone() {
        let check = |captions, lines, expected: &str| {
            assert_eq!(Fold { paragraphs: 0..1, captions, lines }.label(), expected);
        };
        check(1, 0, "1 caption");
        check(2, 0, "2 captions");
        check(2, 1, "2 captions and 1 line of page furniture");
    }
}
