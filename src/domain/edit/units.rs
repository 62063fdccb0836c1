//! Edits that come from outside count in other units: their spans are converted here, before they are checked.

use std::collections::BTreeMap;

use super::super::article::Region;
use super::super::id::{ArticleId, QuoteId};
use super::super::project::Project;
use super::super::text::{Span, Text, Utf16};
use super::{Edit, EditError};

impl Edit {
    /// Takes every span of the edit to be in UTF-16 code units, as JavaScript counts, and makes it one in bytes.
    ///
    /// # Errors
    /// A span lies outside its text or inside a surrogate pair, or the text or the quote that it is of is not there.
    pub fn spans_from_utf16(&mut self, project: &Project) -> Result<(), EditError> {
        self.convert(project, &mut BTreeMap::new())
    }

    /// `added` are the articles of the quotes that edits before this one have made.
    fn convert(&mut self, project: &Project, added: &mut BTreeMap<QuoteId, ArticleId>) -> Result<(), EditError> {
        match self {
            Self::AddArticle { article, description } if !description.regions.is_empty() => {
                let text = project.text(article).ok_or_else(|| EditError::NoText(article.clone()))?;
                convert_regions(text, &mut description.regions)
            }
            Self::AddQuote { quote, attribution } => {
                added.insert(quote.clone(), attribution.article.clone());
                let text = text_of(project, &attribution.article)?;
                let spans = [&mut attribution.content, &mut attribution.cue, &mut attribution.source];
                spans.into_iter().flatten().try_for_each(|span| convert(text, span))
            }
            Self::MarkSpan { quote, span, .. } | Self::MoveSpan { quote, span, .. } => {
                let known = || project.quote(quote).map(|quote| &quote.attribution.article);
                let article = added.get(quote).or_else(known).ok_or_else(|| EditError::NoQuote(quote.clone()))?;
                convert(text_of(project, article)?, span)
            }
            Self::Dismiss { dismissed } => dismissed
                .places_mut()
                .try_for_each(|place| convert(text_of(project, &place.article)?, &mut place.span)),
            Self::CorrectArticle { article, correction } => correction
                .regions
                .as_mut()
                .map_or(Ok(()), |regions| convert_regions(text_of(project, article)?, regions)),
            Self::Together { edits, .. } => edits.iter_mut().try_for_each(|edit| edit.convert(project, added)),
            _ => Ok(()),
        }
    }
}

/// The text at hand. Whether its article is in the project is for the edit to check, as an edit before may add it.
fn text_of<'a>(project: &'a Project, article: &ArticleId) -> Result<&'a Text, EditError> {
    project.text(article).ok_or_else(|| match project.article(article) {
        Some(_) => EditError::NoText(article.clone()),
        None => EditError::NoArticle(article.clone()),
    })
}

fn convert_regions(text: &Text, regions: &mut [Region]) -> Result<(), EditError> {
    regions.iter_mut().try_for_each(|region| convert(text, &mut region.span))
}

fn convert(text: &Text, span: &mut Span) -> Result<(), EditError> {
    let found = text.span_of_utf16(Utf16(span.start), Utf16(span.end));
    *span = found.ok_or(EditError::Units(span.start, span.end))?;
    Ok(())
}
