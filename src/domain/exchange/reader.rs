//! Which format files of other programs are in, and reading them: files that belong together are read together.

use super::known::Known;
use super::records::feature::Feature;
use super::records::{Reading, Source, Unread};
use super::{archive, brat, citron, doccano, label_studio, w3c};

/// A format of other programs that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// brat standoff: `.ann` files, each with its text.
    Brat,
    /// Label Studio's JSON.
    LabelStudio,
    /// doccano's JSONL.
    Doccano,
    /// The JSON of the BBC's Citron.
    Citron,
    /// Web Annotations of other programs, and what is near to them.
    WebAnnotation,
    /// A file of Counterpoint's own that cannot be merged as a replica: it is read by its values. No file is told to be
    /// one by [`Reader::of`].
    Own,
}

/// So many bytes at the start of a file have what tells that it is ours.
const HEAD: usize = 4 << 10;

impl Reader {
    /// The format that a file is in, by the ending of its name and by what stands in it; nothing where it is an article,
    /// a file of Counterpoint's own, or not known.
    #[must_use]
    pub fn of(file: &Source) -> Option<Self> {
        let (_, ending) = file.name.rsplit_once('.').unwrap_or_default();
        let ending = ending.to_ascii_lowercase();
        if ending == "ann" {
            return Some(Self::Brat);
        }
        if file.name.ends_with(label_studio::CONFIGURATION) {
            return Some(Self::LabelStudio);
        }
        if !["json", "jsonl", "ndjson", "jsonld"].contains(&ending.as_str()) {
            return None;
        }
        // A member may stand anywhere in the file; in those of ours, one stands near the start.
        let head = &file.bytes[..file.bytes.len().min(HEAD)];
        if String::from_utf8_lossy(head).contains("\"counterpoint\"") {
            return None;
        }
        let text = String::from_utf8_lossy(&file.bytes);
        let has = |member: &str| text.contains(&format!("\"{member}\""));
        if has("counterpoint") || text.contains("\"counterpoint:") {
            return None;
        }
        if w3c::is_w3c(&text) {
            return Some(Self::WebAnnotation);
        }
        if has("@context") || ending == "jsonld" {
            return None;
        }
        if has("start_offset")
            || (ending != "json" && has("text") && (has("label") || has("labels") || has("entities")))
        {
            return Some(Self::Doccano);
        }
        if has("data") && (has("annotations") || has("completions") || has("predictions")) {
            return Some(Self::LabelStudio);
        }
        if has("quotes") && (has("cue") || has("content") || has("contents") || has("quotes_without_cue")) {
            return Some(Self::Citron);
        }
        (ending != "json").then_some(Self::Doccano)
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brat => "brat",
            Self::LabelStudio => "Label Studio",
            Self::Doccano => "doccano",
            Self::Citron => "Citron",
            Self::WebAnnotation => "W3C Web Annotation",
            Self::Own => "Counterpoint",
        }
    }

    /// What it holds of the records.
    #[must_use]
    pub const fn holds(self) -> &'static [Feature] {
        match self {
            Self::Brat => brat::HOLDS,
            Self::LabelStudio => label_studio::HOLDS,
            Self::Doccano => doccano::HOLDS,
            Self::Citron => citron::HOLDS,
            Self::WebAnnotation => w3c::HOLDS,
            Self::Own => &Feature::ALL,
        }
    }

    /// Reads files that are all in this format. Where they annotate texts that they do not hold, these are looked for
    /// among the articles that are `known`.
    #[must_use]
    pub fn read(self, files: &[Source], known: &[Known<'_>]) -> Reading {
        match self {
            Self::Brat => brat::read(&brat::with_texts(files, known)),
            Self::LabelStudio => label_studio::read(files),
            Self::Doccano => doccano::read(files),
            Self::Citron => citron::read(files),
            Self::WebAnnotation | Self::Own => w3c::read(files, known),
        }
    }
}

/// Files, by what becomes of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sorted {
    /// The files of other programs, by format; the texts that brat's files belong to are with these.
    pub foreign: Vec<(Reader, Vec<Source>)>,
    /// Everything else, in the order in which it came.
    pub others: Vec<Source>,
}

/// Sorts files that came together. Beside annotations of brat, its texts and what it is set up with are its own.
#[must_use]
pub fn sort(files: Vec<Source>) -> Sorted {
    let files: Vec<_> = files.into_iter().map(|file| (Reader::of(&file), file)).collect();
    let annotations = files.iter().filter(|(reader, _)| *reader == Some(Reader::Brat));
    let annotations: Vec<String> = annotations.map(|(_, file)| file.name.clone()).collect();
    let is_of_brat = |name: &str| {
        let is_text = name.to_ascii_lowercase().ends_with(".txt");
        let is_annotated = is_text && annotations.iter().any(|ann| brat::annotates(ann, name));
        is_annotated || (!is_text && !annotations.is_empty() && brat::is_companion(name))
    };
    let mut sorted = Sorted::default();
    for (reader, file) in files {
        let reader = reader.or_else(|| is_of_brat(&file.name).then_some(Reader::Brat));
        let Some(reader) = reader else {
            sorted.others.push(file);
            continue;
        };
        match sorted.foreign.iter_mut().find(|(known, _)| *known == reader) {
            Some((_, files)) => files.push(file),
            None => sorted.foreign.push((reader, vec![file])),
        }
    }
    sorted
}

/// The files, with those that an archive holds in its place, and what could not be read of the archives. Archives in
/// archives stay as they are.
#[must_use]
pub fn unpacked(files: Vec<Source>) -> (Vec<Source>, Vec<Unread>) {
    let (mut all, mut unread) = (Vec::new(), Vec::new());
    for file in files {
        if !archive::is_archive(&file.bytes) || !file.name.to_ascii_lowercase().ends_with(".zip") {
            all.push(file);
            continue;
        }
        match archive::unpack(&file.bytes) {
            Ok(unpacked) => {
                all.extend(unpacked.files);
                unread.extend(unpacked.unread);
            }
            Err(error) => unread.push(Unread { file: file.name, place: None, reason: error.to_string() }),
        }
    }
    (all, unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> Source {
        Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_format_is_told_by_name_and_content() {
        let check = |name, text, expected| assert_eq!(Reader::of(&file(name, text)), expected, "{name} {text}");
        check("a.ann", "", Some(Reader::Brat));
        check("a.json", r#"[{"data": {"text": "Rain"}, "annotations": []}]"#, Some(Reader::LabelStudio));
        check("a.jsonl", r#"{"text": "Rain", "label": [[0, 4, "content"]]}"#, Some(Reader::Doccano));
        check("a.json", r#"[{"text": "Rain", "entities": [{"start_offset": 0}]}]"#, Some(Reader::Doccano));
        check("a.json", r#"{"text": "Rain", "quotes": [{"cue": {}}]}"#, Some(Reader::Citron));
        check("a.jsonld", r#"{"@context": []}"#, None);
        check("a.json", r#"{"@context": [], "data": 1, "annotations": 2}"#, None);
        let collection = r#"{"@context": ["http://www.w3.org/ns/anno.jsonld"], "type": "AnnotationCollection"}"#;
        check("a.jsonld", collection, Some(Reader::WebAnnotation));
        check("a.json", r#"[{"target": {"selector": []}, "bodies": []}]"#, Some(Reader::WebAnnotation));
        check("a.json", r#"{"export_userid": "acct:ines", "annotations": []}"#, Some(Reader::WebAnnotation));
        let own = collection.replace('}', r#", "counterpoint:articles": []}"#);
        check("a.jsonld", &own, None);
        check("a.json", r#"{"counterpoint": "backup"}"#, None);
        check("a.json", "{}", None);
        check("a.txt", r#""data" "annotations""#, None);
    }

    #[test]
    fn a_text_goes_with_its_annotations_and_other_files_stay() {
        let check = |names: &[&str], of_brat: &[&str], others: &[&str]| {
            let sorted = sort(names.iter().map(|name| file(name, "{}")).collect());
            let names = |files: &[Source]| files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
            let brat = sorted.foreign.iter().find(|(reader, _)| *reader == Reader::Brat);
            assert_eq!(brat.map(|(_, files)| names(files)).unwrap_or_default(), of_brat);
            assert_eq!(names(&sorted.others), others);
        };
        check(
            &["rain.txt", "rain_4b22.ann", "rain_4e07.ann", "raining.txt", "x/annotation.conf", "a.json"],
            &["rain.txt", "rain_4b22.ann", "rain_4e07.ann", "x/annotation.conf"],
            &["raining.txt", "a.json"],
        );
        check(&["texts/rain.txt", "ines/rain-ines.ann"], &["texts/rain.txt", "ines/rain-ines.ann"], &[]);
        check(&["rain.txt", "app.conf", ".txt"], &[], &["rain.txt", "app.conf", ".txt"]);
    }
}
