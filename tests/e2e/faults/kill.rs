//! The whole browser is killed while edits are made, again and again, on one profile.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{COURIER, MANY, tally, tell};
use crate::support::{Corpus, browse, until};

/// How often the browser is killed.
const KILLS: usize = 10;

/// Names a seed to draw from, to see again what was seen with it.
const SEED: &str = "COUNTERPOINT_SEED";

/// What the browser has for the page.
const KEPT: &str = "async () => ({
    keys: Object.keys(localStorage),
    databases: (await indexedDB.databases()).map(database => database.name),
    address: location.href,
})";

#[tokio::test]
async fn what_was_called_saved_outlives_a_killed_browser() -> Result<()> {
    let mut dice = Dice::thrown()?;
    let (mut called_saved, mut made) = (Vec::<usize>::new(), 0);
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
            if lost > 0 {
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
                let [count, all]: [usize; 2] = page.run("() => [edits.saved, edits.made]", json!([])).await?;
                made = all;
                Ok((count >= enough).then_some(count))
            })
            .await?;
            desk.kill_browser().await?;
            called_saved.push(count);
            tell(&format!(
                "kill {}: {count} edits were called saved, {} more were on their way",
                round + 1,
                made - count
            ));
        }
        Ok(())
    })
    .await?;
    tally(&format!("kill -9 of the browser, {KILLS} times"), called_saved.iter().sum(), 0);
    Ok(())
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
