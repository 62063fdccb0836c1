//! Tells the line under a picture: by its credit, by its label, by "(left)" and the like.

use super::date;
use super::line::{Ending, Line};
use super::phrases::AGENCIES;

/// The longest caption, in words.
const LONGEST: usize = 70;

/// True where `line` reads as a caption.
pub(super) fn is_caption(line: &Line) -> bool {
    if line.is_blank() || line.words > LONGEST || line.wrapped {
        return false;
    }
    let plain = line.plain.as_str();
    is_labelled(plain)
        || is_credited(plain)
        || (line.ending == Ending::Bare && ends_with_credit(line.text))
        || (!line.is_quoting() && line.words <= 45 && points_into_picture(line))
}

fn is_labelled(plain: &str) -> bool {
    const LABELS: [&str; 26] = [
        "photo:",
        "photos:",
        "photo by ",
        "photo credit",
        "photograph:",
        "photograph by ",
        "image:",
        "image by ",
        "image credit",
        "picture:",
        "caption:",
        "file photo",
        "file picture",
        "file image",
        "file -",
        "file –",
        "file —",
        "illustration:",
        "credit:",
        "foto:",
        "bild:",
        "фото:",
        "фото ",
        "ілюстрація:",
        "иллюстрация:",
        "in this photo",
    ];
    const SCENES: [&str; 6] = [
        "in this image",
        "in this picture",
        "in this handout",
        "in this file",
        "an undated photo",
        "this photo shows",
    ];
    LABELS.iter().chain(&SCENES).any(|label| plain.starts_with(label))
}

/// A credit that names itself as one: in brackets at the end, or as the last thing said.
fn is_credited(plain: &str) -> bool {
    const BEGINS: [&str; 8] = ["photo", "image:", "image by", "ap photo", "file photo", "foto", "фото", "picture:"];
    const HOLDS: [&str; 7] = ["/getty", "getty images", "via ap", "via reuters", "/afp", "/reuters", "/tass"];
    const SAID_LAST: [&str; 10] = [
        "photo:",
        "photos:",
        "photo by ",
        "photograph:",
        "photograph by ",
        "image:",
        "credit:",
        "foto:",
        "bild:",
        "фото:",
    ];
    let bracketed = plain.strip_suffix([')', ']']).and_then(|inner| inner.rsplit_once(['(', '[']));
    let last =
        plain.rfind(['.', '|']).filter(|&stop| stop + 1 < plain.len()).map_or("", |stop| plain[stop + 1..].trim());
    bracketed.is_some_and(|(_, credit)| {
        BEGINS.iter().any(|word| credit.starts_with(word)) || HOLDS.iter().any(|word| credit.contains(word))
    }) || SAID_LAST.iter().any(|credit| last.starts_with(credit))
        || ["/getty images", "via getty images", "via ap", "ap photo"].iter().any(|end| plain.ends_with(end))
}

/// `… on Friday. Foreign Ministry/TASS`, `… at the table © AFP`: a credit stands at the end without a full stop.
fn ends_with_credit(text: &str) -> bool {
    let is_agency = |name: &str| AGENCIES.contains(&name.trim().to_lowercase().as_str());
    if let Some((before, after)) = text.rsplit_once('©') {
        return !before.is_empty() && after.split_whitespace().count() <= 5;
    }
    let Some((before, agency)) = text.rsplit_once(['/', '|']) else { return false };
    let sentence = before.contains(". ") || before.split_whitespace().count() >= 4;
    sentence && is_agency(agency)
}

/// `(left)`, `(R)`, `, centre,`: words that only make sense beside a picture.
fn points_into_picture(line: &Line) -> bool {
    const PLACES: [&str; 10] = [
        "(left)",
        "(right)",
        "(centre)",
        "(center)",
        "(far left)",
        "(far right)",
        "(second left)",
        "(second right)",
        "(pictured)",
        "(top)",
    ];
    // In a sentence "(R)" is a party.
    const LETTERS: [&str; 5] = ["(l)", "(r)", "(c)", "(2nd l)", "(2nd r)"];
    const SIDES: [&str; 4] = [", left, ", ", right, ", ", center, ", ", centre, "];
    let holds = |words: &[&str]| words.iter().any(|word| line.plain.contains(word));
    let is_bare = line.ending == Ending::Bare;
    (holds(&PLACES) && (is_bare || line.words <= 30))
        || (holds(&LETTERS) && is_bare)
        || (holds(&SIDES) && (is_bare || date::find(line.look()).is_some_and(|date| date.iso.is_some())))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn captions_are_told_by_credit_label_or_place() {
        let check = |source: &str, expected| {
            let text = Text::new(source);
            assert_eq!(is_caption(&lines(&text)[0]), expected, "{source:?}");
        };
        check("Photo: the new quay on Friday", true);
        check("FILE PHOTO: Cranes stand idle in Harbour City, May 2, 2024. REUTERS/Ada Lind", true);
        check("Delegates at the table on Feb. 18. Harbour Ministry/TASS", true);
        check("The minister (left) and the envoy before the talks", true);
        check("The minister, left, and the envoy shake hands in Harbour City, May 2, 2024.", true);
        check("The envoy waits in the hall. (Photo by Tom Wey / AFP)", true);
        check("The envoy in the hall, 18 February. Photo: Harbour Ledger archive", true);
        check("Cranes stand idle. Photograph: Ada Lind/Getty Images", true);
        check("Фото: порт у п’ятницю", true);
        check("The governor of the state (R) met the mayor (D) in the capital on Monday.", false);
        check("The minister left the talks at noon.", false);
        check("The party, which has moved to the right, said that it would not join.", false);
        check("Crowds wait on the quay (Image: Harbour Police)", true);
        check("The strike began with a photo by the ministry, which showed an empty quay.", false);
        check("She took a photo of the quay and sent it to the ministry.", false);
        check("“I was (left) alone,” he said.", false);
        check("The deal is worth 3 million dollars a year and/or 5 percent", false);
    }
}
