//! Several projects: each keeps to itself, one goes from one to another, and what was deleted can be restored.

mod deleting;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::support::{Corpus, Desk, Page, Upload, View, browse, until};

const COURIER: &str = "tarnmoor";

/// The page's list of projects in local storage, as a browser may lose it that is killed.
const FORGET: &str = "() => Object.keys(localStorage)
    .filter(key => key.startsWith('counterpoint/shelf/') || key === 'counterpoint/last-project')
    .forEach(key => localStorage.removeItem(key))";

/// The steps that these tests take.
impl Page {
    async fn open_projects(&self) -> Result<()> {
        self.click(".topbar .project-button").await?;
        self.wait_for("dialog.projects").await
    }

    async fn close_projects(&self) -> Result<()> {
        self.press("Escape").await?;
        self.wait_until_gone("dialog").await
    }

    /// Makes a project with the list that is open; the page is there then.
    async fn make_project(&self, name: &str) -> Result<String> {
        self.fill("#project-new-name", name).await?;
        self.press("Enter").await?;
        let name: Vec<&str> = name.split_whitespace().collect();
        self.shows_project(&name.join(" ")).await?;
        self.project_id().await
    }

    /// Waits until the page shows the project of that name, and is ready.
    async fn shows_project(&self, name: &str) -> Result<()> {
        self.wait_for_text(".topbar .project-button-name", name).await?;
        self.ready().await
    }

    /// The project that the address names.
    async fn project_id(&self) -> Result<String> {
        until("the address to name the project", async || {
            let address = self.address().await?;
            Ok(address.query_pairs().find(|(name, _)| name == "project").map(|(_, id)| id.into_owned()))
        })
        .await
    }

    async fn project_names(&self) -> Result<Vec<String>> {
        self.texts(".project:not(.deleted) .project-name").await
    }

    async fn press_in_row(&self, name: &str, button: &str) -> Result<()> {
        self.click(&format!(".project button[aria-label^='{button} “{name}”']")).await
    }

    async fn import_report(&self, title: &str) -> Result<()> {
        let report = format!("{title}\n\n“We will not sign,” the minister said on Monday in the harbour.\n");
        self.call("importFile", json!(["report.txt", report])).await.map(drop)
    }
}

fn count(records: &Value, kind: &str) -> usize {
    records[kind].as_array().map_or(0, Vec::len)
}

/// The first project with a quote, and a second one with an article; the page shows the second.
async fn two_projects(desk: &Desk) -> Result<(Page, String)> {
    let page = desk.open("").await?;
    let records = page.records().await?;
    page.script_quote(records.article(COURIER)?, "Washington said less").await?;
    page.open_projects().await?;
    let second = page.make_project("Harbour talks").await?;
    page.import_report("Harbour report").await?;
    page.saved().await?;
    Ok((page, second))
}

#[tokio::test]
async fn projects_are_made_gone_to_and_keep_to_themselves() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, "Nothing suggested that Russia was ready", "q").await?;
        let first = page.project().await?;
        assert_eq!(page.address().await?.query(), None, "the only project goes without saying");
        assert_eq!(page.title().await?, "Counterpoint", "nobody has named it");

        page.press("p").await?;
        page.wait_for("dialog.projects").await?;
        assert_eq!(page.project_names().await?, ["First project"]);
        let second = page.make_project("  Harbour   talks ").await?;
        assert_eq!(page.title().await?, "Harbour talks – Counterpoint");
        let empty = page.project().await?;
        assert_eq!((count(&empty, "articles"), count(&empty, "quotes")), (0, 0), "a new project is empty");
        page.wait_for_text(".rail", "No articles yet").await?;
        page.import_report("Harbour report").await?;
        page.wait_for_text(".rail", "Harbour report").await?;
        page.saved().await?;
        let there = page.project().await?;

        // Back with the mouse, forth with the keyboard.
        page.open_projects().await?;
        page.click_named(".project-open", "First project").await?;
        page.shows_project("First project").await?;
        assert_eq!(page.project().await?, first);
        assert_eq!(page.project_id().await?, "default", "with two, the address says which");
        page.press("p").await?;
        page.wait_for("dialog.projects").await?;
        page.tab_to(&format!("[data-project='{second}'] a"), 12).await?;
        page.press("Enter").await?;
        page.shows_project("Harbour talks").await?;
        assert_eq!(page.project().await?, there);
        assert_eq!(page.project_id().await?, second);
        page.back().await?;
        page.shows_project("First project").await?;
        assert_eq!(page.project().await?, first);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_new_project_has_the_articles_of_the_page_where_asked_to() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.open_projects().await?;
        page.click(".project-new input[type=checkbox]").await?;
        page.make_project("First project").await?;
        page.wait_for_text(".project-button-name", "First project 2").await?;
        assert_eq!(count(&page.project().await?, "articles"), 3);
        page.reload().await?;
        assert_eq!(count(&page.project().await?, "articles"), 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_lands_on_its_project_or_on_the_last_one() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, second) = two_projects(desk).await?;
        page.reload().await?;
        page.shows_project("Harbour talks").await?;
        let first = desk.open_tab("?project=default").await?;
        first.shows_project("First project").await?;
        first.reload().await?;
        first.shows_project("First project").await?;
        page.go_to(desk.site().address("")?).await?;
        page.shows_project("First project").await?;
        page.go_to(desk.site().address(&format!("?project={second}"))?).await?;
        page.shows_project("Harbour talks").await?;
        page.go_to(desk.site().address("?project=nosuch")?).await?;
        page.wait_for_text(".notices", "There was no project “nosuch” in this browser").await?;
        page.go_to(desk.site().address(&format!("?project={second}"))?).await?;
        page.shows_project("Harbour talks").await?;
        page.go_to(desk.site().address("?project=../../etc")?).await?;
        page.shows_project("Harbour talks").await?;
        assert_eq!(page.project_id().await?, second);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_tabs_with_two_projects_do_not_mix() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, _) = two_projects(desk).await?;
        let other = desk.open_tab("?project=default").await?;
        let records = other.records().await?;
        let there = page.project().await?;
        other.script_quote(records.article(COURIER)?, "went through").await?;
        page.import_report("Second report").await?;
        let (here, first) = (page.project().await?, other.project().await?);
        assert_eq!((count(&there, "articles"), count(&here, "articles"), count(&here, "quotes")), (1, 2, 0));
        assert_eq!((count(&first, "articles"), count(&first, "quotes")), (3, 2));
        other.saved().await?;
        page.saved().await?;
        page.reload().await?;
        other.reload().await?;
        assert_eq!(page.project().await?, here);
        assert_eq!(other.project().await?, first);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_new_name_is_seen_in_other_tabs() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, second) = two_projects(desk).await?;
        let other = desk.open_tab(&format!("?project={second}")).await?;
        other.shows_project("Harbour talks").await?;
        page.open_projects().await?;
        page.press_in_row("Harbour talks", "Rename").await?;
        page.wait_for_focus(".project-rename .field").await?;
        page.press("Control+a").await?;
        page.type_text("Never mind").await?;
        page.press("Escape").await?;
        page.wait_until_gone(".project-rename").await?;
        page.wait_for_focus("button[aria-label='Rename “Harbour talks”']").await?;
        page.press("Enter").await?;
        page.wait_for_focus(".project-rename .field").await?;
        page.press("Control+a").await?;
        page.type_text("Truce talks\n").await?;
        page.wait_for_text(".project-name", "Truce talks").await?;
        other.shows_project("Truce talks").await?;
        until("the title", async || Ok((other.title().await? == "Truce talks – Counterpoint").then_some(()))).await?;
        page.reload().await?;
        page.shows_project("Truce talks").await?;

        // A name that another project has gets a number, and the page says so.
        page.open_projects().await?;
        page.press_in_row("First project", "Rename").await?;
        page.wait_for_focus(".project-rename .field").await?;
        page.press("Control+a").await?;
        page.type_text("truce talks\n").await?;
        page.wait_for_text(".dialog-said", "Another project has that name: this one is “truce talks 2” now").await?;
        page.click_named(".project-open", "truce talks 2").await?;
        page.shows_project("truce talks 2").await?;
        assert_eq!(page.title().await?, "truce talks 2 – Counterpoint");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_project_can_be_backed_up_without_being_opened() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, second) = two_projects(desk).await?;
        page.open_projects().await?;
        page.press_in_row("First project", "Back up").await?;
        let (name, file) = desk.handed_out(&page).await?;
        assert!(name.starts_with("first-project-2") && name.ends_with(".counterpoint.json"), "{name}");

        // The open one, and nothing of the others in it.
        page.press("Escape").await?;
        page.click(".notice button[aria-label='Dismiss this notice']").await?;
        page.open_projects().await?;
        page.press_in_row("First project", "Delete").await?;
        page.wait_for(".project.deleted").await?;
        page.press_in_row("Harbour talks", "Back up").await?;
        let (name, own) = desk.handed_out(&page).await?;
        assert!(name.starts_with("harbour-talks-2"), "{name}");
        assert!(!String::from_utf8(own)?.contains("Washington said less"));

        // Merged into an empty project, the first of its articles is opened.
        page.press("Escape").await?;
        page.open_projects().await?;
        let third = page.make_project("Third").await?;
        assert_ne!(third, second);
        page.drop_files("body", &[Upload::new(&name, file)]).await?;
        page.wait_for_text("dialog.backup", "First project").await?;
        page.wait_for_text("dialog.backup", "3 articles, 1 quote").await?;
        page.click_named("dialog.backup button", "Merge into the open project").await?;
        page.wait_for("article[data-article]").await?;
        assert_eq!(count(&page.project().await?, "quotes"), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_project_that_could_not_be_kept_is_not_made() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.saved().await?;
        let kept = page.project().await?;
        // Neither store takes the list of projects any more.
        let refuse = "() => {
            const [put, setItem] = [IDBObjectStore.prototype.put, Storage.prototype.setItem];
            window.restore = () => {
                IDBObjectStore.prototype.put = put;
                Storage.prototype.setItem = setItem;
            };
            IDBObjectStore.prototype.put = function (...row) {
                if (this.name === 'shelf') throw new DOMException('no room', 'QuotaExceededError');
                return put.apply(this, row);
            };
            Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') };
        }";
        page.act(refuse, json!([])).await?;
        page.open_projects().await?;
        page.fill("#project-new-name", "Harbour talks").await?;
        page.press("Enter").await?;
        page.wait_for_text(".dialog-said", "“Harbour talks” was not made: this browser takes no more").await?;
        assert_eq!(page.project_names().await?, ["First project"]);
        assert_eq!(page.project().await?, kept);

        // Nor is the open project left while changes of it are in the page alone.
        let refuse = "() => {
            IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError') };
        }";
        page.act(refuse, json!([])).await?;
        page.import_report("Harbour report").await?;
        page.wait_for("output[data-save=failed]").await?;
        page.fill("#project-new-name", "Harbour talks").await?;
        page.press("Enter").await?;
        page.wait_for_text(".dialog-said", "the last changes of the open project are not saved").await?;
        page.press_in_row("First project", "Delete").await?;
        page.wait_for_text(".dialog-said", "It was not deleted").await?;
        page.press_in_row("First project", "Rename").await?;
        page.wait_for_focus(".project-rename .field").await?;
        page.press("Control+a").await?;
        page.type_text("Quays\n").await?;
        page.wait_for_text(".dialog-said", "The new name is not kept yet").await?;
        assert_eq!(page.project_names().await?, ["Quays"]);
        assert_eq!(count(&page.project().await?, "articles"), 4);

        // With room again, the name is kept like the work.
        page.act("() => restore()", json!([])).await?;
        page.wait_for("output[data-save=saved]").await?;
        let kept = "() => localStorage.getItem('counterpoint/shelf/default/name')?.includes('Quays')";
        until("the name to be kept", async || {
            Ok(page.run::<Option<bool>>(kept, json!([])).await?.filter(|kept| *kept))
        })
        .await?;
        page.reload().await?;
        page.shows_project("Quays").await?;
        Ok(())
    })
    .await
}

/// Local storage lost the last minute with the browser, and the database fails once.
#[tokio::test]
async fn a_list_that_could_not_be_read_is_not_written_over() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.open_projects().await?;
        page.press_in_row("First project", "Rename").await?;
        page.wait_for_focus(".project-rename .field").await?;
        page.press("Control+a").await?;
        page.type_text("Quays\n").await?;
        page.shows_project("Quays").await?;
        // With the list read anew, the database has it.
        page.reload().await?;
        page.shows_project("Quays").await?;
        let page = desk.open("articles/index.json").await?;
        let age = "() => {
            localStorage['counterpoint/shelf/default/name'] = JSON.stringify({ at: 1, value: 'Wharves' });
        }";
        page.act(age, json!([])).await?;
        let refuse = "
            const getAll = IDBObjectStore.prototype.getAll;
            let refusals = 1;
            IDBObjectStore.prototype.getAll = function (...given) {
                if (this.name === 'shelf' && refusals-- > 0) throw new DOMException('it fails', 'UnknownError');
                return getAll.apply(this, given);
            };";
        page.before_loading(refuse).await?;
        let page = desk.open("").await?;
        page.ready().await?;
        page.shows_project("Wharves").await?;
        // It is read after a while, and has not been given the older name meanwhile.
        page.shows_project("Quays").await
    })
    .await
}

#[tokio::test]
async fn a_list_that_was_lost_is_found_again() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, second) = two_projects(desk).await?;
        page.act(FORGET, json!([])).await?;
        page.go_to(desk.site().address(&format!("?project={second}"))?).await?;
        page.shows_project("Harbour talks").await?;

        // Without the database's list as well, the stores themselves tell of it.
        let forget = "() => new Promise((resolve, reject) => {
            const asked = indexedDB.deleteDatabase('counterpoint');
            asked.onsuccess = () => resolve(null);
            asked.onerror = reject;
        })";
        page.act(forget, json!([])).await?;
        page.act(FORGET, json!([])).await?;
        page.go_to(desk.site().address("?project=default")?).await?;
        page.shows_project("First project").await?;
        page.open_projects().await?;
        assert!(page.project_names().await?.contains(&format!("Untitled project {second}")));
        page.click(&format!("[data-project='{second}'] a")).await?;
        page.shows_project(&format!("Untitled project {second}")).await?;
        page.wait_for_text(".rail", "Harbour report").await
    })
    .await
}

#[tokio::test]
async fn the_list_of_projects_is_well_made() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let (page, _) = two_projects(desk).await?;
        page.open_projects().await?;
        page.make_project("What was said after the telephone call of the 18th of March, in five accounts").await?;
        let mut wrong = Vec::new();
        let pictures = async |name: &str| {
            let mut wrong = Vec::new();
            for view in View::ALL {
                page.screenshot(name, view).await?;
                wrong.extend(page.axe().await?);
            }
            page.set_view(View::DESK).await?;
            anyhow::Ok(wrong)
        };
        wrong.extend(pictures("project-empty").await?);
        page.open_projects().await?;
        page.press_in_row("Harbour talks", "Delete").await?;
        page.wait_for(".project.deleted").await?;
        page.wait_for_text(".project-facts", "changed").await?;
        wrong.extend(pictures("projects").await?);
        page.press_in_row("First project", "Rename").await?;
        wrong.extend(pictures("projects-rename").await?);
        page.press("Escape").await?;
        page.wait_until_gone(".project-rename").await?;
        page.close_projects().await?;

        page.click(".notice button[aria-label='Dismiss this notice']").await?;
        page.wait_until_gone(".notice").await?;

        // On a phone the way to the list is among the articles.
        page.set_view(View::PHONE).await?;
        page.click_named(".panes button", "Articles").await?;
        page.screenshot("project-in-rail", View::PHONE).await?;
        wrong.extend(page.axe().await?);
        page.click(".rail .project-button").await?;
        page.wait_for("dialog.projects").await?;
        let sizes: Option<String> =
            page.texts(".project-facts span").await?.into_iter().find(|text| text.contains(" kB"));
        sizes.context("the list tells sizes")?;
        assert_eq!(wrong, [""; 0]);
        Ok(())
    })
    .await
}
