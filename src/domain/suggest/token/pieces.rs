//! A line cut into words, numbers and signs. This file must not know what a quotation or a sentence is.

use super::Shape;

/// The tokens of a line: first byte, byte after the last, and shape. What follows a letter without being one stays
/// with it, so that no token cuts a grapheme cluster.
pub(super) fn pieces(line: &str) -> Vec<(usize, usize, Shape)> {
    let mut pieces = Vec::with_capacity(line.len() / 5);
    let mut characters = line.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if !first.is_alphanumeric() {
            if matches!(first, '\'' | '`' | '.' | '-') {
                while let Some(&(at, _)) = characters.peek().filter(|&&(_, next)| next == first) {
                    end = at + 1;
                    characters.next();
                }
            }
            while let Some(&(at, next)) = characters.peek().filter(|&&(_, next)| extends(next)) {
                end = at + next.len_utf8();
                characters.next();
            }
            pieces.push((start, end, sign(first)));
            continue;
        }
        while let Some(&(at, next)) = characters.peek() {
            let after = line[at + next.len_utf8()..].chars().next();
            let joins = match next {
                '\'' | '’' | '-' | '‑' => after.is_some_and(char::is_alphanumeric),
                '.' => {
                    let initials = line[start..at].split('.').all(|part| part.chars().count() == 1);
                    let number = line[..at].ends_with(|c: char| c.is_ascii_digit())
                        && after.is_some_and(|after| after.is_ascii_digit());
                    number || initials && !line[start..at].starts_with(|c: char| c.is_ascii_digit())
                }
                ',' => {
                    line[..at].ends_with(|c: char| c.is_ascii_digit())
                        && after.is_some_and(|after| after.is_ascii_digit())
                }
                _ => next.is_alphanumeric() || next == '_' || extends(next),
            };
            if !joins || at - start > 60 && !extends(next) {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        pieces.push((start, end, shape(&line[start..end])));
    }
    pieces
}

/// Combining marks, joiners, variation selectors, skin tones and what comes after a joiner's emoji.
fn extends(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}'
        | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

fn sign(first: char) -> Shape {
    match first {
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '"' | '＂' | '‘' | '’' | '‚'
        | '\'' | '`' => Shape::Mark,
        '.' | '!' | '?' | '…' | '。' => Shape::Stop,
        ',' | '、' => Shape::Comma,
        _ => Shape::Sign,
    }
}

fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for character in word.chars() {
        if character.is_uppercase() {
            upper += 1;
        } else if character.is_alphabetic() {
            lower += 1;
        } else if character.is_numeric() {
            digit += 1;
        }
    }
    match (upper, lower) {
        (0, 0) if digit > 0 => Shape::Number,
        (0, _) => Shape::Lower,
        (1, 1..) if word.starts_with(char::is_uppercase) => Shape::Capital,
        (_, 0) => Shape::Upper,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_as_a_reader_would() {
        // The pieces of a case are divided by a bar.
        let check = |line: &str, divided: &str| {
            let found: Vec<&str> = pieces(line).into_iter().map(|(start, end, _)| &line[start..end]).collect();
            assert_eq!(found.join("|"), divided, "in {line:?}");
        };
        check("", "");
        check(" \t ", "");
        check("“Go,” he said.", "“|Go|,|”|he|said|.");
        check("``Go,'' he said", "``|Go|,|''|he|said");
        check("Lind's well-known U.S. ally, 1,200.5 km", "Lind's|well-known|U.S.|ally|,|1,200.5|km");
        check("in 2016. Then", "in|2016|.|Then");
        check("Mr. J. Lind", "Mr|.|J.|Lind");
        check("she—he – they...", "she|—|he|–|they|...");
        check("l’homme d'État", "l’homme|d'État");
        check("彼は「行け」と", "彼は|「|行け|」|と");
        check("e\u{301}te\u{301}! 👩‍👧", "e\u{301}te\u{301}|!|👩\u{200d}|👧");
        check("אמר: «לא»", "אמר|:|«|לא|»");
    }

    #[test]
    fn pieces_tell_how_they_are_written() {
        let check = |word: &str, expected| assert_eq!(pieces(word)[0].2, expected, "{word}");
        check("harbour", Shape::Lower);
        check("Harbour", Shape::Capital);
        check("UN", Shape::Upper);
        check("U.S.", Shape::Upper);
        check("McLean", Shape::Mixed);
        check("1,200", Shape::Number);
        check("„", Shape::Mark);
        check("。", Shape::Stop);
        check("、", Shape::Comma);
        check("—", Shape::Sign);
        check("Гавань", Shape::Capital);
    }
}
