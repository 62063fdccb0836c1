//! Records for the laws of the formats: awkward texts, and whatever a project can hold on them.
//!
//! Records rather than projects, since formats know nothing else. All are as a project would give them: spans on
//! boundaries, in reading order, no two alike in a role; quotes in reading order; ids that differ.

use std::collections::BTreeMap;

use counterpoint::domain::annotation::{Difference, Kind, Relation, Role, Status};
use counterpoint::domain::exchange::records::{Annotator, Article, Link, Made, Quote, Records, Speaker};
use counterpoint::domain::id::Timestamp;
use counterpoint::domain::text::{Span, Text};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

/// What texts are made of.
const PIECES: [&str; 20] = [
    "the envoy said ",
    "“Nobody waited,” ",
    "according to \"two\" officials, ",
    "\r\n",
    "\n",
    "\n\n",
    "👩‍👧 🚢 ",
    "🇳🇴🇸🇪",
    "Cafe\u{301} owners ",
    "e\u{301}e\u{308}e\u{323} 👍🏽",
    "הדוברת אמרה: “לא חיכה” ",
    "‏(عاجل) ",
    "\t",
    "  ",
    "<b>&amp;</b> {\"a\": 1} ",
    "T1\tCue 0 1\tx\n",
    "\u{2028}",
    "漢字かな、",
    "x",
    "\u{feff}",
];

/// What names, tags and notes are made of. None has space at an end or is empty.
const WORDS: [&str; 12] = [
    "Ana Pell",
    "Ana Pell",
    "the 👩‍👧 spokeswoman",
    "אנה פל",
    "e\u{301}",
    "Pell, \"A.\"; O'Neil | [sic]",
    "Voss [s-1]",
    "\"quoted \\n\"",
    "<i>x</i> & \\",
    "=1+1",
    "__proto__",
    "C:\\new\\table",
];

/// What notes and rationales are, besides.
const NOTES: [&str; 5] = ["", "First.\nSecond.\r\n\tThird.", " led and trailed\n", "\u{2028}\u{85}", "\"\""];

type Dice = [u16; 8];

/// Records of one to three articles.
pub(crate) fn records() -> impl Strategy<Value = Records> {
    let texts = vec(vec(0..PIECES.len(), 1..24), 1..=3);
    let counts = (0..4_usize, 0..4_usize);
    let details = vec(any::<Dice>(), 6);
    (texts, counts, details, vec(any::<Dice>(), 0..9), vec(any::<Dice>(), 0..5)).prop_map(
        |(texts, (annotators, speakers), details, quotes, links)| {
            let mut records = Records {
                articles: texts.iter().enumerate().map(|(number, pieces)| article(number, pieces)).collect(),
                annotators: (0..annotators).map(|number| annotator(number, &details[number])).collect(),
                ..Records::default()
            };
            records.speakers =
                (0..speakers).map(|number| speaker(&records, number, &details[3 + number % 3])).collect();
            records.quotes = quotes.iter().map(|dice| quote(&records, dice)).collect();
            records.quotes.sort_by_key(|quote| (quote.article, quote.content[0].start));
            for (number, quote) in records.quotes.iter_mut().enumerate() {
                quote.id = format!("q-{number}");
            }
            records.links =
                links.iter().enumerate().filter_map(|(number, dice)| link(&records, number, dice)).collect();
            records
        },
    )
}

/// The same records in an order that follows from what is in them, and without annotators who made nothing: for formats
/// in which order is lost.
pub(crate) fn canonical(records: &Records) -> Records {
    let mut records = records.clone();
    let key = |quote: &Quote| {
        (quote.article, quote.content.clone(), quote.cue.clone(), quote.source.clone(), quote.id.clone())
    };
    let mut order: Vec<usize> = (0..records.quotes.len()).collect();
    order.sort_by_key(|&number| key(&records.quotes[number]));
    let places: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    records.quotes = order.iter().map(|&number| records.quotes[number].clone()).collect();
    for member in records.links.iter_mut().flat_map(|link| &mut link.members) {
        *member = places[member];
    }
    records.links.sort_by(|one, other| (&one.members, &one.id).cmp(&(&other.members, &other.id)));

    let used = records.quotes.iter().filter_map(|quote| quote.speaker);
    let numbers = numbers(used.chain(0..records.speakers.len()));
    records.speakers = in_order(&records.speakers, &numbers);
    for quote in &mut records.quotes {
        quote.speaker = quote.speaker.map(|speaker| numbers[&speaker]);
    }

    let quotes = records.quotes.iter().map(|quote| quote.made);
    let made =
        quotes.chain(records.links.iter().map(|link| link.made)).chain(records.speakers.iter().map(|it| it.made));
    let numbers = self::numbers(made.filter_map(|made| made.by));
    records.annotators = in_order(&records.annotators, &numbers);
    let quotes = records.quotes.iter_mut().map(|quote| &mut quote.made);
    let made = quotes.chain(records.links.iter_mut().map(|link| &mut link.made));
    for made in made.chain(records.speakers.iter_mut().map(|speaker| &mut speaker.made)) {
        made.by = made.by.map(|by| numbers[&by]);
    }
    records
}

/// Old numbers with new ones, by first use.
fn numbers(used: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut numbers = BTreeMap::new();
    for old in used {
        let next = numbers.len();
        numbers.entry(old).or_insert(next);
    }
    numbers
}

fn in_order<Record: Clone>(records: &[Record], numbers: &BTreeMap<usize, usize>) -> Vec<Record> {
    let mut order: Vec<(usize, usize)> = numbers.iter().map(|(&old, &new)| (new, old)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, old)| records[old].clone()).collect()
}

fn article(number: usize, pieces: &[usize]) -> Article {
    let text: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
    // No two articles of a project have one text.
    let text = Text::new(format!("Report {number}. {text}"));
    let even = number.is_multiple_of(2);
    Article {
        file: ["report.txt", "naïve report 2.txt", "report_a-1.txt"][number].to_owned(),
        text,
        title: if even { "Ferry talks 👩‍👧 stall".to_owned() } else { String::new() },
        outlet: "The \"Quay\", daily".to_owned(),
        byline: if even { String::new() } else { "Ana Pell".to_owned() },
        date: "2025-03-15".to_owned(),
        address: if even { "https://example.org/ferry?a=1&b=2".to_owned() } else { String::new() },
        language: "en".to_owned(),
    }
}

fn annotator(number: usize, dice: &Dice) -> Annotator {
    let name = if dice[0].is_multiple_of(3) { String::new() } else { word(dice[1]) };
    Annotator { id: format!("a-{number}"), name }
}

fn speaker(records: &Records, number: usize, dice: &Dice) -> Speaker {
    let aliases = (0..dice[1] % 3).map(|turn| word(dice[2].wrapping_add(turn * 5)));
    Speaker {
        id: format!("s-{number}"),
        name: word(dice[0]),
        aliases: aliases.collect(),
        role: if dice[3].is_multiple_of(2) { String::new() } else { word(dice[3]) },
        made: made(records, dice[4]),
    }
}

fn quote(records: &Records, dice: &Dice) -> Quote {
    let article = usize::from(dice[0]) % records.articles.len();
    let text = &records.articles[article].text;
    let mut quote = Quote {
        article,
        kind: Kind::ALL.get(usize::from(dice[1]) % 5).copied(),
        speaker: pick(records.speakers.len(), dice[2]),
        note: note(dice[3]),
        made: made(records, dice[4]),
        ..Quote::default()
    };
    for turn in 0..dice[5] % 3 {
        let tag = word(dice[6].wrapping_add(turn * 3));
        if !quote.tags.contains(&tag) {
            quote.tags.push(tag);
        }
    }
    for (role, count) in [(Role::Content, 1 + dice[6] % 3), (Role::Cue, dice[7] % 3), (Role::Source, dice[3] % 3)] {
        let spans = quote.spans_mut(role);
        let seed =
            |turn: u16| dice[7].wrapping_mul(31).wrapping_add(turn * 977).wrapping_add(dice[usize::from(turn)]);
        spans.extend((0..count).map(|turn| span(text, seed(turn), dice[usize::from(turn) + 4])));
        spans.sort_unstable();
        spans.dedup();
    }
    quote
}

/// A span of up to forty bytes, on boundaries.
fn span(text: &Text, start: u16, length: u16) -> Span {
    let byte = usize::from(start) % text.len();
    let start = text.boundary_before(byte);
    Span::new(start, text.boundary_after((byte + usize::from(length % 40)).max(start + 1)))
}

fn link(records: &Records, number: usize, dice: &Dice) -> Option<Link> {
    let mut members = Vec::new();
    for turn in 0..2 + usize::from(dice[0] % 3) {
        let member = pick(records.quotes.len(), dice[1 + turn] | 1)?;
        if !members.contains(&member) {
            members.push(member);
        }
    }
    let relation = match dice[6] % 9 {
        7 => Relation::Corroborates,
        8 => Relation::SameWords,
        difference => Relation::Contradicts(Difference::ALL[usize::from(difference)]),
    };
    (members.len() > 1).then(|| Link {
        id: format!("l-{number}"),
        members,
        relation,
        rationale: note(dice[7]),
        status: Status::ALL[usize::from(dice[5]) % 3],
        made: made(records, dice[5]),
    })
}

fn made(records: &Records, dice: u16) -> Made {
    match pick(records.annotators.len(), dice) {
        None => Made::default(),
        by => Made {
            by,
            created: Some(Timestamp(1_700_000_000_000 + u64::from(dice))),
            modified: (dice % 3 == 1).then_some(Timestamp(1_763_790_000_123)),
        },
    }
}

/// A number below `count`, or nothing: always where `count` is nought, else one time in four.
fn pick(count: usize, dice: u16) -> Option<usize> {
    (count > 0 && !dice.is_multiple_of(4)).then(|| usize::from(dice / 4) % count)
}

fn word(dice: u16) -> String {
    WORDS[usize::from(dice) % WORDS.len()].to_owned()
}

fn note(dice: u16) -> String {
    let notes: Vec<&str> = NOTES.into_iter().chain(WORDS).collect();
    notes[usize::from(dice) % notes.len()].to_owned()
}
