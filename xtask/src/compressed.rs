//! Compressed files beside the plain ones: what a static host hands to browsers that understand them.
//!
//! As small as they get, since it is done once for each release.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::files;

/// The sizes of a file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sizes {
    /// As it is.
    pub(crate) plain: usize,
    /// With gzip; as it is, where gzip gains nothing.
    pub(crate) gzip: usize,
    /// With Brotli; as it is, where Brotli gains nothing.
    pub(crate) brotli: usize,
}

/// Puts `NAME.gz` and `NAME.br` beside each file of `folder` that gets smaller by it. Returns the names of the files
/// that were there, with their sizes.
///
/// # Errors
/// Where a file cannot be read or written.
pub(crate) fn write_all(folder: &Path) -> Result<Vec<(String, Sizes)>> {
    let names = files::names_in(folder)?;
    let sizes = in_parallel(&names, |name| {
        let plain = read(folder, name)?;
        let (gzip, brotli) = (gzip(&plain)?, brotli(&plain)?);
        for (ending, packed) in [("gz", &gzip), ("br", &brotli)] {
            if packed.len() < plain.len() {
                let path = folder.join(format!("{name}.{ending}"));
                fs::write(&path, packed).with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        Ok(Sizes::new(plain.len(), gzip.len(), brotli.len()))
    })?;
    Ok(names.into_iter().zip(sizes).collect())
}

/// The sizes of the files that `names` name in `folder`, in their order.
///
/// # Errors
/// Where one cannot be read.
pub(crate) fn sizes(folder: &Path, names: &[String]) -> Result<Vec<Sizes>> {
    in_parallel(names, |name| {
        let plain = read(folder, name)?;
        Ok(Sizes::new(plain.len(), gzip(&plain)?.len(), brotli(&plain)?.len()))
    })
}

impl Sizes {
    fn new(plain: usize, gzip: usize, brotli: usize) -> Self {
        Self { plain, gzip: gzip.min(plain), brotli: brotli.min(plain) }
    }
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(name);
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    // 24 is the largest window that browsers take.
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

/// Does `work` on each of `names`, on as many as the machine has processors at a time; the answers come in their order.
fn in_parallel<T: Send>(names: &[String], work: impl Fn(&str) -> Result<T> + Sync) -> Result<Vec<T>> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let mut answers = Vec::new();
    for names in names.chunks(processors) {
        let work = &work;
        answers.extend(thread::scope(|scope| {
            let running: Vec<_> = names.iter().map(|name| scope.spawn(move || work(name))).collect();
            let end = |running: thread::ScopedJoinHandle<'_, _>| running.join().expect("compressing does not panic");
            running.into_iter().map(end).collect::<Vec<_>>()
        }));
    }
    answers.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_gets_smaller_is_put_beside_the_file() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let text = "He said so. ".repeat(50);
        fs::create_dir(folder.path().join("articles")).expect("a folder can be made");
        fs::write(folder.path().join("articles/said.txt"), &text).expect("a file can be written");
        fs::write(folder.path().join("tiny.txt"), "no").expect("a file can be written");

        let written = write_all(folder.path()).expect("the files can be read");
        let names = files::names_in(folder.path()).expect("the folder can be read");
        assert_eq!(names, ["articles/said.txt", "articles/said.txt.br", "articles/said.txt.gz", "tiny.txt"]);

        let read = |name: &str| read(folder.path(), name).expect("the file is there");
        let (mut unzipped, mut unpacked) = (String::new(), Vec::new());
        let gzip = read("articles/said.txt.gz");
        flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut unzipped).expect("it is gzip");
        assert_eq!(unzipped, text);
        let packed = read("articles/said.txt.br");
        brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).expect("it is Brotli");
        assert_eq!(unpacked, text.as_bytes());

        let expected = [
            Sizes { plain: 2, gzip: 2, brotli: 2 },
            Sizes { plain: text.len(), gzip: gzip.len(), brotli: packed.len() },
        ];
        assert_eq!(written, [("articles/said.txt".to_owned(), expected[1]), ("tiny.txt".to_owned(), expected[0])]);
        let asked = ["tiny.txt".to_owned(), "articles/said.txt".to_owned()];
        assert_eq!(sizes(folder.path(), &asked).expect("the files are there"), expected);
    }
}
