//! What one edit writes, however large the project is.

use anyhow::Result;
use counterpoint::domain::annotation::{Attribution, Kind};
use counterpoint::domain::backup::to_backup;
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::{ArticleId, QuoteId, Timestamp};
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::Text;
use serde_json::json;

use super::{COURIER, tell};
use crate::support::{Corpus, browse};

/// The sizes of projects, in quotes.
const SIZES: [usize; 3] = [10, 1_000, 10_000];

/// How many edits are measured; fewer than bring a snapshot.
const COUNT: usize = 20;

/// How many quotes there are in a line of the project's text.
const QUOTES_A_LINE: usize = 20;

/// By how much the figures may differ: numbers that grow with the project take a byte or two more.
const MARGIN: usize = 8;

/// Counts what is written to either store: the code units of keys and values, and the bytes of keys and rows.
const COUNTING: &str = "{
    const written = window.written = { local: 0, database: 0 };
    const { setItem } = Storage.prototype, { put } = IDBObjectStore.prototype;
    Storage.prototype.setItem = function (key, value) {
        if (key.includes('/update/')) written.local += key.length + value.length;
        return setItem.call(this, key, value);
    };
    IDBObjectStore.prototype.put = function (value, key) {
        written.database += key.length + value.length;
        return put.call(this, value, key);
    };
}";

#[tokio::test]
async fn an_edit_of_a_large_project_writes_as_much_as_one_of_a_small_project() -> Result<()> {
    let mut figures = Vec::new();
    for size in SIZES {
        browse(Corpus::Shipped, async |desk| {
            let page = desk.open("").await?;
            page.before_loading(COUNTING).await?;
            page.reload().await?;
            page.call("importFile", json!(["large.counterpoint.json", backup(size)])).await?;
            // The page starts with the whole project, as on another day.
            page.saved_project().await?;
            page.reload().await?;
            let records = page.records().await?;
            assert_eq!(records.quotes.len(), size);
            page.saved_project().await?;
            page.prepare_edits("edit", records.article(COURIER)?).await?;
            let count = "async count => {
                const [local, database] = [written.local, written.database];
                await edits.run(count, 1);
                return [written.local - local, written.database - database];
            }";
            page.act("() => edits.run(1, 1)", json!([])).await?;
            page.saved_project().await?;
            let [local, database]: [usize; 2] = page.run(count, json!([COUNT + 1])).await?;
            page.saved_project().await?;
            let (local, database) = (local / COUNT, database / COUNT);
            tell(&format!("cost: {size} quotes: {local} code units to local storage, {database} bytes to IndexedDB"));
            figures.push([local, database]);
            Ok(())
        })
        .await?;
    }
    let (small, large) = (figures[0], figures[SIZES.len() - 1]);
    assert!(small.iter().zip(large).all(|(small, large)| large <= small + MARGIN), "{figures:?}");
    assert!(small.iter().all(|written| *written > 0), "{figures:?}");
    Ok(())
}

/// A project of that many quotes, as a file.
fn backup(quotes: usize) -> String {
    let mut session = Session::new("me".into(), 1);
    let mut update =
        |intent| session.update(intent, Timestamp(1_000)).unwrap_or_else(|refusal| panic!("it fits: {refusal}")).made;
    let line = "The envoy said that the ferry waited nine hours at the pier before anybody came to see.\n";
    let text = Text::new(line.repeat(1 + quotes / QUOTES_A_LINE));
    let article: ArticleId = update(Intent::AdmitArticle(text, "large.txt".to_owned())).expect("an article").into();
    for number in 0..quotes {
        let start = number / QUOTES_A_LINE * line.len() + number % QUOTES_A_LINE * 3;
        let content = vec![(start, start + 3).into()];
        let attribution =
            Attribution { article: article.clone(), content, cue: vec![], source: vec![], kind: Kind::Indirect };
        update(Intent::Perform(Edit::AddQuote { quote: QuoteId::default(), attribution }));
    }
    to_backup("Large", &session.encode(), session.project().texts(), Timestamp(1_000))
}
