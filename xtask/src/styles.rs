//! The stylesheets of a release as one, without what browsers skip: together they compress better, and a visit asks once.
//!
//! What the styles say is not known here.

/// `sheets`, in cascade order, as one: without comments, empty lines, and the space around lines.
pub(crate) fn joined(sheets: &[String]) -> String {
    let sheets = sheets.iter().map(|sheet| without_comments(sheet)).collect::<Vec<_>>().join("\n");
    let lines = sheets.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// `sheet` with a space for each comment. What looks like one in a string is none.
fn without_comments(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some(start) = rest.find(['"', '\'', '/']) {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = match rest.as_bytes()[0] {
            b'/' if rest.starts_with("/*") => {
                rest = rest.split_once("*/").map_or("", |(_, after)| after);
                kept.push(' ');
                continue;
            }
            b'/' => 1,
            quote => length_of_string(rest, char::from(quote)),
        };
        kept.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    kept + rest
}

/// How many bytes the string takes that `sheet` begins with, the quotes with it.
fn length_of_string(sheet: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in sheet.char_indices().skip(1) {
        if character == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    sheet.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_skip_is_left_out_and_nothing_else() {
        let check = |sheets: &[&str], expected: &str| {
            let sheets: Vec<_> = sheets.iter().map(|&sheet| sheet.to_owned()).collect();
            assert_eq!(joined(&sheets), expected, "{sheets:?}");
        };
        check(&[], "");
        check(
            &["/* One. */\n\n.one {\n  margin: 0;\n}\n", ".two { top: 0 }"],
            ".one {\nmargin: 0;\n}\n.two { top: 0 }\n",
        );
        check(&["a/* and */b { width: calc(1px / 2) }"], "a b { width: calc(1px / 2) }\n");
        check(
            &[".a::after { content: \"/* no */\" } /* … */ .b { }"],
            ".a::after { content: \"/* no */\" }   .b { }\n",
        );
        check(&[r#"a { content: "\"/*" '"/*' } /* " */ b { }"#], "a { content: \"\\\"/*\" '\"/*' }   b { }\n");
        check(&["a { } /* it does not end"], "a { }\n");
    }
}
