// Tables of members sort by a click on a heading and are filtered by what is typed above them.
(() => {
  for (const table of document.querySelectorAll(".figure details table")) {
    const body = table.tBodies[0];
    const rows = () => [...body.rows];
    const told = (row, at) => row.cells[at].textContent.trim();
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "Filter: name, state, party, position";
    field.setAttribute("aria-label", "Filter members");
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/);
      for (const row of rows()) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
    });
    table.closest(".scroll").before(field);
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const sorted = rows().sort((one, other) =>
          told(one, at).localeCompare(told(other, at), "en", { numeric: true }));
        body.append(...(down ? sorted.reverse() : sorted));
      });
    });
  }
})();
