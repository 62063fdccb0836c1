//! What the laws are tried on: awkward texts, and edits that are drawn by dice from whatever a project holds.
//!
//! Dice rather than edits are what proptest draws and shrinks, since an edit only makes sense in a project.

use counterpoint::domain::annotation::{Attribution, Difference, Kind, Relation, Role, Status};
use counterpoint::domain::article::{article_id, describe};
use counterpoint::domain::dismissal::{Dismissed, Place};
use counterpoint::domain::edit::{Correction, Edit};
use counterpoint::domain::id::{ArticleId, LinkId, QuoteId, SpeakerId, Timestamp};
use counterpoint::domain::project::Project;
use counterpoint::domain::replica::Replica;
use counterpoint::domain::session::{Intent, Outcome, Refusal, Session};
use counterpoint::domain::text::{Span, Text};
use proptest::prelude::{Strategy, any};

/// Texts with emoji, combining marks, lines that end in CR LF, and words that run from right to left.
pub(crate) const TEXTS: [&str; 3] = [
    "Ferry talks stall 👩‍👧\r\n\r\nThe envoy 🚢 said he “waited nine hours”.\r\nCafe\u{301} owners saw it.\r\n\r\nEnd\r\n",
    "המשרד מכחיש\n\nהדוברת אמרה: “לא חיכה”.\n\n\nשלום e\u{301}e\u{308}e\u{323} 👍🏽👍🏽 .\n",
    "One line only, no end: 🇳🇴🇸🇪 flags, “mixed” words, ไทย and 漢字かな",
];

/// What one edit is drawn from.
pub(crate) type Dice = [u16; 6];

/// The dice of up to `most` edits.
pub(crate) fn dice(most: usize) -> impl Strategy<Value = Vec<Dice>> {
    proptest::collection::vec(any::<Dice>(), 1..=most)
}

/// A session of its own random number that knows the [`TEXTS`], with the articles in it where it is the first.
pub(crate) fn session(random: u64) -> Session {
    let mut session = Session::new(format!("annotator-{random}").as_str().into(), random);
    for (id, text) in texts() {
        update(&mut session, Intent::SupplyText(id, text)).expect("a text can always be supplied");
    }
    session
}

/// A session with one article of this text, open.
pub(crate) fn session_with(text: &str) -> (Session, ArticleId) {
    let mut session = Session::new("me".into(), 1);
    let outcome = update(&mut session, Intent::AdmitArticle(Text::new(text), "a.txt".to_owned()));
    let article = ArticleId::from(outcome.expect("the text has words").made.expect("an article was made"));
    update(&mut session, Intent::Open(article.clone())).expect("the article is there");
    (session, article)
}

/// A session whose project has the three articles and a few records of each kind, and the updates that made it so.
pub(crate) fn furnished_session(random: u64) -> (Session, Vec<Vec<u8>>) {
    let mut session = session(random);
    let [first, second, _] = texts().map(|(id, _)| id);
    let mut intents: Vec<Intent> =
        texts().map(|(_, text)| Intent::AdmitArticle(text, "a.txt".to_owned())).into_iter().collect();
    intents.extend(furniture(&first, &second).map(Intent::Perform));
    let outcomes = intents.into_iter().map(|intent| update(&mut session, intent).expect("the furniture fits"));
    let updates = outcomes.filter_map(|outcome| outcome.update).collect();
    (session, updates)
}

/// The edits that furnish a project.
fn furniture(first: &ArticleId, second: &ArticleId) -> [Edit; 9] {
    let quote = |id: &str, article: &ArticleId, content: &[(usize, usize)], cue: &[(usize, usize)]| Edit::AddQuote {
        quote: id.into(),
        attribution: Attribution {
            article: article.clone(),
            content: content.iter().map(|&ends| ends.into()).collect(),
            cue: cue.iter().map(|&ends| ends.into()).collect(),
            source: cue.iter().map(|&ends| ends.into()).collect(),
            kind: Kind::Direct,
        },
    };
    let speaker = |id: &str, name: &str| Edit::AddSpeaker { speaker: id.into(), name: name.to_owned(), colour: 0 };
    let link = |id: &str, members: [&str; 3]| Edit::LinkQuotes {
        link: id.into(),
        relation: Relation::default(),
        members: members.map(QuoteId::from).into(),
    };
    [
        quote("q-one", first, &[(0, 5), (6, 11)], &[(12, 17)]),
        quote("q-two", first, &[(0, 11)], &[]),
        quote("q-three", second, &[(0, 10), (11, 21)], &[(11, 21)]),
        speaker("s-one", "Ana Pell"),
        speaker("s-two", "Pell"),
        speaker("s-three", "the envoy"),
        Edit::MergeSpeakers { from: "s-two".into(), into: "s-one".into() },
        link("l-one", ["q-one", "q-two", "q-three"]),
        Edit::AssignSpeaker { quote: "q-one".into(), speaker: Some("s-one".into()) },
    ]
}

/// The texts under their ids.
pub(crate) fn texts() -> [(ArticleId, Text); 3] {
    TEXTS.map(|text| (article_id(text).as_str().into(), Text::new(text)))
}

/// Hands an intent in, at a time that the session itself moves on.
pub(crate) fn update(session: &mut Session, intent: Intent) -> Result<Outcome, Refusal> {
    session.update(intent, Timestamp(1_000))
}

/// Merges updates into a session that is expected to take them.
pub(crate) fn merge<'a>(session: &mut Session, updates: impl IntoIterator<Item = &'a Vec<u8>>) {
    for bytes in updates {
        update(session, Intent::Merge(bytes.clone())).expect("an update of ours can be merged");
    }
}

/// The project as a session sees it that starts afresh and loads these updates in this order.
pub(crate) fn load<'a>(updates: impl IntoIterator<Item = &'a Vec<u8>>) -> Project {
    let mut replica = Replica::new(77);
    for bytes in updates {
        replica.merge(bytes).expect("an update of ours can be merged");
    }
    project_of(&replica)
}

/// The project that a replica's fields make up, with the texts.
pub(crate) fn project_of(replica: &Replica) -> Project {
    let mut project = Project::default();
    project.write_all(replica.fields().writes);
    for (id, text) in texts() {
        project.add_text(id, text);
    }
    project
}

/// Performs an edit for each of the dice, those that are refused left out, and gives the updates.
pub(crate) fn perform_all(session: &mut Session, dice: &[Dice]) -> Vec<Vec<u8>> {
    let mut updates = Vec::new();
    for roll in dice {
        let edit = edit(session.project(), roll);
        updates.extend(update(session, Intent::Perform(edit)).ok().and_then(|outcome| outcome.update));
    }
    updates
}

/// An edit that mostly fits the project. New records ask for an id to be minted.
pub(crate) fn edit(project: &Project, roll: &Dice) -> Edit {
    let [what, first, second, third, ..] = *roll;
    match what % 32 {
        0..=3 => Edit::AddQuote { quote: QuoteId::default(), attribution: attribution(project, roll) },
        4..=6 => Edit::LinkQuotes {
            link: LinkId::default(),
            relation: relation(third),
            members: vec![quote(project, first), quote(project, second)],
        },
        7 => Edit::AddSpeaker {
            speaker: SpeakerId::default(),
            name: WORDS[usize::from(first) % 7].to_owned(),
            colour: low_byte(second),
        },
        8 => Edit::SplitSpeaker {
            speaker: SpeakerId::default(),
            name: WORDS[usize::from(first) % 7].to_owned(),
            colour: 3,
            quotes: vec![quote(project, second), quote(project, third)],
        },
        9 => Edit::Together {
            name: "together".to_owned(),
            edits: (1..=2).map(|turn| plain_edit(project, &turned(roll, turn))).collect(),
        },
        _ => plain_edit(project, roll),
    }
}

const WORDS: [&str; 8] = ["", "Ana", "  Ana\n Pell ", "אנה", "👩‍👧", "e\u{301}", "spokeswoman", "said"];

/// An edit that changes what is there.
fn plain_edit(project: &Project, roll: &Dice) -> Edit {
    let [what, first, second, third, ..] = *roll;
    let (quote, speaker, link) = (quote(project, first), speaker(project, first), link(project, first));
    let words = || WORDS[usize::from(third) % WORDS.len()].to_owned();
    let number = usize::from(third % 2);
    match what / 3 % 22 {
        0 | 1 => Edit::MarkSpan { span: span(project, &quote, roll), quote, role: role(second) },
        2 => Edit::MoveSpan { span: span(project, &quote, roll), quote, role: role(second), number },
        3 => Edit::UnmarkSpan { quote, role: role(second), number },
        4 => Edit::SetKind { quote, kind: Kind::ALL[usize::from(second) % 4] },
        5 | 6 => Edit::AssignSpeaker { quote, speaker: (second % 5 > 0).then(|| self::speaker(project, third)) },
        7 => Edit::TagQuote { quote, tags: vec![words(), " a ".to_owned(), words()] },
        8 => Edit::NoteQuote { quote, note: words() },
        9 => Edit::DeleteQuote { quote },
        10 => Edit::RenameSpeaker { speaker, name: words() },
        11 => Edit::SetAliases { speaker, aliases: vec![words(), "x".to_owned()] },
        12 => Edit::SetSpeakerRole { speaker, role: words() },
        13 => Edit::ColourSpeaker { speaker, colour: low_byte(second) },
        14 => Edit::MergeSpeakers { from: speaker, into: self::speaker(project, second) },
        15 => Edit::UnmergeSpeaker { speaker: any_speaker(project, second) },
        16 => Edit::DeleteSpeaker { speaker },
        17 if second % 2 == 0 => Edit::LeaveLink { quote: pick(project.members(&link), third), link },
        17 => Edit::JoinLink { link, quote },
        18 => match second % 4 {
            0 => Edit::SetRelation { link, relation: relation(third) },
            1 => Edit::SetRationale { link, rationale: words() },
            2 => Edit::SetStatus { link, status: Status::ALL[usize::from(third) % 3] },
            _ => Edit::DeleteLink { link },
        },
        19 => Edit::CorrectArticle { article: article(first), correction: correction(second, words()) },
        20 if second % 4 == 0 => Edit::RemoveArticle { article: article(first) },
        20 => {
            let (article, text) = texts()[usize::from(first) % 3].clone();
            Edit::AddArticle { description: describe(&text, "again.txt"), article }
        }
        _ if second % 2 == 0 => Edit::Dismiss { dismissed: dismissed(project, roll) },
        _ => Edit::NameAnnotator { annotator: "annotator-1".into(), name: words() },
    }
}

/// A suggested quote, or two statements, where a quote is.
fn dismissed(project: &Project, roll: &Dice) -> Dismissed {
    let [_, first, second, third, ..] = *roll;
    let place = |of: u16| {
        let quote = quote(project, of);
        let article = project.quote(&quote).map_or_else(|| article(of), |quote| quote.attribution.article.clone());
        Place { article, span: span(project, &quote, roll) }
    };
    if second % 4 == 0 { Dismissed::Quote(place(first)) } else { Dismissed::pair(place(first), place(third)) }
}

fn turned(roll: &Dice, turn: u16) -> Dice {
    roll.map(|number| number.rotate_left(u32::from(turn) * 3).wrapping_add(turn))
}

fn correction(what: u16, words: String) -> Correction {
    match what % 4 {
        0 => Correction { title: Some(words), ..Correction::default() },
        1 => Correction { outlet: Some(words.clone()), byline: Some(words), ..Correction::default() },
        2 => Correction { date: Some(words.clone()), address: Some(words), ..Correction::default() },
        _ => Correction { regions: Some(Vec::new()), ..Correction::default() },
    }
}

fn attribution(project: &Project, roll: &Dice) -> Attribution {
    let article = article(roll[5]);
    let text = project.text(&article).expect("the session was given every text");
    let spans = |first: usize| vec![span_in(text, roll[first], roll[first + 1])];
    let (cue, source) = (if roll[1].is_multiple_of(2) { spans(2) } else { vec![] }, vec![]);
    Attribution { content: spans(3), cue, source, kind: Kind::ALL[usize::from(roll[0] / 32) % 4], article }
}

fn span(project: &Project, quote: &QuoteId, roll: &Dice) -> Span {
    let article = project.quote(quote).map_or_else(|| article(0), |quote| quote.attribution.article.clone());
    span_in(project.text(&article).expect("the session was given every text"), roll[4], roll[5])
}

/// A span of a few characters; one in sixteen has no regard for them.
fn span_in(text: &Text, start: u16, length: u16) -> Span {
    let byte = usize::from(start) % text.len();
    let end = byte + usize::from(length % 40);
    if (length / 64).is_multiple_of(16) {
        return Span::new(byte, end);
    }
    let start = text.boundary_before(byte);
    Span::new(start, text.boundary_after(end.max(start + 1)))
}

fn article(number: u16) -> ArticleId {
    texts()[usize::from(number) % 3].0.clone()
}

fn quote(project: &Project, number: u16) -> QuoteId {
    pick(project.quotes().map(|(id, _)| id.clone()), number)
}

fn speaker(project: &Project, number: u16) -> SpeakerId {
    pick(project.speakers().into_iter().map(|(id, _)| id.clone()), number)
}

/// A speaker who lives on in another, where there is one.
fn any_speaker(project: &Project, number: u16) -> SpeakerId {
    let speakers = project.speakers();
    let merged = speakers.iter().flat_map(|(id, _)| project.merged_into(id)).map(|(id, _)| id.clone());
    pick(merged, number)
}

fn link(project: &Project, number: u16) -> LinkId {
    pick(project.links().into_iter().map(|(id, _)| id.clone()), number)
}

/// One of the ids, or one that no record has.
fn pick<Id: Clone + for<'a> From<&'a str>>(ids: impl IntoIterator<Item = Id>, number: u16) -> Id {
    let ids: Vec<Id> = ids.into_iter().collect();
    ids.get(usize::from(number) % ids.len().max(1)).cloned().unwrap_or_else(|| "nobody".into())
}

fn role(number: u16) -> Role {
    Role::ALL[usize::from(number) % 3]
}

fn relation(number: u16) -> Relation {
    match number % 9 {
        7 => Relation::Corroborates,
        8 => Relation::SameWords,
        number => Relation::Contradicts(Difference::ALL[usize::from(number)]),
    }
}

fn low_byte(number: u16) -> u8 {
    number.to_le_bytes()[0]
}
