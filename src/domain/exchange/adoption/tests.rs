//! What records of a file would set.

use super::*;
use crate::domain::exchange::records::Annotator;
use crate::domain::merging::{Basis, Decisions, Difference, Proposal, Side, counts};
use crate::domain::text::Span;

const TEXT: &str = "Rain fell all day, he said.";

fn stamp() -> Origin {
    Origin { creator: "2gosa7pa2gv-1".into(), created: Timestamp(100) }
}

fn records() -> Records {
    let quote = |start, end| Quote {
        content: vec![Span::new(start, end)],
        speaker: Some(0),
        made: Made { by: Some(0), ..Made::default() },
        ..Quote::default()
    };
    Records {
        articles: vec![Article { file: "rain.txt".to_owned(), text: Text::new(TEXT), ..Article::default() }],
        annotators: vec![Annotator { id: "4b22".to_owned(), name: "4b22".to_owned() }],
        speakers: vec![Speaker { name: "He".to_owned(), ..Speaker::default() }],
        quotes: vec![quote(0, 17), quote(0, 4), quote(0, 4)],
        links: vec![Link { members: vec![0, 1], ..Link::default() }],
    }
}

fn proposal(records: &Records, project: &Project) -> Proposal {
    proposal_of(records, &Feature::ALL, project)
}

fn proposal_of(records: &Records, held: &[Feature], project: &Project) -> Proposal {
    let adopted = adopt(records, held, project, &stamp());
    let mut with_texts = project.clone();
    for (article, text) in adopted.texts {
        with_texts.add_text(article, text);
    }
    Proposal::new(&with_texts, &adopted.apart, Basis::Values)
}

#[test]
fn records_of_another_program_come_in_and_the_second_time_nothing_does() {
    let first = proposal(&records(), &Project::default());
    assert_eq!(counts(&first.changes), ["1 new article", "3 new quotes", "1 new speaker", "1 new link"]);
    assert_eq!(first.conflicts(), 0);
    let again = proposal(&records(), &first.after);
    assert!(again.is_empty(), "{:?}", again.changes);
    // Read back from the project, and taken over once more.
    let own = Records::of(&first.after);
    assert_eq!(own.quotes.len(), 3);
    let again = proposal(&own, &first.after);
    assert!(again.is_empty(), "{:?}", again.changes);
}

#[test]
fn a_speaker_of_the_same_name_is_the_same_speaker() {
    let first = proposal(&records(), &Project::default());
    let mut others = records();
    others.quotes = vec![Quote { content: vec![Span::new(5, 17)], speaker: Some(0), ..Quote::default() }];
    others.links.clear();
    let second = proposal(&others, &first.after);
    assert_eq!(counts(&second.changes), ["1 new quote"]);
    assert_eq!(second.after.speakers().len(), 1);
}

#[test]
fn a_record_that_is_here_is_compared_by_its_times() {
    let mut project = proposal(&records(), &Project::default()).after;
    let check = |project: &Project, modified: Option<u64>, conflicts: usize| {
        let mut file = Records::of(project);
        file.quotes[0].note = "who measured?".to_owned();
        file.quotes[0].made.modified = modified.map(Timestamp);
        let proposal = proposal(&file, project);
        assert_eq!(
            (counts(&proposal.changes), proposal.conflicts()),
            (vec!["1 changed quote".to_owned()], conflicts)
        );
    };
    check(&project, None, 0);
    let id = project.quotes().next().expect("there are three").0.clone();
    project.write(Write::Quote(id.clone(), QuoteField::Note("ours".to_owned())));
    project.write(Write::Quote(id, QuoteField::Modified(Some(Timestamp(500)))));
    check(&project, Some(600), 0);
    check(&project, Some(400), 1);
    check(&project, None, 1);
}

#[test]
fn what_a_format_cannot_hold_stays_as_it_is_here() {
    let mut project = proposal(&records(), &Project::default()).after;
    let id = project.quotes().next().expect("there are three").0.clone();
    project.write(Write::Quote(id.clone(), QuoteField::Note("ours".to_owned())));
    project.write(Write::Quote(id, QuoteField::Tags(vec!["rain".to_owned()])));
    for held in [vec![], vec![Feature::Cues, Feature::Sources], vec![Feature::Speakers, Feature::Links]] {
        let file = crate::domain::exchange::records::feature::only(&Records::of(&project), &held);
        let back = proposal_of(&file, &held, &project);
        assert!(back.is_empty(), "{held:?}: {:?}", back.changes);
    }
}

#[test]
fn an_article_that_was_taken_out_comes_back_with_what_was_put_right() {
    let mut project = proposal(&records(), &Project::default()).after;
    let article = project.articles()[0].0.clone();
    project.write(Write::Article(article.clone(), ArticleField::Title(Some("Put right".to_owned()))));
    project.write(Write::Article(article.clone(), ArticleField::Deleted(true)));
    let back = proposal(&records(), &project);
    assert_eq!(back.after.article(&article).map(|article| article.title().to_owned()), Some("Put right".to_owned()));
}

#[test]
fn numbers_of_other_programs_are_no_ids_of_ours() {
    let check = |id: &str, expected| assert_eq!(is_ours(id), expected, "{id}");
    check("2gosa7pa2gv-1", true);
    let made = own_or_made("T1", "quote", &["a"]);
    check(made.as_str(), true);
    check("T1", false);
    check("1234-5", false);
    check("Xk3_pQ9aBc", false);
    check("", false);
    assert_ne!(own_or_made("", "quote", &["ab", "c"]), own_or_made("", "quote", &["a", "bc"]));
}

#[test]
fn a_quote_that_nobody_is_named_for_is_the_one_of_the_same_content() {
    let made = proposal(&records(), &Project::default()).after;
    // As the page names what is made in it.
    let fresh: Vec<Write> = made.writes().into_iter().map(minted).collect();
    let mut project = Project::default();
    project.write_all(fresh);
    for (article, text) in made.texts() {
        project.add_text(article.clone(), text.clone());
    }
    let nameless = [Feature::Links, Feature::Relations];
    let mut file = records();
    file.speakers.clear();
    for quote in &mut file.quotes {
        (quote.speaker, quote.made) = (None, Made::default());
    }
    let back = proposal_of(&file, &nameless, &project);
    assert!(back.is_empty(), "{:?}", back.changes);
    file.quotes.push(file.quotes[2].clone());
    assert_eq!(counts(&proposal_of(&file, &nameless, &project).changes), ["1 new quote"], "each is found once");
    let named = [Feature::Links, Feature::Relations, Feature::Annotators];
    assert_eq!(counts(&proposal_of(&file, &named, &project).changes), ["4 new quotes", "1 new link"]);
}

/// The same field of a record with an id as the page makes them.
fn minted(write: Write) -> Write {
    let id = |id: &str| format!("2gosa7pa2gv-{id}");
    match write {
        Write::Quote(of, field) => Write::Quote(id(of.as_str()).as_str().into(), field),
        Write::Link(of, field) => Write::Link(id(of.as_str()).as_str().into(), field),
        Write::Member(link, quote, since) => {
            Write::Member(id(link.as_str()).as_str().into(), id(quote.as_str()).as_str().into(), since)
        }
        other => other,
    }
}

#[test]
fn what_a_file_without_times_lacks_stays_unless_a_person_says_so() {
    let mut project = proposal(&records(), &Project::default()).after;
    let id = project.quotes().next().expect("there are three").0.clone();
    project.write(Write::Quote(id.clone(), QuoteField::Note("ours".to_owned())));
    let mut file = Records::of(&project);
    file.quotes[0].speaker = None;
    file.quotes[0].note = "theirs".to_owned();
    let back = proposal(&file, &project);
    let [change] = back.changes.as_slice() else { panic!("one quote is changed: {:?}", back.changes) };
    let decisions = Decisions::default();
    let kept = |difference: &Difference| decisions.side(change, difference) == Side::Ours;
    let kept: Vec<String> = change.differences.iter().filter(|it| kept(it)).map(|it| it.theirs.key()).collect();
    assert_eq!(kept, [format!("q/{id}/speaker")]);
}

#[test]
fn an_id_that_is_unique_in_the_world_names_a_quote_wherever_it_stands() {
    let check = |id: &str, expected: bool| {
        let mut file = records();
        file.quotes.truncate(1);
        file.links.clear();
        file.quotes[0].id = id.to_owned();
        let project = proposal(&file, &Project::default()).after;
        file.quotes[0].content = vec![Span::new(5, 9)];
        let again = counts(&proposal(&file, &project).changes);
        assert_eq!(again == ["1 changed quote"], expected, "{id}: {again:?}");
    };
    check("https://example.org/annotations/7", true);
    check("urn:uuid:7b0ab5d1", true);
    check("2b5d6b1e-9c4f-4f0e-8b7a-3f1f5c2d9a10", true);
    check("Kxm2AGZXEe-mYzcUHvmWlQ", true);
    check("T1", false);
    check("", false);
}
