//! What a format can hold of the records, and what of these very records it would lose.

use std::fmt;

use super::{Article, Link, Made, Quote, Records, Speaker};
use crate::domain::annotation::{Kind, Relation, Status};
use crate::domain::order;
use crate::domain::text::counted;

/// Something of the records that a format may or may not hold. Texts and contents every format has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// The words that attribute a quote.
    Cues,
    /// The words that name the source.
    Sources,
    /// How the words of a quote were taken over.
    Kinds,
    /// Who said it.
    Speakers,
    /// Speakers whom nobody quotes.
    SilentSpeakers,
    /// Other names of speakers.
    Aliases,
    /// Offices of speakers.
    Offices,
    /// Tags of quotes.
    Tags,
    /// Notes of quotes.
    Notes,
    /// Links between quotes of one article.
    Links,
    /// Links between quotes of several articles.
    LinksAcross,
    /// Links of more than two quotes, as one.
    LargeLinks,
    /// What kind of a link it is, and what its quotes differ in.
    Relations,
    /// Why quotes are linked.
    Rationales,
    /// What became of a link.
    Statuses,
    /// Who marked a quote.
    Annotators,
    /// Who added a speaker.
    SpeakerMakers,
    /// Who made a link.
    LinkMakers,
    /// The names of those who made records.
    AnnotatorNames,
    /// When a record was made and changed.
    Times,
    /// What is known about an article besides its text.
    Details,
}

impl Feature {
    /// Every feature, in the order in which losses are told.
    pub const ALL: [Self; 21] = [
        Self::Cues,
        Self::Sources,
        Self::Kinds,
        Self::Speakers,
        Self::SilentSpeakers,
        Self::Aliases,
        Self::Offices,
        Self::Tags,
        Self::Notes,
        Self::Links,
        Self::LinksAcross,
        Self::LargeLinks,
        Self::Relations,
        Self::Rationales,
        Self::Statuses,
        Self::Annotators,
        Self::SpeakerMakers,
        Self::LinkMakers,
        Self::AnnotatorNames,
        Self::Times,
        Self::Details,
    ];
}

/// Something that a format cannot hold of these very records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What is lost.
    pub feature: Feature,
    /// How many records lose it.
    pub count: usize,
}

impl fmt::Display for Loss {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = match self.feature {
            Feature::Cues => ("the cue of 1 quote", "the cues of # quotes"),
            Feature::Sources => ("the source of 1 quote", "the sources of # quotes"),
            Feature::Kinds => ("the kind of 1 quote", "the kinds of # quotes"),
            Feature::Speakers => ("the speaker of 1 quote", "the speakers of # quotes"),
            Feature::SilentSpeakers => ("1 speaker whom nobody quotes", "# speakers whom nobody quotes"),
            Feature::Aliases => ("the other names of 1 speaker", "the other names of # speakers"),
            Feature::Offices => ("the role of 1 speaker", "the roles of # speakers"),
            Feature::Tags => ("the tags of 1 quote", "the tags of # quotes"),
            Feature::Notes => ("the note of 1 quote", "the notes of # quotes"),
            Feature::Links => ("1 link between quotes", "# links between quotes"),
            Feature::LinksAcross => ("1 link between articles", "# links between articles"),
            Feature::LargeLinks => ("1 link of more than two quotes", "# links of more than two quotes"),
            Feature::Relations => ("the kind of 1 link", "the kinds of # links"),
            Feature::Rationales => ("the rationale of 1 link", "the rationales of # links"),
            Feature::Statuses => ("the status of 1 link", "the statuses of # links"),
            Feature::Annotators => ("who marked 1 quote", "who marked # quotes"),
            Feature::SpeakerMakers => ("who added 1 speaker", "who added # speakers"),
            Feature::LinkMakers => ("who made 1 link", "who made # links"),
            Feature::AnnotatorNames => ("the name of 1 annotator", "the names of # annotators"),
            Feature::Times => ("when 1 record was made and changed", "when # records were made and changed"),
            Feature::Details => ("the details of 1 article", "the details of # articles"),
        };
        if self.count == 1 { out.write_str(one) } else { out.write_str(&many.replace('#', &self.count.to_string())) }
    }
}

/// What a format that holds nothing but `held` loses of these records. What goes with something larger that is lost is
/// not named beside it: without speakers, their other names are no loss of their own.
#[must_use]
pub fn losses(records: &Records, held: &[Feature]) -> Vec<Loss> {
    let mut left = records.clone();
    let mut losses = Vec::new();
    let lacks_order = [
        Feature::Speakers,
        Feature::SilentSpeakers,
        Feature::Links,
        Feature::LinksAcross,
        Feature::LargeLinks,
        Feature::Annotators,
        Feature::SpeakerMakers,
        Feature::LinkMakers,
    ];
    let rest = Feature::ALL.into_iter().filter(|feature| !lacks_order.contains(feature));
    for feature in lacks_order.into_iter().chain(rest).filter(|feature| !held.contains(feature)) {
        let count = drop_feature(&mut left, feature);
        if count > 0 {
            losses.push(Loss { feature, count });
        }
    }
    order::sort_by_key(&mut losses, |loss| loss.feature);
    losses
}

/// These records as a format gives them back that holds nothing but `held`.
#[must_use]
pub fn only(records: &Records, held: &[Feature]) -> Records {
    let mut left = records.clone();
    for feature in Feature::ALL.into_iter().filter(|feature| !held.contains(feature)) {
        drop_feature(&mut left, feature);
    }
    left
}

/// Takes a feature out of the records, and tells how many of them had it.
fn drop_feature(records: &mut Records, feature: Feature) -> usize {
    let Records { articles, annotators, speakers, quotes, links } = records;
    match feature {
        Feature::Cues => clear(quotes, |quote| &mut quote.cue),
        Feature::Sources => clear(quotes, |quote| &mut quote.source),
        Feature::Kinds => clear(quotes, |quote: &mut Quote| -> &mut Option<Kind> { &mut quote.kind }),
        Feature::Speakers => {
            let count = clear(quotes, |quote| &mut quote.speaker);
            speakers.clear();
            count
        }
        Feature::SilentSpeakers => drop_silent(speakers, quotes),
        Feature::Aliases => clear(speakers, |speaker| &mut speaker.aliases),
        Feature::Offices => clear(speakers, |speaker| &mut speaker.role),
        Feature::Tags => clear(quotes, |quote| &mut quote.tags),
        Feature::Notes => clear(quotes, |quote| &mut quote.note),
        Feature::Links => drop_links(links, |link| is_within(link, quotes)),
        Feature::LinksAcross => drop_links(links, |link| !is_within(link, quotes)),
        Feature::LargeLinks => drop_links(links, |link| link.members.len() > 2),
        Feature::Relations => clear(links, |link: &mut Link| -> &mut Relation { &mut link.relation }),
        Feature::Rationales => clear(links, |link| &mut link.rationale),
        Feature::Statuses => clear(links, |link: &mut Link| -> &mut Status { &mut link.status }),
        Feature::Annotators => {
            let count = forget(of_quotes(quotes));
            drop_idle(records);
            count
        }
        Feature::SpeakerMakers => {
            let count = forget(of_speakers(speakers));
            drop_idle(records);
            count
        }
        Feature::LinkMakers => {
            let count = forget(of_links(links));
            drop_idle(records);
            count
        }
        Feature::AnnotatorNames => clear(annotators, |annotator| &mut annotator.name),
        Feature::Times => all_made(records).filter_map(drop_times).count(),
        Feature::Details => articles.iter_mut().filter_map(drop_details).count(),
    }
}

/// Puts a field of each record at its default, and counts those where it was not.
fn clear<Record, Field: Default + PartialEq>(
    records: &mut [Record],
    field: impl Fn(&mut Record) -> &mut Field,
) -> usize {
    let cleared = records.iter_mut().map(|record| std::mem::take(field(record)));
    cleared.filter(|before| *before != Field::default()).count()
}

fn all_made(records: &mut Records) -> impl Iterator<Item = &mut Made> {
    let Records { speakers, quotes, links, .. } = records;
    of_speakers(speakers).chain(of_quotes(quotes)).chain(of_links(links))
}

fn of_speakers(speakers: &mut [Speaker]) -> impl Iterator<Item = &mut Made> {
    speakers.iter_mut().map(|speaker| &mut speaker.made)
}

fn of_quotes(quotes: &mut [Quote]) -> impl Iterator<Item = &mut Made> {
    quotes.iter_mut().map(|quote| &mut quote.made)
}

fn of_links(links: &mut [Link]) -> impl Iterator<Item = &mut Made> {
    links.iter_mut().map(|link| &mut link.made)
}

/// Forgets who made some records.
fn forget<'a>(made: impl Iterator<Item = &'a mut Made>) -> usize {
    made.filter_map(|made| made.by.take()).count()
}

fn drop_times(made: &mut Made) -> Option<()> {
    let before = std::mem::replace(made, Made { by: made.by, ..Made::default() });
    (before != *made).then_some(())
}

fn drop_links(links: &mut Vec<Link>, lost: impl Fn(&Link) -> bool) -> usize {
    let before = links.len();
    links.retain(|link| !lost(link));
    before - links.len()
}

fn is_within(link: &Link, quotes: &[Quote]) -> bool {
    let mut articles = link.members.iter().map(|&member| quotes[member].article);
    let first = articles.next();
    articles.all(|article| Some(article) == first)
}

/// Drops the speakers whom no quote names, and numbers the others anew.
fn drop_silent(speakers: &mut Vec<Speaker>, quotes: &mut [Quote]) -> usize {
    let before = speakers.len();
    let numbers = keep_named(speakers, quotes.iter().filter_map(|quote| quote.speaker));
    for quote in quotes {
        quote.speaker = quote.speaker.and_then(|speaker| numbers[speaker]);
    }
    before - speakers.len()
}

/// Drops the annotators who made nothing, and numbers the others anew.
fn drop_idle(records: &mut Records) {
    let mut annotators = std::mem::take(&mut records.annotators);
    let makers: Vec<usize> = all_made(records).filter_map(|made| made.by).collect();
    let numbers = keep_named(&mut annotators, makers.into_iter());
    for made in all_made(records) {
        made.by = made.by.and_then(|by| numbers[by]);
    }
    records.annotators = annotators;
}

/// Keeps the records that are named by number, and gives the new number of each.
fn keep_named<Record>(records: &mut Vec<Record>, named: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
    let mut numbers = vec![None; records.len()];
    for number in named {
        numbers[number] = Some(0);
    }
    for (next, number) in numbers.iter_mut().flatten().enumerate() {
        *number = next;
    }
    let mut kept = numbers.iter().map(Option::is_some);
    records.retain(|_| kept.next().unwrap_or_default());
    numbers
}

/// Leaves the file and the text alone.
fn drop_details(article: &mut Article) -> Option<()> {
    let bare = Article { file: article.file.clone(), text: article.text.clone(), ..Article::default() };
    let before = std::mem::replace(article, bare);
    (before != *article).then_some(())
}

/// How many records these are, in words: "2 articles, 14 quotes, 3 speakers, 1 link".
#[must_use]
pub fn told(records: &Records) -> String {
    let parts = [
        (records.articles.len(), "article", "articles"),
        (records.quotes.len(), "quote", "quotes"),
        (records.speakers.len(), "speaker", "speakers"),
        (records.links.len(), "link", "links"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    parts.map(|(count, one, many)| counted(count, one, many)).collect::<Vec<_>>().join(", ")
}
