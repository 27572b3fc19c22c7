// The Studio form of the olw block: sends the settings, shows what to change. No library needed.
// It saves on the button's click, not on the form's submit: the page in which newer libraries show
// a form cancels the click of the first .save-button, and with it the submit
// (edx-platform, common/templates/xblock_v2/xblock_iframe.html).
(function () {
  "use strict";

  function cookie(name) {
    var found = document.cookie.split("; ").filter(function (pair) {
      return pair.indexOf(name + "=") === 0;
    })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  function notify(runtime, name, data) {
    if (typeof runtime.notify === "function") {
      runtime.notify(name, data);
    }
  }

  function OlwStudio(runtime, element, init) {
    var root = element.jquery ? element[0] : element;
    var form = root.querySelector("form.olw-studio");
    var summary = form.querySelector(".olw-problems");

    function controls() {
      return Array.prototype.slice.call(form.querySelectorAll("input[name], select[name]"));
    }

    function values() {
      var all = {};
      controls().forEach(function (control) {
        all[control.name] = control.value;
      });
      return all;
    }

    function clear() {
      summary.hidden = true;
      summary.querySelector("ul").textContent = "";
      controls().forEach(function (control) {
        var place = document.getElementById(control.id + "-error");
        place.hidden = true;
        place.textContent = "";
        control.removeAttribute("aria-invalid");
      });
    }

    function entry(control, text) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = "#" + control.id;
      link.textContent = text;
      link.addEventListener("click", function (event) {
        event.preventDefault();
        control.focus();
      });
      item.appendChild(link);
      return item;
    }

    function show(error) {
      var list = summary.querySelector("ul");
      var fields = error.fields || {};
      clear();
      controls()
        .filter(function (control) {
          return fields[control.name];
        })
        .forEach(function (control) {
          var place = document.getElementById(control.id + "-error");
          place.textContent = fields[control.name];
          place.hidden = false;
          control.setAttribute("aria-invalid", "true");
          list.appendChild(entry(control, fields[control.name]));
        });
      if (!list.children.length) {
        var item = document.createElement("li");
        item.textContent = error.message;
        list.appendChild(item);
      }
      summary.hidden = false;
      summary.focus();
      notify(runtime, "error", {
        title: summary.querySelector("h2").textContent,
        message: error.message,
      });
    }

    function failed() {
      show({ message: init.failed });
    }

    // The link follows the picker; what another module means is said once one is chosen.
    var picker = form.querySelector("select[name=module]");
    var look = form.querySelector(".olw-look");
    var swap = form.querySelector(".olw-swap");
    var first = picker.value;

    picker.addEventListener("change", function () {
      look.href = look.getAttribute("data-address") + encodeURIComponent(picker.value);
      if (swap) {
        swap.hidden = picker.value === first;
      }
    });

    var saving = false;

    function save(event) {
      event.preventDefault();
      if (saving) {
        return;
      }
      saving = true;
      clear();
      notify(runtime, "save", { state: "start" });
      fetch(runtime.handlerUrl(element, "studio_submit"), {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": cookie(init.csrfCookie) },
        body: JSON.stringify(values()),
      })
        .then(function (response) {
          return response.json().then(function (data) {
            if (response.ok) {
              form.setAttribute("data-saved", "true");
              notify(runtime, "save", { state: "end" });
            } else {
              show(data.error || { message: init.failed });
            }
          });
        })
        .catch(failed)
        .then(function () {
          saving = false;
        });
    }

    // Enter in a field clicks the button; a submit that comes without a click is taken too.
    form.querySelector(".save-button").addEventListener("click", save);
    form.addEventListener("submit", save);

    // The same page puts a listener of its own on .cancel-button: one press, one message.
    form.querySelector(".cancel-button").addEventListener("click", function (event) {
      event.preventDefault();
      event.stopImmediatePropagation();
      notify(runtime, "cancel", {});
    });
  }

  window.OlwStudio = OlwStudio;
})();
