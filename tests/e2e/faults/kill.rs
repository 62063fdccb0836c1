//! The whole browser is killed while edits are made, again and again, on one profile.
//!
//! Chromium may throw its databases away after that, by itself: a kill in the middle of a write (2 of 216 kills amid
//! steady writing, on a busy machine) leaves half an entry behind, and one start later it finds its log damaged and
//! empties all. Local storage has the work unless the browser dies again within a minute or two, as here. Then the page
//! has to say so.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{COURIER, MANY, compare, tally, tell};
use crate::support::{Corpus, browse, until};

/// How often the browser is killed.
const KILLS: usize = 10;

/// How many edits are made before and after a kill amid a write.
const COUNT: usize = 40;

/// Names a seed to draw from, to see again what was seen with it.
const SEED: &str = "COUNTERPOINT_SEED";

/// What the page says where the browser has emptied its databases.
const EMPTIED: &str = "This browser found its databases for this page damaged, and emptied them.";

/// What the browser has for the page.
const KEPT: &str = "async () => ({
    keys: Object.keys(localStorage),
    databases: (await indexedDB.databases()).map(database => database.name),
    address: location.href,
})";

#[tokio::test]
async fn what_was_called_saved_outlives_a_killed_browser() -> Result<()> {
    let mut dice = Dice::thrown()?;
    let (mut called_saved, mut made, mut all) = (Vec::<usize>::new(), 0, 0);
    browse(Corpus::Shipped, async |desk| {
        for round in 0..=KILLS {
            let page = desk.open("").await?;
            let records = page.records().await?;
            let courier = records.article(COURIER)?;
            page.show_articles(&[courier]).await?;
            page.check_texts().await?;
            let mut lost = 0;
            for (earlier, count) in called_saved.iter().enumerate() {
                lost += page.missing_edits(&format!("round{earlier}"), *count).await?;
            }
            if lost > 0 && page.texts(".notice").await?.concat().contains(EMPTIED) {
                tell(&format!("kill {round}: the browser emptied its databases, and the page said so: {lost} edits"));
                called_saved.fill(0);
            } else if lost > 0 {
                // What the browser still has says whether it lost the work, or the page did not find it.
                let kept: Value = page.run(KEPT, json!([])).await?;
                bail!("{lost} edits of {called_saved:?} are missing after kill {round}; the browser has {kept}");
            }
            if round == KILLS {
                break;
            }
            let (enough, lead) = (dice.throw(1, 80), dice.throw(1, 12));
            page.prepare_edits(&format!("round{round}"), courier).await?;
            page.act("(count, lead) => { edits.run(count, lead); }", json!([MANY, lead])).await?;
            let count = until("edits to be saved", async || {
                let [count, so_far]: [usize; 2] = page.run("() => [edits.saved, edits.made]", json!([])).await?;
                made = so_far;
                Ok((count >= enough).then_some(count))
            })
            .await?;
            desk.kill_browser().await?;
            called_saved.push(count);
            all += count;
            tell(&format!(
                "kill {}: {count} edits were called saved, {} more were on their way",
                round + 1,
                made - count
            ));
        }
        Ok(())
    })
    .await?;
    tally(&format!("kill -9 of the browser, {KILLS} times"), all, 0);
    Ok(())
}

/// The browser goes on with what was torn, and finds that out at the start after the next.
#[tokio::test]
async fn what_the_browser_throws_away_after_a_kill_amid_a_write_comes_back_or_is_said_to_be_gone() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let courier = page.records().await?.article(COURIER)?.clone();
        page.prepare_edits("before", &courier).await?;
        page.make_edits(COUNT).await?;
        page.saved_project().await?;
        // Local storage is on the disk when the browser has quit, and not before.
        desk.restart_browser().await?;
        desk.open("").await?.ready().await?;
        desk.kill_browser_amid_a_write().await?;
        let page = desk.open("").await?;
        page.ready().await?;
        page.prepare_edits("after", &courier).await?;
        page.make_edits(COUNT).await?;
        let before = page.saved_project().await?;
        assert!(page.texts(".notice").await?.is_empty(), "nothing is amiss yet");
        desk.restart_browser().await?;
        let page = desk.open("").await?;
        page.wait_for_text(".notices", EMPTIED).await?;
        compare("databases emptied after a kill amid a write", &before, &page.saved_project().await?);
        page.reload().await?;
        compare("databases emptied, once made good", &before, &page.saved_project().await?);
        assert!(page.texts(".notice").await?.is_empty(), "it is said once");
        Ok(())
    })
    .await
}

/// Numbers that look random and can be had again: `SplitMix64`.
struct Dice(u64);

impl Dice {
    /// With the seed that the environment names, or another each time; the seed is told.
    fn thrown() -> Result<Self> {
        let seed = match env::var(SEED) {
            Ok(seed) => seed.parse().with_context(|| format!("{SEED} is no number"))?,
            Err(_) => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
        };
        tell(&format!("kill: {SEED}={seed}"));
        Ok(Self(seed))
    }

    /// A number from `least` to `most`.
    fn throw(&mut self, least: usize, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let range = most - least + 1;
        least + usize::try_from((mixed ^ (mixed >> 31)) % range as u64).expect("less than a usize")
    }
}
