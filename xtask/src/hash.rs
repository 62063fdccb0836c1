//! Hashes of what is in files, to be part of names.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// 16 hexadecimal digits, to be part of a name: other bytes have others.
pub(crate) fn digits(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes).iter().take(8) {
        write!(digits, "{byte:02x}").expect("a string takes everything");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // The example of FIPS 180-4: ba7816bf 8f01cfea …
        assert_eq!(digits(b"abc"), "ba7816bf8f01cfea");
    }
}
