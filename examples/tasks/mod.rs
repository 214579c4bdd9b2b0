//! The tasks of a team on one day, with customers and addresses, in as few requests as KubaLink allows: one for the ids,
//! one for the tasks, one for their customers, and one for houses where a task has no address of its own.

use std::collections::{BTreeMap, BTreeSet};

use kubalink_client::address::House;
use kubalink_client::customer::Customer;
use kubalink_client::task::{Task, TaskOrder};
use kubalink_client::{BuildingId, Client, CustomerId, DivisionId, Error, LocalDate, LocalDateTime, TaskId};

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub id: TaskId,
    pub at: Option<LocalDateTime>,
    pub kind: Option<String>,
    pub state: Option<String>,
    pub urgent: bool,
    pub customer: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub what: Option<String>,
}

/// The tasks that a team has to do on a day, in the order of their times.
pub async fn of_the_day(erp: &Client, team: DivisionId, day: LocalDate) -> Result<Vec<Line>, Error> {
    let at =
        |hour, minute, second| LocalDateTime::new(day.year(), day.month(), day.day(), hour, minute, second);
    let list = erp
        .task()
        .get_list()
        .division_id_with_staff([team])
        .date_do_from(at(0, 0, 0)?)
        .date_do_to(at(23, 59, 59)?)
        .order_by(TaskOrder::DateDo)
        .await?;
    if list.ids.is_empty() {
        return Ok(Vec::new());
    }
    let tasks = erp.task().show_many(list.ids.iter().copied()).is_without_comments(true).await?;
    let customers = customers(erp, &tasks).await?;
    let houses = houses(erp, &tasks, &customers).await?;
    let mut tasks: BTreeMap<_, _> = tasks.into_iter().map(|task| (task.id, task)).collect();
    // In the order of the search. One that is gone by now is left out.
    let tasks = list.ids.iter().filter_map(|id| tasks.remove(id));
    Ok(tasks.map(|task| line(task, &customers, &houses)).collect())
}

async fn customers(erp: &Client, tasks: &[Task]) -> Result<BTreeMap<CustomerId, Customer>, Error> {
    let ids: BTreeSet<_> = tasks.iter().filter_map(customer_of).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let customers = erp.customer().get_data_many(ids).await?;
    Ok(customers.into_iter().map(|customer| (customer.id, customer)).collect())
}

async fn houses(
    erp: &Client,
    tasks: &[Task],
    customers: &BTreeMap<CustomerId, Customer>,
) -> Result<BTreeMap<BuildingId, House>, Error> {
    let needed = tasks.iter().filter(|task| address_of(task).is_none());
    let ids: BTreeSet<_> =
        needed.filter_map(|task| customers.get(&customer_of(task)?)?.address.first()?.house_id).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let houses = erp.address().get_house().building_id(ids).await?;
    Ok(houses.into_iter().filter_map(|house| Some((house.building_id?, house))).collect())
}

fn customer_of(task: &Task) -> Option<CustomerId> {
    task.customer.first().map(|customer| customer.id).or(task.customer_id)
}

fn address_of(task: &Task) -> Option<String> {
    let address = task.address.as_ref()?;
    let text = address.text.as_ref().filter(|text| !text.is_empty())?;
    Some(with_flat(text.to_string(), address.flat().map(ToString::to_string)))
}

fn with_flat(address: String, flat: Option<String>) -> String {
    match flat.filter(|flat| !flat.is_empty()) {
        Some(flat) => format!("{address}, {flat}"),
        None => address,
    }
}

fn line(
    task: Task,
    customers: &BTreeMap<CustomerId, Customer>,
    houses: &BTreeMap<BuildingId, House>,
) -> Line {
    let customer = customer_of(&task).and_then(|id| customers.get(&id));
    let own_address = || {
        let address = customer?.address.first()?;
        let house = houses.get(&address.house_id?)?.full_name.as_ref()?;
        let flat = address.apartment.as_ref().and_then(|flat| flat.number.as_ref());
        Some(with_flat(house.to_string(), flat.map(ToString::to_string)))
    };
    let phone = |customer: &Customer| {
        let phones = || customer.phone.iter().filter(|phone| phone.number.is_some());
        let main = phones().find(|phone| phone.flag_main == Some(true)).or_else(|| phones().next())?;
        main.number.as_ref().map(ToString::to_string)
    };
    let name = |customer: &Customer| customer.full_name.as_ref().map(ToString::to_string);
    let stranger = task.optional_customer_name.as_ref().map(ToString::to_string);
    Line {
        id: task.id,
        at: task.date.as_ref().and_then(|date| date.todo),
        kind: task.kind.as_ref().and_then(|kind| kind.name.as_ref()).map(ToString::to_string),
        state: task.state.as_ref().and_then(|state| state.name.as_ref()).map(ToString::to_string),
        urgent: task.priority.is_some_and(|priority| priority > 0),
        customer: customer.and_then(name).or(stranger),
        phone: customer.and_then(phone),
        address: address_of(&task).or_else(own_address),
        what: task.description.as_ref().map(ToString::to_string),
    }
}
