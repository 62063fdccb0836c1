//! Starts the web shell. On the host there is nothing to start: the domain is a library.

fn main() {
    #[cfg(target_arch = "wasm32")]
    counterpoint::web::start();
}
