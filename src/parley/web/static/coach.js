/* The coach, where it keeps up with what is typed. Without this file every button submits the form and does the same.
   1. A layer behind the box underlines the words that are meant.
   2. "Use this wording" and "Begin with…" write into the box as a hand would: the browser can undo it.
   3. Nothing moves the focus but a button that was pressed, and a place that grew shrinks only while one types,
      never under a hand that is on its way to a button. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const boxOf = (region) => document.getElementById(region.dataset.box);
  const regionOf = (box) => document.getElementById(`${box.id}-coach`);
  const span = (words) => words.split(",").map(Number);

  // 1. The layer has the same words in the same place, and shows nothing but the lines
  const mirrorOf = (box) => {
    const before = box.previousElementSibling;
    if (before?.classList.contains("mirror")) return before;
    const mirror = document.createElement("div");
    mirror.className = `mirror ${box.className}`;
    mirror.setAttribute("aria-hidden", "true");
    mirror.dir = "auto";
    box.before(mirror);
    return mirror;
  };
  const underline = (region) => {
    const box = boxOf(region);
    if (!box) return;
    const mirror = mirrorOf(box);
    const parts = [];
    let at = 0;
    for (const finding of all(".finding", region)) {
      const [start, end] = span(finding.dataset.mark);
      // What was typed since may have moved the words: then there is no line until the coach has read again
      if (start < at || box.value.slice(start, end) !== finding.querySelector("q").textContent) continue;
      const mark = document.createElement("mark");
      mark.textContent = box.value.slice(start, end);
      parts.push(box.value.slice(at, start), mark);
      at = end;
    }
    mirror.replaceChildren(...parts, `${box.value.slice(at)}\n`);
    mirror.style.inlineSize = `${box.clientWidth}px`;
    mirror.scrollTop = box.scrollTop;
  };
  const readAgain = (region) => window.htmx?.trigger(region, "read");

  document.addEventListener("input", (event) => {
    const region = event.target.id && regionOf(event.target);
    if (!region) return;
    region.dataset.stale = "";
    underline(region);
    region.style.minBlockSize = "";
    const plain = event.target.form?.querySelector("[data-plain]");
    if (plain) plain.textContent = plain.dataset.plain;
  });
  document.addEventListener("scroll", (event) => {
    const region = event.target.id && regionOf(event.target);
    if (region) mirrorOf(event.target).scrollTop = event.target.scrollTop;
  }, true);
  window.addEventListener("resize", () => { for (const region of all(".coach")) underline(region); });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const region = event.target;
    if (!region.classList?.contains("coach")) return;
    region.style.minBlockSize = `${region.offsetHeight}px`;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.target.classList?.contains("coach")) return;
    delete event.target.dataset.stale;
    underline(event.target);
  });

  // 2. What a hand would type. execCommand is old, and the only way that keeps the browser's own undo.
  const write = (box, start, end, words) => {
    box.focus();
    box.setSelectionRange(start, end);
    if (document.execCommand("insertText", false, words)) return;
    box.setRangeText(words, start, end, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const below = (box, words) => {
    const typed = box.value.trimEnd();
    write(box, typed.length, box.value.length, typed ? `\n\n${words}` : words);
  };
  const use = (region, button) => {
    const box = boxOf(region);
    const finding = button.closest(".finding");
    // Typed since it was read: where the sentence ends may be another place now
    if ("stale" in region.dataset) return readAgain(region);
    region.style.minBlockSize = `${region.offsetHeight}px`;
    finding.remove();
    write(box, ...span(finding.dataset.place), button.dataset.wording);
  };
  const keep = (region, button) => {
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "coach_kept", value: button.dataset.keep });
    region.append(kept);
    boxOf(region).focus();
    readAgain(region);
  };
  const begin = async (button) => {
    const { form } = button;
    const box = form.querySelector("textarea");
    const saying = all("span", button).find((words) => getComputedStyle(words).display !== "none");
    if (button.classList.contains("begin-saying") && saying) return below(box, saying.textContent);
    const asked = new FormData(form);
    asked.set(button.name, button.value);
    const answer = await fetch(button.formAction, { method: "POST", body: asked, headers: { "X-Begin": "1" } }).catch(() => null);
    const words = answer?.ok && !answer.redirected ? await answer.text() : "";
    if (words) below(box, words);
    else form.requestSubmit(button);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=coach], button[name=begin]");
    const region = button?.closest(".coach");
    if (!button) return;
    if (button.name === "begin") {
      event.preventDefault();
      button.closest("details").open = false;
      begin(button);
    } else if (region && boxOf(region)) {
      event.preventDefault();
      if (button.dataset.keep) keep(region, button);
      else use(region, button);
    }
  });

  // Words that were there before the page: shown once more, chosen, or kept by the browser
  for (const region of all(".coach")) {
    underline(region);
    if (boxOf(region)?.value && !region.querySelector(".finding, .coach-note, .coach-points")) readAgain(region);
  }
})();
