//! The lists over a small project of two articles.

use super::*;
use crate::domain::annotation::{Attribution, Difference};
use crate::domain::article::article_id;
use crate::domain::edit::{Correction, Edit};
use crate::domain::id::{AnnotatorId, Timestamp};
use crate::domain::session::{Intent, Session};
use crate::domain::text::{Span, Text};

const FIRST: &str = "Envoy waited\n\nAda Lind said the envoy waited nine hours. Nobody knows why.\n";
const SECOND: &str = "No wait\n\n\"He walked straight in,\" Tom Wey said.\n";

struct Sample {
    session: Session,
    first: ArticleId,
    second: ArticleId,
}

impl Sample {
    /// Two articles; a quote of Ada Lind's and one of nobody's in the first, one of Tom Wey's in the second, which
    /// contradicts Ada Lind's.
    fn new() -> Self {
        let session = Session::new(AnnotatorId::from("me"), 7);
        let (first, second) = (ArticleId::from(article_id(FIRST)), ArticleId::from(article_id(SECOND)));
        let mut sample = Self { session, first: first.clone(), second: second.clone() };
        sample.send(Intent::AddArticle(Text::new(FIRST), "first.txt".to_owned()));
        sample.send(Intent::AddArticle(Text::new(SECOND), "second.txt".to_owned()));
        let outlet = Correction { outlet: Some("North Desk".to_owned()), ..Correction::default() };
        sample.edit(Edit::CorrectArticle { article: first.clone(), correction: outlet });
        sample.quote("waited", &first, FIRST, "the envoy waited nine hours", Kind::Indirect);
        sample.quote("unknown", &first, FIRST, "Nobody knows why", Kind::Narration);
        sample.quote("walked", &second, SECOND, "He walked straight in", Kind::Direct);
        sample.speaker("lind", "Ada Lind", "waited");
        sample.speaker("wey", "Tom Wey", "walked");
        sample.edit(Edit::SetAliases { speaker: "wey".into(), aliases: vec!["the adviser".to_owned()] });
        sample.edit(Edit::TagQuote { quote: "waited".into(), tags: vec!["protocol".to_owned()] });
        sample.edit(Edit::LinkQuotes {
            link: "link".into(),
            relation: Relation::Contradicts(Difference::Denial),
            members: vec!["waited".into(), "walked".into()],
        });
        sample
    }

    fn send(&mut self, intent: Intent) {
        self.session.update(intent, Timestamp(1)).expect("the sample fits together");
    }

    fn edit(&mut self, edit: Edit) {
        self.send(Intent::Perform(edit));
    }

    fn quote(&mut self, id: &str, article: &ArticleId, text: &str, words: &str, kind: Kind) {
        let start = text.find(words).expect("the words stand in the text");
        let content = vec![Span::new(start, start + words.len())];
        let attribution = Attribution { article: article.clone(), content, kind, ..Attribution::default() };
        self.edit(Edit::AddQuote { quote: id.into(), attribution });
    }

    fn speaker(&mut self, id: &str, name: &str, quote: &str) {
        self.edit(Edit::AddSpeaker { speaker: id.into(), name: name.to_owned(), colour: 1 });
        self.edit(Edit::AssignSpeaker { quote: quote.into(), speaker: Some(id.into()) });
    }

    fn listed(&self, articles: Option<&[ArticleId]>, filter: &QuoteFilter, typed: &str) -> Vec<String> {
        let list = QuoteList { articles: articles.map(<[_]>::to_vec), filter: filter.clone(), also: None };
        let found = quotes(self.session.project(), &list, &Query::new(typed), &mut FoundQuotes::default());
        found.iter().map(|(id, _)| id.to_string()).collect()
    }
}

#[test]
fn quotes_are_listed_by_article_in_the_order_asked_for() {
    let sample = Sample::new();
    let all = QuoteFilter::default();
    assert_eq!(sample.listed(None, &all, ""), ["waited", "unknown", "walked"]);
    let order = [sample.second.clone(), sample.first.clone()];
    assert_eq!(sample.listed(Some(&order), &all, ""), ["walked", "waited", "unknown"]);
    assert_eq!(sample.listed(Some(&order[..1]), &all, ""), ["walked"]);
    assert_eq!(sample.listed(Some(&[]), &all, ""), [""; 0]);
}

#[test]
fn each_filter_lets_through_what_it_names() {
    let sample = Sample::new();
    let check = |filter: QuoteFilter, expected: &[&str]| {
        assert_eq!(sample.listed(None, &filter, ""), expected, "{filter:?}");
        assert_eq!(filter.count(), 1, "{filter:?}");
    };
    check(QuoteFilter { said: Said::ByNobody, ..QuoteFilter::default() }, &["unknown"]);
    check(QuoteFilter { said: Said::By("wey".into()), ..QuoteFilter::default() }, &["walked"]);
    check(QuoteFilter { kind: Some(Kind::Narration), ..QuoteFilter::default() }, &["unknown"]);
    check(QuoteFilter { tag: Some("protocol".to_owned()), ..QuoteFilter::default() }, &["waited"]);
    check(QuoteFilter { contradicted: true, ..QuoteFilter::default() }, &["waited", "walked"]);
}

#[test]
fn a_search_looks_at_words_names_tags_and_outlets() {
    let sample = Sample::new();
    let check = |typed: &str, expected: &[&str]| {
        assert_eq!(sample.listed(None, &QuoteFilter::default(), typed), expected, "{typed:?}");
    };
    check("straight", &["walked"]);
    check("ada nine", &["waited"]);
    check("adviser", &["walked"]);
    check("protocol", &["waited"]);
    check("north desk", &["waited", "unknown"]);
    check("nothing of the kind", &[]);
}

#[test]
fn what_a_person_works_on_stays_in_the_list() {
    let sample = Sample::new();
    let project = sample.session.project();
    let direct = QuoteFilter { kind: Some(Kind::Direct), ..QuoteFilter::default() };
    let list = QuoteList { filter: direct, also: Some("unknown".into()), articles: None };
    let found = quotes(project, &list, &Query::default(), &mut FoundQuotes::default());
    let found: Vec<_> = found.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(found, ["unknown", "walked"]);
    let (all, nobody) = (Query::default(), Query::new("nobody"));
    let found = links(project, Some(Status::Dismissed), &all, Some(&"link".into()), &mut FoundLinks::default());
    assert_eq!(found.len(), 1);
    assert_eq!(speakers(project, &nobody, Some(&"wey".into()), &mut FoundSpeakers::default()).len(), 1);
}

#[test]
fn a_statement_says_who_what_and_where() {
    let mut sample = Sample::new();
    let shown = |sample: &Sample, id: &str| {
        let project = sample.session.project();
        let id = QuoteId::from(id);
        let shown = statement(project, &id, project.quote(&id).expect("the sample has it"));
        let who = shown.who.map(|who| who.name.to_string());
        (who, shown.words.to_string(), shown.outlet.to_string(), shown.contradicted)
    };
    let lind = Some("Ada Lind".to_owned());
    let words = "the envoy waited nine hours".to_owned();
    assert_eq!(shown(&sample, "waited"), (lind.clone(), words.clone(), "North Desk".to_owned(), true));
    assert_eq!(shown(&sample, "unknown").0, None);
    assert_eq!(shown(&sample, "walked").2, "No wait", "the title stands in for an outlet that is not known");
    sample.edit(Edit::SetStatus { link: "link".into(), status: Status::Dismissed });
    assert_eq!(shown(&sample, "waited"), (lind, words, "North Desk".to_owned(), false));
}

#[test]
fn speakers_are_listed_by_name_with_their_quotes_and_keys() {
    let mut sample = Sample::new();
    sample.edit(Edit::AddSpeaker { speaker: "abe".into(), name: "Abe".to_owned(), colour: 2 });
    sample.edit(Edit::SetSpeakerRole { speaker: "abe".into(), role: "mayor".to_owned() });
    let check = |typed: &str, expected: &[(&str, usize, usize)]| {
        let found = speakers(sample.session.project(), &Query::new(typed), None, &mut FoundSpeakers::default());
        let found: Vec<_> =
            found.iter().map(|entry| (entry.id.as_str(), entry.quotes, entry.key.unwrap_or(0))).collect();
        assert_eq!(found, expected, "{typed:?}");
    };
    check("", &[("abe", 0, 3), ("lind", 1, 1), ("wey", 1, 2)]);
    check("adviser", &[("wey", 1, 2)]);
    check("mayor", &[("abe", 0, 3)]);
}

#[test]
fn what_a_speaker_said_is_parted_by_article() {
    let mut sample = Sample::new();
    sample.edit(Edit::MergeSpeakers { from: "wey".into(), into: "lind".into() });
    let found = said(sample.session.project(), &"lind".into());
    let found: Vec<_> = found
        .iter()
        .map(|part| {
            let quotes = part.statements.iter().map(|statement| statement.quote.as_str()).collect::<Vec<_>>();
            (part.outlet.to_string(), part.title.to_string(), quotes)
        })
        .collect();
    let expected = [
        ("North Desk".to_owned(), "Envoy waited".to_owned(), vec!["waited"]),
        (String::new(), "No wait".to_owned(), vec!["walked"]),
    ];
    assert_eq!(found, expected);
}

#[test]
fn links_are_listed_by_status_and_found_by_their_statements() {
    let mut sample = Sample::new();
    sample.edit(Edit::SetRationale { link: "link".into(), rationale: "Both cannot be".to_owned() });
    let check = |status, typed: &str, expected: usize| {
        let found = links(sample.session.project(), status, &Query::new(typed), None, &mut FoundLinks::default());
        assert_eq!(found.len(), expected, "{status:?} {typed:?}");
    };
    check(None, "", 1);
    check(Some(Status::Open), "", 1);
    check(Some(Status::Resolved), "", 0);
    check(None, "denial", 1);
    check(None, "both cannot", 1);
    check(None, "wey waited", 1);
    check(None, "adviser", 0);
    let of_quote = links_of(sample.session.project(), &"walked".into());
    let members: Vec<_> = of_quote[0].members.iter().map(|member| member.quote.as_str()).collect();
    assert_eq!(members, ["waited", "walked"]);
    assert!(links_of(sample.session.project(), &"unknown".into()).is_empty());
}

#[test]
fn tags_are_those_in_use() {
    let mut sample = Sample::new();
    sample.edit(Edit::TagQuote { quote: "unknown".into(), tags: vec!["figures".to_owned(), "protocol".to_owned()] });
    assert_eq!(tags(sample.session.project()), ["figures", "protocol"]);
}
