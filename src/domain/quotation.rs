//! Quotation marks: what stands between them in a paragraph, and what that makes of a quote.
//!
//! Marks of many languages are read, and the ways of typewriters: `"…"`, `'…'`, ``` ``…'' ```. An apostrophe looks
//! like a mark; what tells them apart is what stands on either side.
//!
//! This file must not know what a quote is beyond its kind.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::annotation::Kind;
use super::text::{Span, Text};

/// The stretches of `paragraph` that stand in quotation marks: ranges of bytes, marks included, in order and disjoint.
///
/// Of marks inside marks the outermost count. A double mark that is never closed holds to the paragraph's end, as in
/// a quotation of several paragraphs; a single one that is never closed is an apostrophe. Takes time linear in the
/// paragraph.
#[must_use]
pub fn quoted_ranges(paragraph: &str) -> Vec<Range<usize>> {
    let marks = marks(paragraph);
    let mut ranges = Vec::new();
    // Where a search for the close of one style failed, later ones for it fail as well.
    let mut hopeless: Vec<Style> = Vec::new();
    let mut at = 0;
    while let Some(mark) = marks.get(at) {
        at += 1;
        let Some(style) = Style::opened_by(mark).filter(|style| !hopeless.contains(style)) else { continue };
        match style.close(&marks[at..]) {
            Some(after) => {
                let close = &marks[at + after];
                ranges.push(mark.start..close.end);
                at += after + 1;
            }
            None if style.may_stay_open() => {
                ranges.push(mark.start..paragraph.trim_end().len());
                break;
            }
            None => hopeless.push(style),
        }
    }
    ranges
}

/// The kind of a quote with this content: direct where all its words stand in quotation marks, mixed where some do,
/// indirect where none does. Punctuation does not count, so a content taken without its marks is direct as well.
#[must_use]
pub fn kind_of(text: &Text, content: &[Span]) -> Kind {
    let (mut inside, mut outside) = (0_usize, 0_usize);
    for &span in content {
        for paragraph in text.paragraphs_of(span) {
            let line = text.paragraphs()[paragraph];
            let Some(part) = span.intersection(line) else { continue };
            let quoted = quoted_ranges(text.slice(line));
            for (start, word) in text.slice(part).unicode_word_indices() {
                let start = part.start + start - line.start;
                let after = quoted.partition_point(|range| range.start <= start);
                let within = quoted[..after].last().is_some_and(|range| start + word.len() <= range.end);
                *(if within { &mut inside } else { &mut outside }) += 1;
            }
        }
    }
    match (inside, outside) {
        (0, _) => Kind::Indirect,
        (_, 0) => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// A character, or a pair of them, that may be a quotation mark.
#[derive(Debug)]
struct Mark {
    start: usize,
    end: usize,
    /// The character; two apostrophes count as `"`, and two grave accents as `“`.
    sign: char,
    before: Option<char>,
    after: Option<char>,
    /// True where an elision follows, as in `’90s` or `’em`: that is an apostrophe.
    elides: bool,
}

impl Mark {
    /// It leans on what follows: nothing, a space or a bracket before it, and no space after it.
    fn leans_right(&self) -> bool {
        self.before.is_none_or(|before| !before.is_alphanumeric() && !".,!?…".contains(before))
            && self.after.is_some_and(|after| !after.is_whitespace())
    }

    /// It leans on what stands before: no letter or digit follows.
    fn leans_left(&self) -> bool {
        self.before.is_some_and(|before| !before.is_whitespace())
            && self.after.is_none_or(|after| !after.is_alphanumeric())
    }

    /// A possessive as in `the sailors’ demands`, if this should be an apostrophe.
    fn could_be_possessive(&self) -> bool {
        self.before.is_some_and(|before| before == 's') && self.after == Some(' ')
    }
}

/// What an opening mark asks for as its close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `“…”`, and `“…"` where the keyboard won.
    Curly,
    /// `„…“`, `„…”`
    Low,
    /// `”…”`, as in Swedish and Finnish.
    Right,
    /// `«…»`, `‹…›`, `「…」`, `『…』`: opening and closing mark.
    Paired(char, char),
    /// `"…"`, `''…''`
    Straight,
    /// `‘…’`
    CurlySingle,
    /// `‚…‘`
    LowSingle,
    /// `'…'`, `` `…' ``
    StraightSingle,
}

impl Style {
    fn opened_by(mark: &Mark) -> Option<Self> {
        match mark.sign {
            '“' | '‟' => Some(Self::Curly),
            '„' => Some(Self::Low),
            '«' => Some(Self::Paired('«', '»')),
            '‹' => Some(Self::Paired('‹', '›')),
            '「' => Some(Self::Paired('「', '」')),
            '『' => Some(Self::Paired('『', '』')),
            '»' if mark.leans_right() => Some(Self::Paired('»', '«')),
            '›' if mark.leans_right() => Some(Self::Paired('›', '‹')),
            '”' if mark.before.is_none_or(char::is_whitespace) => Some(Self::Right),
            '"' if mark.leans_right() => Some(Self::Straight),
            '‘' if mark.leans_right() && !mark.elides => Some(Self::CurlySingle),
            '‚' if mark.leans_right() && mark.after.is_some_and(char::is_alphanumeric) => Some(Self::LowSingle),
            '\'' | '`' if mark.leans_right() && !mark.elides => Some(Self::StraightSingle),
            _ => None,
        }
    }

    /// The index of the mark among `marks`, those after the opening one, that closes it.
    fn close(self, marks: &[Mark]) -> Option<usize> {
        match self {
            Self::Curly => {
                nested(marks, '“', '”').or_else(|| find(marks, |mark| mark.sign == '"' && mark.leans_left()))
            }
            Self::Low => find(marks, |mark| matches!(mark.sign, '“' | '”') || mark.sign == '"' && mark.leans_left()),
            Self::Right => find(marks, |mark| mark.sign == '”'),
            Self::Paired(open, close) => nested(marks, open, close),
            Self::Straight => find(marks, |mark| matches!(mark.sign, '"' | '”') && mark.leans_left()),
            Self::CurlySingle => single(marks, |mark| mark.sign == '’', |mark| mark.sign == '‘'),
            Self::LowSingle => find(marks, |mark| matches!(mark.sign, '‘' | '’') && mark.leans_left()),
            Self::StraightSingle => single(marks, |mark| matches!(mark.sign, '\'' | '’'), Mark::leans_right),
        }
    }

    /// True where a quotation that is not closed goes on in the next paragraph, rather than being none.
    const fn may_stay_open(self) -> bool {
        matches!(self, Self::Curly | Self::Low | Self::Straight | Self::Paired('«' | '「' | '『', _))
    }
}

fn find(marks: &[Mark], is_close: impl Fn(&Mark) -> bool) -> Option<usize> {
    marks.iter().position(is_close)
}

fn nested(marks: &[Mark], open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, mark) in marks.iter().enumerate() {
        if mark.sign == open {
            depth += 1;
        } else if mark.sign == close {
            if depth == 0 {
                return Some(index);
            }
            depth -= 1;
        }
    }
    // A mark that was never closed inside does not keep the outer one open.
    marks.iter().rposition(|mark| mark.sign == close)
}

/// The close of a single mark: where the first candidate could be a possessive and another follows before anything
/// opens anew, that one.
fn single(marks: &[Mark], is_sign: impl Fn(&Mark) -> bool, opens: impl Fn(&Mark) -> bool) -> Option<usize> {
    let mut possessive = None;
    for (index, mark) in marks.iter().enumerate() {
        if opens(mark) && possessive.is_some() {
            break;
        }
        if !(is_sign(mark) && mark.leans_left()) {
            continue;
        }
        if !mark.could_be_possessive() {
            return Some(index);
        }
        possessive = possessive.or(Some(index));
    }
    possessive
}

fn marks(paragraph: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut before = None;
    let mut characters = paragraph.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if !is_mark(character) {
            before = Some(character);
            continue;
        }
        let mut end = start + character.len_utf8();
        let doubled =
            matches!(character, '\'' | '`') && characters.peek().is_some_and(|&(_, next)| next == character);
        if doubled {
            end += 1;
            characters.next();
        }
        let sign = match character {
            '\'' if doubled => '"',
            '`' if doubled => '“',
            '＂' => '"',
            other => other,
        };
        let after = characters.peek().map(|&(_, after)| after);
        marks.push(Mark { start, end, sign, before, after, elides: elides(&paragraph[end..]) });
        before = Some(character);
    }
    marks
}

const fn is_mark(character: char) -> bool {
    matches!(
        character,
        '“' | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '"'
            | '＂'
            | '‘'
            | '’'
            | '‚'
            | '\''
            | '`'
    )
}

/// True where a shortened word follows an apostrophe: `’90s`, `’em`, `rock ’n’ roll`.
fn elides(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit())
        || ["em", "til", "tis", "twas", "cause", "n", "bout", "round"].contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_stretches_are_found_in_every_style_of_marks() {
        let check = |paragraph: &str, expected: &[&str]| {
            let found: Vec<&str> = quoted_ranges(paragraph).into_iter().map(|range| &paragraph[range]).collect();
            assert_eq!(found, expected, "in {paragraph:?}");
        };
        check("", &[]);
        check("He said so.", &[]);
        check("“Go,” he said. “Now.”", &["“Go,”", "“Now.”"]);
        check("\"Go,\" he said. \"Now.\"", &["\"Go,\"", "\"Now.\""]);
        check("He said:\"Go\"", &["\"Go\""]);
        check("„Geh“, sagte er. „Los”", &["„Geh“", "„Los”"]);
        check("«Іди», — сказав він.", &["«Іди»"]);
        check("« Va », dit-il.", &["« Va »"]);
        check("»Geh«, sagte er.", &["»Geh«"]);
        check("”Gå”, sa han.", &["”Gå”"]);
        check("彼は「行け」と言った。", &["「行け」"]);
        check("「外『内』外」と", &["「外『内』外」"]);
        check("‘Go,’ he said.", &["‘Go,’"]);
        check("'Go,' he said.", &["'Go,'"]);
        check("``Go,'' he said. ''Now,'' too.", &["``Go,''", "''Now,''"]);
        check("`Go,' he said.", &["`Go,'"]);
        check("‚Geh‘, sagte er.", &["‚Geh‘"]);
        // Marks inside marks
        check("“The ‘yes, but’ is not enough,” he said.", &["“The ‘yes, but’ is not enough,”"]);
        check("‘He said “go” to us,’ she told them.", &["‘He said “go” to us,’"]);
        check("a “‘yes, but’ from the port” would not do", &["“‘yes, but’ from the port”"]);
        check("«Він каже: «іди» і йде», — сказала вона.", &["«Він каже: «іди» і йде»"]);
        check("“One “two” three” four", &["“One “two” three”"]);
        // Without a close
        check("“We go on.\r\n", &["“We go on."]);
        check("\"We go on.", &["\"We go on."]);
        check("«Ми йдемо далі.", &["«Ми йдемо далі."]);
        check("“Go,\" he said.", &["“Go,\""]);
        check("it is 6\" wide and 4\" high", &[]);
        // Apostrophes
        check("It’s the sailors’ quay, isn’t it", &[]);
        check("It's the sailors' quay, isn't it", &[]);
        check("the ’90s and the '90s, rock ‘n’ roll", &[]);
        check("‘the sailors’ demands are just,’ he said", &["‘the sailors’ demands are just,’"]);
        check("“it’s the sailors’ quay”", &["“it’s the sailors’ quay”"]);
        check("l’homme d'État", &[]);
        check("'the men' and 'the ship'", &["'the men'", "'the ship'"]);
        check("'the sailors' and 'the men'", &["'the sailors'", "'the men'"]);
        check("'the sailors' demands are just,' he said", &["'the sailors' demands are just,'"]);
        check("‘the sailors’ and ‘the men’", &["‘the sailors’", "‘the men’"]);
    }

    #[test]
    fn words_in_marks_decide_the_kind() {
        // The content's fragments are given between square brackets.
        let check = |marked: &str, expected| {
            let mut source = String::new();
            let mut content = Vec::new();
            let mut start = 0;
            for character in marked.chars() {
                match character {
                    '[' => start = source.len(),
                    ']' => content.push(Span::new(start, source.len())),
                    other => source.push(other),
                }
            }
            assert_eq!(kind_of(&Text::new(source), &content), expected, "{marked:?}");
        };
        check("[“The quay is lost,”] Lind said.", Kind::Direct);
        check("“[The quay is lost],” Lind said.", Kind::Direct);
        check("[“The quay,”] Lind said, [“is lost.”]", Kind::Direct);
        check("Lind said [the quay was “lost”].", Kind::Mixed);
        check("[“The quay,” Lind said, “is lost.”]", Kind::Mixed);
        check("Lind said [the quay was lost].", Kind::Indirect);
        check("Lind said [the sailors’ quay wasn’t lost].", Kind::Indirect);
        check("“Yes,” Lind said, [and left].", Kind::Indirect);
        check("[“We go on.\n\n“We do not stop.”]", Kind::Direct);
        check("[“We stop.”\n\nThe union did not agree.]", Kind::Mixed);
        check("Lind said [—].", Kind::Indirect);
        check("Lind said nothing.", Kind::Indirect);
    }

    #[test]
    fn marks_without_number_take_linear_time() {
        let started = std::time::Instant::now();
        let paragraph = "'a ‘b ‚c `d ".repeat(50_000);
        assert!(quoted_ranges(&paragraph).is_empty());
        assert_eq!(quoted_ranges(&"'as' ".repeat(50_000)).len(), 50_000);
        assert_eq!(quoted_ranges(&"“a ”b".repeat(50_000)).len(), 50_000);
        assert!(started.elapsed().as_secs() < 10);
    }
}
