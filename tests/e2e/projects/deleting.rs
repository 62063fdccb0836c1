//! Projects that are deleted: had back, deleted for good, cleared away when their time is over.

use anyhow::Result;
use serde_json::json;

use super::{count, two_projects};
use crate::support::{Corpus, View, browse, until};

#[tokio::test]
async fn a_deleted_project_can_be_had_back() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, second) = two_projects(desk).await?;
        let there = page.project().await?;
        let other = desk.open_tab(&format!("?project={second}")).await?;
        other.shows_project("Harbour talks").await?;

        // The open one: the page goes to another and says so, and the other tab says so, too.
        page.open_projects().await?;
        page.press_in_row("Harbour talks", "Delete").await?;
        page.shows_project("First project").await?;
        page.wait_for_text(".notices", "“Harbour talks” was deleted. It is kept until").await?;
        other.wait_for_text(".notices", "was deleted in another tab").await?;
        other.wait_for_text(".topbar .deleted-mark", "Deleted").await?;
        page.click_named(".notices button", "Undo").await?;
        page.shows_project("Harbour talks").await?;
        assert_eq!(page.project().await?, there);
        other.wait_until_gone(".notice").await?;
        other.wait_until_gone(".deleted-mark").await?;

        // One that is not open: undone in the dialog, or restored from the list of deleted ones.
        page.open_projects().await?;
        page.press_in_row("First project", "Delete").await?;
        page.wait_for(".project.deleted").await?;
        page.click_named(".dialog-said button", "Undo").await?;
        page.wait_until_gone(".project.deleted").await?;
        page.press_in_row("First project", "Delete").await?;
        page.wait_for(".project.deleted").await?;
        page.reload().await?;
        page.shows_project("Harbour talks").await?;
        page.go_to(desk.site().address("?project=default")?).await?;
        page.shows_project("Harbour talks").await?;
        page.wait_for_text(".notices", "“First project” was deleted").await?;
        page.open_projects().await?;
        page.wait_for_text(".project.deleted", "kept until").await?;
        page.press_in_row("First project", "Restore").await?;
        page.wait_until_gone(".project.deleted").await?;
        page.click_named(".project-open", "First project").await?;
        page.shows_project("First project").await?;
        assert_eq!(count(&page.project().await?, "quotes"), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_project_that_another_tab_deleted_carries_a_mark() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, _) = two_projects(desk).await?;
        let other = desk.open_tab("?project=default").await?;
        other.shows_project("First project").await?;
        page.open_projects().await?;
        page.press_in_row("First project", "Delete").await?;
        other.wait_for_text(".topbar .deleted-mark", "Deleted").await?;
        for view in View::ALL {
            other.screenshot("project-deleted", view).await?;
            assert_eq!(other.axe().await?, [""; 0]);
        }
        other.set_view(View::DESK).await?;
        other.click(".deleted-mark").await?;
        other.wait_for("dialog.projects").await?;
        other.press_in_row("First project", "Restore").await?;
        other.wait_until_gone(".project.deleted").await?;
        other.press("Escape").await?;
        other.wait_until_gone(".deleted-mark").await
    })
    .await
}

#[tokio::test]
async fn nothing_is_left_of_a_project_that_is_deleted_for_good() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, second) = two_projects(desk).await?;
        let other = desk.open_tab("?project=default").await?;
        other.shows_project("First project").await?;
        other.open_projects().await?;
        other.press_in_row("Harbour talks", "Delete").await?;
        other.wait_for(".project.deleted").await?;
        let for_good = async || {
            other.press_in_row("Harbour talks", "Delete for good:").await?;
            other.wait_for_text(".project.deleted button", "Really delete?").await?;
            other.click_named(".project.deleted button", "Really delete?").await
        };
        for_good().await?;
        other.wait_for_text(".dialog-said", "it is open in a tab").await?;
        page.close().await?;
        for_good().await?;
        other.wait_until_gone(".project.deleted").await?;
        let left = "async id => [
            ...Object.keys(localStorage).filter(key => key.startsWith(`counterpoint/${id}/`)),
            ...(await indexedDB.databases()).map(({ name }) => name).filter(name => name.includes(id)),
        ]";
        assert_eq!(other.run::<Vec<String>>(left, json!([second])).await?, [""; 0]);
        other.reload().await?;
        other.shows_project("First project").await?;
        other.open_projects().await?;
        assert_eq!(other.project_names().await?, ["First project"]);
        assert_eq!(other.count(".project.deleted").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_deleted_is_cleared_away_after_thirty_days_and_not_before() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, second) = two_projects(desk).await?;
        page.open_projects().await?;
        page.press_in_row("First project", "Delete").await?;
        page.wait_for(".project.deleted").await?;
        page.saved().await?;
        let databases = "() => indexedDB.databases().then(all => all.map(({ name }) => name).sort())";
        let both = ["counterpoint".to_owned(), format!("counterpoint/{second}"), "counterpoint/default".to_owned()];
        for (days, left) in [(29, vec![0, 1, 2]), (31, vec![0, 1])] {
            let forward = format!(
                "(() => {{ const now = Date.now.bind(Date); Date.now = () => now() + {days} * 24 * 60 * 60 * 1000; }})()"
            );
            let later = desk.open_tab(&format!("?project={second}")).await?;
            later.before_loading(&forward).await?;
            later.reload().await?;
            later.shows_project("Harbour talks").await?;
            let mut expected: Vec<&String> = left.iter().map(|&number| &both[number]).collect();
            expected.sort();
            until("what is left after so long", async || {
                let found: Vec<String> = later.run(databases, json!([])).await?;
                Ok((found.iter().collect::<Vec<_>>() == expected).then_some(()))
            })
            .await?;
            later.open_projects().await?;
            assert_eq!(later.count(".project.deleted").await?, usize::from(left.len() == 3), "after {days} days");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_last_project_deleted_leaves_an_empty_one() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.open_projects().await?;
        page.press_in_row("First project", "Delete").await?;
        page.shows_project("New project").await?;
        assert_eq!(count(&page.project().await?, "articles"), 0);
        page.go_to(desk.site().address("")?).await?;
        page.shows_project("New project").await
    })
    .await
}
