//! Getting about: columns, the address bar, next and previous, what overlaps, the lists, search, undo and redo.

use anyhow::Result;
use serde_json::json;
use url::Url;

use crate::support::{Article, Corpus, Page, browse, until};

/// Nested quotes in the Courier: the second and the third lie in the first.
const NESTED: [&str; 3] = [
    "AFP quoted Tammy Bruce, spokeswoman of the State Department, as saying that the ministers “agreed to continue \
     working toward restoring communication between the United States and Russia”",
    "the ministers “agreed to continue working toward restoring communication between the United States and Russia”",
    "restoring communication between the United States and Russia",
];

#[tokio::test]
async fn the_address_holds_the_open_articles_and_the_active_record() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        page.show_articles(&[dispatch, courier]).await?;
        let plan = page.script_quote(courier, "The plan itself sounds simple").await?;
        let lying = page.script_quote(dispatch, "“Putin is lying").await?;
        let another = async |than: &Url| {
            until("another address", async || Ok(Some(page.address().await?).filter(|address| address != than))).await
        };
        let without = page.address().await?;
        page.pick(courier, "The plan itself").await?;
        page.wait_for_row(&plan).await?;
        let with_plan = another(&without).await?;
        page.pick(dispatch, "[Putin] is lying").await?;
        page.wait_for_row(&lying).await?;
        let with_lying = another(&with_plan).await?;

        page.back().await?;
        page.wait_for_row(&plan).await?;
        assert_eq!(page.address().await?, with_plan);

        page.reload().await?;
        page.wait_for_row(&plan).await?;
        assert_eq!(open_articles(&page).await?, [dispatch.id.as_str(), courier.id.as_str()]);
        page.wait_for("mark.active-content").await?;

        // A link, followed in another tab.
        let other = desk.open_tab("").await?;
        other.go_to(with_lying).await?;
        other.wait_for_row(&lying).await?;
        assert_eq!(open_articles(&other).await?, [dispatch.id.as_str(), courier.id.as_str()]);
        until("the quote to be in view", async || Ok(in_view(&other, &lying).await?.then_some(()))).await
    })
    .await
}

#[tokio::test]
async fn up_to_three_articles_stand_side_by_side() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let ids: Vec<&str> = records.articles.iter().map(|article| article.id.as_str()).collect();
        page.show_articles(&[&records.articles[0]]).await?;
        let columns = async |expected: &[&str]| {
            until(&format!("the columns {expected:?}"), async || {
                Ok((open_articles(&page).await? == expected).then_some(()))
            })
            .await
        };
        columns(&ids[..1]).await?;
        page.press("]").await?;
        columns(&ids[1..2]).await?;
        page.press("[").await?;
        columns(&ids[..1]).await?;
        page.press("b").await?;
        columns(&ids[..2]).await?;
        page.press("b").await?;
        columns(&ids).await?;
        page.press("b").await?;
        page.wait_for_text(".notices", "There is no other article to open").await?;
        // The third column has the focus, and the next one after it is the first.
        page.press("v").await?;
        page.press("\\").await?;
        columns(&ids[1..]).await?;
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn nested_quotes_are_picked_one_after_the_other() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        let [outer, middle, inner] = mark_nested(&page, courier).await?;
        let last = page.script_quote(courier, "The attacks, meanwhile, went on.").await?;

        let spot = "restoring [communication] between";
        for expected in [&inner, &middle, &outer, &inner] {
            page.pick(courier, spot).await?;
            page.wait_for_row(expected).await?;
        }
        for expected in [&middle, &outer, &inner] {
            page.press("o").await?;
            page.wait_for_row(expected).await?;
        }
        for (key, expected) in [("j", &last), ("j", &outer), ("j", &middle), ("k", &outer), ("k", &last)] {
            page.press(key).await?;
            page.wait_for_row(expected).await?;
        }
        until("the last quote to be in view", async || Ok(in_view(&page, &last).await?.then_some(()))).await
    })
    .await
}

#[tokio::test]
async fn a_click_in_a_list_scrolls_there_and_back() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        page.show_articles(&[courier, dispatch]).await?;
        let first = page.script_quote(courier, "Nothing suggested that Russia was ready").await?;
        let last = page.script_quote(courier, "the envoy waited nine hours for Putin").await?;
        let other = page.script_quote(dispatch, "sat waiting for nine hours").await?;
        for id in [&last, &first, &last] {
            page.click(&format!("[data-row='{id}'] .row-head")).await?;
            until("the quote to be in view", async || Ok(in_view(&page, id).await?.then_some(()))).await?;
        }

        // A contradiction shows both statements, joined by a line that follows the text.
        let link = page.perform(json!({ "edit": "linkQuotes", "members": [first, other] })).await?;
        page.turn_to("links").await?;
        page.click(&format!("[data-row='{link}'] .row-head")).await?;
        for id in [&first, &other] {
            until("both statements to be in view", async || Ok(in_view(&page, id).await?.then_some(()))).await?;
        }
        page.wait_for(".lines path").await?;
        let path = page.attribute(".lines path", "d").await?;
        page.act(
            "css => document.querySelector(css).closest('.sheet-scroll').scrollBy(0, 60)",
            json!([courier.element()]),
        )
        .await?;
        until("the line to follow", async || Ok((page.attribute(".lines path", "d").await? != path).then_some(())))
            .await
    })
    .await
}

#[tokio::test]
async fn undo_and_redo_name_what_they_take_back() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.wait_for("[aria-label='Undo: nothing yet']:disabled").await?;
        page.mark(courier, "Nothing suggested that Russia was ready", "q").await?;
        page.wait_for("[aria-label='Undo: mark quote']").await?;
        page.mark(courier, "the Kremlin said", "s").await?;
        page.name_speaker("Dmitry Peskov").await?;
        page.wait_for("[aria-label='Undo: assign new speaker']").await?;
        let done = page.project().await?;

        page.click("button[aria-label^='Undo']").await?;
        page.wait_for_text(".notices", "Undone: assign new speaker").await?;
        let records = page.records().await?;
        assert!(records.speakers.is_empty() && records.quotes[0].speaker.is_none());
        page.wait_for("[aria-label='Undo: mark source']").await?;
        page.press_times("Control+z", 2).await?;
        page.wait_for("[aria-label='Redo: mark quote']").await?;
        assert!(page.records().await?.quotes.is_empty());

        page.press("Control+Shift+z").await?;
        page.wait_for_text(".notices", "Done again: mark quote").await?;
        page.press("Control+y").await?;
        page.click("[aria-label='Redo: assign new speaker']").await?;
        page.wait_for("[aria-label='Redo: nothing yet']:disabled").await?;
        let again = page.project().await?;
        assert_eq!(without_times(again), without_times(done));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn search_and_filters_narrow_the_lists() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        page.show_articles(&[courier]).await?;
        let lying = page.script_quote(courier, "“Putin is lying,”").await?;
        let moving = page.script_quote(courier, "its troops are moving forward in several places").await?;
        let elsewhere = page.script_quote(dispatch, "“Putin is lying about how").await?;
        let listed = async |expected: &[&str]| {
            until(&format!("just {expected:?} to be listed"), async || {
                let rows = "() => [...document.querySelectorAll('[data-row]')].map(row => row.dataset.row)";
                let rows: Vec<String> = page.run(rows, json!([])).await?;
                Ok((rows == expected).then_some(()))
            })
            .await
        };
        // Those of the open article, then all.
        listed(&[&moving, &lying]).await?;
        page.click_named(".segment", "All").await?;
        page.wait_for(&format!("[data-row='{elsewhere}']")).await?;
        assert_eq!(page.count("[data-row]").await?, 3);

        page.press("/").await?;
        page.wait_for_focus(".finder input").await?;
        page.type_text("LYING putin").await?;
        page.wait_until_gone(&format!("[data-row='{moving}']")).await?;
        assert_eq!(page.count("[data-row]").await?, 2);
        page.wait_for_text(".summary", "2 of 3").await?;
        // The list of articles tells where the words stand.
        page.wait_for_text(&format!("[data-open-article='{}']", dispatch.id), "1 found").await?;
        page.press("Escape").await?;
        page.wait_for(&format!("[data-row='{moving}']")).await?;

        page.click_named("button", "Filter").await?;
        page.choose("[aria-label=Kind]", "Direct").await?;
        page.wait_until_gone(&format!("[data-row='{moving}']")).await?;
        assert_eq!(page.count("[data-row]").await?, 2);
        page.click_named(".summary button", "Show all").await?;
        page.wait_for(&format!("[data-row='{moving}']")).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn enter_walks_through_the_places_that_have_the_words() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.press("/").await?;
        page.wait_for_focus(".finder input").await?;
        page.type_text("ceasefire").await?;
        let text = courier.text().to_lowercase();
        let places: Vec<usize> = text.match_indices("ceasefire").map(|(byte, _)| byte).collect();
        assert!(places.len() > 2, "the words stand in several places");
        let bytes = |at: usize| courier.text()[..at].encode_utf16().count();
        // The browser selects nothing in the text while the field has the focus: the words are drawn.
        let drawn = "css => {
            const [range] = CSS.highlights.get('chosen') ?? [];
            if (!range) return null;
            const before = document.createRange();
            before.setStart(document.querySelector(css), 0);
            before.setEnd(range.startContainer, range.startOffset);
            const [seen, column] = [range, document.querySelector('.sheet-scroll')]
                .map(box => box.getBoundingClientRect());
            return column.top <= seen.top && seen.bottom <= column.bottom ? before.toString().length : null;
        }";
        let shown = async |place: usize| {
            let expected = bytes(places[place]);
            until(&format!("place {place} in view"), async || {
                let at: Option<usize> = page.run(drawn, json!([courier.element()])).await?;
                Ok((at == Some(expected)).then_some(()))
            })
            .await
        };
        for place in 0..places.len() {
            page.press("Enter").await?;
            shown(place).await?;
            assert!(page.has_focus(".finder input").await?);
        }
        page.press("Enter").await?;
        shown(0).await?;
        page.press("Shift+Enter").await?;
        shown(places.len() - 1).await?;
        page.press("Shift+Enter").await?;
        shown(places.len() - 2).await?;
        // Escape goes to the text, where the place is selected.
        page.press("Escape").await?;
        page.wait_for_focus(&courier.element()).await?;
        until("the place to be selected", async || {
            Ok(page.selection().await?.eq_ignore_ascii_case("ceasefire").then_some(()))
        })
        .await?;
        assert_eq!(page.selected_offsets(courier).await?.0, bytes(places[places.len() - 2]));
        page.press("q").await?;
        page.records_when("a quote", |records| records.quotes.len() == 1).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_is_searched_for_is_listed_from_the_top() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        for word in courier.text().split_whitespace().filter(|word| word.len() > 6).take(30) {
            page.script_quote(courier, word).await?;
        }
        page.wait_for("[data-row]").await?;
        let top = "() => document.querySelector('.rows').scrollTop";
        page.act("() => document.querySelector('.rows').scrollTo(0, 1000)", json!([])).await?;
        until("the list to be scrolled", async || Ok((page.run::<f64>(top, json!([])).await? > 500.0).then_some(())))
            .await?;
        page.press("/").await?;
        page.wait_for_focus(".finder input").await?;
        page.type_text("e").await?;
        page.wait_for(".summary .link-button").await?;
        until("the top of the list", async || Ok((page.run::<f64>(top, json!([])).await? == 0.0).then_some(()))).await
    })
    .await
}

async fn mark_nested(page: &Page, article: &Article) -> Result<[String; 3]> {
    let [outer, middle, inner] = NESTED;
    Ok([
        page.script_quote(article, outer).await?,
        page.script_quote(article, middle).await?,
        page.script_quote(article, inner).await?,
    ])
}

/// The ids of the open articles, from left to right.
async fn open_articles(page: &Page) -> Result<Vec<String>> {
    let ids = "() => [...document.querySelectorAll('article[data-article]')].map(article => article.dataset.article)";
    page.run(ids, json!([])).await
}

/// Whether the first mark of a quote is in view in its column.
async fn in_view(page: &Page, quote: &str) -> Result<bool> {
    let seen = "id => {
        const mark = document.querySelector(`mark.content[data-records~='${id}']`);
        const [seen, column] = [mark, mark.closest('.sheet-scroll')].map(box => box.getBoundingClientRect());
        return column.top <= seen.top && seen.bottom <= column.bottom;
    }";
    page.run(seen, json!([quote])).await
}

/// A project, but for the times at which its records were changed.
fn without_times(mut project: serde_json::Value) -> serde_json::Value {
    for records in project.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
        for record in records.as_array_mut().into_iter().flatten() {
            record["modified"].take();
        }
    }
    project
}
