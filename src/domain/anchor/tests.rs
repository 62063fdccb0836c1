//! What becomes of a span: tables of small texts.
//!
//! A text is written with its span between `[` and `]`, and what is expected likewise.

use super::*;

/// Takes the marks out of a text.
fn marked(text: &str) -> (Text, Option<Span>) {
    let plain = Text::new(text.replace(['[', ']'], ""));
    let span = text.find('[').zip(text.find(']')).map(|(start, end)| Span::new(start, end - 1));
    (plain, span)
}

/// The outcome as a word, and the span.
fn outcome(found: Found) -> (&'static str, Option<Span>) {
    let name = match found {
        Found::Kept(_) => "kept",
        Found::Moved(_) => "moved",
        Found::Changed { .. } => "changed",
        Found::Unsure { .. } => "unsure",
        Found::Lost => "lost",
    };
    (name, found.place())
}

fn check_find(old: &str, new: &str, expected: &str) {
    let ((old_text, span), (new_text, place)) = (marked(old), marked(new));
    let anchor = Anchor::new(&old_text, span.expect("the old text has a span")).expect("the span fits");
    let found = find(&anchor, &new_text);
    assert_eq!(outcome(found), (expected, place), "{old:?} in {new:?}: {found:?}");
}

fn check_follow(old: &str, new: &str, expected: &str) {
    let ((old_text, span), (new_text, place)) = (marked(old), marked(new));
    let found = follow(&old_text, &new_text, &[span.expect("the old text has a span")])[0];
    assert_eq!(outcome(found), (expected, place), "{old:?} in {new:?}: {found:?}");
}

#[test]
fn words_are_found_where_they_are() {
    let text = "The envoy said that “he [waited nine hours] at the gate”, and left for the harbour.";
    check_find(text, text, "kept");
    check_find(text, &format!("By our staff\n\n{text}"), "moved");
    check_find(text, &format!("{text}\nThey waited nine hours more."), "kept");
    check_find("[a]", "[a]", "kept");
    check_find("x [👩‍👧] y", "x  [👩‍👧] y", "moved");
    check_find("[הדוברת] אמרה", "אתמול [הדוברת] אמרה", "moved");
}

#[test]
fn words_that_changed_are_found_with_a_score() {
    let text = "The envoy said that “he [waited for more than nine hours in the rain] at the gate”, and left.";
    check_find(
        text,
        "The envoy said that “he [waited for more than five hours in the rain] at the gate”, and left.",
        "changed",
    );
    check_find(
        text,
        "The envoy said that \"he [Waited for more  than nine hours in the Rain] at the gate\", and left.",
        "changed",
    );
    check_find(
        text,
        "The envoy said that “he [waited for nearly ten hours in the rain] at the gate”, and left.",
        "unsure",
    );
    check_find(text, "The envoy said that “he arrived at the gate”, and left.", "lost");
    check_find(text, "Nothing of the kind.", "lost");
    check_find(text, "", "lost");
}

#[test]
fn typography_costs_little() {
    let old = Text::new("He said: “It’s not over – not yet”, and left.");
    let exact = Span::new(old.as_str().find('“').unwrap(), old.as_str().find(", and").unwrap());
    let anchor = Anchor::new(&old, exact).unwrap();
    let new = Text::new("Then he SAID:\u{a0}\"It's NOT over -\r\nnot yet\", and left.");
    let Found::Changed { span, score } = find(&anchor, &new) else { panic!("not found") };
    assert_eq!(new.slice(span), "\"It's NOT over -\r\nnot yet\"");
    assert!(score > 0.95, "{score}");
}

#[test]
fn the_ends_of_changed_words_are_where_their_context_begins() {
    let old = "The envoy said he [would wait at the northern gate for seventeen days], and left for the harbour.";
    check_find(
        old,
        "The envoy said he [would wait at the northern gate for seventeen years], and left for the harbour.",
        "changed",
    );
    check_find(
        old,
        "The envoy said he [will wait at the northern gate for seventeen days], and left for the harbour.",
        "changed",
    );
}

#[test]
fn a_repeated_phrase_is_told_apart_by_its_context_or_not_at_all() {
    let check = |exact, prefix, suffix, start, text: &str, expected: &str| {
        let (text, place) = marked(text);
        let anchor = Anchor::from_selectors(&text, exact, prefix, suffix, start);
        assert_eq!(outcome(find(&anchor, &text)), (expected, place), "{anchor:?} in {text:?}");
    };
    let text = "Mr Ash said that [it rains]. Ms Birch denied that it rains. Nobody else did.";
    check("it rains", "Mr Ash said that ", ". Ms Birch", None, text, "moved");
    check("it rains", "", "", None, text, "unsure");
    check("it rains", "", "", Some(CodePoint(17)), text, "kept");
    check("it rains", "", "", Some(CodePoint(19)), text, "unsure");
    check("nobody else", "", "", None, "It rains. [Nobody else] said so.", "changed");
    check("Nobody else", "", "", None, "It rains. [Nobody else] said so.", "moved");
    check("Nobody else", "", "", Some(CodePoint(9_999)), "It rains. [Nobody else] said so.", "moved");
    check("", "It ", "rains", None, "It rains.", "lost");
    check("\u{ad}", "It ", "rains", None, "It rains.", "lost");
    let rows = "The mayor said no.\n".repeat(200);
    check("said", "The mayor ", " no.\nThe mayor said no.", None, &rows.replacen("said", "[said]", 1), "unsure");
}

#[test]
fn words_are_not_taken_for_others_of_their_kind() {
    let old = "“We sail at dawn,” the captain [said] on Monday.\n\n“Not in this weather,” his mate said.\n";
    check_find(old, "“Not in this weather,” his mate said.\n", "lost");
    check_follow(old, "“Not in this weather,” his mate said.\n", "lost");
    let twice = "The ferry to the island runs twice a day, says the harbour office in its notice.\n";
    let old = format!("One.\n{twice}Two of them came.\n[{}]\nThree of them left.\n", twice.trim_end());
    check_follow(&old, &format!("One.\n[{}]\nTwo of them came.\nThree of them left.\n", twice.trim_end()), "unsure");
}

#[test]
fn what_nobody_touched_is_certain_even_where_its_words_occur_twice() {
    check_follow("No.\nHe [said] so.\nYes.\n", "No.\nHe did.\nHe [said] so.\nYes.\n", "moved");
    check_follow("No.\nHe [said] so.\nYes.\n", "No.\nHe [said] so.\nHe said.\nYes.\n", "kept");
    // What comes after a short word is not enough to tell which of two was taken out.
    let rest = "that the ferry would sail on Monday, and the day after.";
    let (first, second) = (format!("The mayor said no. The mayor [said] {rest}"), format!("The mayor [said] {rest}"));
    check_follow(&first, &second, "unsure");
    check_follow(&format!("The mayor [said] no. The mayor said {rest}"), &second.replace(['[', ']'], ""), "lost");
    // Nothing tells which of two equal lines was.
    check_follow("A row.\n[A row.]\n", "[A row.]\n", "unsure");
}

#[test]
fn a_span_with_a_blank_line_is_kept_whole_when_what_follows_is_taken_out() {
    let old = "One.\nTwo.\n[Three and\n\n]Four.\n\n";
    check_follow(old, "One.\nTwo.\n[Three and\n\n]", "kept");
    check_follow(old, "One.\nAnd a half.\nTwo.\n[Three and\n\n]", "moved");
    check_follow("One.\n\nTwo.[\n\nThree.]\n", "Two.[\n\nThree.]\n", "moved");
}

#[test]
fn a_span_that_was_edited_is_followed_to_its_new_ends() {
    let old = "“[We have waited for nine hours],” he said.\n\n“We have waited for ten hours,” she said.\n";
    let new = "“[We have waited for five hours],” he said.\n\n“We have waited for ten hours,” she said.\n";
    check_follow(old, new, "changed");
    let long = "The tide went out and came in again, and nobody at the harbour office wrote it down. ".repeat(80);
    let old = format!("Before it all.\n[{long}Then it rained. {long}]After it all.\n");
    check_follow(&old, &old.replace("Then it rained", "Then it snowed"), "changed");
}

#[test]
fn spans_that_do_not_fit_are_lost() {
    let text = Text::new("a👩‍👧b");
    let spans = [Span::new(0, 0), Span::new(2, 3), Span::new(0, 99), Span::new(5, 1)];
    assert_eq!(follow(&text, &text, &spans), [Found::Lost; 4]);
}

#[test]
fn context_is_cut_between_grapheme_clusters() {
    let text = Text::new("👩‍👧".repeat(30) + "x" + &"e\u{301}".repeat(30));
    let at = text.as_str().find('x').unwrap();
    let anchor = Anchor::new(&text, Span::new(at, at + 1)).unwrap();
    assert_eq!(anchor.prefix, "👩‍👧".repeat(10), "ten families of three code points, and not two more code points");
    assert_eq!(anchor.suffix, "e\u{301}".repeat(16));
    assert_eq!(anchor.start, Some(at));
}
