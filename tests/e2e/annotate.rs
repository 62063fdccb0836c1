//! The main job, with a mouse and keys: who said what in two reports, what contradicts what, and all of it kept.

use anyhow::Result;

use crate::annotator::{Attribution, Who, check_attribution};
use crate::fixtures::shared_dir;
use crate::support::{Corpus, Page, Records, browse};

const FIRST_FILE: &str = "000_";
const SECOND_FILE: &str = "004_";

const BRUCE: &str = "US State Department spokeswoman Tammy Bruce";

/// What is said in the first report. The second is nested in the first.
const FIRST: [Attribution; 7] = [
    Attribution {
        content: "US State Department spokeswoman Tammy Bruce as saying that the two countries' foreign ministers \
                  discussed the next phase of the Ukraine negotiation process",
        cue: "March 16, [quoted] US",
        source: "AFP",
        who: Who::Source,
        speaker: "AFP",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "the two countries' foreign ministers discussed the next phase of the Ukraine negotiation process",
        cue: "as saying",
        source: BRUCE,
        who: Who::Source,
        speaker: BRUCE,
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "he supports ending the conflict but needs further discussions with the US and there should be \
                  specific conditions",
        cue: "Putin [said] he",
        source: "[Russian President Vladimir Putin] said",
        who: Who::Source,
        speaker: "Russian President Vladimir Putin",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "US Special Envoy Steven Witkoff had to wait 9 hours before meeting Russian President Vladimir \
                  Putin in Moscow on the night of March 13",
        cue: "which [said] that",
        source: "some news agencies",
        who: Who::Source,
        speaker: "some news agencies",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "Special Envoy Witkoff had many meetings in Moscow and all were arranged quickly and with high \
                  productivity",
        cue: "information, [saying] that",
        source: "Mr. Trump",
        who: Who::Typed("Donald Trump"),
        speaker: "Donald Trump",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "Russia should spare Ukrainian soldiers in Kursk",
        cue: "Trump [says] Russia",
        source: "[Trump] says Russia",
        who: Who::Number("5"),
        speaker: "Donald Trump",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "Mr. Rubio informed Mr. Lavrov about the US military campaign that had just begun in the Middle East",
        cue: "[according to] Reuters",
        source: "Reuters",
        who: Who::Source,
        speaker: "Reuters",
        ..Attribution::INDIRECT
    },
];

/// What is said in the second report. Its third is interrupted.
const SECOND: [Attribution; 7] = [
    Attribution {
        content: "Rubio and Lavrov “discussed the next steps” on Ukraine and “agreed to continue working towards \
                  restoring communication between the United States and Russia.”",
        cue: "Bruce [said] that",
        source: "State Department spokeswoman Tammy Bruce",
        who: Who::Source,
        speaker: "State Department spokeswoman Tammy Bruce",
        kind: "mixed",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "“Putin is lying about how a ceasefire is supposedly too complicated,”",
        cue: "Zelensky [said] in",
        source: "[Zelensky] said in",
        who: Who::Typed("Volodymyr Zelensky"),
        speaker: "Volodymyr Zelensky",
        kind: "direct",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "“The ‘yes, but’ from Russia is not good enough,”",
        fragment: Some("“We need to stop these barbaric attacks on Ukraine once and for all.”"),
        cue: "Starmer [said] during",
        source: "[Starmer] said",
        who: Who::Source,
        speaker: "Starmer",
        kind: "direct",
    },
    Attribution {
        content: "delaying tactics to improve its battlefield position before considering any truce",
        cue: "has accused",
        source: "Ukrainian President Volodymyr Zelensky",
        who: Who::Number("8"),
        speaker: "Volodymyr Zelensky",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "the ceasefire would primarily benefit Ukraine",
        cue: "arguing",
        source: "[Putin] has instead",
        who: Who::Typed("vlad pu"),
        speaker: "Vladimir Putin",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "Moscow’s reluctance to agree to the deal was at odds with the approach taken by US President \
                  Donald Trump",
        cue: "also [claimed] that Moscow’s",
        source: "[He] also claimed that Moscow’s",
        who: Who::Number("8"),
        speaker: "Volodymyr Zelensky",
        ..Attribution::INDIRECT
    },
    Attribution {
        content: "The United States and Russia have discussed the “next steps” in efforts to end the war in Ukraine",
        cue: "Kremlin [said] on Sunday",
        source: "the Kremlin",
        who: Who::Source,
        speaker: "the Kremlin",
        kind: "mixed",
        ..Attribution::INDIRECT
    },
];

#[tokio::test]
async fn two_reports_are_annotated_and_kept() -> Result<()> {
    let Some(shared) = shared_dir() else { return Ok(()) };
    browse(Corpus::Folder(shared.join("articles")), async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (first, second) = (records.article(FIRST_FILE)?, records.article(SECOND_FILE)?);
        page.show_articles(&[first, second]).await?;

        // A line that looks like a teaser in the midst of the report.
        page.unfold(first).await?;
        for quote in &FIRST {
            page.attribute_words(first, quote).await?;
        }
        let records = page.records().await?;
        for quote in &FIRST {
            check_attribution(&records, first, quote)?;
        }
        rename(&page, "Russian President Vladimir Putin", "Vladimir Putin").await?;
        for quote in &SECOND {
            page.attribute_words(second, quote).await?;
        }
        let records = page.records().await?;
        for quote in &SECOND {
            check_attribution(&records, second, quote)?;
        }
        merge(&page, "State Department spokeswoman Tammy Bruce", BRUCE).await?;

        // One contradiction inside an article, one across two.
        page.contradict(first, "[US] Special Envoy Steven Witkoff had", first, "[Special] Envoy Witkoff had many")
            .await?;
        page.choose("#link-differs", "Denial: it happened, it did not").await?;
        page.fill("#link-rationale", "He waited nine hours, or everything went quickly.").await?;
        page.press("Escape").await?;
        page.contradict(first, "[he] supports ending", second, "[delaying] tactics to").await?;
        page.choose("#link-differs", "Stance: for or against").await?;
        page.click_named(".details .segment", "Resolved").await?;
        page.wait_for(".lines path").await?;

        let records = page.records().await?;
        check_links(&records)?;
        page.check_texts().await?;
        assert_eq!(page.saved().await?, "saved");

        let before = page.project().await?;
        page.reload().await?;
        assert_eq!(page.project().await?, before, "after a reload");
        page.wait_for(".lines path").await?;
        let opened = page.address().await?;
        desk.restart_browser().await?;
        let page = desk.open("").await?;
        assert_eq!(page.project().await?, before, "after the night");
        assert_eq!(page.address().await?, opened);
        page.check_texts().await
    })
    .await
}

/// Gives a speaker another name, in the list of speakers.
async fn rename(page: &Page, name: &str, new: &str) -> Result<()> {
    page.turn_to("speakers").await?;
    page.click_named(".row-head", name).await?;
    page.fill("#speaker-name", new).await?;
    page.press("Enter").await?;
    page.records_when("the new name", |records| records.speaker(new).is_ok()).await.map(drop)
}

/// Says that one speaker is another, in the list of speakers.
async fn merge(page: &Page, from: &str, into: &str) -> Result<()> {
    page.turn_to("speakers").await?;
    page.click_named(".row-head", from).await?;
    page.click("#speaker-merge").await?;
    page.type_text(into).await?;
    page.press("Enter").await?;
    let records = page.records_when("one speaker less", |records| records.speaker(from).is_err()).await?;
    assert_eq!(records.speaker(into)?.aliases, [from]);
    let theirs = records.quotes.iter().filter(|quote| records.speaker_of(quote) == Some(into));
    assert_eq!(theirs.count(), 2, "what both said is hers");
    Ok(())
}

fn check_links(records: &Records) -> Result<()> {
    let [inside, across] = records.links.as_slice() else { panic!("two contradictions: {:?}", records.links) };
    let wait = &records.quote("had to wait 9 hours")?.id;
    let denial = &records.quote("had many meetings in Moscow")?.id;
    assert_eq!(inside.members, [wait.clone(), denial.clone()]);
    assert_eq!((inside.kind.as_str(), inside.differs.as_deref()), ("contradicts", Some("denial")));
    assert_eq!(inside.rationale, "He waited nine hours, or everything went quickly.");
    assert_eq!(inside.status, "open");

    let (supports, delays) = (records.quote("he supports ending")?, records.quote("delaying tactics")?);
    assert_eq!(across.members, [supports.id.clone(), delays.id.clone()]);
    assert_ne!(supports.article, delays.article);
    assert_eq!((across.kind.as_str(), across.differs.as_deref()), ("contradicts", Some("stance")));
    assert_eq!(across.status, "resolved");
    Ok(())
}
