//! Markdown to an article's text: what a reader of the page would read, and none of the markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::page::{Block, BlockKind, PageMeta, from_blocks};

/// The text of a Markdown article: a paragraph for each block, with a blank line between.
///
/// Text of links and code is kept, a picture becomes its alternative text, HTML is left out, and nothing is ever
/// executed. Front matter (`---` lines around `key: value`) becomes the header, and so does a first heading of the
/// first level where the front matter names no title.
#[must_use]
pub fn from_markdown(source: &str) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(source, options) {
        reader.read(event);
    }
    reader.finish_block();
    let Reader { mut meta, mut blocks, first_heading, .. } = reader;
    if let Some(title) = first_heading.filter(|_| meta.title.is_empty()) {
        meta.title = blocks.remove(title).text;
    }
    from_blocks(&meta, &blocks)
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    meta: PageMeta,
    blocks: Vec<Block>,
    /// The number of the first block, if it is a heading of the first level.
    first_heading: Option<usize>,
    /// The block that is being read.
    text: String,
    kind: Option<BlockKind>,
    /// True while all of the block was pictures: then their alternative text is a caption.
    only_pictures: bool,
    in_picture: bool,
    in_front_matter: bool,
    /// The numbers of the ordered lists around; nothing for a list with bullets.
    lists: Vec<Option<u64>>,
}

impl Reader {
    fn read(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) if self.in_front_matter => self.read_front_matter(&text),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.finish_block(),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            Tag::Paragraph if self.kind == Some(BlockKind::Item) && self.text.is_empty() => {}
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::TableHead | Tag::TableRow => self.begin(BlockKind::Paragraph),
            Tag::Heading { .. } => self.begin(BlockKind::Heading),
            Tag::List(first) => {
                self.finish_block();
                self.lists.push(*first);
            }
            Tag::Item => self.begin_item(),
            Tag::Image { .. } => self.in_picture = true,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::Heading(level) => {
                let first = self.blocks.is_empty() && level == pulldown_cmark::HeadingLevel::H1;
                self.finish_block();
                self.first_heading = self.first_heading.or((first && !self.blocks.is_empty()).then_some(0));
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => {
                self.finish_block();
            }
            TagEnd::TableCell => self.text.push(' '),
            TagEnd::List(_) => {
                self.finish_block();
                self.lists.pop();
            }
            TagEnd::Image => self.in_picture = false,
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.finish_block();
        self.kind = Some(kind);
    }

    fn begin_item(&mut self) {
        self.begin(BlockKind::Item);
        if let Some(Some(number)) = self.lists.last_mut() {
            // The number says what a bullet would.
            self.text = format!("{number}. ");
            self.kind = Some(BlockKind::Paragraph);
            *number += 1;
        }
    }

    fn push(&mut self, text: &str) {
        if self.text.is_empty() {
            self.only_pictures = self.in_picture;
        }
        self.only_pictures &= self.in_picture || text.trim().is_empty();
        self.text.push_str(text);
    }

    fn finish_block(&mut self) {
        let kind = self.kind.take().unwrap_or(BlockKind::Paragraph);
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let is_caption = self.only_pictures && kind == BlockKind::Paragraph;
        self.blocks.push(Block::new(if is_caption { BlockKind::Caption } else { kind }, text));
    }

    /// Reads `key: value` lines; what is deeper or longer than that is left out.
    fn read_front_matter(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.starts_with(char::is_whitespace)) {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'']);
            let field = match key.trim().to_lowercase().as_str() {
                "title" | "headline" => &mut self.meta.title,
                "site" | "outlet" | "publisher" | "publication" | "site_name" => &mut self.meta.site,
                "author" | "authors" | "byline" => &mut self.meta.author,
                "date" | "published" | "pubdate" => &mut self.meta.date,
                "url" | "link" | "address" | "source" | "canonical" => &mut self.meta.address,
                _ => continue,
            };
            value.clone_into(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::describe;
    use crate::domain::text::Text;

    #[test]
    fn markup_goes_and_words_stay() {
        let check = |source: &str, expected: &str| assert_eq!(from_markdown(source), expected, "from {source:?}");
        check("", "");
        check("One\ntwo.\n\nThree.", "One two.\n\nThree.\n");
        check(
            "The *quay* is **[lost](https://example.org)**, `Lind` said  \nagain.",
            "The quay is lost, Lind said again.\n",
        );
        check("It was. <b onclick=\"x()\">Lost</b>.", "It was. Lost.\n");
        check("It was.\n\n<script>alert(1)</script>\n\n<div>hidden</div>\n\nLost.", "It was.\n\nLost.\n");
        check("It was.\n\n![The quay at dawn](quay.png)", "It was.\n\nPhoto: The quay at dawn\n");
        check("It was ![a sign](s.png) there.", "It was a sign there.\n");
        check("It was:\n\n- one\n- two *three*\n\n  four", "It was:\n\n• one\n\n• two three\n\nfour\n");
        check("It was:\n\n3. one\n4. two", "It was:\n\n3. one\n\n4. two\n");
        check("> It is “lost.”\n>\n> Yes.", "It is “lost.”\n\nYes.\n");
        check("It was.\n\n## Why\n\nIt was.", "It was.\n\nWhy\n\nIt was.\n");
        check("| a | b |\n|---|---|\n| c | d |", "a b\n\nc d\n");
        check("a\r\nb\r\n\r\nc", "a b\n\nc\n");
        check("It was.\n\n---\n\nLost &amp; found.", "It was.\n\nLost & found.\n");
        check("\u{feff}It was.", "It was.\n");
    }

    #[test]
    fn front_matter_and_the_first_heading_become_the_header() {
        let report = "The ferry to the outer islands will stop running on Monday, the harbour office said.";
        let source = format!(
            "---\ntitle: \"Ferry to stop\"\nauthor: Tom Wey\ndate: 2025-03-16\nsite: Harbour Post\ntags:\n  - title: no\nurl: https://example.org/a\n---\n\n{report}"
        );
        let description = describe(&Text::new(from_markdown(&source)), "");
        assert_eq!(description.title, "Ferry to stop");
        assert_eq!((description.byline.as_str(), description.date.as_str()), ("Tom Wey", "2025-03-16"));
        assert_eq!(
            (description.outlet.as_str(), description.address.as_str()),
            ("Harbour Post", "https://example.org/a")
        );
        let headed = from_markdown(&format!("# It *stops*.\n\nBy Tom Wey\n\n{report}"));
        let description = describe(&Text::new(headed), "");
        assert_eq!((description.title.as_str(), description.byline.as_str()), ("It stops.", "Tom Wey"));
    }
}
