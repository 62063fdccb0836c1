//! Reading a section of a WebAssembly module, and copying it with some of it replaced.
//!
//! What the sections mean is not known here, but for what several of them are made of.

use anyhow::{Context, Result, bail, ensure};

use crate::sections::write_number;

/// Reads bytes of a module, and copies them.
pub(crate) struct Copy<'a> {
    from: &'a [u8],
    at: usize,
    /// How much of what was read has been copied or replaced, in bytes.
    copied: usize,
    to: Vec<u8>,
}

impl<'a> Copy<'a> {
    /// Nothing is read or copied yet.
    pub(crate) fn new(from: &'a [u8]) -> Self {
        Self { from, at: 0, copied: 0, to: Vec::with_capacity(from.len()) }
    }

    /// How much has been read, in bytes.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The copy of all that there is.
    ///
    /// # Errors
    /// Where not all was read.
    pub(crate) fn finished(mut self) -> Result<Vec<u8>> {
        ensure!(self.at == self.from.len(), "something follows byte {}", self.at);
        self.copy_to(self.at);
        Ok(self.to)
    }

    /// Copies what comes before `start`, a byte that has been read, and puts what `write` writes in place of what was read
    /// from there on.
    pub(crate) fn replace_from(&mut self, start: usize, write: impl FnOnce(&mut Vec<u8>)) {
        self.copy_to(start);
        write(&mut self.to);
        self.copied = self.at;
    }

    fn copy_to(&mut self, end: usize) {
        self.to.extend(&self.from[self.copied..end]);
        self.copied = end;
    }

    /// Reads a list, by reading `item` as often as it says.
    pub(crate) fn each(mut self, mut item: impl FnMut(&mut Self) -> Result<()>) -> Result<Self> {
        for _ in 0..self.number()? {
            item(&mut self)?;
        }
        Ok(self)
    }

    /// Reads a byte.
    pub(crate) fn byte(&mut self) -> Result<u8> {
        let byte = *self.from.get(self.at).context("it ends too early")?;
        self.at += 1;
        Ok(byte)
    }

    /// Reads so many bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let bytes = self.from[self.at..].get(..count).context("it ends too early")?;
        self.at += count;
        Ok(bytes)
    }

    /// Reads a number in LEB128. Of one with a sign, or of more than 32 bits, it is only known where it ends.
    pub(crate) fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for digit in 0..10 {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(7 * digit).unwrap_or_default();
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        bail!("the number before byte {} does not end", self.at)
    }

    /// Reads so many numbers.
    pub(crate) fn numbers(&mut self, count: usize) -> Result<()> {
        (0..count).try_for_each(|_| self.number().map(drop))
    }

    /// Reads bytes that have their count before them: a name, or a body of code.
    pub(crate) fn counted(&mut self) -> Result<&'a [u8]> {
        let count = self.number()?;
        self.bytes(count)
    }

    /// Reads what is imported or not, after its names: its kind, which is 0 for a function, and its type.
    pub(crate) fn imported(&mut self) -> Result<u8> {
        let kind = self.byte()?;
        match kind {
            0 => self.numbers(1)?,
            1 => {
                self.numbers(1)?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 | 4 => self.numbers(2)?,
            _ => bail!("what is imported is of the kind {kind}"),
        }
        Ok(kind)
    }

    /// The least size of a table or a memory, and where the flag says so the greatest.
    fn limits(&mut self) -> Result<()> {
        let flags = self.number()?;
        self.numbers(1 + (flags & 1))
    }
}

/// Writes `bytes` with their count before them.
pub(crate) fn write_counted(to: &mut Vec<u8>, bytes: &[u8]) {
    write_number(to, bytes.len());
    to.extend(bytes);
}
