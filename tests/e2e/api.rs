//! What people script against: `window.counterpoint`, as the README has it.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::fixtures::project_dir;
use crate::support::{Corpus, Page, browse};

/// Characters of one, two and many code units, a mark that combines, and quotation marks.
const TEXT: &str =
    "🛳️ The ferry\n\n“Très bien 👩‍👩‍👧‍👦, we sail,” said Capt. Noe\u{308}l 🧭.\n\nNobody sails, the mayor said.\n";

#[tokio::test]
async fn a_script_takes_articles_in_and_gives_the_project_out() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        assert_eq!(page.records().await?.articles.len(), 3);
        let made = page.call("importFile", json!(["ferry.txt", TEXT])).await?;
        let records = page.records().await?;
        let ferry = records.article("ferry.txt")?;
        assert_eq!(made, json!({ "article": ferry.id }));
        assert_eq!(ferry.text(), TEXT);
        assert_eq!(ferry.file, "ferry.txt");

        let binary = "async (name, text, pack) => {
            const bytes = new TextEncoder().encode(text);
            const answer = await counterpoint.importFile(name, pack === 'buffer' ? bytes.buffer : bytes);
            return counterpoint.project().articles.find(({ id }) => id === answer.article).text;
        }";
        for (name, pack) in [("bytes.txt", "array"), ("buffer.txt", "buffer")] {
            let text = format!("{TEXT}It came as an {pack}.");
            let kept: String = page.run(binary, json!([name, text, pack])).await?;
            assert_eq!(kept, text);
        }
        let html =
            "<article><h1>Tide</h1><p>High at noon,</p><p>low &amp; late.</p><script>ran = 1</script></article>";
        page.call("importFile", json!(["tide.html", html])).await?;
        let records = page.records().await?;
        assert_eq!(records.article("tide.html")?.text().trim(), "Tide\n\nHigh at noon,\n\nlow & late.");

        let file = page.call("exportFile", json!(["jsonld"])).await?;
        assert_eq!(file["mime"], "application/ld+json");
        assert!(file["name"].as_str().is_some_and(|name| name.ends_with(".jsonld")), "{}", file["name"]);
        let merged = page.call("importFile", json!([file["name"], file["text"]])).await?;
        assert_eq!(merged, json!({ "merged": 0 }), "nothing is new in one’s own export");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_example_of_the_readme_runs() -> Result<()> {
    let readme = fs::read_to_string(project_dir().join("README.md"))?;
    let example = readme.split("```js\n").nth(1).and_then(|rest| rest.split("```").next());
    let example = example.context("the README has no example in JavaScript")?;
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.act(&format!("async () => {{ {example} }}"), json!([])).await?;
        let records = page.records().await?;
        let quote = records.quote("nine hours")?;
        assert_eq!((quote.note.as_str(), quote.kind.as_str()), ("Who counted?", "indirect"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn offsets_are_utf_16_code_units() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let made = page.call("importFile", json!(["ferry.txt", TEXT])).await?;
        let article = &made["article"];
        let said = "“Très bien 👩‍👩‍👧‍👦, we sail,”";
        let span = |words: &str| {
            let start = TEXT.find(words).map_or(0, |at| TEXT[..at].encode_utf16().count());
            json!({ "start": start, "end": start + words.encode_utf16().count() })
        };
        let attribution = json!({
            "article": article,
            "content": [span(said)],
            "cue": [span("said")],
            "source": [span("Capt. Noe\u{308}l 🧭")],
        });
        let quote = page.perform(json!({ "edit": "addQuote", "attribution": attribution })).await?;
        let records = page.records().await?;
        assert_eq!(records.quotes.len(), 1);
        let added = &records.quotes[0];
        assert_eq!(added.id, quote);
        assert_eq!(added.kind, "direct", "the quotation marks decide where a script does not");
        let read = "id => counterpoint.project().quotes.filter(quote => quote.id === id).flatMap(quote => {
            const { text } = counterpoint.project().articles.find(({ id }) => id === quote.article);
            return [quote.content, quote.cue, quote.source].flat().map(({ start, end }) => text.slice(start, end));
        })";
        let words: Vec<String> = page.run(read, json!([quote])).await?;
        assert_eq!(words, [said, "said", "Capt. Noe\u{308}l 🧭"]);
        page.show_articles(&[records.article("ferry.txt")?]).await?;
        page.check_texts().await?;
        page.wait_for_text("mark[data-role=content]", said).await?;

        // What a hand selects there has the same offsets.
        page.mark(records.article("ferry.txt")?, "Nobody sails", "q").await?;
        let records = page.records().await?;
        let by_hand = &records.quote("Nobody sails")?.content[0];
        assert_eq!(json!({ "start": by_hand.start, "end": by_hand.end }), span("Nobody sails"));

        // Half of a character is no place.
        let content = json!([{ "start": 1, "end": 4 }]);
        let half = json!({ "edit": "addQuote", "attribution": { "article": article, "content": content } });
        refused(&page, "perform", json!([half]), "").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_sort_of_edit_can_be_made_and_undone() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        let one = page.script_quote(courier, "Nothing suggested that Russia was ready").await?;
        let two = page.script_quote(courier, "Washington said less").await?;
        let three = page.script_quote(courier, "He supports an end to the conflict").await?;
        let putin = page.perform(json!({ "edit": "addSpeaker", "name": "Putin" })).await?;
        let vladimir = page.perform(json!({ "edit": "addSpeaker", "name": "Vladimir Putin", "colour": 5 })).await?;
        let link = page.perform(json!({ "edit": "linkQuotes", "members": [one, two] })).await?;
        for edit in [
            json!({ "edit": "assignSpeaker", "quote": three, "speaker": putin }),
            json!({ "edit": "mergeSpeakers", "from": putin, "into": vladimir }),
            json!({ "edit": "setSpeakerRole", "speaker": vladimir, "role": "president" }),
            json!({ "edit": "setKind", "quote": two, "kind": "narration" }),
            json!({ "edit": "tagQuote", "quote": two, "tags": ["us"] }),
            json!({ "edit": "noteQuote", "quote": two, "note": "Less than what?" }),
            json!({ "edit": "joinLink", "link": link, "quote": three }),
            json!({ "edit": "setRelation", "link": link, "relation": { "kind": "corroborates" } }),
            json!({ "edit": "together", "name": "settle it", "edits": [
                { "edit": "setStatus", "link": link, "status": "dismissed" },
                { "edit": "setRationale", "link": link, "rationale": "They do not." },
            ] }),
        ] {
            assert_eq!(page.perform(edit.clone()).await?, "", "{edit}");
        }
        let records = page.records().await?;
        let quote = |id: &str| records.quotes.iter().find(|quote| quote.id == id).expect("it was made above");
        assert_eq!(quote(&three).speaker.as_ref(), Some(&vladimir));
        assert_eq!(records.speaker("Vladimir Putin")?.aliases, ["Putin"]);
        assert_eq!((records.speakers.len(), records.speakers[0].colour), (1, 5));
        assert_eq!((quote(&two).kind.as_str(), quote(&two).note.as_str()), ("narration", "Less than what?"));
        let [made] = records.links.as_slice() else { panic!("one link: {:?}", records.links) };
        assert_eq!((made.kind.as_str(), made.differs.as_deref()), ("corroborates", None));
        assert_eq!(made.members, [one.clone(), two.clone(), three.clone()]);
        assert_eq!((made.status.as_str(), made.rationale.as_str()), ("dismissed", "They do not."));

        page.wait_for("[aria-label='Undo: settle it']").await?;
        page.press("Control+z").await?;
        let records = page.records().await?;
        assert_eq!((records.links[0].status.as_str(), records.links[0].rationale.as_str()), ("open", ""));
        page.perform(json!({ "edit": "deleteQuote", "quote": one })).await?;
        page.perform(json!({ "edit": "removeArticle", "article": courier.id })).await?;
        let records = page.records().await?;
        assert_eq!((records.articles.len(), records.quotes.len(), records.links.len()), (2, 0, 0));
        page.press_times("Control+z", 2).await?;
        let records = page.records_when("all of it", |records| records.quotes.len() == 3).await?;
        assert_eq!(records.links[0].members.len(), 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_with_a_message_and_changes_nothing() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, text) = (&records.article("tarnmoor")?.id, records.article("tarnmoor")?.text());
        let before = page.project().await?;
        let quote = |start: usize, end: usize| {
            let content = json!([{ "start": start, "end": end }]);
            json!([{ "edit": "addQuote", "attribution": { "article": courier, "content": content } }])
        };
        refused(&page, "perform", json!([{ "edit": "sing" }]), "not an edit").await?;
        refused(&page, "perform", json!([null]), "not an edit").await?;
        refused(&page, "perform", json!([{ "edit": "deleteQuote", "quote": "nobody" }]), "nobody").await?;
        refused(&page, "perform", json!([{ "edit": "deleteQuote" }]), "quote").await?;
        refused(&page, "perform", quote(10, 1_000_000), "").await?;
        refused(&page, "perform", quote(10, 10), "").await?;
        refused(&page, "importFile", json!(["empty.txt", ""]), "no text in it").await?;
        refused(&page, "importFile", json!(["again.txt", text]), "already").await?;
        refused(&page, "importFile", json!(["number.txt", 7]), "must be a string").await?;
        refused(&page, "importFile", json!(["broken.jsonld", "{ \"@context\": "]), "").await?;
        refused(&page, "exportFile", json!(["parchment"]), "parchment").await?;
        assert_eq!(page.project().await?, before);
        Ok(())
    })
    .await
}

/// Checks that a call is answered by a rejected promise with an `Error` whose message has `part` in it.
async fn refused(page: &Page, method: &str, arguments: Value, part: &str) -> Result<()> {
    let call = "(method, given) => {
        const promise = window.counterpoint[method](...given);
        return promise.then(() => null, error => error instanceof Error ? error.message : `no Error: ${error}`);
    }";
    let message: Option<String> = page.run(call, json!([method, arguments])).await?;
    let message = message.unwrap_or_else(|| panic!("{method} {arguments} was not refused"));
    assert!(!message.is_empty() && message.contains(part), "{method} {arguments}: {message}");
    Ok(())
}
