//! What must be found in the three articles of `../shared/articles`, by rules and with the model: where contents begin
//! and end, in bytes, and who speaks. The articles themselves are not ours to copy.

use std::fs;

use counterpoint::domain::annotation::Kind;
use counterpoint::domain::article::describe;
use counterpoint::domain::suggest::{Known, Path, Suggestion, suggest};
use counterpoint::domain::text::Text;

use super::{MODEL, check_fit};
use crate::fixtures::shared_dir;

/// A quote that must be found.
struct Expected {
    /// First byte of the content and one past its last.
    content: (usize, usize),
    kind: Kind,
    /// Part of the speaker's name.
    speaker: &'static str,
}

const fn quote(start: usize, end: usize, kind: Kind, speaker: &'static str) -> Expected {
    Expected { content: (start, end), kind, speaker }
}

/// An article: how its file's name begins, what both ways must find, what the model must find besides.
const ARTICLES: [(&str, &[Expected], &[Expected]); 3] = [
    (
        "000",
        &[
            quote(258, 359, Kind::Indirect, "Tammy Bruce"),
            quote(591, 687, Kind::Indirect, "Kyiv"),
            quote(813, 926, Kind::Indirect, "Vladimir Putin"),
            quote(1397, 1499, Kind::Indirect, "Donald Trump"),
            quote(1593, 1732, Kind::Indirect, ""),
            quote(1751, 1772, Kind::Indirect, "Donald Trump"),
            quote(1781, 1892, Kind::Indirect, "Donald Trump"),
        ],
        &[quote(417, 454, Kind::Indirect, "announcement"), quote(1894, 2029, Kind::Indirect, "Reuters")],
    ),
    (
        "001",
        &[
            quote(451, 566, Kind::Mixed, "Tammy Bruce"),
            quote(998, 1107, Kind::Indirect, "Kyiv"),
            quote(1167, 1279, Kind::Indirect, "Vladimir Putin"),
        ],
        &[],
    ),
    (
        "004",
        &[
            quote(385, 414, Kind::Indirect, "Vladimir Putin"),
            quote(1052, 1147, Kind::Indirect, "Russian and US officials"),
            quote(1368, 1538, Kind::Mixed, "Tammy Bruce"),
            quote(1644, 1810, Kind::Mixed, "Russian foreign ministry"),
            quote(2516, 2613, Kind::Indirect, "Volodymyr Zelensky"),
            quote(2616, 2689, Kind::Direct, "Volodymyr Zelensky"),
            // Interrupted: this is where it begins and ends.
            quote(3094, 3290, Kind::Direct, "Keir Starmer"),
            quote(3332, 3440, Kind::Indirect, "Ukrainian officials"),
            quote(3918, 4030, Kind::Indirect, "NBC"),
        ],
        &[
            quote(2248, 2298, Kind::Indirect, "Vladimir Putin"),
            quote(2317, 2425, Kind::Indirect, "Vladimir Putin"),
            quote(3010, 3091, Kind::Mixed, "Keir Starmer"),
            quote(4125, 4198, Kind::Indirect, "Dmitry Peskov"),
        ],
    ),
];

#[test]
fn what_must_be_found_in_the_shared_articles_is_found() {
    let Some(shared) = shared_dir() else { return };
    let folder = shared.join("articles");
    for (name, both, model_only) in ARTICLES {
        let files = fs::read_dir(&folder).expect("the articles can be listed").filter_map(Result::ok);
        let file = files
            .map(|file| file.path())
            .find(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name)));
        let source = fs::read_to_string(file.expect("the article is there")).expect("it can be read");
        let text = Text::new(source);
        let regions = describe(&text, "a.txt").regions;
        let ways = [("rules", Path::Rules, vec![both]), ("model", Path::Model(&MODEL), vec![both, model_only])];
        for (way, path, expected) in ways {
            let found = suggest(&text, &regions, &Known::default(), path);
            check_fit(&text, &regions, &found);
            for expected in expected.into_iter().flatten() {
                check_found(&format!("{name} by {way}"), &found, expected);
            }
        }
    }
}

fn check_found(place: &str, found: &[Suggestion], expected: &Expected) {
    let range = |found: &Suggestion| (found.content[0].start, found.content[found.content.len() - 1].end);
    let Some(found) = found.iter().find(|found| range(found) == expected.content) else {
        panic!("{place}: nothing at {:?}; found {:?}", expected.content, found.iter().map(range).collect::<Vec<_>>());
    };
    assert_eq!(found.kind, expected.kind, "{place}: {:?}", expected.content);
    let name = found.speaker.as_ref().map(|voice| voice.name.as_str()).unwrap_or_default();
    assert!(name.contains(expected.speaker), "{place}: {:?} is said by {name:?}", expected.content);
}
