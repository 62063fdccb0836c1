//! Files as they go over the wire: compressed with brotli, as well as it can, which takes its time and is kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// Node has the compressor built in. Quality 11 and a window of 16 MiB are the most that browsers take.
const COMPRESS: &str = "const { brotliCompressSync, constants } = require('zlib');
const { readFileSync, writeFileSync } = require('fs');
const [from, to] = process.argv.slice(1);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
writeFileSync(to, brotliCompressSync(readFileSync(from), { params }));";

/// Files that are not worth it, in bytes.
const SMALL: usize = 256;

/// What is in the file at `path`, compressed; nothing where that would not be smaller. A file beside it that has the
/// ending `.br` too is taken at its word.
pub(crate) fn compress(path: &Path, plain: &[u8]) -> Result<Option<Vec<u8>>> {
    if plain.len() < SMALL {
        return Ok(None);
    }
    let beside = PathBuf::from(format!("{}.br", path.display()));
    let compressed = if beside.is_file() { beside } else { kept(path, plain)? };
    let bytes = fs::read(&compressed).with_context(|| format!("cannot read {}", compressed.display()))?;
    Ok(Some(bytes).filter(|bytes| bytes.len() < plain.len()))
}

fn kept(path: &Path, plain: &[u8]) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("brotli");
    let kept = folder.join(format!("{:x}.br", Sha256::digest(plain)));
    if !kept.is_file() {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let status = Command::new("node").args(["-e", COMPRESS]).arg(path).arg(&kept).status();
        let status = status.context("node could not start: install Node.js 20 or later")?;
        ensure!(status.success(), "node could not compress {}", path.display());
    }
    Ok(kept)
}
