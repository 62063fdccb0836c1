//! A strict reader of WebAnno TSV 3.3, written from the format's description: what that does not allow is an error.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

/// A file as it was understood.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The text, in UTF-16 code units.
    pub(super) text: Vec<u16>,
    pub(super) marks: Vec<Mark>,
    pub(super) arrows: Vec<Arrow>,
}

/// A span annotation, in UTF-16 code units.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) features: Vec<Option<String>>,
}

/// A relation.
#[derive(Debug)]
pub(super) struct Arrow {
    /// The last part of the layer's name.
    pub(super) layer: String,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) features: Vec<Option<String>>,
}

struct Layer {
    name: String,
    /// The number of the first column, from nought after the three of every row.
    column: usize,
    features: usize,
    is_relation: bool,
}

#[derive(Default)]
struct Reader {
    document: Document,
    /// The marks of each row, in the order in which they are stacked.
    rows: BTreeMap<String, Vec<usize>>,
    by_id: BTreeMap<usize, usize>,
    /// Relations whose ends are looked up when all rows are read: layer, row, reference, features.
    pending: Vec<(String, String, String, Vec<Option<String>>)>,
    sentence: usize,
    token: usize,
    part: usize,
    /// Where the last token lies, and the last part of it.
    token_at: (usize, usize),
    part_at: (usize, usize),
}

/// Reads a file.
pub(super) fn parse(file: &str) -> Result<Document> {
    ensure!(!file.contains('\r'), "a carriage return ends a line");
    let body = file.strip_suffix('\n').context("the last line has no end")?;
    let lines: Vec<&str> = body.split('\n').collect();
    ensure!(lines[0] == "#FORMAT=WebAnno TSV 3.3", "the format is not named");
    let (layers, header) = layers(&lines)?;
    ensure!(lines.get(header) == Some(&"") && lines.get(header + 1) == Some(&""), "two empty lines end the header");
    let mut reader = Reader::default();
    let mut at = header + 2;
    while at < lines.len() {
        at = reader.sentence(&lines, at, &layers).with_context(|| format!("in the sentence of line {}", at + 1))?;
    }
    ensure!(reader.sentence > 0, "there is no sentence");
    reader.resolve()?;
    Ok(reader.document)
}

fn layers(lines: &[&str]) -> Result<(Vec<Layer>, usize)> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut column = 0;
    let mut at = 1;
    while let Some(declared) = lines.get(at).and_then(|line| line.strip_prefix("#T_")) {
        let (kind, rest) = declared.split_once('=').context("a layer has no name")?;
        let parts: Vec<&str> = rest.split('|').collect();
        let is_relation = match kind {
            "SP" => false,
            "RL" => true,
            other => bail!("a layer of the kind {other}"),
        };
        ensure!(is_relation || layers.iter().all(|layer| !layer.is_relation), "relations come after spans");
        if is_relation {
            let base = parts.last().and_then(|last| last.strip_prefix("BT_")).context("a relation has no base")?;
            ensure!(layers[0].name == base, "the base is no layer");
        }
        let features = parts.len() - 1 - usize::from(is_relation);
        layers.push(Layer { name: parts[0].to_owned(), column, features, is_relation });
        column += parts.len() - 1;
        at += 1;
    }
    ensure!(!layers.is_empty(), "there is no layer");
    Ok((layers, at))
}

impl Reader {
    /// Reads a sentence, and gives the line after it and the empty one that follows.
    fn sentence(&mut self, lines: &[&str], mut at: usize, layers: &[Layer]) -> Result<usize> {
        let mut words = Vec::new();
        while let Some(text) = lines.get(at).and_then(|line| line.strip_prefix("#Text=")) {
            if !words.is_empty() {
                words.push(u16::from(b'\n'));
            }
            words.extend(unescape_text(text)?.encode_utf16());
            at += 1;
        }
        ensure!(!words.is_empty(), "a sentence has no text");
        (self.sentence, self.token) = (self.sentence + 1, 0);
        let mut start = None;
        while let Some(line) = lines.get(at).filter(|line| !line.is_empty()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let columns: usize = layers.iter().map(|layer| layer.features + usize::from(layer.is_relation)).sum();
            ensure!(
                fields.len() == columns + 4 && fields[columns + 3].is_empty(),
                "line {} has another form",
                at + 1
            );
            let (begin, end) = fields[1].split_once('-').context("no offsets")?;
            let place: (usize, usize) = (begin.parse()?, end.parse()?);
            if start.is_none() {
                self.begin(place.0, &words)?;
                start = Some(place.0);
            }
            self.unit(fields[0], place, fields[2]).with_context(|| format!("in line {}", at + 1))?;
            self.annotations(fields[0], place, &fields[3..columns + 3], layers)
                .with_context(|| format!("in line {}: {line}", at + 1))?;
            at += 1;
        }
        let start = start.context("a sentence has no token")?;
        ensure!(start + words.len() == self.token_at.1, "the sentence does not end with its last token");
        ensure!(at == lines.len() || at + 1 < lines.len(), "an empty line at the end");
        Ok(at + 1)
    }

    /// Begins a sentence at its first token. What lies before is padded, as a reader does.
    fn begin(&mut self, start: usize, words: &[u16]) -> Result<()> {
        ensure!(start >= self.document.text.len(), "sentences overlap");
        self.document.text.resize(start, u16::from(b' '));
        self.document.text.extend(words);
        Ok(())
    }

    fn unit(&mut self, name: &str, place: (usize, usize), words: &str) -> Result<()> {
        ensure!(place.0 < place.1, "an empty row");
        let covered = self.document.text.get(place.0..place.1).context("a row outside its sentence")?;
        ensure!(String::from_utf16(covered)? == words, "{words:?} does not stand at {place:?}");
        if let Some((_, part)) = name.split_once('.') {
            let inside = self.token_at.0 <= place.0 && place.1 <= self.token_at.1 && place != self.token_at;
            ensure!(inside, "a part outside its token");
            let follows = self.part == 0 || (self.part_at.0, place.1) < (place.0, self.part_at.1);
            ensure!(follows || self.part_at.0 < place.0, "parts out of order");
            (self.part, self.part_at) = (self.part + 1, place);
            ensure!(part.parse() == Ok(self.part), "parts are numbered otherwise");
        } else {
            ensure!(self.token_at.1 <= place.0, "tokens overlap");
            (self.token, self.part, self.token_at) = (self.token + 1, 0, place);
        }
        let expected = format!("{}-{}", self.sentence, self.token);
        ensure!(name.split('.').next() == Some(&expected), "the row {name} should be {expected}");
        Ok(())
    }

    fn annotations(&mut self, row: &str, place: (usize, usize), fields: &[&str], layers: &[Layer]) -> Result<()> {
        for layer in layers {
            let columns = &fields[layer.column..layer.column + layer.features + usize::from(layer.is_relation)];
            let stacks: Vec<Vec<&str>> = columns.iter().map(|column| split_stack(column)).collect();
            let depth = stacks[0].len();
            ensure!(stacks.iter().all(|stack| stack.len() == depth), "columns are stacked unlike");
            for level in 0..depth {
                let values: Vec<&str> = stacks.iter().map(|stack| stack[level]).collect();
                if layer.is_relation {
                    let features =
                        values[..layer.features].iter().map(|value| unescape_value(value)).collect::<Result<_>>()?;
                    let name = layer.name.rsplit('.').next().unwrap_or_default().to_owned();
                    self.pending.push((name, row.to_owned(), values[layer.features].to_owned(), features));
                } else {
                    self.mark(row, place, &values, depth)?;
                }
            }
        }
        Ok(())
    }

    fn mark(&mut self, row: &str, place: (usize, usize), values: &[&str], depth: usize) -> Result<()> {
        let split: Vec<(&str, Option<usize>)> = values.iter().map(|value| split_id(value)).collect::<Result<_>>()?;
        let id = split[0].1;
        ensure!(split.iter().all(|(_, other)| *other == id), "one annotation has several ids");
        ensure!(depth == 1 || id.is_some(), "stacked annotations have no ids");
        let features = split.iter().map(|(value, _)| unescape_value(value)).collect::<Result<Vec<_>>>()?;
        let marks = &mut self.document.marks;
        let number = if let Some(&known) = id.and_then(|id| self.by_id.get(&id)) {
            ensure!(marks[known].features == features, "an annotation has other features in another row");
            ensure!(marks[known].end <= place.0, "an annotation goes back");
            marks[known].end = place.1;
            known
        } else {
            marks.push(Mark { start: place.0, end: place.1, features });
            marks.len() - 1
        };
        if let Some(id) = id {
            ensure!(id > 0, "an id of nought");
            self.by_id.insert(id, number);
        }
        self.rows.entry(row.to_owned()).or_default().push(number);
        Ok(())
    }

    fn resolve(&mut self) -> Result<()> {
        for (layer, row, reference, features) in std::mem::take(&mut self.pending) {
            let (origin, ids) = match reference.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
                Some((origin, ids)) => {
                    let (from, to) = ids.split_once('_').context("a relation's ids are not two")?;
                    (origin.to_owned(), (from.parse::<usize>()?, to.parse::<usize>()?))
                }
                None => (reference.clone(), (0, 0)),
            };
            let from = self.find(&origin, ids.0)?;
            let to = self.find(&row, ids.1)?;
            self.document.arrows.push(Arrow { layer, from, to, features });
        }
        Ok(())
    }

    /// The mark that begins in a row: the one with this id, or the only one.
    fn find(&self, row: &str, id: usize) -> Result<usize> {
        let here = self.rows.get(row).with_context(|| format!("nothing is in the row {row}"))?;
        let found = if id > 0 { *self.by_id.get(&id).context("no such id")? } else { here[0] };
        ensure!(here.contains(&found), "the annotation {id} is not in the row {row}");
        ensure!(id > 0 || here.len() == 1, "a reference is ambiguous");
        let (_, part) = row.split_once('.').unwrap_or((row, "1"));
        ensure!(id > 0 || part.len() == 1, "INCEpTION reads one digit of a part's number");
        Ok(found)
    }
}

/// The values of a column; none for an underscore.
fn split_stack(column: &str) -> Vec<&str> {
    if column == "_" {
        return Vec::new();
    }
    // As INCEpTION does: a bar after a backslash is no bar, whatever stands before the backslash.
    let bars = column.match_indices('|').filter(|(at, _)| !column[..*at].ends_with('\\')).map(|(at, _)| at);
    let mut values = Vec::new();
    let mut from = 0;
    for bar in bars {
        values.push(&column[from..bar]);
        from = bar + 1;
    }
    values.push(&column[from..]);
    values
}

fn split_id(value: &str) -> Result<(&str, Option<usize>)> {
    if !value.ends_with(']') || value.ends_with("\\]") {
        return Ok((value, None));
    }
    let (value, id) = value.rsplit_once('[').context("a bracket that nothing opens")?;
    Ok((value, Some(id.trim_end_matches(']').parse()?)))
}

fn unescape_value(value: &str) -> Result<Option<String>> {
    if value == "*" {
        return Ok(None);
    }
    ensure!(!value.is_empty(), "a value without a sign");
    let mut plain = String::new();
    let mut rest = value;
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        match letter {
            '\\' if rest.starts_with("->") => {
                plain.push_str("->");
                rest = &rest[2..];
            }
            '\\' => {
                let escaped = rest.chars().next().context("a backslash at the end")?;
                rest = &rest[escaped.len_utf8()..];
                plain.push(match escaped {
                    't' => '\t',
                    'n' => '\n',
                    '\\' | '[' | ']' | '|' | '_' | ';' | '*' => escaped,
                    other => bail!("{other:?} needs no escape"),
                });
            }
            '[' | ']' | '|' | '_' | ';' | '*' => bail!("{letter:?} should be escaped in {value:?}"),
            '-' if rest.starts_with('>') => bail!("an arrow should be escaped in {value:?}"),
            _ => plain.push(letter),
        }
    }
    Ok(Some(plain))
}

fn unescape_text(text: &str) -> Result<String> {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        ensure!(letter != '\t', "a tab should be escaped");
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        plain.push(match letters.next().context("a backslash at the end")? {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'b' => '\u{8}',
            other if other == '\\' || other.is_control() => other,
            other => bail!("{other:?} needs no escape"),
        });
    }
    Ok(plain)
}
