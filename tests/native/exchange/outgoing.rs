//! Records for the formats that only go out: a sample of everything, hostile ones, and very many.

use counterpoint::domain::annotation::{Difference, Kind, Relation, Role, Status};
use counterpoint::domain::exchange::records::{Annotator, Article, Link, Made, Quote, Records, Speaker, Written};
use counterpoint::domain::id::Timestamp;
use counterpoint::domain::text::{Span, Text};

/// When the files of these tests are made.
pub(crate) const SAVED: Timestamp = Timestamp(1_763_790_000_000);

/// What could do harm in a page, in Markdown, in a spreadsheet, or to the eye.
pub(crate) const HOSTILE: &str = "=cmd|'/C calc'!A0;-1\"</script></style></title><img src=x onerror=alert(1)>&amp;\
    **b** _i_ `c` [l](javascript:alert(1)) ![i](http://x.example/y) <b> #h |t| ~~s~~ $m$ www.x.example \
    http://y.example \u{202e}txet\u{2066}\u{0}\r\n# heading\r\n- item\r\n1. one\r\n---\r\n=1+1\r\n";

const FERRY: &str = "Ferry talks stall again\r\n\r\nThe crews had waited nine hours before anybody came, several sailors \
    told this paper on Friday. “The quay is lost,” harbour master Ada Lind said 👩‍✈️, “unless the city pays for new \
    piles before the winter.” She gave no figure. The city owes the port four million, she added.\r\n";
const QUAY: &str = "Minister: no delay at the quay\n\nEvery crew was met within the hour, the transport minister, Tom Wey, \
    insisted in a call with reporters. He put the debt at “less than half a million”. Cafe\u{301} owners on the \
    waterfront, some of whom have watched the ships come and go for as long as they can remember and longer than most of \
    the men who sail them have been alive, said that nobody had come at all that day, and that the lights had stayed on \
    in the empty hall until well after midnight because nobody had been told to turn them off.\n";
const HARBOUR: &str = "הנמל מכחיש\n\nדוברת הנמל אמרה: “איש לא חיכה”. היא סירבה להשיב על שאלות נוספות.\n";

/// The first place of `words` in `text`, in bytes.
pub(crate) fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

/// Three articles, three speakers and a silent one, an interrupted quote, narration, a quote without a speaker, links of
/// every relation and status, two annotators.
pub(crate) fn sample() -> Records {
    let article = |text: &str, file: &str, title: &str, outlet: &str, date: &str, language: &str| Article {
        file: file.to_owned(),
        text: Text::new(text),
        title: title.to_owned(),
        outlet: outlet.to_owned(),
        date: date.to_owned(),
        language: language.to_owned(),
        ..Article::default()
    };
    let speaker = |id: &str, name: &str, role: &str| Speaker {
        id: id.to_owned(),
        name: name.to_owned(),
        role: role.to_owned(),
        ..Speaker::default()
    };
    let first = Made { by: Some(0), created: Some(Timestamp(1_763_700_000_000)), modified: None };
    let second = Made { by: Some(1), modified: Some(SAVED), ..first };
    Records {
        articles: vec![
            Article {
                byline: "By Lea Ortiz".to_owned(),
                address: "https://ledger.example/ferry?a=1&b=2".to_owned(),
                ..article(FERRY, "ferry.txt", "Ferry talks stall again", "The Ledger", "2025-03-16", "en")
            },
            Article {
                address: "https://wire.example/quay".to_owned(),
                ..article(QUAY, "quay.txt", "Minister: no delay at the quay", "Quay Wire", "2025-03-17", "en")
            },
            article(HARBOUR, "harbour.txt", "הנמל מכחיש", "", "about Purim", "he"),
        ],
        annotators: vec![
            Annotator { id: "mia".to_owned(), name: "Mia Berg".to_owned() },
            Annotator { id: "ben-2".to_owned(), name: String::new() },
        ],
        speakers: vec![
            Speaker {
                aliases: vec!["the harbour master".to_owned(), "Lind".to_owned()],
                made: first,
                ..speaker("lind", "Ada Lind", "harbour master")
            },
            speaker("wey", "Tom Wey", "transport minister"),
            speaker("port", "Port Authority", "runs the quay"),
            speaker("silent", "Nobody Yet", ""),
        ],
        quotes: quotes(first, second),
        links: links(first, second),
    }
}

fn quotes(first: Made, second: Made) -> Vec<Quote> {
    let quote = |id: &str, article: usize, content: &[&str], kind, speaker, made| {
        let text = [FERRY, QUAY, HARBOUR][article];
        let content = content.iter().map(|words| span(text, words)).collect();
        Quote { id: id.to_owned(), article, content, kind: Some(kind), speaker, made, ..Quote::default() }
    };
    let mark = |mut quote: Quote, role, words: &str| {
        let text = [FERRY, QUAY, HARBOUR][quote.article];
        quote.spans_mut(role).push(span(text, words));
        quote
    };
    let lost = ["“The quay is lost,”", "“unless the city pays for new piles before the winter.”"];
    let waited = "The crews had waited nine hours before anybody came";
    vec![
        Quote {
            tags: vec!["waiting".to_owned(), "protocol".to_owned()],
            note: "Check the log of the pilot station.\nThe sailors are not named.".to_owned(),
            ..mark(quote("waited", 0, &[waited], Kind::Indirect, None, first), Role::Source, "several sailors")
        },
        mark(
            mark(quote("lost", 0, &lost, Kind::Direct, Some(0), first), Role::Source, "harbour master Ada Lind"),
            Role::Cue,
            "said",
        ),
        quote("owes", 0, &["The city owes the port four million"], Kind::Indirect, Some(0), first),
        quote("met", 1, &["Every crew was met within the hour"], Kind::Indirect, Some(1), second),
        quote("debt", 1, &["“less than half a million”"], Kind::Mixed, Some(1), second),
        quote("nobody", 1, &["nobody had come at all that day"], Kind::Narration, None, second),
        quote("denied", 2, &["“איש לא חיכה”"], Kind::Direct, Some(2), second),
    ]
}

fn links(first: Made, second: Made) -> Vec<Link> {
    let link = |id: &str, members: &[usize], relation, rationale: &str, status, made| Link {
        id: id.to_owned(),
        members: members.to_vec(),
        relation,
        rationale: rationale.to_owned(),
        status,
        made,
    };
    let contradicts = Relation::Contradicts;
    let why = "Nine hours, or within the hour. Both speak of the crews that came in on Thursday night.";
    vec![
        link("wait", &[0, 3, 6], contradicts(Difference::Time), why, Status::Open, first),
        link(
            "debt",
            &[2, 4],
            contradicts(Difference::Number),
            "Four million, or half of one.",
            Status::Resolved,
            second,
        ),
        link("empty", &[5, 6], Relation::Corroborates, "", Status::Open, second),
        link("same", &[3, 6], Relation::SameWords, "", Status::Open, first),
        link("mistaken", &[1, 3], contradicts(Difference::Other), "Of different quays.", Status::Dismissed, first),
    ]
}

/// The sample with [`HOSTILE`] in every field, addresses that are none of the web, and a text of nothing else.
pub(crate) fn hostile() -> Records {
    let mut records = sample();
    let hostile = || HOSTILE.to_owned();
    for article in &mut records.articles {
        *article = Article {
            file: hostile(),
            text: Text::new(HOSTILE.repeat(40)),
            title: hostile(),
            outlet: hostile(),
            byline: hostile(),
            date: hostile(),
            address: "javascript:alert(document.domain)//https://x.example".to_owned(),
            language: "en\" onload=\"alert(1)".to_owned(),
        };
    }
    records.articles[1].address = hostile();
    for annotator in &mut records.annotators {
        *annotator = Annotator { id: hostile(), name: hostile() };
    }
    for speaker in &mut records.speakers {
        let aliases = vec![hostile(), hostile()];
        *speaker = Speaker { id: hostile(), name: hostile(), aliases, role: hostile(), made: speaker.made };
    }
    for (number, quote) in records.quotes.iter_mut().enumerate() {
        let start = number * HOSTILE.len();
        let all = vec![Span::new(start, start + HOSTILE.len())];
        quote.content = vec![all[0], Span::new(all[0].end + 4 * HOSTILE.len(), all[0].end + 5 * HOSTILE.len() - 9)];
        (quote.cue, quote.source, quote.id) = (all.clone(), all, hostile());
        (quote.tags, quote.note) = (vec![hostile(), hostile()], hostile());
    }
    for link in &mut records.links {
        (link.id, link.rationale) = (hostile(), hostile());
    }
    records
}

/// So many quotes in one article, on one line without an end, with half as many links.
pub(crate) fn many(count: usize) -> Records {
    let sentence = "Lind said 👩‍✈️ the quay was lost, and Wey that it was not; ";
    let Records { annotators, speakers, quotes, .. } = sample();
    let content = span(sentence, "the quay was lost");
    let quotes = (0..count).map(|number| {
        let by = number * sentence.len();
        Quote {
            id: format!("q-{number}"),
            content: vec![Span::new(content.start + by, content.end + by)],
            speaker: Some(number % speakers.len()),
            ..Quote { article: 0, kind: Some(Kind::Direct), made: quotes[0].made, ..Quote::default() }
        }
    });
    let links = (0..count / 2).map(|number| Link { members: vec![2 * number, 2 * number + 1], ..Link::default() });
    Records {
        articles: vec![Article { text: Text::new(sentence.repeat(count)), ..Article::default() }],
        annotators,
        quotes: quotes.collect(),
        links: links.collect(),
        speakers,
    }
}

/// The file of this name as text.
pub(crate) fn file(written: &[Written], name: &str) -> String {
    let file = written.iter().find(|file| file.name == name).expect("the file was written");
    String::from_utf8(file.bytes.clone()).expect("the file is UTF-8")
}
