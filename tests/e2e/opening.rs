//! The page opens: under any path, with nothing to complain of.

use anyhow::Result;

use crate::support::{Corpus, browse};

#[tokio::test]
async fn the_page_opens_under_a_sub_path() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.wait_for_text("#app", "Counterpoint").await?;
        assert!(page.address().await?.path().starts_with("/desk/"));
        assert!(page.title().await?.contains("Counterpoint"));
        Ok(())
    })
    .await
}
