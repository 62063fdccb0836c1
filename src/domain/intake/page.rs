//! The article text of a page that was parsed into blocks: one paragraph a block, with a blank line between, under a
//! header that `article` reads back.

use crate::domain::article::describe;
use crate::domain::text::{Text, squeeze};

/// What a page says about itself in its head. An empty string means that it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMeta {
    /// The headline.
    pub title: String,
    /// The outlet's name.
    pub site: String,
    /// Who wrote it, without "By".
    pub author: String,
    /// When it was published, as the page gives it: an ISO 8601 time keeps its date.
    pub date: String,
    /// Where it was published: an http or https address.
    pub address: String,
}

/// A block of a page: a paragraph, with markup gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text. White space is squeezed when the article is made.
    pub text: String,
}

impl Block {
    /// A block of this kind with this text.
    #[must_use]
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}

/// What a block of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of any level.
    Heading,
    /// A paragraph, or anything else that is text.
    Paragraph,
    /// An item of a list.
    Item,
    /// What stands under a picture, or in its place.
    Caption,
}

/// The text of the article with these `blocks` on a page that says `meta` of itself. White space inside a block
/// becomes single spaces; blocks without text are left out, and so are a heading that repeats the title and a line that
/// repeats the byline.
#[must_use]
pub fn from_blocks(meta: &PageMeta, blocks: &[Block]) -> String {
    let meta = PageMeta {
        title: squeeze(&meta.title),
        site: squeeze(&meta.site),
        author: squeeze(&meta.author),
        date: squeeze(&meta.date),
        address: squeeze(&meta.address),
    };
    let repeats_title = |block: &Block| block.kind == BlockKind::Heading && squeeze(&block.text) == meta.title;
    let repeats_byline =
        |block: &Block| !meta.author.is_empty() && without_by(&squeeze(&block.text)) == without_by(&meta.author);
    let body = blocks.iter().filter(|block| !repeats_title(block) && !repeats_byline(block)).map(paragraph);
    let paragraphs: Vec<String> = header(&meta).into_iter().chain(body).filter(|line| !line.is_empty()).collect();
    let mut text = paragraphs.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn paragraph(block: &Block) -> String {
    let text = squeeze(&block.text);
    match block.kind {
        _ if text.is_empty() => text,
        BlockKind::Item => format!("• {text}"),
        BlockKind::Caption if !is_read_as_caption(&text) => format!("Photo: {text}"),
        BlockKind::Heading | BlockKind::Paragraph | BlockKind::Caption => text,
    }
}

fn without_by(byline: &str) -> &str {
    byline.strip_prefix("By ").unwrap_or(byline)
}

/// The title, and below it the rest, a labelled line each: `describe` must find everything again.
fn header(meta: &PageMeta) -> Vec<String> {
    let date =
        meta.date.split_once('T').filter(|(day, _)| day.len() == 10).map_or(meta.date.as_str(), |(day, _)| day);
    let facts = [
        ("By", without_by(&meta.author)),
        ("Published", date),
        ("Outlet", meta.site.as_str()),
        ("Source", if meta.address.starts_with("http") { meta.address.as_str() } else { "" }),
    ];
    let line = |(label, value): &(&str, &str)| match *label {
        "By" => format!("By {value}"),
        _ => format!("{label}: {value}"),
    };
    let facts: Vec<String> = facts.iter().filter(|(_, value)| !value.is_empty()).map(line).collect();
    let facts = facts.join("\n");
    let reads_as_title =
        describe(&Text::new(format!("{}\n\n{facts}\n\n{PROBE}", meta.title)), "").title == meta.title;
    let title = match meta.title.as_str() {
        title if title.is_empty() || reads_as_title => title.to_owned(),
        title => format!("Title: {title}"),
    };
    vec![title, facts]
}

/// A report that follows the header while it is tried whether the header is read back.
const PROBE: &str = "This is where the report would begin, with a sentence of some length.";

fn is_read_as_caption(text: &str) -> bool {
    let page = Text::new(format!("{PROBE}\n\n{text}\n\n{PROBE}"));
    let line = page.paragraphs()[2];
    let regions = describe(&page, "").regions;
    crate::domain::article::kind_at(&regions, line.start) == Some(crate::domain::article::RegionKind::Caption)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::RegionKind;

    const REPORT: &str = "The ferry to the outer islands will stop running on Monday, the harbour office said.";

    #[test]
    fn a_page_becomes_paragraphs_under_a_header_that_is_read_back() {
        let meta = PageMeta {
            title: "Ferry to\n stop on Monday".into(),
            site: "Harbour Post".into(),
            author: "Tom Wey".into(),
            date: "2025-03-16T09:30:00Z".into(),
            address: "https://example.org/ferry".into(),
        };
        let blocks = [
            Block::new(BlockKind::Heading, "Ferry to stop on Monday"),
            Block::new(BlockKind::Paragraph, "By Tom Wey"),
            Block::new(BlockKind::Paragraph, format!("  {REPORT}\n")),
            Block::new(BlockKind::Caption, "The quay at dawn"),
            Block::new(BlockKind::Heading, "No crew left"),
            Block::new(BlockKind::Item, "forty\u{a0}sailors"),
            Block::new(BlockKind::Paragraph, " \n "),
            Block::new(BlockKind::Paragraph, REPORT),
        ];
        let text = from_blocks(&meta, &blocks);
        let expected = format!(
            "Ferry to stop on Monday\n\nBy Tom Wey\nPublished: 2025-03-16\nOutlet: Harbour Post\n\
             Source: https://example.org/ferry\n\n{REPORT}\n\nPhoto: The quay at dawn\n\nNo crew left\n\n• forty sailors\n\n{REPORT}\n"
        );
        assert_eq!(text, expected);
        let description = describe(&Text::new(text), "");
        assert_eq!(description.title, "Ferry to stop on Monday");
        assert_eq!(description.outlet, "Harbour Post");
        assert_eq!(description.byline, "Tom Wey");
        assert_eq!(description.date, "2025-03-16");
        assert_eq!(description.address, "https://example.org/ferry");
        assert!(description.regions.iter().any(|region| region.kind == RegionKind::Caption));
    }

    #[test]
    fn whatever_the_title_it_is_read_back() {
        for title in
            ["It stops.", "By the sea", "Read more", "“No,” she said.", "ferry", "12", "Harbour Post", "Share"]
        {
            for author in ["", "Tom Wey"] {
                let meta = PageMeta { title: title.into(), author: author.into(), ..PageMeta::default() };
                let text = from_blocks(&meta, &[Block::new(BlockKind::Paragraph, REPORT)]);
                let description = describe(&Text::new(text.as_str()), "");
                assert_eq!((description.title.as_str(), description.byline.as_str()), (title, author), "in {text:?}");
            }
        }
    }

    #[test]
    fn a_page_without_anything_is_empty() {
        assert_eq!(from_blocks(&PageMeta::default(), &[]), "");
        assert_eq!(from_blocks(&PageMeta::default(), &[Block::new(BlockKind::Item, " ")]), "");
        let meta = PageMeta { address: "javascript:void(0)".into(), ..PageMeta::default() };
        assert_eq!(from_blocks(&meta, &[]), "");
    }
}
