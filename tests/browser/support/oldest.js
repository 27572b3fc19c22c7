// Takes from a page what the oldest promised browsers (browsers.json) do not have, as far as our
// pages have ever asked for it. MDN's compatibility data say since when others have it.
(() => {
  const gone = [
    [Array.prototype, "at"], // Chrome 92, Firefox 90, Safari 15.4
    [String.prototype, "at"],
    [Element.prototype, "replaceChildren"], // Chrome 86, Safari 14
    [ShadowRoot.prototype, "adoptedStyleSheets"], // Firefox 101, Safari 16.4
    [Document.prototype, "adoptedStyleSheets"],
    [Crypto.prototype, "randomUUID"], // Chrome 92, Firefox 95, Safari 15.4
    [SubmitEvent.prototype, "submitter"], // Safari 15.4
    [PerformanceResourceTiming.prototype, "transferSize"], // Safari 16.4
    [Intl, "ListFormat"], // Safari 14.1
    [window, "BroadcastChannel"], // Safari 15.4
    [window, "structuredClone"], // Chrome 98, Firefox 94, Safari 15.4
  ];
  for (const [owner, name] of gone) delete owner[name];

  /** Safari before 16.4 and Firefox before 101: only the browser makes style sheets. */
  window.CSSStyleSheet = function () {
    throw new TypeError("Illegal constructor");
  };

  /** Chrome before 112, Firefox before 111 and Safari before 16.4 take a form alone. */
  const Whole = window.FormData;
  window.FormData = class extends Whole {
    constructor(form) {
      super(form);
    }
  };
})();
