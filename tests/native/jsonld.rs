//! The project's own file: it carries a whole project to a fresh session, and the W3C's own checks find no fault in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use counterpoint::domain::annotation::{Attribution, Difference, Kind, Relation, Role, Status};
use counterpoint::domain::article::article_id;
use counterpoint::domain::edit::{Correction, Edit};
use counterpoint::domain::exchange::{Texts, from_jsonld, to_jsonld};
use counterpoint::domain::id::{ArticleId, Timestamp};
use counterpoint::domain::project::Project;
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::{Span, Text};

const DAM: &str = "Dam “safe” 🏞️, says agency\nBy Lea Ortiz\n\n“The wall,” said Ira Voss 👨‍👩‍👧 of the Water Agency, \
    “has never leaked.”\r\nA neighbour recalled that Voss had told her: “It leaks e\u{301}very spring.”\n";
const RIVER: &str = "הנהר עולה\n\nThe Water Agency denied that the wall leaked, and «дамба цела», it added.\n";
const EXPORTED: Timestamp = Timestamp(1_763_790_000_000);

fn article(text: &str) -> ArticleId {
    article_id(text).into()
}

/// The first place of `words` in `text`, in bytes.
fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

fn perform(session: &mut Session, edit: Edit) {
    session.update(Intent::Perform(edit), Timestamp(1_700_000_000_000)).expect("the edit fits the sample");
}

fn quote(session: &mut Session, id: &str, text: &str, content: &[&str], cue: &str, source: &str) {
    let spans = |words: &[&str]| words.iter().map(|words| span(text, words)).collect();
    let attribution = Attribution {
        article: article(text),
        content: spans(content),
        cue: spans(&[cue]),
        source: spans(&[source]),
        kind: Kind::Mixed,
    };
    perform(session, Edit::AddQuote { quote: id.into(), attribution });
}

/// Two articles with an interrupted quote, one nested in another, merged speakers, links of every relation, and
/// something deleted.
fn sample() -> Session {
    let mut session = Session::new("mia".into(), 11);
    for (text, file) in [(DAM, "dam.txt"), (RIVER, "river.txt")] {
        let intent = Intent::AddArticle(Text::new(text), file.to_owned());
        session.update(intent, Timestamp(1_700_000_000_000)).expect("the article is new");
    }
    quote(&mut session, "interrupted", DAM, &["The wall,", "has never leaked."], "said", "Ira Voss");
    quote(
        &mut session,
        "outer",
        DAM,
        &["Voss had told her: “It leaks e\u{301}very spring.”"],
        "recalled",
        "A neighbour",
    );
    quote(&mut session, "nested", DAM, &["It leaks e\u{301}very spring."], "told", "Voss had");
    quote(&mut session, "denial", RIVER, &["that the wall leaked"], "denied", "The Water Agency");
    quote(&mut session, "cyrillic", RIVER, &["дамба цела"], "added", "it");
    quote(&mut session, "mistaken", RIVER, &["הנהר עולה"], "added", "it");
    let speaker = |id: &str, name: &str| Edit::AddSpeaker { speaker: id.into(), name: name.to_owned(), colour: 3 };
    let assign =
        |quote: &str, speaker: &str| Edit::AssignSpeaker { quote: quote.into(), speaker: Some(speaker.into()) };
    let link = |id: &str, relation, members: &[&str]| Edit::LinkQuotes {
        link: id.into(),
        relation,
        members: members.iter().map(|&member| member.into()).collect(),
    };
    let edits = [
        Edit::NameAnnotator { annotator: "mia".into(), name: "Mia <mia@example.org>".to_owned() },
        speaker("voss", "Ira Voss"),
        speaker("agency", "The Water Agency"),
        speaker("it", "it"),
        Edit::SetAliases { speaker: "voss".into(), aliases: vec!["Voss".to_owned()] },
        Edit::SetSpeakerRole { speaker: "voss".into(), role: "engineer 🛠️".to_owned() },
        Edit::MergeSpeakers { from: "it".into(), into: "agency".into() },
        assign("interrupted", "voss"),
        assign("nested", "voss"),
        assign("denial", "agency"),
        assign("cyrillic", "it"),
        Edit::TagQuote { quote: "nested".into(), tags: vec!["leak".to_owned(), "naïve 🙂".to_owned()] },
        Edit::NoteQuote { quote: "nested".into(), note: "Second hand.\n\"Check\" </script>".to_owned() },
        Edit::SetKind { quote: "denial".into(), kind: Kind::Narration },
        Edit::DeleteQuote { quote: "mistaken".into() },
        link("within", Relation::Contradicts(Difference::Denial), &["interrupted", "nested"]),
        link("across", Relation::Corroborates, &["interrupted", "denial", "cyrillic"]),
        link("same", Relation::SameWords, &["denial", "cyrillic"]),
        Edit::SetRationale { link: "within".into(), rationale: "Never, or every spring.".to_owned() },
        Edit::SetStatus { link: "within".into(), status: Status::Resolved },
        Edit::CorrectArticle {
            article: article(DAM),
            correction: Correction {
                address: Some("https://example.org/dam?a=1".to_owned()),
                ..Correction::default()
            },
        },
    ];
    for edit in edits {
        perform(&mut session, edit);
    }
    session
}

fn export(session: &Session, texts: Texts) -> String {
    to_jsonld(session.project(), &session.encode(), EXPORTED, session.me(), texts)
}

/// Merges a file into a session, texts and all.
fn import(session: &mut Session, file: &str) {
    let incoming = from_jsonld(file).expect("the file was just written");
    let update = incoming.mergeable().expect("nobody edited it").to_vec();
    session.update(Intent::Merge(update), EXPORTED).expect("the update is a replica's");
    for (id, text) in incoming.texts {
        session.update(Intent::SupplyText(id, Text::new(text)), EXPORTED).expect("a text can be supplied");
    }
}

#[test]
fn a_file_carries_the_whole_project_to_a_fresh_session() {
    let sent = sample();
    let mut received = Session::new("ben".into(), 12);
    import(&mut received, &export(&sent, Texts::Included));
    assert_eq!(received.project(), sent.project());
    let words = |project: &Project| {
        let quote = project.quote(&"interrupted".into()).expect("the quote arrived").clone();
        project.words(&quote, Role::Content)
    };
    assert_eq!(words(received.project()), "The wall, … has never leaked.");
    import(&mut received, &export(&sent, Texts::Included));
    assert_eq!(received.project(), sent.project(), "the same file twice changes nothing");
}

#[test]
fn files_sent_both_ways_end_in_the_same_project_and_a_deletion_deletes() {
    let mut mia = sample();
    let mut ben = Session::new("ben".into(), 12);
    import(&mut ben, &export(&mia, Texts::Included));
    perform(&mut mia, Edit::DeleteQuote { quote: "cyrillic".into() });
    perform(&mut mia, Edit::NoteQuote { quote: "denial".into(), note: "Mia's note".to_owned() });
    perform(&mut ben, Edit::TagQuote { quote: "denial".into(), tags: vec!["Ben's tag".to_owned()] });
    let (from_mia, from_ben) = (export(&mia, Texts::LeftOut), export(&ben, Texts::LeftOut));
    import(&mut mia, &from_ben);
    import(&mut ben, &from_mia);
    assert_eq!(mia.project(), ben.project());
    assert_eq!(ben.project().quote(&"cyrillic".into()), None);
    let denial = ben.project().quote(&"denial".into()).expect("nobody deleted it");
    assert_eq!((denial.note.as_str(), denial.tags.as_slice()), ("Mia's note", ["Ben's tag".to_owned()].as_slice()));
}

#[test]
fn the_w3c_checks_find_no_fault_in_an_export() -> Result<()> {
    let checker = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/w3c/check.py");
    let python = match python_for(&checker) {
        Ok(python) => python,
        Err(reason) if std::env::var_os("CI").is_some() => return Err(reason.context("the W3C checks did not run")),
        // Straight to the terminal: what a passing test prints is not shown.
        Err(reason) => return Ok(writeln!(std::io::stderr(), "SKIPPED the W3C checks: {reason:#}")?),
    };
    let mut textless = Project::default();
    textless.write_all(sample().project().writes());
    let folder = tempfile::tempdir()?;
    let files = [
        ("whole", export(&sample(), Texts::Included)),
        ("without-texts", export(&sample(), Texts::LeftOut)),
        ("texts-not-at-hand", to_jsonld(&textless, &[], EXPORTED, &"mia".into(), Texts::Included)),
        ("empty", export(&Session::new("mia".into(), 1), Texts::Included)),
    ];
    let mut paths = Vec::new();
    for (name, file) in files {
        let path = folder.path().join(name).with_extension("jsonld");
        std::fs::write(&path, file)?;
        paths.push(path);
    }
    let run = Command::new(python).arg(checker).args(paths).output()?;
    let report = String::from_utf8_lossy(&run.stdout);
    ensure!(run.status.success(), "{report}{}", String::from_utf8_lossy(&run.stderr));
    // Four collections with a page each, and in three of them 5 quotes and 3 links.
    ensure!(report.contains("32 objects: 32 ok, 0 with a MUST failure"), "not all was checked:\n{report}");
    Ok(())
}

/// A Python that can run the W3C checks: the system's, or one with `jsonschema` added to it in the target folder.
fn python_for(checker: &Path) -> Result<PathBuf> {
    ensure!(checker.is_file(), "there is no {}", checker.display());
    let works = |python: &Path| {
        let script = "from jsonschema import Draft4Validator; import referencing.jsonschema";
        Command::new(python).args(["-c", script]).output().is_ok_and(|run| run.status.success())
    };
    let system = PathBuf::from("python3");
    if works(&system) {
        return Ok(system);
    }
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("w3c-checks");
    let python = environment.join("bin/python3");
    if !works(&python) {
        writeln!(std::io::stderr(), "Installing jsonschema into {}, some seconds", environment.display())?;
        run(Command::new(&system).args(["-m", "venv"]).arg(&environment))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "jsonschema>=4.18"]))?;
        ensure!(works(&python), "jsonschema was installed into {} and does not load", environment.display());
    }
    Ok(python)
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?} could not be started"))?;
    let said = [output.stdout, output.stderr].concat();
    ensure!(output.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&said).trim());
    Ok(())
}
