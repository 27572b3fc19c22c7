// The tool says that registering is over (LTI Dynamic Registration 1.0, 3.7.3): show the new list.
window.addEventListener("message", (event) => {
  if (event.data?.subject === "org.imsglobal.lti.close") location.replace(location.pathname);
});
