//! Tells page furniture by its wording, one line at a time.
//!
//! This file must not know where in a text a line stands: see `body`.

use super::line::{Ending, Line, outside_quotes};
use super::phrases::{ADDRESS, AFTER, ANYWHERE, BEGIN_AFTER, BEGIN_ANYWHERE, NETWORKS, PITCH};

/// Page furniture, and what it says about the lines after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// The report may go on after it.
    Anywhere,
    /// It usually comes after the report's end.
    After,
}

/// What kind of furniture `line` is by itself; nothing for a line that could be the report.
pub(super) fn furniture(line: &Line) -> Option<Furniture> {
    // A long sentence, or one that quotes somebody, is the report, however it begins.
    let statement = line.ending == Ending::Sentence && (line.is_quoting() || line.words > 30) || line.words > 45;
    let plain = line.plain.as_str();
    if line.is_blank() {
        return None;
    }
    if is_cookie_notice(plain) {
        return Some(Furniture::Anywhere);
    }
    if is_rights_notice(plain) {
        return Some(Furniture::After);
    }
    if statement {
        return None;
    }
    let whole = plain.trim_matches(|c: char| !c.is_alphanumeric());
    let whole = whole.trim_end_matches(|c: char| c.is_ascii_digit() || " (".contains(c));
    if ANYWHERE.contains(&whole)
        || is_icons(plain)
        || is_reading_time(plain)
        || is_counter(plain)
        || is_hashtags(plain)
    {
        return Some(Furniture::Anywhere);
    }
    if AFTER.contains(&whole) || is_comment_count(plain) || is_labelled_address(plain) || is_support_call(line) {
        return Some(Furniture::After);
    }
    // What begins like a teaser but goes on as a full sentence of the report is left alone.
    let sentence = line.ending == Ending::Sentence && line.words > 12;
    let begins = |beginnings: &[&str]| {
        let beginning = beginnings.iter().find(|beginning| plain.starts_with(**beginning));
        beginning.is_some_and(|beginning| !sentence || beginning.ends_with(':') || Pitch::of(line).addresses > 0)
    };
    if begins(BEGIN_AFTER) {
        return Some(Furniture::After);
    }
    begins(BEGIN_ANYWHERE).then_some(Furniture::Anywhere)
}

/// How much a line sounds like a pitch or a plea: words of asking, and words to the reader, outside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pitch {
    pub(super) asks: usize,
    pub(super) addresses: usize,
}

impl Pitch {
    pub(super) fn of(line: &Line) -> Self {
        let outside = outside_quotes(&line.plain);
        let asks = PITCH.iter().filter(|word| outside.contains(**word)).count();
        let words = outside.split(|c: char| !(c.is_alphanumeric() || c == '\''));
        Self { asks, addresses: words.filter(|word| ADDRESS.contains(word)).count() }
    }

    /// True for what only a pitch says: it asks twice, and of the reader.
    pub(super) const fn is_strong(self) -> bool {
        self.asks >= 2 && self.addresses >= 1
    }

    /// True for what a pitch may say once it is under way.
    pub(super) const fn is_weak(self) -> bool {
        self.addresses >= 1 || self.asks >= 2
    }
}

/// Furniture at any length.
fn is_cookie_notice(plain: &str) -> bool {
    const BEGINNINGS: [&str; 7] = [
        "we use cookies",
        "this site uses cookies",
        "this website uses cookies",
        "our site uses cookies",
        "our website uses cookies",
        "wir verwenden cookies",
        "nous utilisons des cookies",
    ];
    BEGINNINGS.iter().any(|beginning| plain.starts_with(beginning))
}

/// Furniture at any length.
fn is_rights_notice(plain: &str) -> bool {
    const NOTICES: [&str; 5] = [
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "все права защищены",
        "всі права захищено",
    ];
    NOTICES.iter().any(|notice| plain.contains(notice)) || (plain.starts_with('©') && plain.len() < 120)
}

/// `Support The Harbour Post!`, `Support The Harbour Post today`
fn is_support_call(line: &Line) -> bool {
    let name = ["Support ", "Subscribe to ", "Donate to "].iter().find_map(|call| line.text.strip_prefix(call));
    name.is_some_and(|name| line.words <= 9 && name.starts_with(char::is_uppercase) && line.text.ends_with('!'))
}

/// `icon-facebook icon-mail`, `Facebook · X · WhatsApp`
fn is_icons(plain: &str) -> bool {
    let plain = plain.strip_prefix("share:").or_else(|| plain.strip_prefix("share on")).unwrap_or(plain);
    let mut names = 0;
    let mut icons = 0;
    for token in plain.split([' ', ',', '|', '·', '•', '/']).filter(|token| !token.is_empty()) {
        let icon = ["icon-", "icon_", "fa-", "share-", "social-"].iter().any(|prefix| token.starts_with(prefix));
        icons += usize::from(icon);
        names += usize::from(NETWORKS.contains(&token));
        if !icon && !NETWORKS.contains(&token) {
            return false;
        }
    }
    icons > 0 || names > 1 || matches!(plain.trim(), "facebook" | "twitter" | "whatsapp" | "telegram" | "linkedin")
}

/// `2 min read`, `Reading time: 3 minutes`
fn is_reading_time(plain: &str) -> bool {
    let rest = plain.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-');
    let counted = rest.len() < plain.len() && rest.len() < 24;
    counted
        && [
            "min read",
            "minute read",
            "minutes read",
            "mins read",
            "min. read",
            "мин",
            "хв",
            "min lesezeit",
            "min de lecture",
        ]
        .iter()
        .any(|unit| rest.starts_with(unit))
        || (plain.starts_with("reading time") && plain.len() < 32)
}

/// `12 shares`, `4 likes`
fn is_counter(plain: &str) -> bool {
    let mut words = plain.split_whitespace();
    let (count, unit, rest) = (words.next(), words.next(), words.next());
    let is_count = |count: &str| {
        count.starts_with(|c: char| c.is_ascii_digit())
            && count.chars().all(|c| c.is_ascii_digit() || ".,k".contains(c))
    };
    rest.is_none()
        && count.is_some_and(is_count)
        && matches!(unit, Some("shares" | "share" | "likes" | "like" | "views" | "view" | "reactions" | "retweets"))
}

/// `Comment (0)`, `12 comments`
fn is_comment_count(plain: &str) -> bool {
    let mut words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let pair = [words.next(), words.next()];
    let is_number = |word: Option<&str>| word.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_word = |word: Option<&str>| {
        matches!(
            word,
            Some(
                "comment"
                    | "comments"
                    | "kommentare"
                    | "commentaires"
                    | "comentarios"
                    | "комментариев"
                    | "комментарии"
                    | "коментарі"
                    | "коментарів"
            )
        )
    };
    words.next().is_none() && (is_word(pair[0]) && is_number(pair[1]) || is_number(pair[0]) && is_word(pair[1]))
}

/// `Source: https://…`, or an address alone on its line.
fn is_labelled_address(plain: &str) -> bool {
    let labels = [
        "source",
        "source link",
        "link",
        "url",
        "original",
        "original article",
        "via",
        "источник",
        "джерело",
        "quelle",
    ];
    let value = match plain.split_once(':') {
        Some((label, value)) if labels.contains(&label.trim()) => value.trim_start(),
        _ => plain,
    };
    ["http://", "https://", "www."].iter().any(|scheme| value.starts_with(scheme)) && !value.contains(' ')
}

/// `#harbour #dues`
fn is_hashtags(plain: &str) -> bool {
    !plain.is_empty() && plain.split_whitespace().all(|word| word.len() > 1 && word.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::Furniture::{After, Anywhere};
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn furniture_is_told_by_its_wording() {
        let check = |source: &str, expected| {
            let text = Text::new(source);
            assert_eq!(furniture(&lines(&text)[0]), expected, "{source:?}");
        };
        check("Advertisement", Some(Anywhere));
        check("ADVERTISEMENT – SCROLL TO CONTINUE", Some(Anywhere));
        check("icon-facebook icon-mail", Some(Anywhere));
        check("Share: Facebook · X · WhatsApp", Some(Anywhere));
        check("Share this article", Some(Anywhere));
        check("2\u{a0}Min read", Some(Anywhere));
        check("Reading time: 4 minutes", Some(Anywhere));
        check("148 shares", Some(Anywhere));
        check("Sign up for our evening newsletter", Some(Anywhere));
        check("Related: Harbour dues to rise again", Some(Anywhere));
        check("READ MORE: Harbour dues to rise again", Some(Anywhere));
        check(
            "We use cookies to make the site work and to count visits. You can say no at any time.",
            Some(Anywhere),
        );
        check("#harbour #dues", Some(Anywhere));
        check("Реклама", Some(Anywhere));
        check("Поділитися:", Some(Anywhere));
        check("Comments (12)", Some(After));
        check("12 comments", Some(After));
        check("Comment (0)", Some(After));
        check("Read more", Some(After));
        check("Читайте также:", Some(After));
        check("Mehr zum Thema", Some(After));
        check("À lire aussi", Some(After));
        check("© 2025 The Harbour Post", Some(After));
        check(
            "© 2025 The Harbour Post. All rights reserved. No part may be used again without a licence.",
            Some(After),
        );
        check("Tags: harbour, dues", Some(After));
        check("Source: https://example.org/a", Some(After));
        check("https://example.org/a", Some(After));
        check("Support The Harbour Post!", Some(After));
        check("Share prices fell in Harbour City on Monday.", None);
        check("“Subscribe to the channel,” the minister told his followers on Sunday evening.", None);
        check("Support for the deal fell after the minister’s remarks, a poll found on Monday.", None);
        check("More on the same line came from the ministry, which said that the talks would go on in April.", None);
        check(
            "Advertisement revenues fell by half last year, and the ministry now wants to tax what is left of them for good.",
            None,
        );
        check("Source: the ministry", None);
        check("@harbourpost", None);
        check("X marks the spot", None);
    }

    #[test]
    fn a_pitch_speaks_to_its_reader_and_a_quoted_one_does_not_count() {
        let check = |source: &str, expected| {
            let text = Text::new(source);
            assert_eq!(Pitch::of(&lines(&text)[0]).is_strong(), expected, "{source:?}");
        };
        check("If you can, support our journalism with a small donation.", true);
        check("Unlimited access for £1 a week. Cancel at any time, whatever you choose.", true);
        check("“If you can, support our journalism with a small donation,” the editor said.", false);
        check("The union asked its members to donate to the strike fund.", false);
    }
}
