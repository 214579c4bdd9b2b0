//! Connections between objects (коммутация, `commutation`).
//!
//! All actions are methods of [`Actions`].
//!
//! ```no_run
//! # async fn f(erp: kubalink_client::Client) -> Result<(), kubalink_client::Error> {
//! use kubalink_client::commutation::ObjectType;
//!
//! let port = erp.commutation().get_data(ObjectType::Customer).object_id(42).is_finish_data(true).await?;
//! if let Some(end) = port.finish() {
//!     println!("{:?} {:?} port {:?}", end.object_type, end.object_id, end.interface);
//! }
//! # Ok(())
//! # }
//! ```

use isp_client_core::decode::json;
use isp_client_core::{Error, Response, lenient, open_enum, record};
use serde_json::{Map, Value};

use crate::action::actions;
use crate::draft::Draft;
use crate::envelope::is_nothing;
use crate::read::{self, Payload, Read, unexpected};
use crate::values::argument_enum;
use crate::{ConnectId, Done, ObjectId, Text};

actions! {
    "commutation";

    /// Connects two objects. A cross has an id that is text.
    ///
    /// A side is for cable lines: such an object must have one. The vendor lists it as required of all objects, and does not
    /// say what it would be of others.
    once Add = add(
        object_type: ObjectType,
        object_id: ObjectId,
        object1_port: u32,
        object2_type: ObjectType,
        object2_id: ObjectId,
        object2_port: u32,
    ) {
        /// The side of the first object, if it is a cable line.
        object1_side: u32,
        /// The side of the second object, if it is a cable line.
        object2_side: u32,
    } -> ConnectId, observed, check(sides_of_lines);

    /// Takes the connections of a customer or device away.
    replay Delete = delete(object_type: ObjectType, object_id: ObjectId) {
        /// Only this port of a device.
        object_port: u32,
    } -> Done, observed;

    /// What objects are connected with.
    read GetData = get_data(object_type: ObjectType) {
        /// Only those of this object. Without it: of all of the kind.
        object_id: ObjectId,
        /// Whether the far end of each chain is added.
        is_finish_data: flag,
    } -> Connections, in_part;
}

open_enum! {
    /// A kind of object that can be connected. Each action takes some of them only.
    pub enum ObjectType {
        /// A customer.
        Customer = "customer",
        /// A switch. In [`delete`](Actions::delete) the vendor calls it [`Device`](Self::Device).
        Switch = "switch",
        /// A device, in [`delete`](Actions::delete) only.
        Device = "device",
        /// Radio equipment.
        Radio = "radio",
        /// A cable line.
        Fiber = "fiber",
        /// A cross.
        Cross = "cross",
        /// A splitter.
        Splitter = "splitter",
        /// An OLT, in answers only.
        Olt = "olt",
        /// An ONU, in answers only.
        Onu = "onu",
        /// A CWDM multiplexer, in answers only.
        Cwdm = "cwdm",
    }
}
argument_enum!(ObjectType);

fn sides_of_lines(draft: &Draft) -> Result<(), Error> {
    for (kind, side) in [("object_type", "object1_side"), ("object2_type", "object2_side")] {
        if draft.text_of(kind) == Some(ObjectType::Fiber.as_str()) && !draft.has(side) {
            return Err(Error::input(side, "must be given for a cable line"));
        }
    }
    Ok(())
}

record! {
    /// One end of a connection.
    ///
    /// *Source:* the vendor's page names the first six fields; the others are from the model of a client of a sibling product.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Link {
        /// The kind of object at the other end.
        pub object_type: Option<ObjectType> = "object_type" => lenient::opt_enum,
        /// The object at the other end; a cross may have `object_uuid` in its place.
        pub object_id: Option<Text> = "object_id" => read::text,
        /// Its side, of a cable line for example.
        pub direction: Option<i64> = "direction" => lenient::opt_number,
        /// Its port.
        pub interface: Option<i64> = "interface" => lenient::opt_number,
        /// A comment.
        pub comment: Option<Text> = "comment" => read::text,
        /// The connection.
        pub connect_id: Option<ConnectId> = "connect_id" => read::opt_id,
        /// The cross at the other end.
        pub object_uuid: Option<Text> = "object_uuid" => read::text,
        /// How long the cables are. The unit is not documented.
        pub length_by_cable: Option<u64> = "length_by_cable" => lenient::opt_number,
        /// How long the fibers are. The unit is not documented.
        pub length_by_fiber: Option<u64> = "length_by_fiber" => lenient::opt_number,
        /// Whether the length comes from the map.
        pub is_geo_length: Option<bool> = "is_geo_length" => lenient::opt_flag,
    }
}

/// Connections, each with the keys that it stands under.
///
/// How deep that is depends on what was asked for, and for lines, crosses and splitters nobody has published it: by
/// customer, by port, or by side and port. So the keys are kept as they came: `["12", "finish"]` is the far end of port 12.
/// The place in a list is no key.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Connections {
    /// All of them, sorted by the keys of the answer.
    pub links: Vec<(Vec<String>, Link)>,
}

impl Connections {
    /// The far end, where the answer is about one chain.
    pub fn finish(&self) -> Option<&Link> {
        let mut ends = self.links.iter().filter(|(keys, _)| keys.last().is_some_and(|key| key == "finish"));
        match (ends.next(), ends.next()) {
            (Some((_, end)), None) => Some(end),
            _ => None,
        }
    }

    /// The connections below this first key: of one customer or port.
    pub fn below<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (&'a [String], &'a Link)> {
        self.links
            .iter()
            .filter(move |(keys, _)| keys.first().is_some_and(|first| first == key))
            .map(|(keys, link)| (keys.get(1..).unwrap_or_default(), link))
    }
}

impl Read for Connections {
    type Output = Self;

    const MAX_BODY: Option<usize> = Some(256 << 20);

    #[inline]
    fn read(response: &Response) -> Result<Self, Error> {
        let mut connections = Self::default();
        if let Some(data) = Payload::read(response)?.data_or_rest() {
            connections.add(response, &mut Vec::new(), data)?;
        }
        Ok(connections)
    }
}

impl Connections {
    /// Goes down to the objects that are connections. JSON is never deeper than 128.
    fn add(&mut self, response: &Response, keys: &mut Vec<String>, value: Value) -> Result<(), Error> {
        match value {
            Value::Object(fields) if is_link(&fields) => {
                let within = format!("data.{}", keys.join("."));
                let link = json::from_value(Value::Object(fields), within.trim_end_matches('.'))
                    .map_err(|fault| response.fault(fault))?;
                self.links.push((keys.clone(), link));
            }
            // A list that became an object. With far ends beside it, it is one on every server.
            Value::Object(fields) if is_list_of_links(&fields) => {
                fields.into_iter().try_for_each(|(_, link)| self.add(response, keys, link))?;
            }
            Value::Object(fields) => {
                for (key, inner) in fields {
                    if key.len() > LONGEST_KEY {
                        return Err(unexpected(response, "a key above connections is too long for an id"));
                    }
                    keys.push(key);
                    self.add(response, keys, inner)?;
                    keys.pop();
                }
            }
            Value::Array(items) => items.into_iter().try_for_each(|item| self.add(response, keys, item))?,
            nothing if is_nothing(&nothing) => {}
            _ => return Err(unexpected(response, "a single value stands where connections are expected")),
        }
        Ok(())
    }
}

fn is_link(fields: &Map<String, Value>) -> bool {
    ["connect_id", "object_type"].iter().any(|name| fields.contains_key(*name))
}

/// How long a key may be: the id of an object, a port or a side. It is copied to each connection below it.
const LONGEST_KEY: usize = 64;

/// Whether the keys count from zero, and nothing but connections stands under them.
fn is_list_of_links(fields: &Map<String, Value>) -> bool {
    !fields.is_empty()
        && (0..fields.len()).all(|at| fields.contains_key(&at.to_string()))
        && fields.values().all(|value| value.as_object().is_some_and(is_link))
}
