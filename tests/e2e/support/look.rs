//! How the page looks, and to whom: window sizes, light and dark, pictures, and axe-core's judgement.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::page::Page;
use crate::fixtures::project_dir;

/// What a reader looks through.
#[derive(Clone, Copy)]
pub(crate) struct View {
    width: u32,
    height: u32,
    dark: bool,
    touch: bool,
}

impl View {
    /// A window on a desk, light.
    pub(crate) const DESK: Self = Self { width: 1400, height: 900, dark: false, touch: false };

    /// A phone, light, with a touch screen.
    pub(crate) const PHONE: Self = Self { width: 390, height: 844, dark: false, touch: true };

    /// The views that every screen has to look right in.
    pub(crate) const ALL: [Self; 4] = [Self::DESK, Self::DESK.dark(), Self::PHONE, Self::PHONE.dark()];

    /// The same at night.
    pub(crate) const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The same with another width, in CSS pixels.
    pub(crate) const fn wide(self, width: u32) -> Self {
        Self { width, ..self }
    }

    /// For file names: `1400-light`.
    fn name(self) -> String {
        format!("{}-{}", self.width, if self.dark { "dark" } else { "light" })
    }
}

impl Page {
    /// From now on, shows the page through `view`.
    pub(crate) async fn set_view(&self, view: View) -> Result<()> {
        self.browser().await?;
        let size = json!({ "width": view.width, "height": view.height, "deviceScaleFactor": 1, "mobile": false });
        self.session.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        self.session.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": view.touch })).await?;
        let scheme = if view.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.session.devtools("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Shows the page through `view`, and keeps a picture of it as `{name}-{width}-{light or dark}.png`.
    ///
    /// The pictures are in `COUNTERPOINT_SCREENSHOTS`, or `tmp/screenshots` of cargo's target folder.
    pub(crate) async fn screenshot(&self, name: &str, view: View) -> Result<PathBuf> {
        self.set_view(view).await?;
        let settle =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))";
        self.act(settle, json!([])).await?;
        keep(&format!("{name}-{}", view.name()), &self.session.picture().await?)
    }

    /// What axe-core finds wrong with the page as it is now, a line for each element; nothing, where all is well.
    pub(crate) async fn axe(&self) -> Result<Vec<String>> {
        if !self.run::<bool>("() => 'axe' in window", json!([])).await? {
            let axe = project_dir().join("tests/e2e/node_modules/axe-core/axe.min.js");
            let axe = fs::read_to_string(&axe)
                .with_context(|| format!("there is no {}: `cargo xtask test e2e` installs it", axe.display()))?;
            // The page's policy is for the page's own scripts; what WebDriver runs is not of the page.
            self.browser().await?.execute(&axe, vec![]).await.context("axe-core does not load")?;
        }
        // Off by default, but of WCAG 2.2 AA.
        let check =
            "() => axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
            .then(({ violations }) => violations)";
        let violations: Vec<Value> = self.run(check, json!([])).await?;
        Ok(violations.iter().flat_map(describe).collect())
    }
}

/// Keeps a picture among the screenshots.
pub(super) fn keep(name: &str, png: &[u8]) -> Result<PathBuf> {
    let folder = env::var_os("COUNTERPOINT_SCREENSHOTS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_TARGET_TMPDIR"), "/screenshots")), PathBuf::from);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(name).with_extension("png");
    fs::write(&path, png).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// A violation, a line for each element that has it.
fn describe(violation: &Value) -> impl Iterator<Item = String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rule = format!("{} ({}): {}", text(&violation["id"]), text(&violation["impact"]), text(&violation["help"]));
    let nodes = violation["nodes"].as_array().into_iter().flatten();
    nodes.map(move |node| format!("{rule}\n    {}\n    {}", text(&node["html"]), text(&node["failureSummary"])))
}
