// Learners' pages: keeps the token in this tab, gives the page its address, and brings the content
// after a reload.
import { offerLanguages } from "./language.js";
import { leave, settleIn, watch } from "./leave.js";
import { keep, kept, page, receive } from "./page.js";
import { follow } from "./size.js";
import { offerWindow } from "./small.js";
import { say } from "./words.js";

const KEPT = 60 * 1000; // ms that a browser has to take a file: an iPhone asks first
const main = document.getElementById("main");

function fill(content) {
  main.textContent = "";
  main.append(content);
}

function settle(address, token) {
  const content = main.querySelector("[data-idle]");
  if (address && address !== location.pathname) history.replaceState(null, "", address);
  keep(location.pathname, token);
  for (const link of main.querySelectorAll("a.with-token")) {
    link.addEventListener("click", () => keep(link.pathname, token));
  }
  main.querySelector(".download")?.addEventListener("click", download);
  for (const form of main.querySelectorAll("form.ask")) ask(form, token);
  main.querySelector(".leave").addEventListener("click", () => void leave("finished"));
  offerLanguages(main, token, load, refused);
  settleIn(() => token);
  watch(Number(content.dataset.idle));
  offerWindow(token);
}

/** Sends the form and the button that was pressed: browsers of 2022 do not tell which that was. */
function ask(form, token) {
  let pressed;
  form.addEventListener("click", ({ target }) => {
    pressed = target.closest("button");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form, pressed, token).catch(() => tell(say("unreachable"), ""));
  });
}

function tell(message, code) {
  const box = document.createElement("div");
  box.className = "wide list";
  const heading = document.createElement("h1");
  heading.textContent = say("unopened");
  const words = document.createElement("p");
  words.textContent = message;
  box.append(heading, words);
  const help = document.createElement("p");
  help.append(say("code"), " ");
  fill(box);
  if (!code) return;
  const strong = document.createElement("strong");
  strong.className = "code";
  strong.textContent = code;
  help.append(strong);
  box.append(help);
}

/** `told`: the service's answer; none where it could not be reached. */
async function refused(told) {
  if (!told) return tell(say("unreachable"), "");
  const { error } = await told.json();
  return tell(error.message, error.code);
}

/** What was pressed goes to the server; what it answers stands on the page then. */
async function answer(form, pressed, token) {
  const body = new URLSearchParams(new FormData(form));
  if (pressed?.name) body.append(pressed.name, pressed.value);
  const told = await request(form.action, token, { method: "POST", body });
  if (told.ok && form.dataset.leaves) return leave(form.dataset.leaves);
  await show(told, token);
  main.querySelector("h1, h2")?.focus();
}

/** The text on the page as a file. */
function download() {
  const text = main.querySelector("pre").textContent;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = "our-leadership-way-my-data.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

const request = (address, token, more = {}) =>
  fetch(address, { ...more, headers: { Authorization: `Bearer ${token}` } });

async function load() {
  const token = kept(location.pathname);
  await show(await request(`${location.pathname}/content`, token), token);
}

async function show(told, token) {
  if (!told.ok) return refused(told);
  const frame = document.createElement("template");
  frame.innerHTML = await told.text();
  const { dataset, lang, dir } = frame.content.firstElementChild;
  const { title, address } = dataset;
  Object.assign(document.documentElement, { lang, dir });
  fill(document.importNode(frame.content, true));
  document.title = title;
  settle(address, token);
}

follow(document.body);
if (page.token) {
  receive();
  settle(page.address, page.token);
} else load().catch(() => refused());
