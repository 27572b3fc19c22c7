// The room: one screen, no logins. Taps and the keys 1 to 4 count votes; nothing is stored or sent.
const { start, nodes } = JSON.parse(document.getElementById("room-data").textContent);
const room = document.getElementById("room");
const said = document.getElementById("said");
let trail = [{ node: start, votes: [], open: false }];

const here = () => trail[trail.length - 1];
const make = (tag, words, name) => {
  const made = document.createElement(tag);
  if (words !== undefined) made.textContent = words;
  if (name) made.className = name;
  return made;
};
const block = (html, name) => {
  const made = make("div", undefined, name);
  made.innerHTML = html;
  return made;
};
const button = (words, act, name) => {
  const made = make("button", words, name);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};
const votes = (place) => here().votes[place] || 0;
const counted = (place) => `${votes(place)} ${votes(place) === 1 ? "vote" : "votes"}`;
const total = () => here().votes.reduce((sum, many) => sum + (many || 0), 0);

function vote(place, by) {
  here().votes[place] = Math.max(0, votes(place) + by);
  const words = `${nodes[here().node].options[place].letter}: ${votes(place)}`;
  document.getElementById(`count-${place}`).textContent = counted(place);
  said.textContent = words;
  if (here().open) draw();
}

function line(option, place) {
  const row = make("li");
  const cast = button(`Vote ${option.letter}`, () => vote(place, 1), "letter");
  const count = make("output", counted(place), "count");
  count.id = `count-${place}`;
  const less = button(`Undo ${option.letter}`, () => vote(place, -1), "less");
  row.append(cast, block(option.html, "words"), count, less);
  if (here().open && total()) {
    const bar = make("meter");
    bar.max = total();
    bar.value = votes(place);
    bar.setAttribute("aria-label", `${option.letter}: ${votes(place)} of ${total()}`);
    row.append(bar);
  }
  return row;
}

/** Options that were voted for, the most votes first; with none, as the story has them. */
function ranked(node) {
  const places = node.options.map((_, place) => place);
  const given = places.filter((place) => votes(place));
  return (given.length ? given : places).sort((one, other) => votes(other) - votes(one));
}

function go(place) {
  const node = nodes[here().node];
  const { id, letter, told } = node.options[place];
  const next = id in node.go ? node.go[id] : node.go[""];
  trail.push({ node: next, votes: [], open: false, told, letter });
  draw(true);
}

function onward(node) {
  const bar = make("div", undefined, "onward");
  if (!here().open) {
    bar.append(button("Show the split", () => ((here().open = true), draw())));
  } else {
    const order = ranked(node);
    const [most] = order;
    const least = order[order.length - 1];
    bar.append(button(`Follow the majority (${node.options[most].letter})`, () => go(most)));
    if (least !== most) {
      const words = `Try the minority (${node.options[least].letter})`;
      bar.append(button(words, () => go(least), "second"));
    }
  }
  if (trail.length > 1) bar.append(button("Back", () => (trail.pop(), draw(true)), "second"));
  return bar;
}

function ending(node) {
  const end = make("div");
  end.append(make("p", `The end: ${node.ending}`, "prompt"));
  end.append(document.getElementById("after").content.cloneNode(true));
  const again = () => ((trail = [{ node: start, votes: [], open: false }]), draw(true));
  end.append(button("Start again", again, "second"));
  if (trail.length > 1) end.append(button("Back", () => (trail.pop(), draw(true)), "second"));
  return end;
}

function draw(moved) {
  const node = nodes[here().node];
  const parts = [];
  const heading = make("h2", node.place);
  heading.tabIndex = -1;
  parts.push(heading);
  if (here().told) parts.push(make("p", `You chose ${here().letter}.`, "chose"));
  if (here().told) parts.push(block(here().told, "told"));
  parts.push(block(node.html, "scene"));
  if (node.ending) parts.push(ending(node));
  else {
    parts.push(block(node.prompt, "prompt"));
    const list = make("ul", undefined, "votes");
    list.append(...node.options.map(line));
    parts.push(list);
    if (here().open && node.questions.length) {
      const question = node.questions[(trail.length - 1) % node.questions.length];
      parts.push(block(`<strong>Talk:</strong> ${question}`, "question"));
    }
    parts.push(onward(node));
  }
  const focused = document.activeElement?.closest(".room button")?.textContent;
  room.textContent = "";
  room.append(...parts);
  if (moved) heading.focus();
  else if (focused) {
    const buttons = [...room.querySelectorAll("button")];
    const same = buttons.find((one) => one.textContent === focused);
    (same || room.querySelector(".onward button")).focus();
  }
}

document.addEventListener("keydown", (event) => {
  const place = Number(event.key) - 1;
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (nodes[here().node].options[place]) vote(place, 1);
});
document.getElementById("print").addEventListener("click", () => print());
draw();
