/* The help: copies the link of an article. Without it the link stands in a box, to be copied by hand. */
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const box = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(box.value);
      button.textContent = button.dataset.copied;
    } catch {
      box.select();
    }
  });
}
