//! WebAnno TSV goes out only. What goes out is read here as the format's description has it, and nothing else is taken.

mod parser;

use counterpoint::domain::annotation::{Kind, Relation, Role};
use counterpoint::domain::exchange::records::{Article, Link, Quote, Records};
use counterpoint::domain::exchange::webanno::write;
use counterpoint::domain::text::{Span, Text};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::records::records;
use parser::{Document, parse};

proptest! {
    #[test]
    fn what_goes_out_is_well_formed_and_says_what_the_records_do(records in records()) {
        let files = write(&records);
        let mut expected = Vec::new();
        for article in 0..records.articles.len() {
            let mut annotators: Vec<Option<usize>> =
                of_article(&records, article).map(|(_, quote)| quote.made.by).collect();
            annotators.sort_unstable();
            annotators.dedup();
            if annotators.is_empty() {
                expected.push((article, None));
            }
            expected.extend(annotators.into_iter().map(|annotator| (article, annotator)));
        }
        prop_assert_eq!(files.len(), expected.len());
        for (file, (article, annotator)) in files.iter().zip(expected) {
            let document = match parse(&String::from_utf8_lossy(&file.bytes)) {
                Ok(document) => document,
                Err(reason) => panic!("{}: {reason}\n{}", file.name, String::from_utf8_lossy(&file.bytes)),
            };
            let text = &records.articles[article].text;
            prop_assert!(is_padded(&document.text, text.as_str()), "{:?} is not {:?}", document.text, text.as_str());
            prop_assert_eq!(said(&document), meant(&records, article, annotator));
        }
    }
}

fn of_article(records: &Records, article: usize) -> impl Iterator<Item = (usize, &Quote)> {
    records.quotes.iter().enumerate().filter(move |(_, quote)| quote.article == article)
}

/// True where the text is the same unit for unit, but for white space between the sentences and at the end.
fn is_padded(found: &[u16], text: &str) -> bool {
    let text: Vec<u16> = text.encode_utf16().collect();
    let is_white = |unit: u16| char::from_u32(u32::from(unit)).is_some_and(char::is_whitespace);
    let same = |(found, unit): (&u16, &u16)| found == unit || is_white(*found) && is_white(*unit);
    let longer = if found.len() > text.len() { &found[text.len()..] } else { &text[found.len()..] };
    found.iter().zip(&text).all(same) && longer.iter().all(|unit| is_white(*unit))
}

/// Every annotation as a line, sorted: marks with place and features, relations with those of both ends.
fn said(document: &Document) -> Vec<String> {
    let mark = |number: usize| {
        let mark = &document.marks[number];
        format!("{}-{} {:?}", mark.start, mark.end, mark.features)
    };
    let marks = (0..document.marks.len()).map(mark);
    let arrows = document
        .arrows
        .iter()
        .map(|arrow| format!("{}: {} -> {} {:?}", arrow.layer, mark(arrow.from), mark(arrow.to), arrow.features));
    sorted(marks.chain(arrows).collect())
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// The same, of the records.
fn meant(records: &Records, article: usize, annotator: Option<usize>) -> Vec<String> {
    let text = &records.articles[article].text;
    let mut lines = Vec::new();
    let quotes = || of_article(records, article).filter(|(_, quote)| quote.made.by == annotator);
    for (_, quote) in quotes() {
        let first = mark(records, text, quote, Role::Content, quote.content[0]);
        for role in Role::ALL {
            for (number, span) in quote.spans(role).iter().enumerate() {
                let here = mark(records, text, quote, role, *span);
                lines.extend(here.clone());
                let (Some(here), Some(first)) = (here, first.clone()) else { continue };
                match (role, number) {
                    (Role::Content, 0) => {}
                    (Role::Content, _) => {
                        lines.push(format!("Attribution: {first} -> {here} {:?}", [some("fragment")]));
                    }
                    _ => lines.push(format!("Attribution: {here} -> {first} {:?}", [some(role.name())])),
                }
            }
        }
    }
    for link in records.links.iter().filter(|link| link.members.len() == 2) {
        let ends = link.members.iter().map(|&member| {
            let (_, quote) = quotes().find(|(number, _)| *number == member)?;
            mark(records, text, quote, Role::Content, quote.content[0])
        });
        let Some(ends) = ends.collect::<Option<Vec<String>>>() else { continue };
        let difference = match link.relation {
            Relation::Contradicts(difference) => some(difference.name()),
            _ => None,
        };
        let features = [some(link.relation.name()), difference, some(link.status.name()), some(&link.rationale)];
        lines.push(format!("Comparison: {} -> {} {features:?}", ends[0], ends[1]));
    }
    sorted(lines)
}

fn some(value: &str) -> Option<String> {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let value = if value.ends_with('\\') { value + " " } else { value };
    (!value.is_empty()).then_some(value)
}

/// A mark as a line; nothing for one on white space alone.
fn mark(records: &Records, text: &Text, quote: &Quote, role: Role, span: Span) -> Option<String> {
    let words = text.slice(span);
    let start = span.start + words.len() - words.trim_start().len();
    let end = start + words.trim().len();
    let speaker = quote.speaker.and_then(|speaker| some(&records.speakers[speaker].name));
    let features = if role == Role::Content {
        let kind = quote.kind.and_then(|kind| some(kind.name()));
        [some(role.name()), kind, speaker, some(&quote.tags.join(", ")), some(&quote.note)]
    } else {
        [some(role.name()), None, None, None, None]
    };
    (end > start).then(|| format!("{}-{} {features:?}", text.utf16(start).0, text.utf16(end).0))
}
#[test]
fn a_file_reads_like_the_examples_of_the_description() {
    let text = "“Dry 🌵,” said Ada Lind. It rained.\n\nIt poured, they say.\n";
    let span = |words: &str| {
        let start = text.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    };
    let quote = |content: &[&str], kind, note: &str| Quote {
        content: content.iter().map(|words| span(words)).collect(),
        kind: Some(kind),
        note: note.to_owned(),
        ..Quote::default()
    };
    let first =
        Quote { cue: vec![span("said")], source: vec![span("Lind")], ..quote(&["Dry 🌵"], Kind::Direct, "") };
    let records = Records {
        articles: vec![Article { file: "rain.txt".to_owned(), text: Text::new(text), ..Article::default() }],
        quotes: vec![first, quote(&["It rained", "ou"], Kind::Indirect, "a|b")],
        links: vec![Link { members: vec![1, 0], rationale: "Dry or not.".to_owned(), ..Link::default() }],
        ..Records::default()
    };
    let files = write(&records);
    let expected = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Quotation|role|kind|speaker|tags|note
#T_RL=webanno.custom.Attribution|label|BT_webanno.custom.Quotation
#T_RL=webanno.custom.Comparison|relation|difference|status|rationale|BT_webanno.custom.Quotation


#Text=“Dry 🌵,” said Ada Lind.
1-1\t0-1\t“\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-2\t1-4\tDry\tcontent[1]\tdirect[1]\t*[1]\t*[1]\t*[1]\tcue|source\t1-6[0_1]|1-8[0_1]\tcontradicts\tother\topen\tDry or not.\t2-1[2_1]\t
1-3\t5-7\t🌵\tcontent[1]\tdirect[1]\t*[1]\t*[1]\t*[1]\t_\t_\t_\t_\t_\t_\t_\t
1-4\t7-8\t,\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-5\t8-9\t”\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-6\t10-14\tsaid\tcue\t*\t*\t*\t*\t_\t_\t_\t_\t_\t_\t_\t
1-7\t15-18\tAda\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
1-8\t19-23\tLind\tsource\t*\t*\t*\t*\t_\t_\t_\t_\t_\t_\t_\t
1-9\t23-24\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t

#Text=It rained.
2-1\t25-27\tIt\tcontent[2]\tindirect[2]\t*[2]\t*[2]\ta\\|b[2]\t_\t_\t_\t_\t_\t_\t_\t
2-2\t28-34\trained\tcontent[2]\tindirect[2]\t*[2]\t*[2]\ta\\|b[2]\t_\t_\t_\t_\t_\t_\t_\t
2-3\t34-35\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t

#Text=It poured, they say.
3-1\t37-39\tIt\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
3-2\t40-46\tpoured\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
3-2.1\t41-43\tou\tcontent\tindirect\t*\t*\ta\\|b\tfragment\t2-1[2_0]\t_\t_\t_\t_\t_\t
3-3\t46-47\t,\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
3-4\t48-52\tthey\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
3-5\t53-56\tsay\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
3-6\t56-57\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
";
    let file = files.first().expect("an article, an annotator");
    assert_eq!((files.len(), file.name.as_str()), (1, "rain/unknown.tsv"));
    assert_eq!(String::from_utf8_lossy(&file.bytes), expected);
}

#[test]
fn parts_past_the_ninth_are_told_apart_by_number() {
    let text = "abcdefghijklmnopqrstuvwxyz said\n";
    let quote =
        |at: usize| Quote { content: vec![Span::new(at, at + 1)], cue: vec![Span::new(27, 31)], ..Quote::default() };
    let records = Records {
        articles: vec![Article { text: Text::new(text), ..Article::default() }],
        quotes: (0..26).map(quote).collect(),
        ..Records::default()
    };
    let document = parse(&String::from_utf8_lossy(&write(&records)[0].bytes)).expect("the file is well formed");
    assert_eq!((document.marks.len(), document.arrows.len()), (52, 26));
}

#[test]
fn an_article_without_words_has_no_file_and_one_without_quotes_has_one() {
    let article =
        |file: &str, text: &str| Article { file: file.to_owned(), text: Text::new(text), ..Article::default() };
    let articles = vec![article("blank.txt", " \r\n\t"), article("a/b.txt", "It rained."), article("b.txt", "Dry.")];
    let files = write(&Records { articles, ..Records::default() });
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["b/unannotated.tsv", "b-2/unannotated.tsv"]);
    for file in &files {
        parse(&String::from_utf8_lossy(&file.bytes)).expect("the file is well formed");
    }
}
