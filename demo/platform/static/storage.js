// LTI Platform Storage for the tool in our frame: put and get by origin, within this page's life.
const tool = new URL(document.currentScript.dataset.tool).origin;
const kept = new Map();

window.addEventListener("message", (event) => {
  const { subject, message_id, key, value } = event.data || {};
  if (event.origin !== tool || !message_id) return;
  const answer = { subject: `${subject}.response`, message_id, key };
  if (subject === "lti.capabilities")
    answer.supported_messages = [{ subject: "lti.put_data" }, { subject: "lti.get_data" }];
  else if (subject === "lti.put_data") kept.set(key, (answer.value = value));
  else if (subject === "lti.get_data") answer.value = kept.get(key) ?? null;
  else return;
  event.source.postMessage(answer, event.origin);
});
