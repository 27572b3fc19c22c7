// Learners' pages: keeps the token in this tab, gives the page its address, and brings the content
// after a reload.
import { offerLanguages } from "./language.js";
import { leave, settleIn, watch } from "./leave.js";
import { keep, kept, page, receive } from "./page.js";
import { follow } from "./size.js";

const main = document.getElementById("main");
const UNREACHABLE = "We could not reach the service. Check your connection, then try again.";

function settle(address, token) {
  const content = main.querySelector("[data-idle]");
  if (address && address !== location.pathname) history.replaceState(null, "", address);
  keep(location.pathname, token);
  for (const link of main.querySelectorAll("a.with-token")) {
    link.addEventListener("click", () => keep(link.pathname, token));
  }
  main.querySelector(".leave").addEventListener("click", () => void leave("finished"));
  offerLanguages(main, token, load, refused);
  settleIn(() => token);
  watch(Number(content.dataset.idle));
}

function tell(message, code) {
  const box = document.createElement("div");
  box.className = "wide list";
  const heading = document.createElement("h1");
  heading.textContent = "We could not open this page";
  const words = document.createElement("p");
  words.textContent = message;
  box.append(heading, words);
  main.replaceChildren(box);
  if (!code) return;
  const help = document.createElement("p");
  help.append("If it happens again, ask your learning team for help, and give them this code: ");
  const strong = document.createElement("strong");
  strong.className = "code";
  strong.textContent = code;
  help.append(strong);
  box.append(help);
}

/** `answer`: of the service; none where it could not be reached. */
async function refused(answer) {
  if (!answer) return tell(UNREACHABLE, "");
  const { error } = await answer.json();
  return tell(error.message, error.code);
}

async function load() {
  const token = kept(location.pathname);
  const answer = await fetch(`${location.pathname}/content`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer.ok) return refused(answer);
  const frame = document.createElement("template");
  frame.innerHTML = await answer.text();
  const { title, address } = frame.content.firstElementChild.dataset;
  main.replaceChildren(document.importNode(frame.content, true));
  document.title = title;
  settle(address, token);
}

follow(document.body);
if (page.token) {
  receive();
  settle(page.address, page.token);
} else load().catch(() => refused());
