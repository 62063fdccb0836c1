//! Tasks as Label Studio exports them, older editions' completions among them.

use serde_json::{Map, Value};

use super::page::rendered;
use super::part;
use crate::domain::annotation::Kind;
use crate::domain::exchange::labels::{self, Composition, Label, Tie, told};
use crate::domain::exchange::moment::from_rfc3339;
use crate::domain::exchange::offsets::{Words, locate, offset};
use crate::domain::exchange::people::People;
use crate::domain::exchange::records::{Article, Made, Place, Quote, Reading, Records, Source};
use crate::domain::exchange::refusals::Refusals;
use crate::domain::exchange::{details, json};
use crate::domain::text::{Text, counted};

/// Reads exported tasks. A labelling interface among the files says nothing that is needed, and is passed over.
#[must_use]
pub fn read(files: &[Source]) -> Reading {
    let mut reading = Reading::default();
    let mut people = People::default();
    for file in files.iter().filter(|file| !file.name.to_lowercase().ends_with(".xml")) {
        let mut reader = Reader {
            records: &mut reading.records,
            people: &mut people,
            refusals: Refusals::of(&file.name),
            file: &file.name,
            place: None,
        };
        reader.file(&file.bytes);
        reading.unread.extend(reader.refusals.finish());
    }
    reading
}

struct Reader<'a> {
    records: &'a mut Records,
    people: &'a mut People,
    refusals: Refusals,
    file: &'a str,
    /// The task that is being read.
    place: Option<Place>,
}

/// What was answered about a region.
struct Answer<'a> {
    region: String,
    about: String,
    values: Vec<&'a str>,
}

/// What the results of an annotation say.
#[derive(Default)]
struct Results<'a> {
    labels: Vec<Label>,
    ties: Vec<Tie>,
    answers: Vec<Answer<'a>>,
}

impl Reader<'_> {
    fn refuse(&mut self, reason: impl Into<String>) {
        self.refusals.push(self.place, reason);
    }

    fn file(&mut self, bytes: &[u8]) {
        match json::parse(bytes) {
            Ok(Value::Array(tasks)) => {
                for (number, task) in tasks.iter().enumerate() {
                    self.place = Some(Place::Record(number + 1));
                    self.task(task, number);
                }
            }
            Ok(task @ Value::Object(_)) => self.task(&task, 0),
            Ok(other) => {
                self.refuse(format!("this is {}, and not Label Studio's list of tasks", json::kind_of(Some(&other))));
            }
            Err(reason) => self.refuse(reason),
        }
    }

    fn task(&mut self, task: &Value, number: usize) {
        let Some(data) = task.get("data").and_then(Value::as_object) else {
            return self
                .refuse("the task has no data: please export as JSON, not as JSON-MIN, CSV or another format");
        };
        let annotations = json::list(task.get("annotations").or_else(|| task.get("completions")));
        let Some(words) = text_of(data) else { return self.refuse("the task has no text") };
        let is_page = annotations.iter().flat_map(results).any(is_hyper);
        let text = if is_page { Text::new(rendered(words)) } else { Text::new(words) };
        let mut article = Article { file: details::default_name(self.file, number + 1), text, ..Article::default() };
        if words.starts_with("http") && !words.contains(char::is_whitespace) {
            self.refuse("the task has the address of the text that was annotated, and not the text");
        }
        let (refusals, place) = (&mut self.refusals, self.place);
        details::read(data, &mut article, |reason| refusals.push(place, reason));
        let text = article.text.clone();
        self.records.articles.push(article);
        let (quotes, links) = (self.records.quotes.len(), self.records.links.len());
        for annotation in annotations {
            self.annotation(annotation, &text);
        }
        self.records.sort_quotes_from(quotes, links);
        let predictions = json::list(task.get("predictions")).len();
        if predictions > 0 {
            let predictions = counted(predictions, "prediction", "predictions");
            self.refuse(format!("{predictions} of a model, which nobody has looked at, left out"));
        }
    }

    fn annotation(&mut self, annotation: &Value, text: &Text) {
        if annotation.get("was_cancelled").and_then(Value::as_bool) == Some(true) {
            return self.refuse("an annotation that was skipped in Label Studio is left out");
        }
        let mut found = Results::default();
        for result in results(annotation) {
            self.result(result, text, &mut found);
        }
        let mut composition = labels::compose(&found.labels, &found.ties);
        let made = self.made(annotation);
        for quote in &mut composition.quotes {
            quote.article = self.records.articles.len() - 1;
            quote.made = made;
        }
        composition.links.iter_mut().for_each(|link| link.made = made);
        self.answers(&found, &mut composition);
        for reason in std::mem::take(&mut composition.refused) {
            self.refuse(reason);
        }
        composition.append_to(self.records);
    }

    /// Who made an annotation, and when.
    fn made(&mut self, annotation: &Value) -> Made {
        let by = annotation.get("completed_by");
        let word = |name| by.and_then(|by| by.get(name)).and_then(Value::as_str).unwrap_or_default();
        let id = [json::id(by), json::id(by.and_then(|by| by.get("id"))), word("email").to_owned()];
        let id = id.into_iter().find(|id| !id.is_empty()).unwrap_or_default();
        let full = format!("{} {}", word("first_name"), word("last_name"));
        let names = [full.trim(), word("username"), word("email")];
        let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let moment = |name| annotation.get(name).and_then(Value::as_str).and_then(from_rfc3339);
        let created = moment("created_at");
        let modified = moment("updated_at").filter(|modified| Some(*modified) != created);
        Made { by: self.people.annotator(self.records, &id, name), created, modified }
    }

    fn result<'a>(&mut self, result: &'a Value, text: &Text, found: &mut Results<'a>) {
        let kind = result.get("type").and_then(Value::as_str).unwrap_or_default();
        let id = json::id(result.get("id"));
        let value = result.get("value");
        let texts =
            |list: Option<&'a Value>| -> Vec<&'a str> { json::list(list).iter().filter_map(Value::as_str).collect() };
        match kind {
            "relation" => found.ties.push(Tie {
                from: json::id(result.get("from_id")),
                to: json::id(result.get("to_id")),
                words: texts(result.get("labels")).into_iter().map(str::to_owned).collect(),
            }),
            "labels" | "hypertextlabels" => {
                let names = texts(value.and_then(|value| value.get(kind)));
                found.labels.extend(self.label(id, &names, value, text));
            }
            "choices" | "textarea" => {
                let list = if kind == "choices" { "choices" } else { "text" };
                let field = result.get("from_name").and_then(Value::as_str).unwrap_or_default().to_lowercase();
                let about = if kind == "choices" { part::KIND.to_owned() } else { field };
                found.answers.push(Answer {
                    region: id,
                    about,
                    values: texts(value.and_then(|value| value.get(list))),
                });
            }
            other => self.refuse(format!("a result of the type {} is left out", told(other))),
        }
        let notes = texts(result.get("meta").and_then(|meta| meta.get("text")));
        if !notes.is_empty() {
            let region = json::id(result.get("id"));
            found.answers.push(Answer { region, about: part::NOTE.to_owned(), values: notes });
        }
    }

    fn label(&mut self, id: String, names: &[&str], value: Option<&Value>, text: &Text) -> Option<Label> {
        let Some(role) = names.iter().find_map(|name| labels::role(name)) else {
            self.refuse(format!(
                "the region {} is labelled {}, which is none of content, quote, cue, source and speaker",
                told(&id),
                told(&names.join(", "))
            ));
            return None;
        };
        let place = value.and_then(|value| value.get("globalOffsets")).or(value);
        let end = |name| offset(place.and_then(|place| place.get(name)));
        let (Some(start), Some(end)) = (end("start"), end("end")) else {
            self.refuse(format!("the region {} says where it lies by XPaths only, or not at all", told(&id)));
            return None;
        };
        let words = value.and_then(|value| value.get("text")).and_then(Value::as_str);
        match locate(text, start, end, words) {
            Ok((span, Words::Fit)) => Some(Label { id, role, span }),
            Ok((span, Words::Differ)) if value.is_some_and(|value| value.get("globalOffsets").is_none()) => {
                let id_told = told(&id);
                self.refuse(format!(
                    "other words stand in the region {id_told} than it says; it is kept where it lies"
                ));
                Some(Label { id, role, span })
            }
            Ok((_, Words::Differ)) => {
                self.refuse(format!("the region {} has other words than its page at that place", told(&id)));
                None
            }
            Err(reason) => {
                self.refuse(format!("the region {}: {reason}", told(&id)));
                None
            }
        }
    }

    /// Gives the quotes what was answered about their regions.
    fn answers(&mut self, found: &Results, composition: &mut Composition) {
        let Composition { quotes, quotes_of, .. } = composition;
        let mut labels: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for (number, label) in found.labels.iter().enumerate() {
            labels.entry(&label.id).or_insert(number);
        }
        for answer in &found.answers {
            let numbers =
                labels.get(answer.region.as_str()).map(|&label| quotes_of[label].as_slice()).unwrap_or_default();
            // What is said of a source that several quotes share is said of none of them.
            if let &[number] = numbers {
                self.answer(answer, &mut quotes[number]);
            } else {
                let about = told(&answer.about);
                self.refuse(format!("an answer about {about} belongs to no region of one quote, and is left out"));
            }
        }
    }

    fn answer(&mut self, answer: &Answer, quote: &mut Quote) {
        let lines = || answer.values.iter().copied();
        match answer.about.as_str() {
            part::KIND => {
                for choice in lines() {
                    match Kind::ALL.into_iter().find(|kind| kind.name() == choice.trim().to_lowercase()) {
                        Some(kind) => quote.kind = Some(kind),
                        None => quote.tags.push(choice.to_owned()),
                    }
                }
            }
            part::SPEAKER => {
                quote.speaker = self.people.speaker(self.records, &answer.values.join(", "));
            }
            part::TAGS => quote.tags.extend(lines().map(str::to_owned)),
            part::ANNOTATOR => {
                let [id, name] = [0, 1].map(|number| answer.values.get(number).copied().unwrap_or_default());
                quote.made.by = self.people.annotator(self.records, id, name);
            }
            _ => {
                let lines = std::iter::once(quote.note.as_str()).chain(lines()).filter(|line| !line.is_empty());
                quote.note = lines.collect::<Vec<_>>().join("\n");
            }
        }
    }
}

fn results(annotation: &Value) -> &[Value] {
    json::list(annotation.get("result"))
}

/// True for a region of a page: it lies between XPaths.
fn is_hyper(result: &Value) -> bool {
    let value = result.get("value");
    let is_path = |name| {
        value.and_then(|value| value.get(name)).and_then(Value::as_str).is_some_and(|path| path.starts_with('/'))
    };
    result.get("type").and_then(Value::as_str) == Some("hypertextlabels")
        || value.is_some_and(|value| value.get("globalOffsets").is_some())
        || is_path("start")
        || is_path("end")
}

/// The member of the data that is the text: the one that is called so, else the longest.
fn text_of(data: &Map<String, Value>) -> Option<&str> {
    let texts = || data.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
    let named = |name: &str| texts().find(|(key, _)| key.eq_ignore_ascii_case(name));
    ["text", "article", "body", "content", "html"]
        .into_iter()
        .find_map(named)
        .or_else(|| texts().max_by_key(|(_, text)| text.len()))
        .map(|(_, text)| text)
}
