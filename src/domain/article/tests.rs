//! Whole pages: the saved ones that the project is tried on, and invented ones in the shapes that pages come in.

use std::path::Path;

use super::RegionKind::{Boilerplate, Byline, Caption, Heading, KeyPoint, Title};
use super::*;

/// The report of every invented page.
const BODY: &str = "The ferry to the outer islands will stop running on Monday, the harbour office said.\n\n\
    “We have no crew left,” the harbour master, Ada Lind, told reporters on the quay.\n\n\
    The union denied it, and said that forty sailors had been sent home last week.\n";

/// One expected line: its beginning, and its kind.
type Expected = (&'static str, Option<RegionKind>);

fn described(source: &str) -> (Text, Description) {
    let text = Text::new(source);
    let description = describe(&text, "page.txt");
    for pair in description.regions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "regions overlap in {source:?}");
    }
    for region in &description.regions {
        assert!(text.paragraphs().contains(&region.span), "{region:?} is no whole line of {source:?}");
    }
    (text, description)
}

fn assert_lines(text: &Text, description: &Description, expected: &[Expected]) {
    for &(beginning, kind) in expected {
        let mut lines = text.paragraphs().iter().filter(|&&line| text.slice(line).trim().starts_with(beginning));
        let line = lines.next().unwrap_or_else(|| panic!("no line begins with {beginning:?}"));
        assert_eq!(kind_at(&description.regions, line.start), kind, "of the line {beginning:?}");
    }
}

/// Title, outlet, byline, date of a page, and the kinds of its lines; the invented report is always report.
fn check(source: &str, expected: [&str; 4], lines: &[Expected]) {
    let (text, description) = described(source);
    let Description { title, outlet, byline, date, .. } = &description;
    assert_eq!([title, outlet, byline, date], expected, "of {source:?}");
    assert_lines(&text, &description, lines);
    for report in BODY.lines().filter(|line| !line.is_empty()) {
        if let Some(start) = source.find(report) {
            assert_eq!(kind_at(&description.regions, start), None, "the report is folded: {report:?}");
        }
    }
}

/// A saved page; nothing where the folder is missing on a person's own machine. In CI it is always there.
fn saved(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "{}: {error}", path.display());
            eprintln!("skipped: {} cannot be read ({error})", path.display());
            None
        }
    }
}

#[test]
fn a_page_without_a_headline_is_named_by_its_first_sentence() {
    let Some(source) = saved("000_bed55c691b5d66ca.txt") else { return };
    let (text, description) = described(&source);
    assert!(description.title.starts_with("US Secretary of State Marco Rubio"), "{}", description.title);
    assert!(description.title.ends_with('…') && description.title.len() <= 100, "{}", description.title);
    assert_eq!(description.outlet, "thanhnien.vn");
    assert!(description.address.starts_with("https://thanhnien.vn/") && description.address.ends_with("441231.htm"));
    assert_eq!((description.language.as_str(), description.byline.as_str()), ("en", ""));
    assert!(description.regions.iter().all(|region| region.kind.folded()), "{:?}", description.regions);
    assert_lines(
        &text,
        &description,
        &[
            ("US Secretary of State Marco Rubio and", None),
            ("AFP today", None),
            ("Trump says", Some(Boilerplate)),
            ("Russian President", None),
            ("US Secretary of State Marco Rubio (left)", Some(Caption)),
            ("The US leader", None),
            ("The Trump administration's first", None),
            ("Source:", Some(Boilerplate)),
            ("Comment (0)", Some(Boilerplate)),
        ],
    );
    let labels: Vec<String> = folds(&text, &description.regions).iter().map(Fold::label).collect();
    assert_eq!(labels, ["1 line of page furniture", "1 caption", "2 lines of page furniture"]);
}

#[test]
fn a_plea_prices_and_teasers_are_one_fold_after_the_report() {
    let Some(source) = saved("001_0b1ab467beb0d20d.txt") else { return };
    let (text, description) = described(&source);
    assert_eq!(description.title, "Top U.S., Russian Diplomats Discuss Next Steps on Ukraine");
    assert_eq!(description.outlet, "The Moscow Times");
    assert_eq!(description.byline, "AFP");
    assert_eq!(description.date, "2025-03-16");
    assert_lines(
        &text,
        &description,
        &[
            ("date 2025-03-16", Some(Boilerplate)),
            ("Contribute today", Some(Boilerplate)),
            ("Top U.S., Russian", Some(Title)),
            ("By AFP", Some(Byline)),
            ("Top U.S. and Russian", Some(Caption)),
            ("U.S. Secretary of State", None),
            ("According to State", None),
            ("Russia's President", None),
        ],
    );
    let folds = folds(&text, &description.regions);
    let last = folds.last().expect("the page ends in furniture");
    assert!(text.slice(text.paragraphs()[last.paragraphs.start]).starts_with("Read more about:"));
    assert_eq!(last.paragraphs.end, text.paragraphs().len(), "the last teaser is folded too");
    assert_eq!(folds.len(), 3);
}

#[test]
fn key_points_share_icons_and_subheadings_are_told_apart() {
    let Some(source) = saved("004_d1cdd777f40a3452.txt") else { return };
    let (text, description) = described(&source);
    assert_eq!(description.title, "Top US, Russian Diplomats Discuss ‘Next Steps’ to End Ukraine War");
    assert_eq!(description.date, "2025-03-16");
    assert_eq!((description.outlet.as_str(), description.byline.as_str()), ("", ""));
    assert_lines(
        &text,
        &description,
        &[
            ("Sun Mar 16 2025", Some(Byline)),
            ("icon-facebook", Some(Boilerplate)),
            ("KEY POINTS", Some(Heading)),
            ("• US pushing", Some(KeyPoint)),
            ("• Zelensky accused", Some(KeyPoint)),
            ("WASHINGTON/MOSCOW:", None),
            ("Diplomatic stalemate", Some(Heading)),
            ("Moscow, however,", None),
            ("“Putin is lying", None),
            ("Changes in US envoy", Some(Heading)),
            ("Instead, Trump", None),
        ],
    );
    assert_eq!(folds(&text, &description.regions).len(), 2, "the icons over and under the report");
}

#[test]
fn the_shipped_articles_are_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    let Ok(entries) = std::fs::read_dir(&folder) else { panic!("{} is missing", folder.display()) };
    let mut seen = 0;
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a shipped article is UTF-8");
        let (text, description) = described(&source);
        let Description { title, outlet, byline, date, .. } = &description;
        for value in [title, outlet, byline] {
            assert!(!value.is_empty(), "{}: {description:?}", path.display());
        }
        assert_eq!(date, "2025-03-16", "{}", path.display());
        let of_folds: usize = folds(&text, &description.regions).iter().map(|fold| fold.paragraphs.len()).sum();
        assert!(of_folds * 2 < text.paragraphs().len(), "{}: most of it is folded", path.display());
        seen += 1;
    }
    assert!(seen >= 3, "{seen} articles in {}", folder.display());
}

#[test]
fn agency_pages() {
    check(
        &format!(
            "Ferry to stop on Monday\n\nBy TOM WEY\nUpdated 4:15 PM EST, March 16, 2025\n\nHARBOUR CITY (AP) — {BODY}"
        ),
        ["Ferry to stop on Monday", "AP", "TOM WEY", "2025-03-16"],
        &[("Ferry", Some(Title)), ("By TOM", Some(Byline)), ("Updated", Some(Byline)), ("HARBOUR CITY", None)],
    );
    check(
        &format!(
            "Ferry to stop on Monday\n\nBy Tom Wey and Ada Brook\n\nMarch 16 (Reuters) - {BODY}\n\nReporting by Tom Wey; editing by Ada Brook\n\nOur Standards: The Principles."
        ),
        ["Ferry to stop on Monday", "", "Tom Wey and Ada Brook", ""],
        &[("By Tom", Some(Byline)), ("Reporting by", Some(Byline)), ("Our Standards", Some(Boilerplate))],
    );
}

#[test]
fn metadata_in_its_many_forms() {
    let title = "Ferry to the islands will stop on Monday";
    let (text, description) = described(&format!("{title}\n\nHarbour Post · 16 March 2025 · By Tom Wey\n\n{BODY}"));
    assert_eq!(description.outlet, "Harbour Post");
    assert_lines(&text, &description, &[("Harbour Post", Some(Byline))]);
    for header in [
        "Harbour Post | 16 March 2025 | By Tom Wey",
        "By Tom Wey | Harbour Post | March 16, 2025 at 4:15 p.m.",
        "Harbour Post\nBy Tom Wey March 16, 2025",
        "By Tom Wey\nPublished 16 March 2025\nOutlet: Harbour Post",
        "Source: Harbour Post\nDate: 2025-03-16\nAuthor: Tom Wey\nLanguage: en",
        "Tom Wey\nPublished: 16.03.2025, 10:20 GMT\nPublisher: Harbour Post",
    ] {
        check(&format!("{title}\n\n{header}\n\n{BODY}"), [title, "Harbour Post", "Tom Wey", "2025-03-16"], &[]);
    }
    check(
        &format!("Title: {title}\nURL: https://www.harbourpost.example/2025/03/16/ferry\n\n{BODY}"),
        [title, "harbourpost.example", "", "2025-03-16"],
        &[("Title:", Some(Title)), ("URL:", Some(Byline))],
    );
    check(&format!("{title} | Harbour Post\n\n{BODY}"), [title, "Harbour Post", "", ""], &[]);
    check(&format!("Will the ferry stop?\n\n{BODY}"), ["Will the ferry stop?", "", "", ""], &[]);
}

#[test]
fn banners_advertisements_and_inner_teasers() {
    let [first, second, third] = paragraphs();
    check(
        &format!(
            "We use cookies to count visits and to remember your choices. You can say no.\nAccept all\n\n\
             Skip to content\nMenu\n\nFerry to stop on Monday\n\nBy Tom Wey\n\nShare this article\n\n{first}\n\n\
             Advertisement\n\n{second}\n\nRelated: Island school to close\n\nRead more: The last lamp lighter\n\n\
             Sailors on the quay on Friday. (Photo by Ada Brook/AFP)\n\n{third}\n\nComments (12)\n\n© 2025 Harbour Post"
        ),
        ["Ferry to stop on Monday", "Harbour Post", "Tom Wey", ""],
        &[
            ("We use cookies", Some(Boilerplate)),
            ("Accept all", Some(Boilerplate)),
            ("Menu", Some(Boilerplate)),
            ("Share this", Some(Boilerplate)),
            ("Advertisement", Some(Boilerplate)),
            ("Related:", Some(Boilerplate)),
            ("Read more:", Some(Boilerplate)),
            ("Sailors", Some(Caption)),
            ("Comments (12)", Some(Boilerplate)),
            ("© 2025", Some(Boilerplate)),
        ],
    );
}

#[test]
fn a_pitch_in_the_middle_does_not_end_the_report() {
    let [first, second, third] = paragraphs();
    check(
        &format!(
            "Ferry to stop on Monday\n\n{first}\n\nSign up for our evening newsletter\nThe day’s news in your inbox. \
             By signing up you agree to our privacy policy.\n\nMore on this story\n\n{second}\n\nA winter without boats\n\n{third}"
        ),
        ["Ferry to stop on Monday", "", "", ""],
        &[
            ("Sign up", Some(Boilerplate)),
            ("The day’s news", Some(Boilerplate)),
            ("More on this", Some(Boilerplate)),
            ("A winter", Some(Heading)),
        ],
    );
}

#[test]
fn a_plea_of_several_paragraphs_ends_the_report() {
    check(
        &format!(
            "Ferry to stop on Monday\n\n{BODY}\nA message from The Harbour Post:\n\nDear readers,\n\nOur small newsroom \
             has never been under such strain. The council calls our work “a nuisance”.\n\nIf you can, support The \
             Harbour Post with a few coins a month. Thank you.\n\nOnce\nMonthly\nContinue\n\nRead more\n\nIsland school \
             to close in June\n\nThe council gave no reason for its decision.\n2 min read\n\nThe last lamp lighter \
             of the bay\n\nHe has worked on the quay for fifty years."
        ),
        ["Ferry to stop on Monday", "The Harbour Post", "", ""],
        &[
            ("A message", Some(Boilerplate)),
            ("Our small newsroom", Some(Boilerplate)),
            ("Monthly", Some(Boilerplate)),
            ("The council gave", Some(Boilerplate)),
            ("He has worked", Some(Boilerplate)),
        ],
    );
}

#[test]
fn pages_in_other_languages() {
    let (text, description) = described(
        "Пором зупиниться в понеділок\n\nАвтор: Олена Бойко\n16 березня 2025\nПоділитися:\n\n\
         Пором до островів не ходитиме з понеділка, повідомили в порту міста.\n\nФото: порт у п’ятницю\n\n\
         Профспілка це заперечує і каже, що сорок моряків відправили додому.\n\nЧитайте також: Школа закриється\n\nКоментарі (3)",
    );
    assert_eq!(description.title, "Пором зупиниться в понеділок");
    assert_eq!((description.byline.as_str(), description.date.as_str()), ("Олена Бойко", "2025-03-16"));
    assert_eq!(description.language, "uk");
    assert_lines(
        &text,
        &description,
        &[
            ("Поділитися", Some(Boilerplate)),
            ("Пором до", None),
            ("Фото", Some(Caption)),
            ("Профспілка", None),
            ("Читайте також", Some(Boilerplate)),
            ("Коментарі", Some(Boilerplate)),
        ],
    );
    let (text, description) = described(
        "Fähre fällt ab Montag aus\n\nVon Ada Brook\n16. März 2025\nArtikel teilen\n\nDie Fähre zu den Inseln fällt ab \
         Montag aus, teilte das Hafenamt der Stadt mit.\n\nLesen Sie auch: Die Schule schließt\n\nDie Gewerkschaft \
         widerspricht und nennt die Angaben des Amtes falsch und nicht belegt.",
    );
    assert_eq!((description.byline.as_str(), description.date.as_str()), ("Ada Brook", "2025-03-16"));
    assert_eq!(description.language, "de");
    assert_lines(
        &text,
        &description,
        &[("Artikel teilen", Some(Boilerplate)), ("Lesen Sie auch", Some(Boilerplate)), ("Die Gewerkschaft", None)],
    );
}

#[test]
fn a_sentence_of_the_report_is_never_folded() {
    let [first, second, third] = paragraphs();
    for sentence in [
        "“Subscribe to our channel and support us,” the minister told his followers. “You will not regret it.”",
        "Support for the plan fell by half after the union’s statement, a poll of our readers found.",
        "Read more widely, and the figures of the harbour office look less certain than they did.",
        "Share prices of the ferry line fell on Monday",
        "More on the quay than in the office, people said what they thought of it.",
        "The island’s newsletter, which has few subscribers, asked its readers to contribute to a fund.",
        "We asked the harbour office for a comment, but it did not answer.",
        "She said:",
        "“No.”",
        "He left.",
    ] {
        let source = format!("Ferry to stop on Monday\n\n{first}\n\n{second}\n\n{sentence}\n\n{third}");
        let (text, description) = described(&source);
        assert!(folds(&text, &description.regions).is_empty(), "folded: {sentence:?}");
    }
    let wrapped = "Ferry to stop on Monday\n\nThe ferry to the outer islands will stop\nrunning on Monday, and the office\n\
                   says no word about how Ada Lind and her\nmen are to reach the school";
    let (text, description) = described(wrapped);
    assert_eq!(description.regions.len(), 1, "{:?}", description.regions);
    assert_eq!(kind_at(&description.regions, 0), Some(Title));
    assert!(folds(&text, &description.regions).is_empty());
}

#[test]
fn any_text_is_described() {
    for source in [
        "",
        "\n",
        " \u{a0}\n\n",
        "One",
        "Ferry.",
        "\u{feff}Ferry to stop\r\n\r\nIt stops.\r\n",
        "©",
        "By",
        "• ",
        ":",
        "年月",
    ] {
        described(source);
    }
    assert_eq!(describe(&Text::new(""), "a.txt"), Description { file: "a.txt".into(), ..Description::default() });
}

#[test]
fn a_large_text_is_described_in_linear_time() {
    // Far above what a slow machine needs for this in a debug build, far below what quadratic work would take.
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
    let started = std::time::Instant::now();
    let teaser = "Read more\n\nA title of four words\n\nA sentence that is of the report, no doubt.\n\n";
    for source in [BODY.repeat(2_000), "word ".repeat(200_000), teaser.repeat(2_000), "\n".repeat(300_000) + "By\n"] {
        assert_eq!(describe(&Text::new(source), "large.txt").file, "large.txt");
    }
    assert!(started.elapsed() < PATIENCE, "took {:?}", started.elapsed());
}

#[test]
fn a_person_says_what_a_line_is() {
    let source = format!("Ferry to stop on Monday\n\n{BODY}");
    let (text, description) = described(&source);
    let folded = with_kind(&text, &description.regions, 2..5, Some(Boilerplate));
    assert_eq!(
        folds(&text, &folded),
        [Fold { paragraphs: 2..5, captions: 0, lines: 2 }],
        "the blank line has no region"
    );
    assert_eq!(kind_at(&folded, 0), Some(Title));
    assert_eq!(with_kind(&text, &folded, 2..5, None), description.regions);
    assert_eq!(with_kind(&text, &folded, 90..99, None), folded, "no such lines");
}

#[test]
fn the_id_is_the_hash_of_the_text() {
    assert_eq!(article_id("abc"), "ba7816bf8f01cfea4141");
    assert_ne!(article_id("abc"), article_id("abc\n"));
}

fn paragraphs() -> [&'static str; 3] {
    let mut lines = BODY.lines().filter(|line| !line.is_empty());
    std::array::from_fn(|_| lines.next().expect("the invented report has three paragraphs"))
}
