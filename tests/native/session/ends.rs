//! Moving the ends of spans by words: each case is (before, keys, after), the brackets being the content's spans.

use counterpoint::domain::annotation::{Attribution, Role};
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::QuoteId;
use counterpoint::domain::session::{Active, Intent, Refusal};
use counterpoint::domain::text::Span;

use super::Desk;

/// A text without its brackets, and the spans that they held.
fn unbracket(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for character in marked.chars() {
        match character {
            '[' => start = text.len(),
            ']' => spans.push(Span::new(start, text.len())),
            _ => text.push(character),
        }
    }
    (text, spans)
}

/// A session whose active quote has the bracketed content.
fn desk(marked: &str) -> (Desk, QuoteId) {
    let (text, content) = unbracket(marked);
    let mut desk = Desk::new(&[&text]);
    let attribution = Attribution { article: desk.articles[0].clone(), content, ..Attribution::default() };
    let quote = QuoteId::from("quote");
    desk.give(Intent::Perform(Edit::AddQuote { quote: quote.clone(), attribution })).expect("the spans fit");
    desk.give(Intent::Activate(Active::Quote(quote.clone()))).expect("it is there");
    (desk, quote)
}

/// The text with the spans of the quote in brackets.
fn bracket(desk: &Desk, quote: &QuoteId) -> String {
    let project = desk.session.project();
    let text = project.text(&desk.articles[0]).expect("it is at hand");
    let mut marked = text.as_str().to_owned();
    let spans = project.quote(quote).expect("it is there").attribution.spans(Role::Content);
    for span in spans.iter().rev() {
        marked.insert(span.end, ']');
        marked.insert(span.start, '[');
    }
    marked
}

fn check(before: &str, keys: &str, after: &str) {
    let (mut desk, quote) = desk(before);
    desk.press(keys).expect("the keys are taken");
    assert_eq!(bracket(&desk, &quote), after, "{before} and {keys}");
}

#[test]
fn ends_move_to_the_ends_of_words() {
    check("The envoy [waited nine] hours in", ".", "The envoy [waited nine hours] in");
    check("The envoy [waited nine] hours in", ". .", "The envoy [waited nine hours in]");
    check("The envoy [waited nine] hours in", ",", "The envoy [waited] nine hours in");
    check("The envoy [waited nine] hours in", "<", "The [envoy waited nine] hours in");
    check("The envoy [waited nine] hours in", ">", "The envoy waited [nine] hours in");
    check("The envoy [waited nine] hours in", "< < . , >", "The [envoy waited nine] hours in");
    check("one [two], three", ".", "one [two, three]");
    check("one, [two]", "<", "[one, two]");
    check("one, [“two]”", "<", "[one, “two]”");
    check("o[n]e two", ".", "o[ne] two");
    check("o[ne tw]o", ",", "o[ne] two");
    check("don[’t g]o", ".", "don[’t go]");
}

#[test]
fn ends_pass_over_paragraphs() {
    check("one [two]\n\nthree", ".", "one [two\n\nthree]");
    check("one [two\n\nthree]", ",", "one [two]\n\nthree");
    check("one\n\n[two] three", "<", "[one\n\ntwo] three");
    check("[one\n\ntwo] three", ">", "one\n\n[two] three");
    check("one\r\n\r\n[two]", "<", "[one\r\n\r\ntwo]");
    check("one\n\n\n\n\n\n[two]", "<", "[one\n\n\n\n\n\ntwo]");
    check("[one\n\n\n\n\n\ntwo]", ",", "[one]\n\n\n\n\n\ntwo");
    check("one\n…\n—\n***\n[two]", "<", "[one\n…\n—\n***\ntwo]");
}

#[test]
fn ends_move_in_any_script() {
    check("אחת [שתיים] שלוש", ".", "אחת [שתיים שלוש]");
    check("אחת [שתיים] שלוש", "<", "[אחת שתיים] שלוש");
    check("cafe\u{301} [noir] 👩‍👧 cre\u{300}me", ".", "cafe\u{301} [noir 👩‍👧 cre\u{300}me]");
    check("cafe\u{301} [noir]", "<", "[cafe\u{301} noir]");
}

#[test]
fn ends_stop_at_the_ends_of_the_text() {
    check("[one two]", "<", "[one two]");
    check("[one two]", ".", "[one two]");
    check("“[one two]”", ".", "“[one two]”");
}

#[test]
fn ends_never_cross() {
    let check = |before: &str, key: &str| {
        let (mut desk, quote) = desk(before);
        assert_eq!(desk.press(key), Err(Refusal::TooShort), "{before} and {key}");
        assert_eq!(bracket(&desk, &quote), before);
    };
    check("one [two] three", ",");
    check("one [two] three", ">");
    check("[one] two", ",");
    check("one [two]", ",");
    check("one\n\n[two]\n\nthree", ">");
}

#[test]
fn fragments_move_alone_and_never_into_each_other() {
    check("[one] two three [four]", ".", "[one] two three [four]");
    check("[one] two three [four] five", ".", "[one] two three [four five]");
    check("zero [one] two three [four]", "<", "[zero one] two three [four]");
    check("[one] two three [four]", "(one) .", "[one two] three [four]");
    check("[one] two three [four]", "(four) <", "[one] two [three four]");
    check("[one] two three [four]", "e e <", "[one] two [three four]");
    let (mut desk, quote) = desk("[one] two [three]");
    desk.press("(one) .").expect("there is room for one word");
    assert!(matches!(desk.press("."), Err(Refusal::Edit(_))));
    assert_eq!(bracket(&desk, &quote), "[one two] [three]");
}

#[test]
fn the_active_span_stays_the_active_one_when_another_comes_before_it() {
    let check = |before: &str, picked: &str, after: &str| {
        let (mut desk, quote) = desk(before);
        desk.press(picked).expect("the words are there");
        let mark = Edit::MarkSpan { quote: quote.clone(), role: Role::Content, span: Span::new(0, "zero".len()) };
        desk.give(Intent::Perform(mark)).expect("the fragment fits");
        desk.press(".").expect("the end can be moved");
        assert_eq!(bracket(&desk, &quote), after, "{before} and {picked}");
    };
    check("zero one [two] three [four]", "(two)", "[zero] one [two three] [four]");
    check("zero one [two] three [four] five", "(four)", "[zero] one [two] three [four five]");
}

#[test]
fn the_fragment_that_was_just_added_is_the_one_that_keys_go_on_with() {
    check("zero one two [three]", "[zero] a .", "[zero one] two [three]");
    check("[zero] one two three", "[two] a .", "[zero] one [two three]");
    check("[zero] one [two] three four", "(zero) [four] a <", "[zero] one [two] [three four]");
    check("[zero] one [two] three", "[one two] a .", "[zero] [one two three]");
    check("[zero] one two three", "[two] a Backspace", "[zero] one two three");
    check("[zero] one [two] three", "[three] a Backspace", "[zero] one [two] three");
}
