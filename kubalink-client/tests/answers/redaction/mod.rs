//! Random secrets, over real HTTP, against everything that can be printed.

mod echo;
mod forms;
mod printed;
