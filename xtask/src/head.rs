//! The head of the built page, as far as it names other files of the page.
//!
//! It reads what trunk and `index.html` of this project write, not any HTML there may be. The end-to-end tests compile
//! this file too.

use anyhow::{Result, bail, ensure};

/// What a page names of its files, and where.
struct Named<'a> {
    /// The whole element.
    element: &'a str,
    /// The name of the file, a path from the page.
    file: &'a str,
}

impl Named<'_> {
    fn is_style(&self) -> bool {
        self.element.starts_with("<link ") && self.element.contains("\"stylesheet\"")
    }
}

/// The files that the page asks for before any script of it runs, in their order.
pub(crate) fn files(html: &str) -> Vec<String> {
    named(html).map(|named| named.file.to_owned()).collect()
}

/// The stylesheets that the page asks for, in cascade order.
pub(crate) fn styles(html: &str) -> Vec<String> {
    named(html).filter(Named::is_style).map(|named| named.file.to_owned()).collect()
}

/// The page with `links` in place of those to the program that trunk has built, with the stylesheet `style` in place of
/// all others, and with the script `last` after all others; and the files that it names no more.
///
/// # Errors
/// Where trunk's links are not there.
pub(crate) fn pointed_at(html: &str, links: &str, style: &str, last: &str) -> Result<(String, Vec<String>)> {
    let preloads: Vec<_> = named(html).filter(|named| named.element.contains("preload\"")).collect();
    ensure!(preloads.len() == 2, "the built page has {} links that preload the program, not 2", preloads.len());
    let styles: Vec<_> = named(html).filter(Named::is_style).collect();
    let [first, others @ ..] = styles.as_slice() else { bail!("the built page has no stylesheet") };
    ensure!(html.contains("</head>"), "the built page has no head");
    let mut page = html.replace(preloads[0].element, links).replace(preloads[1].element, "");
    page = page.replace(first.element, &format!("<link rel=\"stylesheet\" href=\"{style}\">"));
    for style in others {
        page = page.replace(style.element, "");
    }
    page = page.replace("</head>", &format!("<script type=\"module\" src=\"{last}\"></script>\n</head>"));
    Ok((page, preloads.iter().chain(&styles).map(|named| named.file.to_owned()).collect()))
}

/// Links that have the browser fetch the script that starts the page, the script it imports, and its module.
pub(crate) fn links(start: &str, imported: &str, module: &str) -> String {
    // `start.js` takes the first of a kind.
    format!(
        "<link rel=\"modulepreload\" href=\"{start}\" crossorigin=\"anonymous\">\n    \
         <link rel=\"modulepreload\" href=\"{imported}\" crossorigin=\"anonymous\">\n    \
         <link rel=\"preload\" href=\"{module}\" crossorigin=\"anonymous\" as=\"fetch\" type=\"application/wasm\">"
    )
}

fn named(html: &str) -> impl Iterator<Item = Named<'_>> {
    let elements = html.split_inclusive('>').filter_map(|piece| piece.find('<').map(|start| &piece[start..]));
    elements.filter_map(|element| {
        let attribute = match element {
            _ if element.starts_with("<link ") => "href=\"",
            _ if element.starts_with("<script ") => "src=\"",
            _ => return None,
        };
        let (_, value) = element.split_once(attribute)?;
        let (address, _) = value.split_once('"')?;
        let is_file = !address.starts_with("data:");
        is_file.then(|| Named { element, file: address.trim_start_matches("./") })
    })
}
