//! The dossier: what a reader finds in it, and that no words of a record are more than words.

use std::time::Instant;

use counterpoint::domain::annotation::Kind;
use counterpoint::domain::exchange::dossier::write;
use counterpoint::domain::exchange::harmless::without_controls;
use counterpoint::domain::exchange::records::{Article, Link, Quote, Records, Speaker};
use counterpoint::domain::text::{Span, Text, squeeze};
use proptest::prelude::{Strategy, prop_assert_eq, proptest};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::outgoing::{HOSTILE, SAVED, file, hostile, many, sample};

fn html(records: &Records) -> String {
    file(&write(records, SAVED), "dossier.html")
}

fn markdown(records: &Records) -> String {
    file(&write(records, SAVED), "dossier.md")
}

/// The tags of a page, as they stand between `<` and `>`. A `<` or `>` that is not escaped makes a tag that no template
/// of ours has.
fn tags(page: &str) -> Vec<&str> {
    let (head, rest) = page.split_once("<style>").expect("the page has a style sheet");
    let (_, body) = rest.split_once("</style>").expect("the style sheet ends");
    let tags =
        |part| <str>::split(part, '<').skip(1).map(|tag: &str| tag.split_once('>').map_or(tag, |(tag, _)| tag));
    tags(head).chain(tags(body)).collect()
}

/// The words of a page, with a bar where one tag or more stand.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").expect("the page has a body").1;
    let texts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let texts = texts.filter(|text| !text.is_empty());
    let text = texts.collect::<Vec<_>>().join("|");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn a_page_stands_alone_and_says_how_it_is_built() {
    let page = html(&sample());
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    for part in ["<title>Who said what in 3 articles</title>", "default-src 'none'; style-src 'unsafe-inline'"] {
        assert!(page.contains(part), "{part}");
    }
    let lower = page.to_lowercase();
    for foreign in ["<script", "<link", "<img", "@import", "url(", "src=", " on", "<iframe", "<base"] {
        let found = lower.match_indices(foreign).all(|(at, _)| foreign == " on" && !lower[at..].contains("on=\""));
        assert!(found, "{foreign} has no place in the page");
    }
    for landmark in ["<header>", "<nav aria-label=\"Contents\">", "<main>", "<footer>"] {
        assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
    }
    let levels: Vec<u32> =
        tags(&page).iter().filter_map(|tag| tag.strip_prefix('h')?.get(..1)?.parse().ok()).collect();
    assert_eq!(levels[0], 1);
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] > 1),
        "headings skip no level: {levels:?}"
    );
}

#[test]
fn every_link_inside_the_page_leads_somewhere() {
    let page = html(&sample());
    let inside = page.match_indices("href=\"#").map(|(at, mark)| page[at + mark.len()..].split('"').next());
    let targets: Vec<&str> = inside.map(|target| target.expect("an attribute ends")).collect();
    assert!(targets.contains(&"contradictions") && targets.contains(&"article-3"));
    for target in targets {
        assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
    }
}

#[test]
fn a_contradiction_shows_both_sides_in_context() {
    let page = html(&sample());
    let (before, rest) = page.split_once("id=\"contradictions-2\"").expect("the second contradiction is there");
    assert!(before.contains("id=\"contradictions-1\""));
    let finding =
        words(&format!("<body><{}</footer>", rest.split_once("</article>").expect("a contradiction ends").0));
    for said in [
        "Ada Lind|, |harbour master",
        "|The city owes the port four million|, she added.|",
        "The Ledger|, |16 March 2025|, |article 1|",
        "Tom Wey|, |transport minister",
        "He put the debt at |“less than half a million”|.|",
        "|What differs|Number|",
        "|Why|Four million, or half of one.|",
        "|resolved|",
        "|Linked|by ben-2 on 21 November 2025, 04:40 UTC, changed on 22 November 2025, 05:40 UTC",
    ] {
        assert!(finding.contains(said), "{said} in {finding}");
    }
}

#[test]
fn links_stand_apart_by_what_became_of_them() {
    let check = |text: &str, marks: [&str; 6]| {
        let places: Vec<_> =
            marks.iter().map(|mark| text.find(mark).unwrap_or_else(|| panic!("no {mark}"))).collect();
        assert!(places.is_sorted(), "{marks:?} at {places:?}");
    };
    let page = html(&sample());
    check(
        &page,
        [
            "id=\"contradictions\"",
            "id=\"corroborations\"",
            "id=\"same-words\"",
            "id=\"dismissed\"",
            "id=\"speakers\"",
            "id=\"unattributed\"",
        ],
    );
    let (_, dismissed) = page.split_once("id=\"dismissed\"").expect("something was dismissed");
    assert!(dismissed.contains("Of different quays."));
    check(
        &markdown(&sample()),
        [
            "## Contradictions\n",
            "## Corroborations\n",
            "## Same words\n",
            "## Dismissed\n",
            "## Statements by speaker\n",
            "## Statements without a speaker\n",
        ],
    );
}

#[test]
fn the_quoted_language_and_direction_are_the_articles_own() {
    let page = html(&sample());
    assert!(
        page.contains(
            "<blockquote lang=\"he\" dir=\"auto\">דוברת הנמל אמרה: <mark>“איש לא חיכה”</mark>.</blockquote>"
        )
    );
    let page = html(&hostile());
    assert!(page.contains("<blockquote dir=\"auto\">") && !page.contains("<blockquote lang"), "that is no language");
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let outside = |page: &str| page.matches("<a href=\"http").count();
    let page = html(&sample());
    assert_eq!(outside(&page), 2);
    assert!(
        page.contains(
            "<a href=\"https://ledger.example/ferry?a=1&amp;b=2\" rel=\"noopener noreferrer\" dir=\"ltr\">"
        )
    );
    let page = html(&hostile());
    assert_eq!(outside(&page), 0);
    assert!(!page.contains("href=\"javascript"));
    assert!(words(&page).contains("javascript:alert(document.domain)"), "the address is shown all the same");
}

#[test]
fn hostile_words_are_words_in_the_page() {
    let page = html(&hostile());
    let allowed = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "body",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "nav",
        "ol",
        "ul",
        "li",
        "a",
        "span",
        "main",
        "section",
        "bdi",
        "article",
        "div",
        "blockquote",
        "mark",
        "dl",
        "dt",
        "dd",
        "footer",
    ];
    for tag in tags(&page) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        assert!(allowed.contains(&name), "<{tag}>");
    }
    assert!(words(&page).contains("<img src=x onerror=alert(1)>&amp;"), "the words are there");
    for unseen in ['\u{202e}', '\u{2066}', '\u{0}'] {
        assert!(!page.contains(unseen), "{unseen:?}");
    }
}

#[test]
fn hostile_words_are_words_in_markdown() {
    let text = markdown(&hostile());
    for event in Parser::new_ext(&text, Options::all()) {
        let is_ours = match &event {
            Event::Start(tag) => match tag {
                Tag::Heading { id, classes, attrs, .. } => id.is_none() && classes.is_empty() && attrs.is_empty(),
                Tag::BlockQuote(kind) => kind.is_none(),
                Tag::Paragraph | Tag::Strong | Tag::List(_) | Tag::Item => true,
                _ => false,
            },
            Event::End(_) | Event::Text(_) | Event::Rule => true,
            _ => false,
        };
        assert!(is_ours, "{event:?}");
    }
    assert!(!text.contains('\u{202e}') && !text.contains('\u{0}'));
}

/// The words in bold inside quotations, each run of them.
fn bold(text: &str) -> Vec<String> {
    let (mut runs, mut is_quoted, mut is_bold) = (Vec::new(), false, false);
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => is_quoted = true,
            Event::End(TagEnd::BlockQuote(_)) => is_quoted = false,
            Event::Start(Tag::Strong) if is_quoted => {
                is_bold = true;
                runs.push(String::new());
            }
            Event::End(TagEnd::Strong) => is_bold = false,
            Event::Text(words) if is_bold => runs.last_mut().expect("a run was begun").push_str(&words),
            _ => {}
        }
    }
    runs
}

/// A record of each kind, with these words in every field, and a content in the middle of the text.
fn records_of(words: &str, text: &str, content: Span) -> Records {
    let words = || words.to_owned();
    let quote = Quote {
        content: vec![content],
        kind: Some(Kind::Mixed),
        speaker: Some(0),
        tags: vec![words()],
        note: words(),
        ..Quote::default()
    };
    Records {
        articles: vec![Article {
            title: words(),
            text: Text::new(text),
            outlet: words(),
            byline: words(),
            date: words(),
            ..Article::default()
        }],
        speakers: vec![Speaker { name: words(), aliases: vec![words()], role: words(), ..Speaker::default() }],
        quotes: vec![quote.clone(), quote],
        links: vec![Link { members: vec![0, 1], rationale: words(), ..Link::default() }],
        ..Records::default()
    }
}

/// Words out of letters, marks and signs that mean something somewhere.
fn awkward() -> impl Strategy<Value = String> {
    "[a-c1.*_`~^=:@%+$|#!<>&\"'“”\\\\\\[\\](){}\\- \n\u{202e}éש👍-]{1,24}"
}

proptest! {
    /// Whatever the words are, the page has the tags that it has with others.
    #[test]
    fn words_never_change_the_page_around_them(awkward in awkward()) {
        let records = |words: &str| records_of(words, "A b c.", Span::new(2, 3));
        let (page, plain) = (html(&records(&format!("x{awkward}"))), html(&records("x")));
        prop_assert_eq!(tags(&page), tags(&plain));
    }

    /// Whatever the words are, Markdown shows them, and shows the content in bold.
    #[test]
    fn words_are_shown_in_markdown_as_they_are(before in awkward(), content in awkward(), after in awkward()) {
        let content = format!("x{content}");
        let span = Span::new(before.len(), before.len() + content.len());
        let shown = squeeze(&without_controls(&content));
        let text = markdown(&records_of(&content, &format!("{before}{content}{after}"), span));
        for run in bold(&text) {
            prop_assert_eq!(&run, &shown, "in {}", &text);
        }
        prop_assert_eq!(bold(&text).len(), 4, "in {}", &text);
        let mut title = String::new();
        for event in Parser::new_ext(&text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(words) => title.push_str(&words),
                _ => {}
            }
        }
        prop_assert_eq!(title, squeeze(&format!("Who said what in “{}”", without_controls(&content))));
    }
}

#[test]
fn without_records_the_dossier_says_so() {
    let written = write(&Records::default(), SAVED);
    let page = file(&written, "dossier.html");
    assert!(words(&page).contains("There is nothing in this project yet: no article, no quote, no link.|"));
    assert!(!page.contains("<nav") && !page.contains("<h2"));
    let expected = "# Who said what\n\nMade on 22 November 2025, 05:40 UTC.\n\nThere is nothing in this project yet: no \
        article, no quote, no link.\n";
    assert_eq!(file(&written, "dossier.md"), expected);
}

#[test]
fn without_contradictions_a_reader_who_looks_for_them_is_told() {
    let mut records = sample();
    records.links.clear();
    let none = "No contradiction is open or resolved.";
    assert!(html(&records).contains(none) && markdown(&records).contains(none));
}

#[test]
fn ten_thousand_quotes_on_one_line_take_bounded_time() {
    let started = Instant::now();
    let records = many(10_000);
    let page = html(&records);
    assert_eq!(page.matches("<li><blockquote").count(), 10_000);
    assert_eq!(page.matches("class=\"finding\"").count(), 5_000);
    assert!(page.len() < 40_000_000, "{} bytes", page.len());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn a_quote_that_is_all_of_a_hostile_text_is_told_once() {
    let mut records = hostile();
    records.quotes.truncate(1);
    records.links.clear();
    let bold = bold(&markdown(&records));
    assert_eq!(bold[0], squeeze(&without_controls(HOSTILE)));
}
