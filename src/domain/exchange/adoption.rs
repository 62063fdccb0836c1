//! Records of a file as what they would set in a project.
//!
//! A record that came from here once has its id still, and is compared with what is here, field by field: the side
//! that was changed later stays, and where no times tell, a person chooses. A quote without such an id, of a format that
//! names no annotators, is the one here that has the same content. Every other record gets an id that is made of the one
//! it has, where that is unique in the world, or else of what it says, so that the same file twice is the same records.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::records::feature::Feature;
use super::records::{Article, Link, Made, Quote, Records, Speaker};
use crate::domain::annotation::{
    AnnotatorField, ArticleField, Attribution, LinkField, Origin, QuoteField, Role, SpeakerField,
};
use crate::domain::article::{article_id, describe};
use crate::domain::id::{AnnotatorId, ArticleId, LinkId, QuoteId, SpeakerId, Timestamp, is_valid};
use crate::domain::project::{Project, Write};
use crate::domain::quotation::kind_of;
use crate::domain::replica::Apart;
use crate::domain::session::COLOURS;
use crate::domain::text::{Span, Text};

/// What records would set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adopted {
    /// What both sides have changed, as far as times tell.
    pub apart: Apart,
    /// The texts of articles that are not here.
    pub texts: Vec<(ArticleId, Text)>,
    /// The ids of the quotes, by their numbers.
    pub quotes: Vec<QuoteId>,
}

/// What `records` would set in `project`, where their format holds `held`: of what it cannot hold, a record that is here
/// keeps what it has. What nobody is named for is by whoever takes it over: `stamp`.
#[must_use]
pub fn adopt(records: &Records, held: &[Feature], project: &Project, stamp: &Origin) -> Adopted {
    let mut adopting = Adopting {
        records,
        held,
        project,
        stamp,
        adopted: Adopted::default(),
        annotators: Vec::new(),
        matched: BTreeSet::new(),
        by_content: BTreeMap::new(),
    };
    adopting.annotators = adopting.annotators();
    let articles: Vec<ArticleId> = records.articles.iter().map(|article| adopting.article(article)).collect();
    let speakers: Vec<SpeakerId> =
        records.speakers.iter().enumerate().map(|(number, speaker)| adopting.speaker(number, speaker)).collect();
    let mut seen = BTreeMap::new();
    let quotes: Vec<QuoteId> =
        records.quotes.iter().map(|quote| adopting.quote(quote, &articles, &speakers, &mut seen)).collect();
    for link in &records.links {
        adopting.link(link, &quotes);
    }
    Adopted { quotes, ..adopting.adopted }
}

struct Adopting<'a> {
    records: &'a Records,
    held: &'a [Feature],
    project: &'a Project,
    stamp: &'a Origin,
    adopted: Adopted,
    annotators: Vec<AnnotatorId>,
    /// The quotes that the file's are.
    matched: BTreeSet<QuoteId>,
    /// The quotes that are here, by their content, of the articles where that was asked for.
    by_content: BTreeMap<ArticleId, BTreeMap<Vec<Span>, Vec<QuoteId>>>,
}

impl Adopting<'_> {
    fn annotators(&mut self) -> Vec<AnnotatorId> {
        let mut ids = Vec::new();
        for annotator in &self.records.annotators {
            let id: AnnotatorId = own_or_made(&annotator.id, "annotator", &[&annotator.id, &annotator.name]).into();
            if !annotator.name.is_empty() && self.project.annotator(&id).is_none() {
                let name = AnnotatorField::Name(annotator.name.clone());
                self.adopted.apart.theirs.push(Write::Annotator(id.clone(), name));
            }
            ids.push(id);
        }
        ids
    }

    fn article(&mut self, article: &Article) -> ArticleId {
        let id = ArticleId::from(article_id(article.text.as_str()));
        if self.project.text(&id).is_none() {
            self.adopted.texts.push((id.clone(), article.text.clone()));
        }
        if self.project.any_article(&id).is_some_and(|known| known.origin.is_some()) {
            // What a person put right here is not undone by a file that never knew of it.
            self.set([Write::Article(id.clone(), ArticleField::Deleted(false))], Side::Theirs);
            return id;
        }
        let detected = describe(&article.text, &article.file);
        let told = |told: &String, read: &String| (!told.is_empty() && told != read).then(|| told.clone());
        let mut fields = vec![
            ArticleField::Title(told(&article.title, &detected.title)),
            ArticleField::Outlet(told(&article.outlet, &detected.outlet)),
            ArticleField::Byline(told(&article.byline, &detected.byline)),
            ArticleField::Date(told(&article.date, &detected.date)),
            ArticleField::Address(told(&article.address, &detected.address)),
            ArticleField::Origin(Some(self.stamp.clone())),
            ArticleField::Deleted(false),
        ];
        fields.push(ArticleField::Detected(detected));
        self.set(fields.into_iter().map(|field| Write::Article(id.clone(), field)), Side::Theirs);
        id
    }

    fn speaker(&mut self, number: usize, speaker: &Speaker) -> SpeakerId {
        let known = |id: &SpeakerId| self.project.any_speaker(id).is_some();
        let own = SpeakerId::from(speaker.id.as_str());
        if !(is_valid(&speaker.id) && known(&own))
            && let Some((namesake, _)) =
                self.project.speakers().into_iter().find(|(id, _)| self.project.names(id).contains(&speaker.name))
        {
            return namesake.clone();
        }
        let id: SpeakerId = own_or_made(&speaker.id, "speaker", &[&speaker.name, &speaker.role]).into();
        let there = self.project.any_speaker(&id).cloned();
        let side = later(speaker.made.modified, there.as_ref().and_then(|speaker| speaker.modified));
        let mut fields = vec![SpeakerField::Name(speaker.name.clone())];
        if there.is_none() || self.held.contains(&Feature::Aliases) {
            fields.push(SpeakerField::Aliases(speaker.aliases.clone()));
        }
        if there.is_none() || self.held.contains(&Feature::Offices) {
            fields.push(SpeakerField::Role(speaker.role.clone()));
        }
        if there.is_none() {
            let others = self.project.speakers().len() + number;
            let colour = u8::try_from(others % usize::from(COLOURS)).unwrap_or_default();
            fields.push(SpeakerField::Colour(colour));
            fields.push(SpeakerField::Origin(Some(self.origin(&speaker.made))));
        }
        fields.push(SpeakerField::Modified(speaker.made.modified));
        self.set(fields.into_iter().map(|field| Write::Speaker(id.clone(), field)), side);
        id
    }

    fn quote(
        &mut self,
        quote: &Quote,
        articles: &[ArticleId],
        speakers: &[SpeakerId],
        seen: &mut BTreeMap<String, usize>,
    ) -> QuoteId {
        let text = &self.records.articles[quote.article].text;
        let mut attribution = Attribution {
            article: articles[quote.article].clone(),
            content: quote.content.clone(),
            cue: quote.cue.clone(),
            source: quote.source.clone(),
            ..Attribution::default()
        };
        let by = quote.made.by.map(|by| self.annotators[by].as_str()).unwrap_or_default();
        let spans = format!("{:?}{:?}{:?}", quote.content, quote.cue, quote.source);
        let says = [attribution.article.as_str(), by, &spans];
        let count = seen.entry(says.join("/")).or_default();
        *count += 1;
        let copy = count.to_string();
        let made: QuoteId = own_or_made(&quote.id, "quote", &[says[0], says[1], says[2], &copy]).into();
        let id = if is_ours(&quote.id) || self.project.any_quote(&made).is_some() {
            made
        } else {
            self.same_content(&attribution).unwrap_or(made)
        };
        self.matched.insert(id.clone());
        let there = self.project.any_quote(&id).cloned();
        let known = there.as_ref().map(|quote| &quote.attribution);
        attribution.kind = match (quote.kind, known) {
            (Some(kind), _) => kind,
            (None, Some(known)) => known.kind,
            (None, None) => kind_of(text, &quote.content),
        };
        if let Some(known) = known {
            for (feature, role) in [(Feature::Cues, Role::Cue), (Feature::Sources, Role::Source)] {
                if !self.held.contains(&feature) {
                    *attribution.spans_mut(role) = known.spans(role).to_vec();
                }
            }
        }
        let side = later(quote.made.modified, there.as_ref().and_then(|quote| quote.modified));
        let mut fields = vec![QuoteField::Attribution(attribution)];
        let held = [
            (Feature::Speakers, QuoteField::Speaker(quote.speaker.map(|speaker| speakers[speaker].clone()))),
            (Feature::Tags, QuoteField::Tags(quote.tags.clone())),
            (Feature::Notes, QuoteField::Note(quote.note.clone())),
        ];
        fields.extend(self.told(held, there.is_none()));
        if there.is_none() {
            fields.push(QuoteField::Origin(Some(self.origin(&quote.made))));
        }
        fields.push(QuoteField::Modified(quote.made.modified));
        self.set(fields.into_iter().map(|field| Write::Quote(id.clone(), field)), side);
        id
    }

    /// The live quote that has this content, of a format that does not say whose it is. Each is found once.
    fn same_content(&mut self, attribution: &Attribution) -> Option<QuoteId> {
        if self.held.contains(&Feature::Annotators) {
            return None;
        }
        let Attribution { article, content, .. } = attribution;
        let by_content = self.by_content.entry(article.clone()).or_insert_with(|| {
            let mut by_content: BTreeMap<Vec<Span>, Vec<QuoteId>> = BTreeMap::new();
            for (id, quote) in self.project.quotes_in(article) {
                by_content.entry(quote.attribution.content.clone()).or_default().push(id.clone());
            }
            by_content
        });
        by_content.get(content)?.iter().find(|id| !self.matched.contains(*id)).cloned()
    }

    fn link(&mut self, link: &Link, quotes: &[QuoteId]) {
        let members: Vec<&QuoteId> = link.members.iter().map(|member| &quotes[*member]).collect();
        let mut says: Vec<&str> = members.iter().map(|member| member.as_str()).collect();
        says.push(link.relation.name());
        let made: LinkId = own_or_made(&link.id, "link", &says).into();
        let id = if is_ours(&link.id) || self.project.any_link(&made).is_some() {
            made
        } else {
            self.same_members(&members).unwrap_or(made)
        };
        let there = self.project.any_link(&id).cloned();
        let side = later(link.made.modified, there.as_ref().and_then(|link| link.modified));
        let held = [
            (Feature::Relations, LinkField::Relation(link.relation)),
            (Feature::Rationales, LinkField::Rationale(link.rationale.clone())),
            (Feature::Statuses, LinkField::Status(link.status)),
        ];
        let mut fields: Vec<LinkField> = self.told(held, there.is_none()).collect();
        if there.is_none() {
            fields.push(LinkField::Origin(Some(self.origin(&link.made))));
        }
        fields.push(LinkField::Modified(link.made.modified));
        let since = link.made.created.unwrap_or(self.stamp.created);
        let joined = members.iter().enumerate().map(|(place, quote)| {
            // One after the other, so that they stay in their order.
            let since = Timestamp(since.0.saturating_add(place as u64));
            Write::Member(id.clone(), (*quote).clone(), Some(since))
        });
        let joined = joined.filter(|write| !self.project.members(&id).iter().any(|known| is_member(write, known)));
        let joined: Vec<Write> = joined.collect();
        let fields = fields.into_iter().map(|field| Write::Link(id.clone(), field));
        self.set(fields.chain(joined).collect::<Vec<_>>(), side);
    }

    /// The live link of these very quotes, of a format that does not say whose it is.
    fn same_members(&self, quotes: &[&QuoteId]) -> Option<LinkId> {
        let wanted: BTreeSet<&QuoteId> = quotes.iter().copied().collect();
        let is_same = |id: &&LinkId| self.project.members(id).iter().collect::<BTreeSet<_>>() == wanted;
        let mut links = self.project.links_of(quotes.first()?).map(|(id, _)| id);
        links.find(is_same).filter(|_| !self.held.contains(&Feature::Annotators)).cloned()
    }

    /// The fields that the file tells: all of a new record, and of one that is here those that the format can hold.
    fn told<Field, const N: usize>(
        &self,
        fields: [(Feature, Field); N],
        is_new: bool,
    ) -> impl Iterator<Item = Field> + use<Field, N> {
        let told = fields.map(|(feature, field)| (is_new || self.held.contains(&feature)).then_some(field));
        told.into_iter().flatten()
    }

    /// Notes what a record of the file sets. Where what is here was changed later, or nobody knows, it is a change of
    /// ours as well.
    fn set(&mut self, fields: impl IntoIterator<Item = Write>, side: Side) {
        for theirs in fields {
            let here = self.project.current(&theirs);
            if here == theirs {
                continue;
            }
            let is_choice = side == Side::Both || (side == Side::Untold && empties(&theirs, &here));
            if is_choice && !theirs.is_time_of_change() {
                self.adopted.apart.ours.push(here);
            }
            if side != Side::Both || !theirs.is_time_of_change() {
                self.adopted.apart.theirs.push(theirs);
            }
        }
    }

    fn origin(&self, made: &Made) -> Origin {
        Origin {
            creator: made.by.map_or_else(|| self.stamp.creator.clone(), |by| self.annotators[by].clone()),
            created: made.created.unwrap_or(self.stamp.created),
        }
    }
}

/// Who has changed a record, as far as the times tell.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// The file's side, later.
    Theirs,
    /// Both, or nobody knows.
    Both,
    /// Neither says when. What the file tells is news, but what it lacks may only have been lost on the way.
    Untold,
}

/// True where something is here that the file lacks.
fn empties(theirs: &Write, here: &Write) -> bool {
    match (theirs, here) {
        (Write::Quote(_, QuoteField::Attribution(theirs)), Write::Quote(_, QuoteField::Attribution(here))) => {
            Role::ALL.into_iter().any(|role| theirs.spans(role).is_empty() && !here.spans(role).is_empty())
        }
        (theirs, here) => theirs.encode().is_none() && here.encode().is_some(),
    }
}

fn later(theirs: Option<Timestamp>, ours: Option<Timestamp>) -> Side {
    match (theirs, ours) {
        (Some(theirs), Some(ours)) if theirs <= ours => Side::Both,
        (None, Some(_)) => Side::Both,
        (None, None) => Side::Untold,
        (Some(_), _) => Side::Theirs,
    }
}

fn is_member(write: &Write, known: &QuoteId) -> bool {
    matches!(write, Write::Member(_, quote, _) if quote == known)
}

/// The id that a record has, where that is one of ours, or one that is made of what it says.
fn own_or_made(id: &str, kind: &str, says: &[&str]) -> String {
    if is_ours(id) {
        return id.to_owned();
    }
    let says: &[&str] = if is_global(id) { &[id] } else { says };
    let mut hash = Sha256::new();
    for part in std::iter::once(&kind).chain(says) {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(10).fold(MADE.to_owned(), |id, byte| format!("{id}{byte:02x}"))
}

/// True for an id that nothing else in the world has: an IRI, a UUID, or one of Hypothesis (22 characters of base64url).
fn is_global(id: &str) -> bool {
    let is_iri = id.contains("://") || id.starts_with("urn:");
    let is_word = |id: &str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let is_uuid = id.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    is_iri || (is_word(id) && (is_uuid || id.len() == 22))
}

/// What an id begins with that was made of what a record says.
const MADE: &str = "i";

/// True for what a [`Mint`](crate::domain::id::Mint) makes, and for what is made here. Other programs count with numbers
/// and short names, and two of their files have the same ones.
fn is_ours(id: &str) -> bool {
    let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let is_minted = id.split_once('-').is_some_and(|(session, number)| {
        session.len() >= 8 && !number.is_empty() && is_plain(session) && is_plain(number)
    });
    let is_made = id.strip_prefix(MADE).is_some_and(|hash| hash.len() == 20 && is_plain(hash));
    is_valid(id) && (is_minted || is_made)
}

#[cfg(test)]
mod tests;
