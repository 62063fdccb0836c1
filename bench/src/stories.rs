//! The fixtures: articles, and the pairs of statements that are known to contradict each other or only to look so.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use counterpoint::domain::annotation::Difference;
use counterpoint::domain::article::describe;
use counterpoint::domain::id::ArticleId;
use counterpoint::domain::suggest::contradictions::{Statement, of_text};
use counterpoint::domain::text::Text;
use serde::Deserialize;

/// Texts by the name that stands for each.
#[derive(Default)]
pub(crate) struct Articles(BTreeMap<ArticleId, (Text, String)>);

impl Articles {
    /// The text of one.
    pub(crate) fn text(&self, article: &ArticleId) -> Option<&Text> {
        self.0.get(article).map(|(text, _)| text)
    }

    /// The sentences of all.
    pub(crate) fn statements(&self) -> Vec<Statement> {
        let of_article =
            |(id, (text, file)): (&ArticleId, &(Text, String))| of_text(id, text, &describe(text, file).regions);
        self.0.iter().flat_map(of_article).collect()
    }

    fn read(&mut self, name: &str, path: &Path) -> Result<()> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        self.0.insert(ArticleId::from(name), (Text::new(text), name.to_owned()));
        Ok(())
    }
}

/// The `.txt` files of a folder, by their names without the ending.
pub(crate) fn read_folder(folder: &Path) -> Result<Articles> {
    let mut articles = Articles::default();
    for path in files(folder, "txt")? {
        let name = path.file_stem().context("a file has a name")?.to_string_lossy().into_owned();
        articles.read(&name, &path)?;
    }
    Ok(articles)
}

/// Which half of the gold a story is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Half {
    /// To choose rules and weights with.
    Tune,
    /// To report.
    Report,
}

/// What a pair is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Label {
    /// The two cannot both hold.
    True,
    /// They only look so.
    Hard,
}

#[derive(Debug, Deserialize)]
struct Gold {
    half: Half,
    label: Label,
    /// Of a true pair: what the two differ in.
    #[cfg_attr(not(test), expect(dead_code, reason = "it is for people and for what checks the gold"))]
    differs: Option<Difference>,
    one: (String, String),
    other: (String, String),
}

/// One event: its statements, and the known pairs among them by the statements' numbers.
pub(crate) struct Story {
    pub(crate) half: Half,
    pub(crate) statements: Vec<Statement>,
    pub(crate) pairs: Vec<(usize, usize, Label)>,
}

/// Every story of the project at `root`.
pub(crate) fn read_stories(root: &Path) -> Result<Vec<Story>> {
    let folder = root.join("tests/fixtures/stories");
    let mut gold = files(&folder, "jsonl")?;
    for entry in fs::read_dir(&folder).context("the stories")? {
        let path = entry?.path();
        if path.is_dir() {
            gold.extend(files(&path, "jsonl")?);
        }
    }
    gold.sort();
    gold.iter().map(|gold| read_story(root, &folder, gold)).collect()
}

fn read_story(root: &Path, folder: &Path, gold: &Path) -> Result<Story> {
    let lines = fs::read_to_string(gold).with_context(|| format!("cannot read {}", gold.display()))?;
    let lines: Vec<Gold> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut articles = Articles::default();
    for (name, _) in lines.iter().flat_map(|line| [&line.one, &line.other]) {
        let path = if name.starts_with("articles/") { root.join(name) } else { folder.join(name) };
        articles.read(name, &path)?;
    }
    let statements = articles.statements();
    let number = |(article, text): &(String, String)| {
        let is_it = |statement: &Statement| statement.article.as_str() == article && *statement.text == **text;
        statements.iter().position(is_it).with_context(|| format!("{article} has no statement {text:?}"))
    };
    let pairs = lines.iter().map(|line| {
        let (one, other) = (number(&line.one)?, number(&line.other)?);
        Ok((one.min(other), one.max(other), line.label))
    });
    let pairs = pairs.collect::<Result<_>>()?;
    let half = lines.first().with_context(|| format!("{} is empty", gold.display()))?.half;
    Ok(Story { half, statements, pairs })
}

fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let paths: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    let is_wanted = |path: &PathBuf| path.extension().is_some_and(|its| its == ending);
    let mut paths: Vec<PathBuf> = paths.into_iter().filter(is_wanted).collect();
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::table::project_dir;

    #[test]
    fn the_gold_is_well_formed() {
        // Reading finds every named statement, or fails.
        let stories = read_stories(&project_dir()).expect("every named statement stands in its article");
        assert!(stories.len() > 12, "twelve stories and the articles of the project");
        let mut counts = [[0; 2]; 2];
        for story in &stories {
            let mut seen = BTreeSet::new();
            for &(one, other, label) in &story.pairs {
                let (first, second) = (&story.statements[one], &story.statements[other]);
                assert!(one != other && !first.overlaps(second), "{first:?} is paired with itself");
                assert!(seen.insert((one, other)), "twice: {:?} and {:?}", first.text, second.text);
                counts[story.half as usize][label as usize] += 1;
            }
        }
        let of_label = |label: Label| counts.iter().map(|half| half[label as usize]).sum::<usize>();
        assert!(of_label(Label::True) >= 100 && of_label(Label::Hard) >= 300, "{counts:?}");
        assert!(counts.iter().flatten().all(|&count| count >= 50), "each half has enough of each: {counts:?}");
    }

    #[test]
    fn a_story_is_in_one_half_and_a_statement_stands_once() {
        let folder = project_dir().join("tests/fixtures/stories");
        let mut gold = files(&folder, "jsonl").expect("the shipped articles' pairs");
        for entry in fs::read_dir(&folder).expect("the stories") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                let articles = files(&path, "txt").expect("articles").len();
                assert!((3..=5).contains(&articles), "{} has {articles} articles", path.display());
                gold.push(path.join("gold.jsonl"));
            }
        }
        for path in gold {
            let lines = fs::read_to_string(&path).expect("the pairs");
            let lines: Vec<Gold> = lines.lines().map(|line| serde_json::from_str(line).expect("a pair")).collect();
            assert!(lines.iter().all(|line| line.half == lines[0].half), "{} is in two halves", path.display());
            for line in &lines {
                assert_eq!(line.differs.is_some(), line.label == Label::True, "{line:?}");
                for (article, text) in [&line.one, &line.other] {
                    let root = if article.starts_with("articles/") { project_dir() } else { folder.clone() };
                    let source = fs::read_to_string(root.join(article)).expect("an article");
                    assert_eq!(source.matches(text.as_str()).count(), 1, "{article}: {text:?}");
                }
            }
        }
    }
}
