//! Which files belong together: a text, and the annotations of it, each by somebody. Names tell; no annotation is read.

use std::collections::{BTreeMap, BTreeSet};

use super::unreads::Unreads;
use crate::domain::exchange::known::Known;
use crate::domain::exchange::records::{Article, Source};
use crate::domain::intake::LIMIT;
use crate::domain::text::Text;

/// What stands between the name of a text and that of its annotator.
const SEPARATORS: [char; 3] = ['_', '-', '.'];

/// The largest `.ann` that is read, in bytes: some hundred thousand quotes.
const LARGEST: usize = 32 << 20;

/// The files, with the texts of articles that are known under the names of their files, for annotations that came
/// without theirs.
#[must_use]
pub fn with_texts(files: &[Source], known: &[Known<'_>]) -> Vec<Source> {
    let named =
        |ended: &'static str| files.iter().map(|file| file.name.as_str()).filter(move |name| ending(name) == ended);
    let has_text = |ann: &str| named("txt").any(|text| annotates(ann, text));
    let lonely: Vec<&str> = named("ann").filter(|ann| !has_text(ann)).collect();
    let wanted = known.iter().filter(|known| lonely.iter().any(|ann| annotates(ann, known.file)));
    let texts = wanted.map(|known| {
        let name = format!("{}.txt", known.file.rsplit_once('.').map_or(known.file, |(stem, _)| stem));
        Source { name, bytes: known.text.as_str().as_bytes().to_vec() }
    });
    files.iter().cloned().chain(texts).collect()
}

/// The files, sorted out.
pub(super) struct Documents<'a> {
    /// The texts. One that is in several folders under one name is one article.
    pub(super) articles: Vec<Article>,
    /// The `.ann` files that have a text, in the order in which they came.
    pub(super) annotations: Vec<Annotations<'a>>,
}

/// An `.ann` file.
pub(super) struct Annotations<'a> {
    /// The name, with folders.
    pub(super) file: &'a str,
    /// What is in it.
    pub(super) ann: &'a str,
    /// The number of the article.
    pub(super) article: usize,
    /// What in its name names the annotator.
    pub(super) annotator: Option<&'a str>,
}

/// Sorts files out; what is neither text nor annotation goes to `unreads`, but for what brat itself leaves in a folder.
pub(super) fn sort_out<'a>(files: &'a [Source], unreads: &mut Unreads) -> Documents<'a> {
    let mut articles = Vec::new();
    let mut by_text: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut by_stem: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for file in files {
        let name = file.name.as_str();
        match ending(name) {
            "txt" => {
                let Some(text) = text_of(file, unreads) else { continue };
                let article = *by_text.entry((last(name), text)).or_insert_with(|| {
                    let file = last(name).to_owned();
                    articles.push(Article { file, text: Text::new(text), ..Article::default() });
                    articles.len() - 1
                });
                by_stem.entry(stem(name)).or_default().push((name, article));
            }
            "ann" => {}
            _ if is_companion(name) => {}
            _ => unreads.file(name, || "it is neither a text (.txt) nor annotations of one (.ann)".to_owned()),
        }
    }
    let mut annotations = Vec::new();
    for file in files.iter().filter(|file| ending(&file.name) == "ann") {
        match annotations_of(file, &by_stem) {
            Ok(found) => annotations.push(found),
            Err(reason) => unreads.file(&file.name, || reason),
        }
    }
    name_by_folder(&mut annotations);
    Documents { articles, annotations }
}

fn text_of<'a>(file: &'a Source, unreads: &mut Unreads) -> Option<&'a str> {
    let reason = match std::str::from_utf8(&file.bytes) {
        _ if file.bytes.len() > LIMIT => {
            format!("a text may have {LIMIT} bytes, and this one has {}", file.bytes.len())
        }
        Err(_) => NOT_UTF8.to_owned(),
        Ok(text) if text.trim().is_empty() => "there is no text in it".to_owned(),
        Ok(text) => return Some(text),
    };
    unreads.file(&file.name, || reason);
    None
}

const NOT_UTF8: &str = "it is not in UTF-8, as brat files are; save it as UTF-8 in the program that it comes from";

fn annotations_of<'a>(
    file: &'a Source,
    by_stem: &BTreeMap<&'a str, Vec<(&'a str, usize)>>,
) -> Result<Annotations<'a>, String> {
    if file.bytes.len() > LARGEST {
        return Err(format!("annotations may have {LARGEST} bytes, and these have {}", file.bytes.len()));
    }
    let ann = std::str::from_utf8(&file.bytes).map_err(|_| NOT_UTF8.to_owned())?;
    let whole = stem(&file.name);
    let cuts = whole.char_indices().rev().filter(|(_, letter)| SEPARATORS.contains(letter)).map(|(cut, _)| cut);
    let found = std::iter::once(whole.len()).chain(cuts).find_map(|cut| Some((cut, by_stem.get(&whole[..cut])?)));
    let (cut, texts) = found.ok_or("there is no text (.txt) for these annotations")?;
    let article = nearest(&file.name, texts)?;
    let suffix = whole[cut..].trim_start_matches(SEPARATORS);
    Ok(Annotations { file: &file.name, ann, article, annotator: (!suffix.is_empty()).then_some(suffix) })
}

/// The text that shares most folders with a file.
fn nearest(file: &str, texts: &[(&str, usize)]) -> Result<usize, String> {
    let shared = |name: &str| folders(file).zip(folders(name)).take_while(|(one, other)| one == other).count();
    let most = texts.iter().map(|(name, _)| shared(name)).max().unwrap_or_default();
    let candidates: BTreeSet<usize> =
        texts.iter().filter(|(name, _)| shared(name) == most).map(|(_, article)| *article).collect();
    match candidates.first() {
        Some(article) if candidates.len() == 1 => Ok(*article),
        _ => Err("several texts (.txt) have its name, and none stands nearer than the others".to_owned()),
    }
}

/// Where an article has several files without a name of an annotator in them, it is the folder in which they differ.
fn name_by_folder(annotations: &mut [Annotations]) {
    let mut by_article: BTreeMap<usize, Vec<&mut Annotations>> = BTreeMap::new();
    for file in annotations.iter_mut().filter(|file| file.annotator.is_none()) {
        by_article.entry(file.article).or_default().push(file);
    }
    for files in by_article.values_mut().filter(|files| files.len() > 1) {
        let paths: Vec<Vec<&str>> = files.iter().map(|file| folders(file.file).collect()).collect();
        let first = &paths[0];
        let shared = (0..first.len()).find(|&depth| paths.iter().any(|path| path.get(depth) != first.get(depth)));
        let depth = shared.unwrap_or(first.len());
        for (file, path) in files.iter_mut().zip(&paths) {
            file.annotator = path.get(depth).copied();
        }
    }
}

/// True where `ann` may hold annotations of `text`, going by the names of these files alone, whatever their folders.
#[must_use]
pub fn annotates(ann: &str, text: &str) -> bool {
    let rest = stem(ann).strip_prefix(stem(text)).filter(|_| !stem(text).is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(SEPARATORS))
}

/// True for what brat keeps in a folder besides texts and annotations.
#[must_use]
pub fn is_companion(name: &str) -> bool {
    let name = last(name);
    let is_configuration = name.rsplit_once('.').is_some_and(|(_, ending)| ending == "conf");
    name.starts_with('.') || is_configuration || name.starts_with("README")
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.rsplit_once('/').map(|(folders, _)| folders).into_iter().flat_map(|folders| folders.split('/'))
}

fn stem(name: &str) -> &str {
    last(name).rsplit_once('.').map_or(last(name), |(stem, _)| stem)
}

fn ending(name: &str) -> &str {
    match last(name).rsplit_once('.') {
        Some((_, "txt" | "TXT" | "Txt")) => "txt",
        Some((_, "ann" | "ANN" | "Ann")) => "ann",
        _ => "",
    }
}
