//! Annotations in the rows of the format.
//!
//! A row is a token, or a part of one that a mark covers. Where a value could mean several annotations (the mark covers
//! several rows, or a row has several marks) a number in brackets says which; so it does for parts past the ninth, which
//! INCEpTION cannot refer to otherwise.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::annotations::{Annotations, Arrow, MARK_FEATURES, Value};
use super::escape;
use super::grid::{Grid, Token};
use crate::domain::exchange::offsets::Unit;
use crate::domain::text::{Span, Text};

/// The format and the layers. Two empty lines part them from the first sentence, the second of them being the one that
/// stands before every sentence.
const HEADER: &str = "#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Quotation|role|kind|speaker|tags|note
#T_RL=webanno.custom.Attribution|label|BT_webanno.custom.Quotation
#T_RL=webanno.custom.Comparison|relation|difference|status|rationale|BT_webanno.custom.Quotation

";

/// Where nothing is annotated.
const NOTHING: &str = "_";

/// Where an annotation has no value.
const NO_VALUE: &str = "*";

/// The last part of a token that INCEpTION finds by its number alone.
const LAST_NUMBERED: usize = 9;

/// The file.
pub(super) fn tsv(text: &Text, grid: &Grid, annotations: &Annotations) -> String {
    let sheet = Sheet::new(grid, annotations);
    let mut out = HEADER.to_owned();
    for sentence in &grid.sentences {
        // Writing to a string cannot fail, here and below. The text has no line feed: a sentence is part of a line.
        let _ = write!(out, "\n#Text={}\n", escape::text(text.slice(sentence.span)));
        for token in sentence.tokens.clone() {
            for row in sheet.rows_of(token) {
                sheet.write(text, row, &mut out);
            }
        }
    }
    out
}

/// A row: the token, or a part of it. They come in the order of the file: the token, then its parts, longer ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    token: usize,
    start: usize,
    end: Reverse<usize>,
}

impl Row {
    fn new(token: usize, span: Span) -> Self {
        Self { token, start: span.start, end: Reverse(span.end) }
    }

    fn span(self) -> Span {
        Span::new(self.start, self.end.0)
    }
}

/// Annotations by the rows that they cover.
struct Sheet<'a> {
    grid: &'a Grid,
    annotations: &'a Annotations,
    /// The marks of each row. A token is a row without any.
    marks: BTreeMap<Row, Vec<usize>>,
    /// The row where each mark begins, which it is referred to by; none for a mark on white space.
    first_rows: Vec<Option<Row>>,
    /// The number in brackets, of the marks that need one.
    ids: BTreeMap<usize, usize>,
    /// The number of each part within its token, from 1.
    parts: BTreeMap<Row, usize>,
    /// The relations by the mark that they end at.
    attributions: BTreeMap<usize, Vec<usize>>,
    comparisons: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Sheet<'a> {
    fn new(grid: &'a Grid, annotations: &'a Annotations) -> Self {
        let whole = grid.tokens.iter().enumerate().map(|(token, at)| (Row::new(token, at.span), Vec::new()));
        let mut marks: BTreeMap<Row, Vec<usize>> = whole.collect();
        let mut first_rows = vec![None; annotations.marks.len()];
        let mut numbered = BTreeSet::new();
        for (number, (span, _)) in annotations.marks.iter().enumerate() {
            let rows = covered(&grid.tokens, *span);
            for (count, row) in rows.enumerate() {
                marks.entry(row).or_default().push(number);
                first_rows[number].get_or_insert(row);
                if count > 0 {
                    numbered.insert(number);
                }
            }
        }
        let mut parts = BTreeMap::new();
        let (mut token, mut part) = (0, 0);
        for (row, here) in &marks {
            if row.token != token {
                (token, part) = (row.token, 0);
            }
            if row.span() != grid.tokens[token].span {
                part += 1;
                parts.insert(*row, part);
            }
            if here.len() > 1 || part > LAST_NUMBERED {
                numbered.extend(here);
            }
        }
        let in_order = marks.values().flatten().filter(|mark| numbered.contains(mark));
        let mut ids = BTreeMap::new();
        for mark in in_order {
            let next = ids.len() + 1;
            ids.entry(*mark).or_insert(next);
        }
        let attributions = by_target(&annotations.attributions, &first_rows);
        let comparisons = by_target(&annotations.comparisons, &first_rows);
        Self { grid, annotations, marks, first_rows, ids, parts, attributions, comparisons }
    }

    /// The token's row and those of its parts.
    fn rows_of(&self, token: usize) -> impl Iterator<Item = Row> + '_ {
        let from = Row { token, start: 0, end: Reverse(usize::MAX) };
        let to = Row { token: token + 1, ..from };
        self.marks.range(from..to).map(|(row, _)| *row)
    }

    /// The name that a row goes by.
    fn name(&self, row: Row) -> String {
        let Token { sentence, number, .. } = self.grid.tokens[row.token];
        match self.parts.get(&row) {
            Some(part) => format!("{sentence}-{number}.{part}"),
            None => format!("{sentence}-{number}"),
        }
    }

    fn write(&self, text: &Text, row: Row, out: &mut String) {
        let marks = self.marks.get(&row).map(Vec::as_slice).unwrap_or_default();
        let [start, end] = [row.start, row.end.0].map(|byte| Unit::Utf16.of(text, byte));
        let _ = write!(out, "{}\t{start}-{end}\t{}\t", self.name(row), text.slice(row.span()));
        for feature in 0..MARK_FEATURES {
            let values = marks.iter().map(|mark| {
                let id = self.ids.get(mark).map(|id| format!("[{id}]")).unwrap_or_default();
                format!("{}{id}", shown(&self.annotations.marks[*mark].1[feature]))
            });
            write_stack(values, out);
        }
        self.write_arrows(&self.annotations.attributions, &self.attributions, row, out);
        self.write_arrows(&self.annotations.comparisons, &self.comparisons, row, out);
        out.push('\n');
    }

    /// The columns of a layer of relations: those that end at a mark which begins in this row.
    fn write_arrows<const FEATURES: usize>(
        &self,
        arrows: &[Arrow<FEATURES>],
        by_target: &BTreeMap<usize, Vec<usize>>,
        row: Row,
        out: &mut String,
    ) {
        let marks = self.marks.get(&row).map(Vec::as_slice).unwrap_or_default();
        let begin_here = marks.iter().filter(|mark| self.first_rows[**mark] == Some(row));
        let here: Vec<&Arrow<FEATURES>> =
            begin_here.filter_map(|mark| by_target.get(mark)).flatten().map(|&arrow| &arrows[arrow]).collect();
        for feature in 0..FEATURES {
            write_stack(here.iter().map(|arrow| shown(&arrow.features[feature])), out);
        }
        write_stack(here.iter().filter_map(|arrow| self.origin(arrow.from, arrow.to)), out);
    }

    /// The row where a relation starts, and which marks of this row and of that one it ties.
    fn origin(&self, from: usize, to: usize) -> Option<String> {
        let name = self.name(self.first_rows[from]?);
        Some(match (self.ids.get(&from), self.ids.get(&to)) {
            (None, None) => name,
            (from, to) => format!("{name}[{}_{}]", from.unwrap_or(&0), to.unwrap_or(&0)),
        })
    }
}

/// The relations by the mark that they end at, those left out that a mark without a row is part of.
fn by_target<const FEATURES: usize>(
    arrows: &[Arrow<FEATURES>],
    first_rows: &[Option<Row>],
) -> BTreeMap<usize, Vec<usize>> {
    let mut by_target: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, arrow) in arrows.iter().enumerate() {
        if first_rows[arrow.from].is_some() && first_rows[arrow.to].is_some() {
            by_target.entry(arrow.to).or_default().push(number);
        }
    }
    by_target
}

/// The rows that a span covers: tokens, and parts of them at its ends.
fn covered(tokens: &[Token], span: Span) -> impl Iterator<Item = Row> + '_ {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let touched = tokens[first..].iter().enumerate().take_while(move |(_, token)| token.span.start < span.end);
    touched.filter_map(move |(after, token)| Some(Row::new(first + after, token.span.intersection(span)?)))
}

fn shown(value: &Value) -> String {
    value.as_deref().map_or_else(|| NO_VALUE.to_owned(), escape::value)
}

/// A column: the values of stacked annotations, or the sign that there is none.
fn write_stack(values: impl Iterator<Item = String>, out: &mut String) {
    let before = out.len();
    for value in values {
        if out.len() > before {
            out.push('|');
        }
        out.push_str(&value);
    }
    if out.len() == before {
        out.push_str(NOTHING);
    }
    out.push('\t');
}
