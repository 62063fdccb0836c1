//! What comes in from brat, and what goes out, as a person would find it. The offsets are counted by hand.

use super::{read, write};
use crate::domain::annotation::{Difference, Kind, Relation, Status};
use crate::domain::exchange::records::{
    Annotator, Article, Link, Made, Quote, Reading, Records, Source, Speaker, Written,
};
use crate::domain::text::{Span, Text};

/// The first line has 25 code points and more bytes, and ends in CR LF.
const TEXT: &str = "“The quay 👩‍👧 will hold,”\r\nsaid Ortega, “for a year.”\r\nA diver called that ''wishful''.\n";

fn file(name: &str, words: &str) -> Source {
    Source { name: name.to_owned(), bytes: words.as_bytes().to_vec() }
}

/// What an `.ann` of [`TEXT`] gives.
fn of(ann: &str) -> Reading {
    read(&[file("quay.txt", TEXT), file("quay.ann", ann)])
}

fn words(reading: &Reading, spans: &[Span]) -> Vec<String> {
    spans.iter().map(|span| reading.records.articles[0].text.slice(*span).to_owned()).collect()
}

fn unread(reading: &Reading) -> Vec<String> {
    reading.unread.iter().map(ToString::to_string).collect()
}

const ORTEGA: &str = "T1\tContent 0 25;40 53\t“The quay 👩‍👧 will hold,” “for a year.”\n\
    T2\tCue 27 31\tsaid\n\
    T3\tSource 32 38\tOrtega\n\
    T4\tAttribution 27 31\tsaid\n\
    E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n";

const DIVER: &str = "T5\tContent 75 86\t''wishful''\n\
    T6\tCue 63 69\tcalled\n\
    T7\tAttribution-no-source 63 69\tcalled\n\
    E2\tAttribution-no-source:T7 Cue:T6 Content:T5\n";

#[test]
fn an_attribution_is_a_quote_with_its_spans_in_code_points() {
    let reading = of(ORTEGA);
    assert_eq!(unread(&reading), [""; 0]);
    let quote = &reading.records.quotes[0];
    assert_eq!(words(&reading, &quote.content), ["“The quay 👩‍👧 will hold,”", "“for a year.”"]);
    assert_eq!(words(&reading, &quote.cue), ["said"]);
    assert_eq!(words(&reading, &quote.source), ["Ortega"]);
    assert_eq!((quote.kind, quote.speaker, quote.made), (None, None, Made::default()));
    assert_eq!(reading.records.speakers, [], "a source is nobody yet");
    assert_eq!(reading.records.articles[0].file, "quay.txt");
    assert_eq!(reading.records.articles[0].text.as_str(), TEXT);
}

#[test]
fn roles_may_be_numbered_and_spans_come_in_reading_order() {
    let ann = "T1\tContent 40 53\t“for a year.”\nT2\tContent 10 13;1 4\t👩‍👧 The\nT3\tCue 27 31\tsaid\n\
        E1\tReport:T3 content2:T2 Content:T1 CUE:T3\n";
    let reading = of(ann);
    assert_eq!(unread(&reading), [""; 0]);
    let quote = &reading.records.quotes[0];
    assert_eq!(words(&reading, &quote.content), ["The", "👩‍👧", "“for a year.”"]);
    assert_eq!(words(&reading, &quote.cue), ["said"]);
}

#[test]
fn words_may_run_over_raw_line_ends() {
    let text = "One.\n\nT9\tTwo.\nThree.\n";
    let ann =
        "T1\tContent 0 14\tOne.\n\nT9\tTwo.\nT2\tContent 14 20\tThree.\nE1\tA:T1 Content:T1\nE2\tA:T2 Content:T2\n";
    let reading = read(&[file("a.txt", text), file("a.ann", ann)]);
    assert_eq!(unread(&reading), [""; 0]);
    assert_eq!(reading.records.quotes[0].content, [Span::new(0, 14)]);
    assert_eq!(reading.records.quotes[1].content, [Span::new(14, 20)]);
}

#[test]
fn what_cannot_stand_is_told_with_its_line_and_the_rest_comes_in() {
    let check = |line: &str, reason: &str| {
        let reading = of(&format!("{line}\n{ORTEGA}"));
        assert_eq!(unread(&reading), [format!("quay.ann, line 1: {reason}")], "{line}");
        assert!(reading.records.quotes.iter().any(|quote| !quote.source.is_empty()), "{line}");
    };
    check("T9\tContent 5 5\t", "T9: the span 5 5 is empty");
    check("T9\tContent 9 5\tx", "T9: the span 9 5 is empty");
    check("T9\tContent 80 91\tx", "T9: the span 80 91 reaches past the end of the text, which has 88 characters");
    check("T9\tContent -1 4\tx", "T9: “-1 4” is no span");
    check("T9\tContent 0 99999999999999999999\tx", "T9: “0 999999999999999999…” is no span");
    check("T9\tContent\tx", "T9 is not written as a text-bound annotation");
    check("T9\tContent 0 4\tThe quay", "T9 has the words “The quay”, but the text has ““The” there");
    check("T9 Content 0 4 The", "“T9 Content 0 4 The” is no annotation");
    check("some words", "“some words” is no annotation");
    check("T9\tDiscard 5 9\tquay", "1 span of the type Discard in no attribution: T9");
    check("E9\tAttribution:T4 ", "the event E9 has no content");
    check("E9\tAttribution:T4 Content", "E9 is not written as an event");
    check("R9\tContradicts Arg1:E1", "R9 is not written as a relation");
    check("R9\tContradicts Arg1:E1 Arg2:E1", "R9 relates a quote to itself");
    check("R9\tContradicts Arg1:E1 Arg2:T3", "R9 relates T3, which is no quote");
    check("R9\tCoref Arg1:T1 Arg2:T2", "a relation of the type Coref says nothing here");
    check("*\tEquiv T2 T3", "* relates T2, which is no quote");
    check("#9\tAnnotatorNotes T9\tWhy?", "the note AnnotatorNotes is on T9, which is no quote");
    check("#9\tNormalized E1\tx", "a note of the type Normalized says nothing here");
    check("A9\tKind T3 direct", "the attribute Kind is on T3, which is no quote");
    check("N1\tReference T3 Wikipedia:1\tQuay", "links to dictionaries and knowledge bases (N) are not taken in");
    check("E9\tA:T4 Cue:T9 Content:T1", "the argument Cue:T9 of E9 names no span that could be read");
    check("E9\tA:T4 Theme:T1 Content:T1", "the argument Theme:T1 of E9 is neither content nor cue nor source");
}

#[test]
fn an_id_is_given_once() {
    let reading = of(&format!("{ORTEGA}T1\tCue 0 4\t“The\n"));
    assert_eq!(unread(&reading), ["quay.ann, line 6: there are two annotations T1; this one is left out"]);
}

#[test]
fn a_span_is_snapped_outwards_where_it_cuts_what_a_reader_sees_as_one_character() {
    // From the middle of the family to between CR and LF.
    let reading = of("T1\tContent 11 26\t\nE1\tA:T1 Content:T1\n");
    assert_eq!(words(&reading, &reading.records.quotes[0].content), ["👩‍👧 will hold,”\r\n"]);
}

#[test]
fn notes_and_attributes_are_what_they_say() {
    let reading = of(&format!(
        "{ORTEGA}{DIVER}\
         #1\tAnnotatorNotes E1\tHow long?\n\
         #2\tAnnotatorNotes T1\tCheck the “for”.\n\
         #3\tSpeaker E1\tMarta Ortega [s-1]\n\
         #4\tSpeaker E2\tMarta Ortega\n\
         #5\tAnnotator E1\tMia [a-1]\n\
         #6\tTag E1\tharbour\n\
         A1\tKind E1 Direct\n\
         A2\tNegation E2\n\
         A3\tConfidence E2 very high\n\
         M1\tSpeculation E2\n"
    ));
    assert_eq!(unread(&reading), [""; 0]);
    let Records { quotes, speakers, annotators, .. } = &reading.records;
    assert_eq!(quotes[0].note, "How long?\nCheck the “for”.");
    assert_eq!((quotes[0].kind, quotes[1].kind), (Some(Kind::Direct), None));
    assert_eq!((quotes[0].speaker, quotes[1].speaker), (Some(0), Some(0)), "one name, one speaker");
    assert_eq!((speakers[0].id.as_str(), speakers[0].name.as_str(), speakers.len()), ("s-1", "Marta Ortega", 1));
    assert_eq!(quotes[0].tags, ["harbour"]);
    assert_eq!(quotes[1].tags, ["Negation", "Confidence: very high", "Speculation"]);
    assert_eq!(*annotators, [Annotator { id: "a-1".to_owned(), name: "Mia".to_owned() }]);
    assert_eq!((quotes[0].made.by, quotes[1].made.by), (Some(0), None));
}

#[test]
fn a_quote_has_one_speaker() {
    let reading = of(&format!("{ORTEGA}#1\tSpeaker E1\tMarta Ortega\n#2\tSpeaker E1\tIra Voss\n"));
    assert_eq!(unread(&reading), ["quay.ann, line 7: a quote has one speaker, not “Ira Voss” too"]);
    let names: Vec<&str> = reading.records.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(names, ["Marta Ortega"]);
}

#[test]
fn relations_and_equivalences_are_links() {
    let check = |line: &str, relation| {
        let reading = of(&format!("{ORTEGA}{DIVER}{line}\n"));
        assert_eq!(unread(&reading), [""; 0], "{line}");
        let links: Vec<_> =
            reading.records.links.iter().map(|link| (link.members.as_slice(), link.relation)).collect();
        assert_eq!(links, [(&[0, 1][..], relation)], "{line}");
    };
    check("R1\tContradicts Arg1:E1 Arg2:E2", Relation::Contradicts(Difference::Other));
    check("R1\tcontradicts-Time Arg1:T4 Arg2:T5", Relation::Contradicts(Difference::Time));
    check("R1\tCorroborates Arg1:E1 Arg2:E2", Relation::Corroborates);
    check("*\tEquiv T1 T5", Relation::SameWords);
}

#[test]
fn an_annotation_file_finds_its_text_and_names_its_annotator() {
    // (files with the text, files with annotations), the annotators of the quotes
    let check = |texts: &[&str], anns: &[&str], annotators: &[Option<&str>], told: &[&str]| {
        let texts = texts.iter().map(|name| file(name, TEXT));
        let reading = read(&texts.chain(anns.iter().map(|name| file(name, ORTEGA))).collect::<Vec<_>>());
        let Records { annotators: known, quotes, .. } = &reading.records;
        let found: Vec<_> = quotes.iter().map(|quote| quote.made.by.map(|by| known[by].id.as_str())).collect();
        assert_eq!(found, annotators, "{anns:?}");
        let told: Vec<String> = told.iter().map(|&reason| reason.to_owned()).collect();
        assert_eq!(unread(&reading), told, "{anns:?}");
    };
    check(&["a.txt"], &["a.ann"], &[None], &[]);
    check(&["text/a.txt"], &["ann/a_4b22.ann", "ann/a_4e07.ann"], &[Some("4b22"), Some("4e07")], &[]);
    check(&["a.txt", "a_b.txt"], &["a_b.ann", "a_b_c.ann", "a-x.ann"], &[Some("x"), None, Some("c")], &[]);
    check(&["mia/a.txt", "ben/a.txt"], &["mia/a.ann", "ben/a.ann"], &[Some("mia"), Some("ben")], &[]);
    check(&["a.txt"], &["x/mia/a.ann", "x/ben/a.ann"], &[Some("mia"), Some("ben")], &[]);
    check(&["a.txt", "ben/a.txt"], &["a.ann", "ben/a.ann"], &[None, Some("ben")], &[]);
    check(&["a.txt"], &["a_Mia L.ann", "a_Mía L.ann"], &[Some("Mia-L"), Some("M-a-L")], &[]);
    check(&["a.txt"], &["ab.ann"], &[], &["ab.ann: there is no text (.txt) for these annotations"]);
    check(&["a.txt", ".stats_cache", "b.conf", "README"], &[], &[], &[]);
    check(&["a.txt", "a.pdf"], &[], &[], &["a.pdf: it is neither a text (.txt) nor annotations of one (.ann)"]);
}

#[test]
fn two_texts_of_one_name_are_told_apart_by_their_folders() {
    let (one, two) = (file("x/a.txt", TEXT), file("y/a.txt", &TEXT.replace("year", "week")));
    let reading = read(&[one.clone(), two.clone(), file("y/a.ann", DIVER)]);
    assert_eq!(reading.records.quotes[0].article, 1);
    let reading = read(&[one, two, file("z/a.ann", DIVER)]);
    assert_eq!(
        unread(&reading),
        ["z/a.ann: several texts (.txt) have its name, and none stands nearer than the others"]
    );
}

#[test]
fn files_that_are_no_text_are_told() {
    let check = |name: &str, bytes: &[u8], part: &str| {
        let reading = read(&[Source { name: name.to_owned(), bytes: bytes.to_vec() }, file("ok.txt", TEXT)]);
        assert!(unread(&reading).len() == 1 && unread(&reading)[0].contains(part), "{:?}", unread(&reading));
        assert_eq!(reading.records.articles.len(), 1);
    };
    check("a.txt", b"caf\xe9", "not in UTF-8");
    check("a.txt", b" \n", "no text in it");
    check("a.txt", &vec![b'a'; 6_000_000], "5000000 bytes");
    check("ok_b.ann", b"\xff\xfeT", "not in UTF-8");
    check("ok_b.ann", &vec![b'\n'; 40 << 20], "33554432 bytes");
}

#[test]
fn a_list_of_what_was_not_read_has_an_end_and_so_have_spans() {
    let reading = of(&"x\n".repeat(100_000));
    assert_eq!(reading.unread.len(), 201);
    assert_eq!(unread(&reading)[200], "quay.ann: 99800 more things could not be read either");

    let many = (0..2_000).map(|_| "0 1").collect::<Vec<_>>().join(";");
    let events = (0..100_000).map(|number| format!("E{number}\tA:T1 Content:T1\n"));
    let reading = of(&format!("T1\tContent {many}\n{}", events.collect::<String>()));
    assert_eq!(reading.records.quotes.len(), 500);
    assert!(unread(&reading)[0].contains("more than 1000000 spans"), "{}", unread(&reading)[0]);
}

#[test]
fn a_text_that_is_one_character_to_a_reader_is_read_in_time() {
    let text = format!("a{}b", "\u{301}".repeat(200_000));
    let ann =
        (1..20_000).map(|at| format!("T{at}\tContent {} {}\t\nE{at}\tA:T{at} Content:T{at}\n", at * 9, at * 9 + 1));
    let reading = read(&[file("a.txt", &text), file("a.ann", &ann.collect::<String>())]);
    assert_eq!((reading.records.quotes.len(), reading.unread.len()), (19_999, 0));
    assert!(reading.records.quotes.iter().all(|quote| quote.content == [Span::new(0, text.len() - 1)]));
}

/// Two annotators; a link across what they marked; an interrupted quote with a line end inside, and another over it.
fn records() -> Records {
    let span = |words: &str| {
        let start = TEXT.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    };
    let by = |by| Made { by: Some(by), ..Made::default() };
    let annotator = |id: &str, name: &str| Annotator { id: id.to_owned(), name: name.to_owned() };
    Records {
        articles: vec![Article { file: "quay.html".to_owned(), text: Text::new(TEXT), ..Article::default() }],
        annotators: vec![annotator("a-1", "Mia Lund"), annotator("a-2", "")],
        speakers: vec![Speaker { id: "s-1".to_owned(), name: "Marta Ortega".to_owned(), ..Speaker::default() }],
        quotes: vec![
            Quote {
                id: "q-1".to_owned(),
                content: vec![span("quay 👩‍👧 will hold,”\r\nsaid Ortega"), span("hold")],
                source: vec![span("Ortega")],
                kind: Some(Kind::Mixed),
                speaker: Some(0),
                tags: vec!["harbour".to_owned()],
                note: "One.\nTwo.".to_owned(),
                made: by(0),
                ..Quote::default()
            },
            Quote { id: "q-2".to_owned(), content: vec![span("wishful")], made: by(1), ..Quote::default() },
        ],
        links: vec![Link {
            id: "l-1".to_owned(),
            members: vec![0, 1],
            relation: Relation::Contradicts(Difference::Stance),
            rationale: "Wishful?".to_owned(),
            status: Status::Dismissed,
            made: by(1),
        }],
    }
}

fn named<'a>(files: &'a [Written], name: &str) -> &'a str {
    let file = files.iter().find(|file| file.name == name).expect("the file was written");
    std::str::from_utf8(&file.bytes).expect("brat files are UTF-8")
}

#[test]
fn each_annotator_has_a_folder_and_a_link_brings_the_quotes_that_it_needs() {
    let files = write(&records());
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["annotation.conf", "Mia Lund/quay.txt", "Mia Lund/quay.ann", "a-2/quay.txt", "a-2/quay.ann"]);
    let quote = "T1\tContent 5 25;27 38\tquay 👩‍👧 will hold,” said Ortega\n\
        #1\tSpans T1\t5 38\n\
        T2\tContent 19 23\thold\n\
        T3\tSource 32 38\tOrtega\n\
        T4\tAttribution 32 38\tOrtega\n\
        E1\tAttribution:T4 Content:T1 Content2:T2 Source:T3\n\
        A1\tKind E1 mixed\n\
        #2\tSpeaker E1\tMarta Ortega [s-1]\n\
        #3\tTag E1\tharbour\n\
        #4\tAnnotatorNotes E1\t\"One.\\nTwo.\"\n\
        #5\tAnnotator E1\tMia Lund [a-1]\n\
        #6\tQuote E1\tq-1\n";
    assert_eq!(named(&files, "Mia Lund/quay.txt"), TEXT);
    assert_eq!(named(&files, "Mia Lund/quay.ann"), quote);
    let rest = "T5\tContent 77 84\twishful\n\
        T6\tAttribution-no-source 77 84\twishful\n\
        E2\tAttribution-no-source:T6 Content:T5\n\
        #7\tAnnotator E2\t[a-2]\n\
        #8\tQuote E2\tq-2\n\
        R1\tContradicts-stance Arg1:E1 Arg2:E2\n\
        #9\tLink R1\tl-1\n\
        #10\tAnnotatorNotes R1\tWishful?\n\
        #11\tStatus R1\tdismissed\n\
        #12\tAnnotator R1\t[a-2]\n";
    assert_eq!(named(&files, "a-2/quay.ann"), format!("{quote}{rest}"));
}

#[test]
fn where_fragments_were_moved_since_they_count() {
    let files = write(&records());
    let ann = named(&files, "Mia Lund/quay.ann");
    let moved = ann.replace("5 25;27 38\tquay 👩‍👧 will hold,” said Ortega", "5 25;27 31\tquay 👩‍👧 will hold,” said");
    let reading = of(&moved);
    assert_eq!(unread(&reading), [""; 0]);
    assert_eq!(words(&reading, &reading.records.quotes[0].content), ["quay 👩‍👧 will hold,”", "hold", "said"]);
}

#[test]
fn a_quote_that_was_edited_in_one_of_two_files_is_there_twice() {
    let files = write(&records());
    let edited = named(&files, "a-2/quay.ann").replace("Tag E1\tharbour", "Tag E1\tpier");
    let sources =
        [file("quay.txt", TEXT), file("x/quay.ann", named(&files, "Mia Lund/quay.ann")), file("y/quay.ann", &edited)];
    let reading = read(&sources);
    assert_eq!(
        unread(&reading),
        ["y/quay.ann, line 6: there is another quote with the id q-1; this one is taken for a new one"]
    );
    let ids: Vec<&str> = reading.records.quotes.iter().map(|quote| quote.id.as_str()).collect();
    assert_eq!(ids, ["q-1", "", "q-2"]);
}

#[test]
fn the_configuration_names_every_type_that_is_written() {
    let files = write(&Records::default());
    let config = named(&files, "annotation.conf");
    for section in [
        "[entities]\nContent\nCue\nSource\n",
        "[events]\nAttribution\tContent+:Content, ",
        "[attributes]\nKind\t",
        "[relations]\nContradicts-denial\t",
    ] {
        assert!(config.contains(section), "{config}");
    }
    for name in ["Contradicts\t", "Corroborates\t", "Same-words\tArg1:Attribution|Attribution-no-source, "] {
        assert!(config.contains(name), "{config}");
    }
    assert_eq!(files.len(), 1);
}

#[test]
fn an_article_without_quotes_goes_out_with_an_empty_file() {
    let files = write(&Records { quotes: vec![], links: vec![], ..records() });
    assert_eq!((named(&files, "quay.txt"), named(&files, "quay.ann")), (TEXT, ""));
}
