//! Who calls: webhooks of the PBX, a look into the ERP and both billings, and a card that shows it.

pub mod calls;
pub mod card;
pub mod lookup;
pub mod number;
pub mod rows;
pub mod sandbox;
pub mod server;
mod slot;
pub mod text;
