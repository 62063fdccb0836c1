//! Every view: nothing that axe-core finds wrong with it, nothing to be scrolled sideways, and pictures to look at.

use std::mem;

use anyhow::Result;
use serde_json::json;

use crate::support::{Corpus, Page, Upload, View, browse};

/// The narrowest screen on which nothing may be lost.
const NARROWEST: View = View::PHONE.wide(360);

/// The three parts of the page that a narrow screen shows one at a time.
const PANES: [&str; 3] = ["Articles", "Texts", "Records"];

#[tokio::test]
async fn a_page_without_records_is_well_made() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let mut gallery = Gallery::new(&page);
        page.ready().await?;
        page.wait_for("article[data-article]").await?;
        gallery.take("start", &[View::DESK, View::DESK.dark()]).await?;
        for list in ["speakers", "links"] {
            page.turn_to(list).await?;
            gallery.take(&format!("no-{list}"), &[View::DESK]).await?;
        }
        gallery.take_panes("start", &[View::PHONE, View::PHONE.dark()]).await?;
        gallery.check()
    })
    .await
}

#[tokio::test]
async fn lists_and_open_records_are_well_made() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let mut gallery = Gallery::new(&page);
        let [quote, speaker, link] = page.script_everything().await?;
        for (list, id, name) in
            [("quotes", &quote, "quote"), ("speakers", &speaker, "speaker"), ("links", &link, "link")]
        {
            page.set_view(View::DESK).await?;
            page.turn_to(list).await?;
            if list == "quotes" {
                page.click_named(".segment", "All").await?;
            }
            gallery.take(list, &[View::DESK, View::DESK.dark()]).await?;
            page.click(&format!("[data-row='{id}'] .row-head")).await?;
            page.wait_for_row(id).await?;
            gallery.take(&format!("{name}-open"), &[View::DESK, View::DESK.dark()]).await?;
            gallery.take_panes(&format!("{name}-open"), &[View::PHONE, View::PHONE.dark()]).await?;
        }
        gallery.check()
    })
    .await
}

#[tokio::test]
async fn dialogs_are_well_made() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let mut gallery = Gallery::new(&page);
        page.script_everything().await?;
        let article = "The mayor spoke of the harbour at length. ".repeat(8);
        for (name, key) in [
            ("palette", "Control+k"),
            ("help", "?"),
            ("settings", "Control+,"),
            ("import", "i"),
            ("about", "d"),
            ("pasted", ""),
        ] {
            page.set_view(View::DESK).await?;
            match key {
                "" => page.paste("text/plain", &article).await?,
                key => page.press(key).await?,
            }
            page.wait_for("dialog[open]").await?;
            gallery.take(name, &View::ALL).await?;
            gallery.squeeze(name).await?;
            page.press("Escape").await?;
            page.wait_until_gone("dialog").await?;
        }
        gallery.check()
    })
    .await
}

#[tokio::test]
async fn the_moments_of_work_are_well_made() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let mut gallery = Gallery::new(&page);
        let records = page.records().await?;
        let (ledger, courier) = (records.article("harbour")?, records.article("tarnmoor")?);
        page.show_articles(&[ledger, courier]).await?;
        page.unfold(ledger).await?;
        page.mark(courier, "Nothing suggested that Russia was ready to accept the truce on the table", "q").await?;
        page.select(courier, "[the Kremlin] said").await?;
        gallery.take("selection", &[View::DESK, View::DESK.dark(), View::PHONE]).await?;
        page.set_view(View::DESK).await?;
        page.press("s").await?;

        page.press("w").await?;
        page.wait_for("[role=option]").await?;
        gallery.take("asking-who", &[View::DESK, View::DESK.dark()]).await?;
        page.press("Enter").await?;
        page.wait_until_gone("[role=option]").await?;
        page.press("x").await?;
        page.wait_for_text(".notices", "Now press X").await?;
        gallery.take("first-statement", &[View::DESK, View::PHONE]).await?;
        page.set_view(View::DESK).await?;
        page.press("Escape").await?;

        page.click_named(".panel button", "Filter").await?;
        page.press("/").await?;
        page.wait_for_focus(".finder input").await?;
        page.type_text("nowhere to be found").await?;
        page.wait_for_text(".summary", "Show all").await?;
        gallery.take("search", &[View::DESK, View::DESK.dark()]).await?;
        page.press("Escape").await?;

        page.drop_files(".desk", &[Upload::new("empty.txt", "")]).await?;
        page.wait_for_text(".notices", "“empty.txt” was not added").await?;
        gallery.take("warning", &[View::DESK, View::PHONE.dark()]).await?;
        gallery.squeeze("warning").await?;
        gallery.check()
    })
    .await
}

#[tokio::test]
async fn notices_cover_nothing() -> Result<()> {
    // What is under the middle of each button in view, where that is none of its own.
    let covered = "css => [...document.querySelectorAll(css)].filter(it => it.checkVisibility()).flatMap(it => {
        it.scrollIntoView({ block: 'nearest' });
        const box = it.getBoundingClientRect();
        const found = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        return it.contains(found) ? [] : [`${it.textContent}: ${found?.className}`];
    })";
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let mut gallery = Gallery::new(&page);
        let [quote, ..] = page.script_everything().await?;
        page.turn_to("quotes").await?;
        page.click_named(".segment", "All").await?;
        page.click(&format!("[data-row='{quote}'] .row-head")).await?;
        page.wait_for_row(&quote).await?;
        page.drop_files(".desk", &[Upload::new("empty.txt", "")]).await?;
        page.wait_for_text(".notices", "“empty.txt” was not added").await?;
        page.press("x").await?;
        page.wait_for_text(".notices", "Now press X").await?;
        for (view, pane) in [(View::DESK, None), (View::DESK.wide(1000), None), (View::PHONE, Some("Records"))] {
            page.set_view(view).await?;
            if let Some(pane) = pane {
                page.click_named(".panes button", pane).await?;
            }
            let buttons = ".panel button, .notice button, .panes button, .add-articles";
            let found: Vec<String> = page.run(covered, json!([buttons])).await?;
            assert_eq!(found, [""; 0]);
            gallery.take("notices", &[view]).await?;
        }
        gallery.check()
    })
    .await
}

/// Pictures of a page, and what is wrong with what they show.
struct Gallery<'a> {
    page: &'a Page,
    wrong: Vec<String>,
}

impl<'a> Gallery<'a> {
    fn new(page: &'a Page) -> Self {
        Self { page, wrong: Vec::new() }
    }

    /// Looks at the page as it is now through each of these views.
    async fn take(&mut self, name: &str, views: &[View]) -> Result<()> {
        for &view in views {
            let picture = self.page.screenshot(name, view).await?;
            let picture = picture.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let found = self.page.axe().await?;
            self.wrong.extend(found.into_iter().map(|violation| format!("{picture}: {violation}")));
        }
        Ok(())
    }

    /// Looks for what sticks out of the narrowest window, other than in a box that is scrolled by itself.
    async fn squeeze(&mut self, name: &str) -> Result<()> {
        let wide = "() => [document.documentElement, ...document.querySelectorAll('dialog[open], .panel-body')]
            .filter(box => box.scrollWidth > box.clientWidth)
            .map(box => `${box.className || box.localName}: ${box.scrollWidth} px in ${box.clientWidth}`)";
        self.page.set_view(NARROWEST).await?;
        let found: Vec<String> = self.page.run(wide, json!([])).await?;
        self.wrong.extend(found.into_iter().map(|what| format!("{name} scrolls sideways: {what}")));
        Ok(())
    }

    /// Looks at each part of the page, as a narrow screen shows it.
    async fn take_panes(&mut self, name: &str, views: &[View]) -> Result<()> {
        for pane in PANES {
            self.page.set_view(View::PHONE).await?;
            self.page.click_named(".panes button", pane).await?;
            let name = format!("{name}-{}", pane.to_lowercase());
            self.take(&name, views).await?;
            self.squeeze(&name).await?;
        }
        Ok(())
    }

    fn check(&mut self) -> Result<()> {
        let wrong = mem::take(&mut self.wrong);
        anyhow::ensure!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
        Ok(())
    }
}
