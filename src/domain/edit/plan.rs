//! Which fields an edit sets: the checks on the way, and the writes that come out.

use super::super::annotation::{
    AnnotatorField, ArticleField, Attribution, LinkField, Origin, Quote, QuoteField, Role, SpeakerField,
};
use super::super::article::{Description, Region, whole_lines};
use super::super::dismissal::Dismissed;
use super::super::id::{ArticleId, LinkId, QuoteId, SpeakerId, Timestamp, is_valid};
use super::super::project::{Project, Write};
use super::super::quotation::kind_of;
use super::super::text::Text;
use super::{Correction, Edit, EditError};
use crate::domain::order;

impl Edit {
    /// Every field that the edit sets, whether that changes anything or not.
    pub(super) fn plan(&self, project: &Project, stamp: &Origin) -> Result<Vec<Write>, EditError> {
        let now = stamp.created;
        match self {
            Self::AddArticle { article, description } => {
                check_id(article.as_str())?;
                let regions = checked_regions(project, article, &description.regions)?;
                let fields = [
                    ArticleField::Origin(Some(stamp.clone())),
                    ArticleField::Detected(Description { regions, ..description.clone() }),
                    ArticleField::Deleted(false),
                ];
                Ok(fields.map(|field| Write::Article(article.clone(), field)).into())
            }
            Self::CorrectArticle { article, correction } => {
                project.article(article).ok_or_else(|| EditError::NoArticle(article.clone()))?;
                let mut fields = correction.fields();
                if let Some(regions) = &correction.regions {
                    fields.push(ArticleField::Regions(Some(checked_regions(project, article, regions)?)));
                }
                fields.push(ArticleField::Modified(Some(now)));
                Ok(fields.into_iter().map(|field| Write::Article(article.clone(), field)).collect())
            }
            Self::RemoveArticle { article } => removal(project, article, now),
            Self::AddQuote { quote, attribution } => {
                check_new(quote.as_str(), project.any_quote(quote).is_some())?;
                let fields = [
                    QuoteField::Origin(Some(stamp.clone())),
                    QuoteField::Attribution(checked(project, attribution.clone())?),
                ];
                Ok(fields.map(|field| Write::Quote(quote.clone(), field)).into())
            }
            Self::MarkSpan { quote, .. }
            | Self::MoveSpan { quote, .. }
            | Self::UnmarkSpan { quote, .. }
            | Self::SetKind { quote, .. }
            | Self::AssignSpeaker { quote, .. }
            | Self::TagQuote { quote, .. }
            | Self::NoteQuote { quote, .. }
            | Self::DeleteQuote { quote } => Ok(change_quote(quote, self.quote_field(project, quote)?, now)),
            Self::AddSpeaker { speaker, name, colour } => new_speaker(project, speaker, name, *colour, stamp),
            Self::SplitSpeaker { speaker, name, colour, quotes } => {
                let mut writes = new_speaker(project, speaker, name, *colour, stamp)?;
                for quote in order::set(quotes) {
                    find_quote(project, quote)?;
                    writes.extend(change_quote(quote, QuoteField::Speaker(Some(speaker.clone())), now));
                }
                Ok(writes)
            }
            Self::RenameSpeaker { speaker, .. }
            | Self::SetAliases { speaker, .. }
            | Self::SetSpeakerRole { speaker, .. }
            | Self::ColourSpeaker { speaker, .. }
            | Self::MergeSpeakers { from: speaker, .. }
            | Self::UnmergeSpeaker { speaker }
            | Self::DeleteSpeaker { speaker } => {
                let fields = [self.speaker_field(project, speaker)?, SpeakerField::Modified(Some(now))];
                Ok(fields.map(|field| Write::Speaker(speaker.clone(), field)).into())
            }
            Self::LinkQuotes { link, relation, members } => {
                check_new(link.as_str(), project.any_link(link).is_some())?;
                let fields = [LinkField::Origin(Some(stamp.clone())), LinkField::Relation(*relation)];
                let mut writes: Vec<_> = fields.map(|field| Write::Link(link.clone(), field)).into();
                writes.extend(join(project, link, members, now)?);
                Ok(writes)
            }
            Self::JoinLink { link, quote } => {
                find_link(project, link)?;
                find_quote(project, quote)?;
                if project.members(link).contains(quote) {
                    return Ok(Vec::new());
                }
                Ok(change_membership(link, quote, Some(now), now))
            }
            Self::LeaveLink { link, quote } => {
                find_link(project, link)?;
                Ok(change_membership(link, quote, None, now))
            }
            Self::SetRelation { link, relation } => change_link(project, link, LinkField::Relation(*relation), now),
            Self::SetRationale { link, rationale } => {
                change_link(project, link, LinkField::Rationale(rationale.trim().to_owned()), now)
            }
            Self::SetStatus { link, status } => change_link(project, link, LinkField::Status(*status), now),
            Self::DeleteLink { link } => change_link(project, link, LinkField::Deleted(true), now),
            Self::Dismiss { dismissed } => dismissal(project, dismissed.clone(), stamp),
            Self::NameAnnotator { annotator, name } => {
                check_id(annotator.as_str())?;
                Ok(vec![Write::Annotator(annotator.clone(), AnnotatorField::Name(name.trim().to_owned()))])
            }
            Self::Together { .. } => Ok(Vec::new()),
        }
    }

    fn quote_field(&self, project: &Project, id: &QuoteId) -> Result<QuoteField, EditError> {
        let quote = find_quote(project, id)?;
        match self {
            Self::MarkSpan { role, span, .. } => reshape(project, quote, |attribution| {
                let spans = attribution.spans_mut(*role);
                if !spans.contains(span) {
                    spans.push(*span);
                }
                Ok(())
            }),
            Self::MoveSpan { role, number, span, .. } => reshape(project, quote, |attribution| {
                let moved = attribution.spans_mut(*role).get_mut(*number);
                *moved.ok_or_else(|| EditError::NoSpan(id.clone(), *number, *role))? = *span;
                Ok(())
            }),
            Self::UnmarkSpan { role, number, .. } => reshape(project, quote, |attribution| {
                let spans = attribution.spans_mut(*role);
                if *number >= spans.len() {
                    return Err(EditError::NoSpan(id.clone(), *number, *role));
                }
                spans.remove(*number);
                Ok(())
            }),
            Self::SetKind { kind, .. } => {
                let mut attribution = quote.attribution.clone();
                attribution.kind = *kind;
                Ok(QuoteField::Attribution(attribution))
            }
            Self::AssignSpeaker { speaker, .. } => {
                let speaker = speaker.as_ref().map(|speaker| find_speaker(project, speaker)).transpose()?;
                Ok(QuoteField::Speaker(speaker))
            }
            Self::TagQuote { tags, .. } => Ok(QuoteField::Tags(distinct(tags))),
            Self::NoteQuote { note, .. } => Ok(QuoteField::Note(note.trim().to_owned())),
            _ => Ok(QuoteField::Deleted(true)),
        }
    }

    fn speaker_field(&self, project: &Project, id: &SpeakerId) -> Result<SpeakerField, EditError> {
        if let Self::UnmergeSpeaker { .. } = self {
            project.any_speaker(id).ok_or_else(|| EditError::NoSpeaker(id.clone()))?;
            return Ok(SpeakerField::Merged(None));
        }
        project.speaker(id).ok_or_else(|| EditError::NoSpeaker(id.clone()))?;
        match self {
            Self::RenameSpeaker { name, .. } => Ok(SpeakerField::Name(checked_name(name)?)),
            Self::SetAliases { aliases, .. } => Ok(SpeakerField::Aliases(distinct(aliases))),
            Self::SetSpeakerRole { role, .. } => Ok(SpeakerField::Role(role.trim().to_owned())),
            Self::ColourSpeaker { colour, .. } => Ok(SpeakerField::Colour(*colour)),
            Self::MergeSpeakers { into, .. } => {
                let into = find_speaker(project, into)?;
                if into == *id { Err(EditError::SameSpeaker) } else { Ok(SpeakerField::Merged(Some(into))) }
            }
            _ => Ok(SpeakerField::Deleted(true)),
        }
    }
}

impl Correction {
    /// What is put right in words.
    fn fields(&self) -> Vec<ArticleField> {
        let set = |value: &Option<String>, field: fn(Option<String>) -> ArticleField| {
            value.as_ref().map(|value| field(Some(value.trim().to_owned())))
        };
        let fields = [
            set(&self.title, ArticleField::Title),
            set(&self.outlet, ArticleField::Outlet),
            set(&self.byline, ArticleField::Byline),
            set(&self.date, ArticleField::Date),
            set(&self.address, ArticleField::Address),
        ];
        fields.into_iter().flatten().collect()
    }
}

fn removal(project: &Project, article: &ArticleId, now: Timestamp) -> Result<Vec<Write>, EditError> {
    project.article(article).ok_or_else(|| EditError::NoArticle(article.clone()))?;
    let fields = [ArticleField::Deleted(true), ArticleField::Modified(Some(now))];
    Ok(fields.map(|field| Write::Article(article.clone(), field)).into())
}

fn dismissal(project: &Project, mut dismissed: Dismissed, stamp: &Origin) -> Result<Vec<Write>, EditError> {
    for place in dismissed.places_mut() {
        let text = project.text(&place.article).ok_or_else(|| EditError::NoText(place.article.clone()))?;
        text.check(place.span).map_err(EditError::Suggestion)?;
    }
    Ok(vec![Write::Dismissal(dismissed, Some(stamp.clone()))])
}

/// The regions as an article keeps them (see [`whole_lines`]); where its text is not at hand, merely sorted.
fn checked_regions(project: &Project, article: &ArticleId, regions: &[Region]) -> Result<Vec<Region>, EditError> {
    let Some(text) = project.text(article) else {
        let mut sorted = regions.to_vec();
        order::sort_by_key(&mut sorted, |region| region.span);
        return Ok(sorted);
    };
    regions.iter().try_for_each(|region| text.check(region.span)).map_err(EditError::Region)?;
    Ok(whole_lines(text, regions))
}

/// Changes the spans of a quote, checks them, and lets the kind follow from the quotation marks, unless a person
/// has said otherwise: then the kind that stands differs from the one that the marks suggested before.
fn reshape(
    project: &Project,
    quote: &Quote,
    change: impl FnOnce(&mut Attribution) -> Result<(), EditError>,
) -> Result<QuoteField, EditError> {
    let text = find_text(project, &quote.attribution.article)?;
    let mut attribution = quote.attribution.clone();
    let follows_marks = attribution.kind == kind_of(text, &attribution.content);
    change(&mut attribution)?;
    let mut attribution = checked(project, attribution)?;
    if follows_marks {
        attribution.kind = kind_of(text, &attribution.content);
    }
    Ok(QuoteField::Attribution(attribution))
}

/// The attribution with its spans in reading order, every one of them fit to stand in the text.
fn checked(project: &Project, mut attribution: Attribution) -> Result<Attribution, EditError> {
    project.article(&attribution.article).ok_or_else(|| EditError::NoArticle(attribution.article.clone()))?;
    let text = find_text(project, &attribution.article)?;
    for role in Role::ALL {
        let spans = attribution.spans_mut(role);
        for &span in spans.iter() {
            text.check(span).map_err(|source| EditError::Span { role, source })?;
        }
        order::sort(spans);
        spans.dedup();
    }
    if attribution.content.is_empty() {
        return Err(EditError::NoContent);
    }
    if attribution.content.windows(2).any(|pair| pair[0].overlaps(pair[1])) {
        return Err(EditError::Overlap);
    }
    Ok(attribution)
}

fn change_quote(quote: &QuoteId, field: QuoteField, now: Timestamp) -> Vec<Write> {
    [field, QuoteField::Modified(Some(now))].map(|field| Write::Quote(quote.clone(), field)).into()
}

fn change_link(project: &Project, link: &LinkId, field: LinkField, now: Timestamp) -> Result<Vec<Write>, EditError> {
    find_link(project, link)?;
    Ok([field, LinkField::Modified(Some(now))].map(|field| Write::Link(link.clone(), field)).into())
}

fn change_membership(link: &LinkId, quote: &QuoteId, since: Option<Timestamp>, now: Timestamp) -> Vec<Write> {
    vec![Write::Member(link.clone(), quote.clone(), since), Write::Link(link.clone(), LinkField::Modified(Some(now)))]
}

/// Makes each quote a member, the moments one apart so that they keep their order.
fn join(project: &Project, link: &LinkId, members: &[QuoteId], now: Timestamp) -> Result<Vec<Write>, EditError> {
    let mut joined: Vec<&QuoteId> = Vec::new();
    for member in members {
        find_quote(project, member)?;
        if !joined.contains(&member) {
            joined.push(member);
        }
    }
    if joined.len() < 2 {
        return Err(EditError::TwoQuotes);
    }
    let moments = now.0..;
    Ok(joined.into_iter().zip(moments).map(|(quote, at)| member(link, quote, at)).collect())
}

fn member(link: &LinkId, quote: &QuoteId, at: u64) -> Write {
    Write::Member(link.clone(), quote.clone(), Some(Timestamp(at)))
}

fn new_speaker(
    project: &Project,
    speaker: &SpeakerId,
    name: &str,
    colour: u8,
    stamp: &Origin,
) -> Result<Vec<Write>, EditError> {
    check_new(speaker.as_str(), project.any_speaker(speaker).is_some())?;
    let fields = [
        SpeakerField::Origin(Some(stamp.clone())),
        SpeakerField::Name(checked_name(name)?),
        SpeakerField::Colour(colour),
    ];
    Ok(fields.map(|field| Write::Speaker(speaker.clone(), field)).into())
}

fn find_text<'a>(project: &'a Project, article: &ArticleId) -> Result<&'a Text, EditError> {
    project.text(article).ok_or_else(|| EditError::NoText(article.clone()))
}

fn find_quote<'a>(project: &'a Project, id: &QuoteId) -> Result<&'a Quote, EditError> {
    project.quote(id).map(AsRef::as_ref).ok_or_else(|| EditError::NoQuote(id.clone()))
}

fn find_link(project: &Project, id: &LinkId) -> Result<(), EditError> {
    project.link(id).map(|_| ()).ok_or_else(|| EditError::NoLink(id.clone()))
}

/// The live speaker that `id` stands for.
fn find_speaker(project: &Project, id: &SpeakerId) -> Result<SpeakerId, EditError> {
    project.resolve(id).map(|(id, _)| id.clone()).ok_or_else(|| EditError::NoSpeaker(id.clone()))
}

fn check_id(id: &str) -> Result<(), EditError> {
    if is_valid(id) { Ok(()) } else { Err(EditError::Id(id.to_owned())) }
}

fn check_new(id: &str, is_taken: bool) -> Result<(), EditError> {
    if is_taken { Err(EditError::Id(id.to_owned())) } else { check_id(id) }
}

fn checked_name(name: &str) -> Result<String, EditError> {
    let name = super::super::text::squeeze(name);
    if name.is_empty() { Err(EditError::NoName) } else { Ok(name) }
}

/// Trimmed, without empty and repeated entries, in the order given.
fn distinct(words: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words.iter().map(|word| word.trim()) {
        if !word.is_empty() && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}
