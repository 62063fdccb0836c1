//! Words typed into the fields of a record: kept while they are typed, one step to undo, and never lost to somebody else.

use anyhow::Result;
use serde_json::json;

use crate::support::{Corpus, Desk, Page, browse, until};

const NOTE: &str = "#quote-note";

/// From now on it never comes to keeping what is typed, and the page does not notice that a field is left, until `letGo`
/// is called there.
const HOLD: &str = "() => {
    const later = window.setTimeout;
    window.setTimeout = (deed, pause, ...more) => (pause === 400 ? 0 : later(deed, pause, ...more));
    const swallow = event => event.stopImmediatePropagation();
    const events = ['focusout', 'visibilitychange'];
    events.forEach(name => window.addEventListener(name, swallow, true));
    window.letGo = () => {
        window.setTimeout = later;
        events.forEach(name => window.removeEventListener(name, swallow, true));
    };
}";

#[tokio::test]
async fn a_tab_that_dies_while_a_note_is_typed_loses_nothing_that_was_said_to_be_saved() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let quote = open_quote(&page).await?;
        let other = desk.open_tab("").await?;
        // What the page says of how safe the work is, from now on.
        let watch = "() => {
            const output = document.querySelector('output[data-save]');
            window.said = [];
            const note = () => window.said.push(`${output.textContent} ${document.activeElement.value ?? ''}`);
            new MutationObserver(note).observe(output, { subtree: true, characterData: true, childList: true });
        }";
        page.act(watch, json!([])).await?;
        page.press("n").await?;
        page.wait_for_focus(NOTE).await?;
        page.type_text("The aide was not there.").await?;
        // The focus is still in the field.
        page.wait_for_text("output[data-save]", "Saved").await?;
        page.wait_for_focus(NOTE).await?;
        let said: Vec<String> = page.run("() => window.said", json!([])).await?;
        assert!(said.iter().any(|said| said.starts_with("Typing …")), "{said:?}");
        assert!(said.last().is_some_and(|said| said == "Saved The aide was not there."), "{said:?}");
        page.crash().await?;
        other.reload().await?;
        let note = other.records().await?.quotes.into_iter().find(|known| known.id == quote).map(|quote| quote.note);
        assert_eq!(note.as_deref(), Some("The aide was not there."));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_typed_in_one_stay_is_one_step_to_undo() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        open_quote(&page).await?;
        page.press("n").await?;
        page.wait_for_focus(NOTE).await?;
        page.type_text("Nine hours").await?;
        note_is(&page, "Nine hours").await?;
        page.type_text(", he says").await?;
        note_is(&page, "Nine hours, he says").await?;
        page.press_times("Backspace", 9).await?;
        page.type_text("?").await?;
        page.press("Escape").await?;
        note_is(&page, "Nine hours?").await?;
        page.press("Control+z").await?;
        note_is(&page, "").await?;
        page.press("Control+Shift+z").await?;
        note_is(&page, "Nine hours?").await?;
        // Another stay is another step.
        page.press("n").await?;
        page.wait_for_focus(NOTE).await?;
        page.press("Control+a").await?;
        page.type_text("Ten").await?;
        page.press("Escape").await?;
        note_is(&page, "Ten").await?;
        page.press("Control+z").await?;
        note_is(&page, "Nine hours?").await
    })
    .await
}

#[tokio::test]
async fn every_field_of_a_record_is_kept_as_it_is_typed() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let [_, speaker, link] = page.script_everything().await?;
        let open = async |list: &str, id: &str| {
            page.turn_to(list).await?;
            page.click(&format!("[data-row='{id}'] .row-head")).await?;
            page.wait_for_row(id).await
        };
        open("speakers", &speaker).await?;
        page.fill("#speaker-name", "typed into #speaker-name").await?;
        page.fill("#speaker-role", "typed into #speaker-role").await?;
        open("links", &link).await?;
        page.fill("#link-rationale", "typed into #link-rationale").await?;
        // The last of them is still being typed in.
        page.wait_for_focus("#link-rationale").await?;
        page.records_when("all that was typed", |records| {
            let speaker = &records.speakers[0];
            [&speaker.name, &speaker.role, &records.links[0].rationale]
                == ["typed into #speaker-name", "typed into #speaker-role", "typed into #link-rationale"]
        })
        .await?;

        // A name without letters is on the way to another: nothing is said of it, and the page does not call it saved.
        open("speakers", &speaker).await?;
        page.fill("#speaker-name", "").await?;
        page.wait_for_text("output[data-save]", "Typing …").await?;
        assert_eq!(page.count(".notice").await?, 0);
        page.type_text("Ana").await?;
        page.press("Enter").await?;
        page.records_when("the name", |records| records.speakers[0].name == "Ana").await?;
        page.wait_for_text("output[data-save]", "Saved").await?;

        // A tag counts from Enter on, and the page says so.
        page.turn_to("quotes").await?;
        page.click_named(".row-head", "It agreed in principle").await?;
        page.fill("#quote-tags", "open qu").await?;
        page.wait_for_text("output[data-save]", "Typing …").await?;
        page.press("Enter").await?;
        page.wait_for_text("output[data-save]", "Saved").await?;
        page.records_when("the tag", |records| {
            records.quotes.iter().any(|quote| quote.tags.iter().any(|tag| tag == "open qu"))
        })
        .await
        .map(drop)
    })
    .await
}

#[tokio::test]
async fn what_is_typed_takes_no_row_away_from_under_the_hands() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        // In the list by names, Zoe goes up from the last row to the first.
        let mut speakers = Vec::new();
        for name in ["Ben", "Mia", "Zoe"] {
            speakers.push(page.perform(json!({ "edit": "addSpeaker", "name": name })).await?);
        }
        page.turn_to("speakers").await?;
        page.click(&format!("[data-row='{}'] .row-head", speakers[2])).await?;
        page.wait_for("#speaker-name").await?;
        page.fill("#speaker-name", "Ana").await?;
        page.wait_for_text("output[data-save]", "Typing …").await?;
        page.fill("#speaker-role", "Envoy").await?;
        page.wait_for_text("output[data-save]", "Saved").await?;
        page.wait_for_focus("#speaker-role").await?;
        page.press("Backspace").await?;
        page.records_when("the name and the role, and nobody deleted", |records| {
            records.speakers.len() == 3 && records.speakers.iter().any(|it| it.name == "Ana" && it.role == "Envo")
        })
        .await?;

        // Nor does somebody else's edit, though it moves the row.
        page.wait_for_focus("#speaker-role").await?;
        page.perform(json!({ "edit": "renameSpeaker", "speaker": speakers[0], "name": "Abe" })).await?;
        page.wait_for_text("[data-part] li:first-child", "Abe").await?;
        page.wait_for_focus("#speaker-role").await?;
        page.type_text("y").await?;
        page.records_when("the role", |records| records.speakers.iter().any(|it| it.role == "Envoy")).await?;

        // What was found by its note stays while that is another.
        let quote = open_quote(&page).await?;
        page.fill(NOTE, "budget").await?;
        page.wait_for_text("output[data-save]", "Saved").await?;
        page.fill("search input", "budget").await?;
        page.wait_for_text(".panel .summary", "“budget”").await?;
        page.fill(NOTE, "other").await?;
        page.wait_for_text("output[data-save]", "Saved").await?;
        page.wait_for_focus(NOTE).await?;
        page.press("Backspace").await?;
        page.records_when("the note", |records| {
            records.quotes.iter().any(|known| known.id == quote && known.note == "othe")
        })
        .await
        .map(drop)
    })
    .await
}

#[tokio::test]
async fn another_edit_keeps_what_is_half_typed_before_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let quote = open_quote(&page).await?;
        page.press("n").await?;
        page.wait_for_focus(NOTE).await?;
        // In one breath, so that no pause lies between.
        let both = "(css, edit) => {
            const field = document.querySelector(css);
            field.value = 'half';
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            return window.counterpoint.perform(edit);
        }";
        page.act(both, json!([NOTE, { "edit": "tagQuote", "quote": quote, "tags": ["late"] }])).await?;
        let records = page.records().await?;
        assert_eq!((records.quotes[0].note.as_str(), records.quotes[0].tags.len()), ("half", 1));
        page.press("Escape").await?;
        page.press("Control+z").await?;
        page.records_when("no tag", |records| records.quotes[0].tags.is_empty()).await?;
        note_is(&page, "half").await
    })
    .await
}

#[tokio::test]
async fn a_note_that_somebody_else_changes_meanwhile_is_shown_beside_what_is_typed() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let quote = open_quote(&page).await?;
        let theirs = async |words: &str| {
            page.perform(json!({ "edit": "noteQuote", "quote": quote, "note": words })).await?;
            page.wait_for_text(".clash-box blockquote", words).await
        };
        page.press("n").await?;
        page.wait_for_focus(NOTE).await?;
        page.type_text("mine").await?;
        note_is(&page, "mine").await?;
        theirs("theirs").await?;
        page.wait_for_focus(NOTE).await?;
        assert_eq!(value(&page).await?, "mine", "what is typed stays in the field");
        page.type_text(" too").await?;
        page.click_named(".clash-box button", "Keep both").await?;
        note_is(&page, "theirs\n\nmine too").await?;
        page.wait_until_gone(".clash-box").await?;
        page.wait_for_focus(NOTE).await?;

        theirs("other").await?;
        page.click_named(".clash-box button", "Take theirs").await?;
        until("their words in the field", async || Ok((value(&page).await? == "other").then_some(()))).await?;
        page.wait_until_gone(".clash-box").await?;
        page.type_text("s").await?;
        note_is(&page, "others").await?;
        theirs("another").await?;
        page.click_named(".clash-box button", "Keep mine").await?;
        note_is(&page, "others").await?;
        assert_eq!(page.axe().await?, [""; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_note_half_typed_in_two_tabs_loses_the_words_of_neither() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        open_quote(&page).await?;
        let other = beside(desk, &page).await?;
        // As on two machines: in the second tab nothing is kept yet when the words of the first come.
        other.act(HOLD, json!([])).await?;
        other.click(NOTE).await?;
        other.type_text("second").await?;
        page.click(NOTE).await?;
        page.type_text("first").await?;
        note_is(&page, "first").await?;
        other.wait_for_text(".clash-box blockquote", "first").await?;
        assert_eq!(value(&other).await?, "second");
        note_is(&other, "first").await?;
        other.act("() => window.letGo()", json!([])).await?;
        // Left without a choice, both stand.
        other.press("Escape").await?;
        note_is(&other, "first\n\nsecond").await?;
        other.wait_for_text(".notice.lasting", "Both versions are kept").await?;
        let records = other.records().await?;
        until("both in the first tab", async || Ok((page.records().await? == records).then_some(()))).await
    })
    .await
}

#[tokio::test]
async fn words_about_a_quote_that_somebody_else_deletes_are_handed_back() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let quote = open_quote(&page).await?;
        let other = beside(desk, &page).await?;
        other.act(HOLD, json!([])).await?;
        other.click(NOTE).await?;
        other.type_text("Who counted the hours?").await?;
        page.perform(json!({ "edit": "deleteQuote", "quote": quote })).await?;
        other.wait_until_gone(NOTE).await?;
        other.wait_for_text(".notice.lasting", "You had: “Who counted the hours?”").await?;
        other.act("() => window.letGo()", json!([])).await?;
        other.wait_for_text("output[data-save]", "Saved").await
    })
    .await
}

/// Opens a second tab that shows what the first one does, with the note of the same quote.
async fn beside(desk: &Desk, page: &Page) -> Result<Page> {
    let other = desk.open_tab("").await?;
    other.ready().await?;
    other.go_to(page.address().await?).await?;
    other.wait_for(NOTE).await?;
    Ok(other)
}

/// Makes a quote and opens its row; gives its id.
async fn open_quote(page: &Page) -> Result<String> {
    let records = page.records().await?;
    let courier = records.article("tarnmoor")?;
    page.show_articles(&[courier]).await?;
    page.mark(courier, "Washington said less", "q").await?;
    page.wait_for(NOTE).await?;
    page.wait_for_text("output[data-save]", "Saved").await?;
    Ok(page.records().await?.quotes[0].id.clone())
}

async fn note_is(page: &Page, expected: &str) -> Result<()> {
    page.records_when(&format!("the note {expected:?}"), |records| records.quotes[0].note == expected).await.map(drop)
}

/// What stands in the field of the note.
async fn value(page: &Page) -> Result<String> {
    page.run("css => document.querySelector(css).value", json!([NOTE])).await
}
