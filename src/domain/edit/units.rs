//! Edits that come from outside count in other units: their spans are converted here, before they are checked.

use super::super::article::Region;
use super::super::id::{ArticleId, QuoteId};
use super::super::project::Project;
use super::super::text::{Span, Text, Utf16};
use super::{Edit, EditError};

impl Edit {
    /// Takes every span of the edit to be in UTF-16 code units, as JavaScript counts, and makes it one in bytes.
    ///
    /// # Errors
    /// A span lies outside its text or inside a surrogate pair, or its article or quote is not there.
    pub fn spans_from_utf16(&mut self, project: &Project) -> Result<(), EditError> {
        match self {
            Self::AddArticle { article, description } if !description.regions.is_empty() => {
                let text = project.text(article).ok_or_else(|| EditError::NoText(article.clone()))?;
                convert_regions(text, &mut description.regions)
            }
            Self::AddQuote { attribution, .. } => {
                let text = text_of(project, &attribution.article)?;
                let spans = [&mut attribution.content, &mut attribution.cue, &mut attribution.source];
                spans.into_iter().flatten().try_for_each(|span| convert(text, span))
            }
            Self::MarkSpan { quote, span, .. } | Self::MoveSpan { quote, span, .. } => {
                convert(text_under(project, quote)?, span)
            }
            Self::CorrectArticle { article, correction } => correction
                .regions
                .as_mut()
                .map_or(Ok(()), |regions| convert_regions(text_of(project, article)?, regions)),
            Self::Together { edits, .. } => edits.iter_mut().try_for_each(|edit| edit.spans_from_utf16(project)),
            _ => Ok(()),
        }
    }
}

fn text_of<'a>(project: &'a Project, article: &ArticleId) -> Result<&'a Text, EditError> {
    project.article(article).ok_or_else(|| EditError::NoArticle(article.clone()))?;
    project.text(article).ok_or_else(|| EditError::NoText(article.clone()))
}

fn text_under<'a>(project: &'a Project, quote: &QuoteId) -> Result<&'a Text, EditError> {
    let quote = project.quote(quote).ok_or_else(|| EditError::NoQuote(quote.clone()))?;
    text_of(project, &quote.attribution.article)
}

fn convert_regions(text: &Text, regions: &mut [Region]) -> Result<(), EditError> {
    regions.iter_mut().try_for_each(|region| convert(text, &mut region.span))
}

fn convert(text: &Text, span: &mut Span) -> Result<(), EditError> {
    let found = text.span_of_utf16(Utf16(span.start), Utf16(span.end));
    *span = found.ok_or(EditError::Units(span.start, span.end))?;
    Ok(())
}
