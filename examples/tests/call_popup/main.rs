//! The popup of calls, on the sandbox: look-ups, calls, and what listens.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod calls;
mod look_ups;
mod pages;
mod webhooks;

use std::time::Duration;

use examples::popup::calls::Board;
use examples::popup::card::{Card, Column};
use examples::popup::sandbox::Asked;
use mobilon_client::webhook::Webhook;
use serde_json::Value;

/// No test waits as long as this: its clock is moved.
pub const LONG: Duration = Duration::from_secs(3600);

/// Moves the clock past everything that is waited for, and lets it go on.
pub async fn after(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

/// The titles of a column's rows.
pub fn titles(column: &Column) -> Vec<&str> {
    column.rows.iter().map(|row| row.title.as_str()).collect()
}

pub async fn board(asked: &Asked) -> Board {
    Board::new(asked.systems(LONG).unwrap())
}

pub fn cards(board: &Board) -> Vec<Card> {
    board.since(0).cards
}

pub fn only(board: &Board) -> Card {
    let mut cards = cards(board);
    assert_eq!(cards.len(), 1, "{cards:?}");
    cards.remove(0)
}

/// Hands over an event as the PBX would send it.
pub fn event(board: &Board, event: &Value) {
    board.take(Webhook::parse("POST", None, None, event.to_string().as_bytes()));
}

/// Hands over the documented GET.
pub fn get(board: &Board, number: &str) {
    board.take(Webhook::parse("GET", Some(&format!("key=k&number={number}")), None, b""));
}
