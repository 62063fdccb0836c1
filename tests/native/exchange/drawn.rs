//! Records drawn by dice over awkward texts, and files that were damaged by them.

use std::collections::BTreeSet;

use counterpoint::domain::annotation::{Difference, Kind, Relation, Role, Status};
use counterpoint::domain::exchange::records::feature::{Feature, only};
use counterpoint::domain::exchange::records::{
    Annotator, Article, Link, Made, Quote, Reading, Records, Source, Speaker, Written,
};
use counterpoint::domain::id::Timestamp;
use counterpoint::domain::text::{Span, Text};
use proptest::prelude::{Just, Strategy, any};

use crate::world::TEXTS;

type Dice = [u16; 12];

/// Words that mean something to a format, a page or a spreadsheet.
const WORDS: [&str; 8] = [
    "Ana Pell",
    "<b onclick=x>&amp;</b>",
    "__proto__",
    "a\tb|c_d*[1]->2-3;\\",
    "line\nbreak, “quoted”",
    "=1+1",
    "\u{202e}שלום e\u{301}👩‍👧",
    "]",
];

/// Records of every feature.
pub(crate) fn records() -> impl Strategy<Value = Records> {
    let quotes = proptest::collection::vec(any::<Dice>(), 0..10);
    let links = proptest::collection::vec(any::<[u16; 6]>(), 0..8);
    (quotes, links).prop_map(|(quotes, links)| build(&quotes, &links))
}

fn word(die: u16) -> String {
    WORDS[usize::from(die) % WORDS.len()].to_owned()
}

fn build(quotes: &[Dice], links: &[[u16; 6]]) -> Records {
    let articles = TEXTS.iter().zip(["a.txt", "дамба.txt", "con|<x>.html"]).enumerate();
    let articles: Vec<Article> = articles
        .map(|(number, (text, file))| Article {
            file: file.to_owned(),
            text: Text::new(*text),
            title: if number == 0 { String::new() } else { WORDS[number].to_owned() },
            address: if number == 1 { "https://example.org/a?b=c&d".to_owned() } else { String::new() },
            language: if number == 2 { "th".to_owned() } else { String::new() },
            ..Article::default()
        })
        .collect();
    let annotators = ["mia", "ben"]
        .map(|id| Annotator { id: id.to_owned(), name: if id == "mia" { word(3) } else { String::new() } });
    let made = |die: u16| Made {
        by: [None, Some(0), Some(1)][usize::from(die % 3)],
        created: Some(Timestamp(u64::from(die))),
        modified: None,
    };
    let speakers = WORDS.map(|name| Speaker { name: name.to_owned(), made: made(0), ..Speaker::default() });
    let mut quotes: Vec<Quote> = quotes.iter().filter_map(|dice| quote(&articles, made(dice[7]), dice)).collect();
    quotes.sort_by_key(|quote| (quote.article, quote.content[0].start));
    for (number, quote) in quotes.iter_mut().enumerate() {
        quote.id = format!("q_{number}-x");
    }
    let links = links.iter().filter_map(|dice| link(quotes.len(), dice)).collect();
    Records { articles, annotators: annotators.to_vec(), speakers: speakers.to_vec(), quotes, links }
}

fn quote(articles: &[Article], made: Made, dice: &Dice) -> Option<Quote> {
    let article = usize::from(dice[0]) % articles.len();
    let text = &articles[article].text;
    let spans = |start: u16, count: u16| -> Vec<Span> {
        let mut from = usize::from(start) % text.len();
        let lengths = (0..count % 4).map(|number| usize::from(start.rotate_left(u32::from(number) * 5) % 23));
        let mut spans = Vec::new();
        for length in lengths {
            let span = Span::new(text.boundary_before(from), text.boundary_after(from + length));
            if text.check(span).is_ok() && spans.last().is_none_or(|last: &Span| last.end <= span.start) {
                spans.push(span);
                from = span.end + length / 2;
            }
        }
        spans
    };
    let content = spans(dice[1], dice[2] % 3 + 1);
    (!content.is_empty()).then(|| Quote {
        article,
        content,
        cue: spans(dice[3], dice[4]),
        source: spans(dice[5], dice[6]),
        kind: Kind::ALL.get(usize::from(dice[8]) % 5).copied(),
        speaker: (!dice[9].is_multiple_of(3)).then_some(usize::from(dice[9]) % WORDS.len()),
        tags: (0..dice[10] % 3).map(|number| word(dice[10] / 3 + number)).collect(),
        note: if dice[11].is_multiple_of(2) { String::new() } else { word(dice[11] / 2) },
        made,
        ..Quote::default()
    })
}

fn link(quotes: usize, dice: &[u16; 6]) -> Option<Link> {
    let members: BTreeSet<usize> = dice[..3].iter().map(|&die| usize::from(die) % quotes.max(1)).collect();
    let mut members: Vec<usize> = members.into_iter().take(2 + usize::from(dice[3].is_multiple_of(5))).collect();
    if dice[3].is_multiple_of(2) {
        members.reverse();
    }
    let relation = match dice[4] % 9 {
        7 => Relation::Corroborates,
        8 => Relation::SameWords,
        number => Relation::Contradicts(Difference::ALL[usize::from(number)]),
    };
    (members.len() > 1 && quotes > 0).then(|| Link {
        members,
        relation,
        status: Status::ALL[usize::from(dice[5] % 3)],
        rationale: word(dice[5]),
        ..Link::default()
    })
}

/// Records as a format gives them back that knows people by their quotes alone: speakers and annotators in the order of
/// the quotes that name them, links by article, nobody's but quotes' makers, and no ids of speakers and links.
pub(crate) fn by_quotes(records: &Records, held: &[Feature]) -> Records {
    let mut left = only(records, held);
    let (mut speakers, mut annotators) = (Vec::new(), Vec::new());
    for quote in &mut left.quotes {
        quote.speaker = quote.speaker.map(|speaker| renumbered(&mut speakers, speaker));
        quote.made.by = quote.made.by.map(|by| renumbered(&mut annotators, by));
    }
    left.speakers = speakers.iter().map(|&old| left.speakers[old].clone()).collect();
    left.annotators = annotators.iter().map(|&old| left.annotators[old].clone()).collect();
    for speaker in &mut left.speakers {
        speaker.id = String::new();
        speaker.made = Made::default();
    }
    for link in &mut left.links {
        link.id = String::new();
        link.made = Made::default();
    }
    let quotes = &left.quotes;
    left.links.sort_by_key(|link| quotes[link.members[0]].article);
    left
}

fn renumbered(order: &mut Vec<usize>, old: usize) -> usize {
    order.iter().position(|&known| known == old).unwrap_or_else(|| {
        order.push(old);
        order.len() - 1
    })
}

/// Files that went out, as files that come in.
pub(crate) fn sources(written: Vec<Written>) -> Vec<Source> {
    written.into_iter().map(|file| Source { name: file.name, bytes: file.bytes }).collect()
}

/// One file of these bytes.
pub(crate) fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Source> {
    vec![Source { name: name.to_owned(), bytes: bytes.into() }]
}

/// What may become of a file on its way: each of the dice changes a byte, cuts something out, doubles it, or puts a
/// word of JSON in its place.
pub(crate) fn damage() -> impl Strategy<Value = Vec<[u32; 3]>> {
    proptest::collection::vec(any::<[u32; 3]>(), 1..6)
}

/// The file after that.
pub(crate) fn damaged(mut bytes: Vec<u8>, damage: &[[u32; 3]]) -> Vec<u8> {
    const TOKENS: [&str; 12] = [
        "null",
        "-1",
        "1e999",
        "[]",
        "{}",
        "\"\"",
        "99999999999999999999",
        "\"\\ud800\"",
        ",",
        "\u{feff}",
        "0.5",
        "\"__proto__\"",
    ];
    for &[what, at, length] in damage {
        let at = at as usize % bytes.len().max(1);
        let end = (at + length as usize % 40).min(bytes.len());
        let token = TOKENS[length as usize % TOKENS.len()].bytes();
        match what % 4 {
            0 if at < bytes.len() => bytes[at] = length.to_le_bytes()[0],
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            _ => {
                // A number, where there is one, or whatever stands there.
                let is_digit = |byte: &u8| byte.is_ascii_digit();
                let number = bytes[at..].iter().position(is_digit).map_or(at, |found| at + found);
                let past = bytes[number..]
                    .iter()
                    .position(|byte| !is_digit(byte))
                    .map_or(bytes.len(), |found| number + found);
                drop(bytes.splice(number..past, token));
            }
        }
    }
    bytes
}

/// Fails where something that was read breaks what records promise.
pub(crate) fn check(reading: &Reading) {
    let Records { articles, annotators, speakers, quotes, links } = &reading.records;
    for quote in quotes {
        let text = &articles[quote.article].text;
        assert!(!quote.content.is_empty(), "a quote without content");
        for span in Role::ALL.into_iter().flat_map(|role| quote.spans(role)) {
            assert_eq!(text.check(*span), Ok(()));
        }
        assert!(Role::ALL.into_iter().all(|role| quote.spans(role).is_sorted()), "spans out of order");
        assert!(quote.speaker.is_none_or(|speaker| speaker < speakers.len()));
        assert!(quote.made.by.is_none_or(|by| by < annotators.len()));
    }
    assert!(quotes.is_sorted_by_key(|quote| (quote.article, quote.content[0].start)), "quotes out of order");
    for link in links {
        assert!(link.members.len() > 1 && link.members.iter().all(|&member| member < quotes.len()));
    }
    assert!(annotators.iter().all(|annotator| !annotator.id.is_empty()));
    assert!(reading.unread.len() < 5000, "a bound on what is told");
}

/// Reads what would fell a reader that is not careful.
pub(crate) fn check_hostile(read: fn(&[Source]) -> Reading, name: &str) {
    let deep = ["[", "{\"text\":"].map(|open| open.repeat(100_000));
    let many = ["[{},", "{}\n"].map(|one| one.repeat(50_000));
    let large = vec![b' '; 100 << 20];
    let files = deep.into_iter().chain(many).map(String::into_bytes);
    for bytes in files.chain([large, Vec::new(), b"\xff\xfe{}".to_vec(), b"null".to_vec()]) {
        let told = bytes.len().to_string();
        let reading = read(&file(name, bytes));
        check(&reading);
        assert!(reading.records.articles.is_empty(), "{told} bytes");
    }
}

/// Any bytes, mostly of a file's own signs.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let free = proptest::collection::vec(any::<u8>(), 0..300);
    let signs =
        proptest::collection::vec(proptest::sample::select(b"[]{}\",:0129 \\untextdaspl\n_".to_vec()), 0..300);
    proptest::prop_oneof![Just(Vec::new()), free, signs]
}
