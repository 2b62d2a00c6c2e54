/* Optional comfort; every page works without it. No inline code, no eval.
   1. Menus close on Escape, on a click elsewhere, and one at a time.
   2. Unsent text is kept in this tab until it is sent.
   3. Regions marked data-live catch up by themselves, never under a hand that is typing.
   4. The foot bar hides while Next is in view; the demo bar remembers whether it is open. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // 1. Menus
  const menus = () => all("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("toggle", (event) => {
    const opened = event.target;
    if (opened.matches?.("details[data-remember]"))
      document.cookie = `${opened.dataset.remember}=${opened.open ? "open" : "closed"}; path=/; max-age=31536000; samesite=lax`;
    if (!opened.open || !opened.name) return;
    // Browsers that do not yet know <details name> get the same manners
    for (const other of all("details[open]")) if (other !== opened && other.name === opened.name) other.open = false;
  }, true);

  // 2. Drafts. The server's text wins when there is some: it is what the person sent last.
  // A draft goes when its words stand on the page, when the form was sent and the page that followed asks for them no more,
  // or when the page says so: <meta name="sent" content="order-7F3K">.
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();
  const drafts = () => {
    for (const box of all("[data-draft]")) {
      const key = `draft:${box.dataset.draft}`;
      const kept = sessionStorage.getItem(key);
      if (!kept) continue;
      if (all(".entry .said").some((words) => squeeze(words.textContent) === squeeze(kept))) sessionStorage.removeItem(key);
      else if (!box.value) box.value = kept;
      // What the page was opened to begin with comes below what was typed before
      else if ("begun" in box.dataset) box.value = kept.includes(box.value) ? kept : `${kept.trimEnd()}\n\n${box.value}`;
    }
  };
  document.addEventListener("input", (event) => {
    const key = event.target.dataset?.draft;
    if (!key) return;
    if (event.target.value) sessionStorage.setItem(`draft:${key}`, event.target.value);
    else sessionStorage.removeItem(`draft:${key}`);
  });
  document.addEventListener("submit", (event) => {
    const sent = all("[data-draft]", event.target).map((box) => box.dataset.draft);
    if (sent.length) sessionStorage.setItem("sent", JSON.stringify(sent));
  });
  // A guest was signed out while writing, and is asked to sign in: what was sent was not taken yet.
  if (document.querySelector("[data-signed-in]")) {
    for (const key of JSON.parse(sessionStorage.getItem("sent") ?? "[]"))
      if (!document.querySelector(`[data-draft="${CSS.escape(key)}"]`)) sessionStorage.removeItem(`draft:${key}`);
    sessionStorage.removeItem("sent");
  }
  for (const sent of all('meta[name="sent"]')) sessionStorage.removeItem(`draft:${sent.content}`);
  drafts();

  // 3. Live regions: <div id="room-time" data-live="/orders/7F3K/live" data-version="41">. Regions of one address are asked once.
  const status = document.getElementById("live-status");
  const tell = (key) => {
    const words = key ? (status?.dataset[key] ?? "") : "";
    if (status && status.textContent !== words) status.textContent = words;
  };
  const busy = (region) =>
    region.contains(document.activeElement) && document.activeElement !== region
      || region.querySelector("details[open] form, details[open] .preview") !== null
      || all("input:not([type=hidden]), textarea", region).some((box) => box.value !== box.defaultValue);
  const swap = (answer) => {
    let held = false;
    for (const fresh of all("[data-live]", answer)) {
      const stale = fresh.id && document.getElementById(fresh.id);
      if (!stale || stale.outerHTML === fresh.outerHTML) continue;
      if (busy(stale)) { held = true; continue; }
      stale.replaceWith(document.adoptNode(fresh));
      window.htmx?.process(fresh);
      drafts();
    }
    return held;
  };
  const follow = (address) => {
    let version = document.querySelector(`[data-live="${CSS.escape(address)}"]`)?.dataset.version;
    let etag = version ? `"${version}"` : "";
    let failures = 0;
    let timer = 0;
    const again = () => { timer = setTimeout(ask, Math.min(5000 * 2 ** failures, 60000)); };
    const ask = async () => {
      clearTimeout(timer);
      if (document.hidden) return;
      try {
        const answer = await fetch(address, { headers: { "X-Live": "1", ...(etag && { "If-None-Match": etag }) } });
        // Signed out or moved: a redirect's page is not ours to show
        if (answer.redirected || answer.status === 401 || answer.status === 403 || answer.status === 404) return;
        if (answer.status !== 304) {
          if (!answer.ok) throw new Error(String(answer.status));
          const held = swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
          // What was held back is asked for again, so its tag must not be remembered
          etag = held ? "" : (answer.headers.get("ETag") ?? "");
          tell(held ? "held" : "");
        }
        if (failures > 1) { tell("back"); setTimeout(() => tell(""), 6000); }
        failures = 0;
      } catch {
        failures += 1;
        if (failures > 1) tell("lost");
      }
      again();
    };
    document.addEventListener("visibilitychange", ask);
    window.addEventListener("online", ask);
    again();
  };
  for (const address of new Set(all("[data-live]").map((region) => region.dataset.live))) if (address) follow(address);

  // 4. The foot bar, and the first thing to read after a refusal
  const next = document.getElementById("next");
  const foot = document.querySelector("[data-foot-bar]");
  if (next && foot) new IntersectionObserver(([seen]) => { foot.hidden = seen.isIntersecting; }).observe(next);
  document.querySelector(".error-summary, #refusal")?.focus();
})();
