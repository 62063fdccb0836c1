//! Hashes of what is in files, as names and as browsers check them.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// 16 hexadecimal digits, to be part of a name: other bytes have others.
pub(crate) fn digits(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes).iter().take(8) {
        write!(digits, "{byte:02x}").expect("a string takes everything");
    }
    digits
}

/// What a browser checks `bytes` by: `integrity` of the standard Subresource Integrity.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // The example of FIPS 180-4: ba7816bf 8f01cfea …
        assert_eq!(digits(b"abc"), "ba7816bf8f01cfea");
        assert_eq!(integrity(b"abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
