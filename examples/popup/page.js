// Shows the cards that the server sends. Every text goes in by textContent: none of it is markup.
"use strict";

const cards = document.getElementById("cards");
const shown = new Map();

function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function by(who) {
  return who ? ` by ${who}` : "";
}

const STAGES = {
  announced: () => "calls",
  begun: () => "in the PBX",
  rings: () => "rings",
  talks: (stage) => `answered${by(stage.by)}, goes on`,
  answered: (stage) => `answered${by(stage.by)}`,
  missed: () => "missed",
  unreported: () => "no end was reported",
};

const COLUMNS = [
  ["customers", "KubaLink"],
  ["nodeny", "NoDeny"],
  ["carbon", "Carbon Billing"],
  ["tasks", "Open tasks"],
];

// Of whom a task is, where there is a choice: a name, or else an id.
function customerOf(data, found) {
  const customers = found.customers.rows;
  if (data.of === null || customers.length < 2) return [];
  const known = customers.find((customer) => customer.id === data.of);
  return [`of ${known ? known.title : `customer ${data.of}`}`];
}

function row(data, found) {
  const item = element("li", "row");
  const head = element("p", "head");
  head.append(element("bdi", "title", data.title));
  if (data.balance !== null) {
    const isDebt = data.balance.startsWith("-");
    // A minus, not a hyphen.
    head.append(element("span", isDebt ? "balance debt" : "balance", data.balance.replace("-", "\u2212")));
  } else if (data.id !== null) {
    head.append(element("span", "id", `no. ${data.id}`));
  }
  item.append(head);
  for (const note of [...customerOf(data, found), ...data.notes]) item.append(element("bdi", "note", note));
  return item;
}

function column(name, title, found) {
  const data = found[name];
  const section = element("section", `column ${name}`);
  section.append(element("h3", "", title));
  if (data.rows.length) {
    const list = element("ul");
    list.append(...data.rows.map((each) => row(each, found)));
    section.append(list);
  }
  if (data.more) section.append(element("p", "none", "and more"));
  if (data.asking) section.append(element("p", "asking", "asking\u2026"));
  if (data.missing !== null) {
    section.dataset.state = "missing";
    const missing = element("p", "missing");
    missing.append(element("strong", "", "missing"), ` ${data.missing}`);
    section.append(missing);
  } else if (!data.rows.length && !data.asking) {
    section.dataset.state = data.unasked === null ? "nothing" : "unasked";
    section.append(element("p", "none", data.unasked ?? "nothing"));
  } else {
    section.dataset.state = data.asking ? "asking" : "found";
  }
  return section;
}

// When a card was made, or when its call was announced again.
function moved(data) {
  return data.again ?? data.since;
}

// The time of day, after the date if that is not today's.
function when(at, now) {
  const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString([], { day: "2-digit", month: "2-digit", year: "numeric" })} ${time}`;
}

function time(seconds) {
  const at = new Date(seconds * 1000);
  const made = element("time", "", when(at, new Date()));
  made.dateTime = at.toISOString();
  return made;
}

// What was today may be yesterday.
setInterval(() => {
  for (const made of cards.querySelectorAll("time")) made.textContent = when(new Date(made.dateTime), new Date());
}, 60_000);

function draw(data) {
  let card = shown.get(data.id);
  if (!card) {
    card = element("article", "card");
    card.id = `card-${data.id}`;
    shown.set(data.id, card);
  }
  if (card.dataset.again !== String(data.again)) {
    card.dataset.again = data.again;
    cards.prepend(card);
  }
  card.dataset.stage = data.stage.is;
  const head = element("header", "call");
  head.append(element("h2", "caller", data.caller || "number withheld"));
  head.append(element("span", "stage", STAGES[data.stage.is]?.(data.stage) ?? data.stage.is));
  if (data.rung.length) head.append(element("span", "rung", `at ${data.rung.join(", ")}`));
  // Events tell more than that.
  if (data.again !== null && ["announced", "unreported"].includes(data.stage.is)) {
    const again = element("span", "again", "again at ");
    again.append(time(data.again));
    head.append(again);
  }
  head.append(time(data.since));
  const columns = element("div", "columns");
  columns.append(...COLUMNS.map(([name, title]) => column(name, title, data.found)));
  card.replaceChildren(head, columns);
}

function link(state, text) {
  document.body.dataset.link = state;
  document.getElementById("link").textContent = text;
}

function count() {
  const ringing = cards.querySelectorAll('[data-stage="rings"], [data-stage="announced"]').length;
  document.title = ringing ? `(${ringing}) Calls` : "Calls";
  document.getElementById("empty").hidden = shown.size > 0;
}

function refused(data) {
  const footer = document.getElementById("refused");
  footer.hidden = data.count === 0;
  footer.textContent = `Requests that were not understood: ${data.count}. The last one: ${data.last}.`;
}

function take(event) {
  const changes = JSON.parse(event.data);
  for (const [id, card] of shown) {
    if (changes.all || id < changes.first) {
      card.remove();
      shown.delete(id);
    }
  }
  changes.cards.sort((one, other) => moved(one) - moved(other) || one.id - other.id).forEach(draw);
  refused(changes.refused);
  count();
  link("live", "live");
}

// An EventSource gives up for good at any answer but 200, such as a proxy's while the server starts again.
function connect() {
  const source = new EventSource("/events");
  source.addEventListener("cards", take);
  source.addEventListener("error", () => {
    source.close();
    link("lost", "connection lost, trying again");
    setTimeout(connect, 3_000);
  });
}

connect();
