//! The files of a folder, with all that is below it, by their names: paths from the folder, with `/` between folders.
//!
//! It does not know what the files are.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The names of all files of `folder`, sorted.
///
/// # Errors
/// Where a folder cannot be read, or a name is not Unicode.
pub(crate) fn names_in(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    collect(folder, "", &mut names)?;
    names.sort();
    Ok(names)
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))? {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.with_context(|| format!("the name of {} is not Unicode: rename it", path.display()))?;
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

/// Makes `folder` where there is none, and removes all that is in it. The folder itself stays: it may be mounted.
///
/// # Errors
/// Where something cannot be made or removed.
pub(crate) fn make_empty(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))? {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        // What a link names is not removed.
        let is_folder = path.symlink_metadata().is_ok_and(|data| data.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

/// Copies all files of `source` into `target`.
///
/// # Errors
/// Where a file cannot be read or written.
pub(crate) fn copy_all(source: &Path, target: &Path) -> Result<()> {
    for name in names_in(source)? {
        let copy = target.join(&name);
        let folder = copy.parent().context("a file is in a folder")?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::copy(source.join(&name), &copy).with_context(|| format!("cannot copy {name}"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_emptied_and_filled() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let (source, target) = (folder.path().join("source"), folder.path().join("target"));
        for (folder, file) in
            [(source.join("a/b"), "c.txt"), (source.clone(), "d.txt"), (target.join("old"), "e.txt")]
        {
            fs::create_dir_all(&folder).expect("a folder can be made");
            fs::write(folder.join(file), file).expect("a file can be written");
        }
        fs::write(target.join("f.txt"), "f.txt").expect("a file can be written");

        make_empty(&target).expect("the folder can be emptied");
        copy_all(&source, &target).expect("the files can be copied");
        assert_eq!(names_in(&target).expect("the folder can be read"), ["a/b/c.txt", "d.txt"]);
        assert_eq!(fs::read_to_string(target.join("a/b/c.txt")).expect("the file is there"), "c.txt");
        make_empty(&folder.path().join("new")).expect("the folder can be made");
    }
}
