//! VLANs, which are named by their number on the wire.

use serde_json::{Value, json};

use super::reply::{Container, Done, Outcome, refused};
use super::state::Desk;
use super::table::Row;

impl Desk<'_> {
    pub(crate) fn vlan(&mut self, action: &str) -> Option<Outcome> {
        Some(match action {
            "add" => {
                let vid = self.asked.parameters.number("vid").filter(|vid| (1..4095).contains(vid));
                let Some(vid) = vid else { return Some(Err(refused("vid is no VLAN"))) };
                if self.live.store.row("vlan", vid).is_some() {
                    return Some(Err(refused("vid: there is such a VLAN already")));
                }
                let fields = self.fields("vlan");
                let mut row: Row = self.blank("vlan");
                row.extend(fields);
                self.live.store.put("vlan", vid, row);
                Ok(Done::id(vid))
            }
            "edit" => self.edit("vlan", "vid"),
            "delete" => self.delete("vlan", "vid"),
            "get_list" => Ok(self.vlans()),
            _ => return None,
        })
    }

    fn vlans(&self) -> Done {
        let vid = self.asked.parameters.number("vid");
        let rows = self.live.store.rows("vlan").filter(|(id, _)| vid.is_none_or(|vid| vid == *id));
        let rows = rows.map(|(id, row)| {
            let mut vlan = super::customers::without(row, &["id"]);
            if vid.is_some() {
                vlan["devices"] = json!([{"device_id": 71, "port": "3"}]);
            }
            (id.to_string(), vlan)
        });
        Done::rows(Container::Unknown, rows.collect::<Vec<(String, Value)>>())
    }
}
