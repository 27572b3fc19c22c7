// The button that tells the LMS that registering is over (LTI Dynamic Registration 1.0, 3.7.3). The
// message says nothing of anybody, so any LMS may hear it.
const host = window.parent !== window ? window.parent : window.opener;
const part = document.getElementById("close");

function close() {
  host.postMessage({ subject: "org.imsglobal.lti.close" }, "*");
}

if (host) {
  part.hidden = false;
  part.querySelector("button").addEventListener("click", close);
}
