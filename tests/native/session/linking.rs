//! Contradictions: X here, then X there.

use counterpoint::domain::session::Refusal;

use super::{check, check_notice, check_refused};

#[test]
fn x_here_and_x_there_make_a_contradiction() {
    let both = "indirect [nine hours]\nindirect [kept waiting]\n*[nine hours] x [kept waiting]";
    check("[nine hours] x", "*indirect [nine hours]\n[nine hours] x …");
    check("[nine hours] x [kept waiting] x", both);
    check("[nine hours] q x [kept waiting] q x", both);
    check("[nine hours] q Escape [kept waiting] q (nine) x (kept) x", both);
    check(
        "[nine hours] x [never turned away] x",
        "indirect [nine hours]\nindirect [never turned away]\n*[nine hours] x [never turned away]",
    );
    check_refused("x", &Refusal::NoQuote);
    check_notice("[nine hours] x", "Now press X on the statement that contradicts it.");
}

#[test]
fn x_twice_on_the_same_statement_lets_go_of_it() {
    check("[nine hours] x x", "*indirect [nine hours]");
    check("[nine hours] x [nine hours] x", "*indirect [nine hours]");
    check_notice("[nine hours] x x", "Let go of the contradiction begun here.");
}

#[test]
fn more_statements_join_a_contradiction_and_a_known_pair_is_picked() {
    let two = "[nine hours] x [kept waiting] x";
    let all = "indirect [nine hours]\nindirect [kept waiting]\nindirect [never turned away]\n";
    check(
        &format!("{two} x [never turned away] x"),
        &format!("{all}*[nine hours] x [kept waiting] x [never turned away]"),
    );
    check(
        &format!("{two} x"),
        "indirect [nine hours]\nindirect [kept waiting]\n*[nine hours] x [kept waiting]\n… x …",
    );
    check(
        &format!("{two} [kept waiting] x [nine hours] x"),
        "indirect [nine hours]\nindirect [kept waiting]\n*[nine hours] x [kept waiting]",
    );
    check(
        &format!("{two} x [nine hours] x"),
        "indirect [nine hours]\nindirect [kept waiting]\n*[nine hours] x [kept waiting]",
    );
    check(
        &format!("{two} [never turned away] x (nine) x"),
        &format!("{all}[nine hours] x [kept waiting]\n*[never turned away] x [nine hours]"),
    );
}
