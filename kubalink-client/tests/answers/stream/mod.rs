//! Large answers record by record, pages of tasks, and lists in parts.

mod desk;
mod devices;
mod pages;
mod parts;
mod records;
