//! An update cut into smaller ones, so that it can be taken in step by step.
//!
//! A Yjs update (v1) is a list of blocks for each client, and then what is deleted. Where a block ends is told without
//! reading what is in it. A piece has blocks that rest on those of the pieces before it alone, so that a document can place
//! each at once: what rests on blocks that are still to come would wait, and all of it be placed with the last piece. This
//! file knows the shape of the blocks that versions of ours write; an update with others stays whole.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use super::{MergeError, unseal};

/// What a block holds, in the lower bits of its first byte.
mod content {
    pub(super) const COLLECTED: u8 = 0;
    pub(super) const DELETED: u8 = 1;
    pub(super) const ANY: u8 = 8;
    pub(super) const SKIP: u8 = 10;
    pub(super) const BITS: u8 = 0b1111;
}

/// What stands before the content of a block, in the upper bits of its first byte.
mod has {
    pub(super) const ORIGIN: u8 = 0b1000_0000;
    pub(super) const RIGHT_ORIGIN: u8 = 0b0100_0000;
    pub(super) const PARENT_SUB: u8 = 0b0010_0000;
}

/// Updates without their seal, of about `size` bytes each, that say together what a sealed one says. What is deleted is in
/// the last one. An update that is no longer, or not of the usual shape, is one piece.
///
/// # Errors
/// The bytes are damaged.
pub(in crate::domain) fn pieces(sealed: &[u8], size: usize) -> Result<Vec<Vec<u8>>, MergeError> {
    let update = unseal(sealed)?;
    let whole = || vec![update.to_vec()];
    Ok(if update.len() <= size { whole() } else { cut(update, size).unwrap_or_else(whole) })
}

fn cut(update: &[u8], size: usize) -> Option<Vec<Vec<u8>>> {
    let mut cursor = Cursor { bytes: update, at: 0 };
    let mut sections = BTreeMap::new();
    for _ in 0..cursor.number()? {
        let (count, client, first) = (cursor.number()?, cursor.number()?, cursor.number()?);
        let mut section = Section { blocks: VecDeque::new(), next: first, end: first };
        for _ in 0..count {
            let block = cursor.block()?;
            section.end = section.end.checked_add(block.ticks)?;
            section.blocks.push_back(block);
        }
        // A client comes once.
        sections.insert(client, section).is_none().then_some(())?;
    }
    let (mut pieces, mut piece) = (Vec::new(), Piece::default());
    let clients: Vec<u64> = sections.keys().copied().collect();
    for client in clients {
        let mut waiting = vec![client];
        while let Some(&client) = waiting.last() {
            let needed = missing(&sections, client).filter(|needed| !waiting.contains(needed));
            if let Some(needed) = needed {
                waiting.push(needed);
                continue;
            }
            let section = sections.get_mut(&client)?;
            let Some(block) = section.blocks.pop_front() else {
                waiting.pop();
                continue;
            };
            piece.add(client, section.next, update.get(block.bytes)?);
            section.next += block.ticks;
            if piece.size >= size {
                pieces.push(std::mem::take(&mut piece).whole(&[0]));
            }
            if let [.., before, _] = waiting[..]
                && missing(&sections, before) != Some(client)
            {
                waiting.pop();
            }
        }
    }
    pieces.push(piece.whole(update.get(cursor.at..)?));
    Some(pieces)
}

/// The client whose blocks the next one of another needs before it, where the update has them.
fn missing(sections: &BTreeMap<u64, Section>, client: u64) -> Option<u64> {
    let next = sections.get(&client)?.blocks.front()?;
    let needed = next.needs.iter().flatten().find(|(client, clock)| {
        sections.get(client).is_some_and(|section| (section.next..section.end).contains(clock))
    });
    needed.map(|(client, _)| *client)
}

/// The blocks of a client that are in no piece yet.
struct Section {
    blocks: VecDeque<Block>,
    /// The clocks of the next one, and after the last one.
    next: u64,
    end: u64,
}

/// A block of an update.
struct Block {
    /// Where it stands.
    bytes: Range<usize>,
    /// How many clock ticks it takes.
    ticks: u64,
    /// What it stands beside: clients, and their clocks.
    needs: [Option<(u64, u64)>; 2],
}

/// Some of the blocks, of one client or several.
#[derive(Default)]
struct Piece {
    /// By client: how many they are, the clock of the first, and their bytes.
    clients: BTreeMap<u64, (u64, u64, Vec<u8>)>,
    size: usize,
}

impl Piece {
    /// Adds the block of a client that follows those that are here.
    fn add(&mut self, client: u64, clock: u64, block: &[u8]) {
        let (count, _, bytes) = self.clients.entry(client).or_insert_with(|| (0, clock, Vec::new()));
        *count += 1;
        bytes.extend(block);
        self.size += block.len();
    }

    /// An update of them, with what is deleted.
    fn whole(self, deleted: &[u8]) -> Vec<u8> {
        let mut update = Vec::with_capacity(self.size + deleted.len() + 32);
        write_number(&mut update, self.clients.len() as u64);
        // The greatest first, as documents write them.
        for (client, (count, first, bytes)) in self.clients.into_iter().rev() {
            for number in [count, client, first] {
                write_number(&mut update, number);
            }
            update.extend(bytes);
        }
        update.extend(deleted);
        update
    }
}

/// A number of seven bits a byte, the lowest first.
fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

/// A place in an update. Each method passes over something, and gives nothing where it is not there.
struct Cursor<'update> {
    bytes: &'update [u8],
    at: usize,
}

impl Cursor<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self, length: u64) -> Option<()> {
        let end = self.at.checked_add(usize::try_from(length).ok()?)?;
        self.at = Some(end).filter(|end| *end <= self.bytes.len())?;
        Some(())
    }

    fn text(&mut self) -> Option<()> {
        let length = self.number()?;
        self.bytes(length)
    }

    /// A block; nothing for one that versions of ours do not write.
    fn block(&mut self) -> Option<Block> {
        let start = self.at;
        let mut needs = [None, None];
        let ticks = self.ticks(&mut needs)?;
        Some(Block { bytes: start..self.at, ticks, needs })
    }

    /// How many clock ticks a block takes, and what it `needs`.
    fn ticks(&mut self, needs: &mut [Option<(u64, u64)>; 2]) -> Option<u64> {
        let info = self.byte()?;
        if info == content::COLLECTED || info == content::SKIP {
            return self.number().filter(|length| *length > 0);
        }
        for (origin, need) in [has::ORIGIN, has::RIGHT_ORIGIN].into_iter().zip(needs) {
            if info & origin != 0 {
                *need = Some((self.number()?, self.number()?));
            }
        }
        if info & (has::ORIGIN | has::RIGHT_ORIGIN) == 0 {
            // What the block is in: a type of the document by its name.
            if self.number()? != 1 {
                return None;
            }
            self.text()?;
            if info & has::PARENT_SUB != 0 {
                self.text()?;
            }
        }
        let length = self.number().filter(|length| *length > 0)?;
        match info & content::BITS {
            content::DELETED => {}
            content::ANY => (0..length).try_for_each(|_| self.value(0))?,
            _ => return None,
        }
        Some(length)
    }

    /// A value, nested no deeper than values of ours ever are.
    fn value(&mut self, depth: usize) -> Option<()> {
        const DEEPEST: usize = 32;
        if depth > DEEPEST {
            return None;
        }
        match self.byte()? {
            // Nothing, null, false, true.
            127 | 126 | 121 | 120 => Some(()),
            // A whole number, of as many bytes as go on.
            125 => {
                while self.byte()? >= 0x80 {}
                Some(())
            }
            124 => self.bytes(4),
            123 | 122 => self.bytes(8),
            119 | 116 => self.text(),
            118 => {
                let members = self.number()?;
                (0..members).try_for_each(|_| self.text().and_then(|()| self.value(depth + 1)))
            }
            117 => {
                let elements = self.number()?;
                (0..elements).try_for_each(|_| self.value(depth + 1))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use yrs::Transact;

    use super::*;
    use crate::domain::annotation::QuoteField;
    use crate::domain::project::Write;
    use crate::domain::replica::{Replica, seal, waiting};

    fn note(quote: &str, note: &str) -> Write {
        Write::Quote(quote.into(), QuoteField::Note(note.to_owned()))
    }

    /// What two people have set, replaced and removed.
    fn replica() -> Replica {
        let (mut one, mut other) = (Replica::new(1), Replica::new(u64::MAX));
        one.commit(&[note("a", "rain"), note("b", "😀"), note("c", "snow")]);
        other.merge(&one.encode()).expect("it was just made");
        other.commit(&[note("a", "more rain"), note("c", "")]);
        let tags = QuoteField::Tags(vec!["wet".to_owned(), String::new()]);
        one.commit(&[note("b", "wind"), Write::Quote("a".into(), tags)]);
        one.merge(&other.encode()).expect("it was just made");
        one
    }

    #[test]
    fn the_pieces_of_an_update_say_what_it_says_in_any_order() {
        let replica = replica();
        let mut pieces = pieces(&replica.encode(), 1).expect("it was just made");
        assert!(pieces.len() > 5, "a block is a piece: {}", pieces.len());
        for _ in 0..2 {
            let mut merged = Replica::new(3);
            for piece in &pieces {
                merged.merge(&seal(piece)).expect("a piece is an update");
            }
            assert_eq!(merged.fields(), replica.fields());
            assert_eq!(merged.held(), replica.held());
            pieces.reverse();
        }
        assert_eq!(super::pieces(&replica.encode(), usize::MAX).expect("it was just made").len(), 1);
    }

    #[test]
    fn each_piece_is_placed_when_it_comes() {
        // Both have built on what the other did, so that neither can be placed whole before the other.
        let (mut one, mut other) = (Replica::new(1), Replica::new(u64::MAX));
        for number in 0..4 {
            one.commit(&[note("a", &format!("rain {number}"))]);
            other.merge(&one.encode()).expect("it was just made");
            other.commit(&[note("a", &format!("snow {number}"))]);
            one.merge(&other.encode()).expect("it was just made");
        }
        for size in [1, 20, 50] {
            let mut merged = Replica::new(3);
            for piece in pieces(&one.encode(), size).expect("it was just made") {
                merged.merge(&seal(&piece)).expect("a piece is an update");
                assert_eq!(waiting(&merged.doc.transact()), (None, None), "in pieces of {size} bytes");
            }
            assert_eq!(merged.fields(), one.fields());
        }
    }

    #[test]
    fn what_is_of_another_shape_stays_whole() {
        let update = replica().encode();
        let (_, update) = update.split_at(4);
        for end in 0..update.len() - 2 {
            // Where the end is cut off, either the shape is another or the rest is refused later.
            let pieces = pieces(&seal(&update[..end]), 1).expect("its seal fits");
            assert!(pieces.concat().len() >= end);
        }
        // An embedded document; a value of an unknown kind; more values than there are.
        for update in [
            &[1, 1, 7, 0, 9, 1, 1, b'x', 0][..],
            &[1, 1, 7, 0, 8, 1, 1, b'x', 1, 99],
            &[1, 1, 7, 0, 8, 1, 1, b'x', 9],
        ] {
            assert_eq!(pieces(&seal(update), 1), Ok(vec![update.to_vec()]));
        }
        assert!(pieces(b"damaged", 1).is_err());
    }
}
