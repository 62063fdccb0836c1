//! The application. There is nothing to start yet.

fn main() {}
