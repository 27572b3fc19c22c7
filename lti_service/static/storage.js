// The platform's storage, for browsers that keep no cookie inside the platform's frame (LTI Client
// Side postMessages 0.1, LTI postMessage Storage 0.1). Only the platform's own login origin is ever
// asked or listened to.
const KEPT = 3000; // ms; what comes later than that is kept all the same
const TOLD = 30000;
const AGAIN = 500; // the platform's page, or its frame for this, may not be there yet

/** A message's own, which no other page can guess. */
export const newId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

function frameOf(target) {
  const host = window.parent !== window ? window.parent : window.opener;
  if (!host || target === "_parent") return host;
  try {
    return host.frames[target] || host;
  } catch {
    return host;
  }
}

function ask(place, message, patience) {
  return new Promise((resolve, reject) => {
    if (!frameOf(place.target)) return reject(new Error("no platform window"));
    const id = newId();
    const timer = setTimeout(() => done(reject, new Error("no answer")), patience);
    const again = setInterval(send, AGAIN);
    function done(settle, value) {
      clearTimeout(timer);
      clearInterval(again);
      window.removeEventListener("message", hear);
      settle(value);
    }
    function hear(event) {
      const data = event.data;
      if (event.origin !== place.origin || !data || data.message_id !== id) return;
      if (data.subject !== `${message.subject}.response`) return;
      if (data.error) done(reject, new Error(String(data.error.code)));
      else done(resolve, data.value);
    }
    function send() {
      frameOf(place.target)?.postMessage({ ...message, message_id: id }, place.origin);
    }
    window.addEventListener("message", hear);
    send();
  });
}

export const put = (place, value) =>
  ask(place, { subject: "lti.put_data", key: place.key, value }, KEPT);
export const get = (place, patience = TOLD) =>
  ask(place, { subject: "lti.get_data", key: place.key }, patience);
