// What a mark stands for, for a pointer and for the arrow keys: in chart pages and in reports.
(() => {
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const MARK = "[aria-roledescription][aria-label]";
  const told = document.createElement("p");
  told.id = "votekit-told";
  told.setAttribute("role", "status");
  told.hidden = true;
  document.body.append(told);

  const show = (mark) => {
    told.hidden = !mark;
    if (!mark) return;
    told.textContent = mark.getAttribute("aria-label");
    const box = mark.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - told.offsetWidth - 8);
    told.style.left = `${Math.max(8, left) + scrollX}px`;
    told.style.top = `${Math.max(0, box.top - told.offsetHeight - 6) + scrollY}px`;
  };

  // Pages with Vega in them show its own tooltips to a pointer.
  if (!window.vegaEmbed) {
    document.addEventListener("pointerover", (event) => {
      show(event.target.closest?.(`.votekit-picture ${MARK}`));
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(null);
  });

  for (const figure of document.querySelectorAll(".votekit-picture")) {
    let place = -1;
    const marks = () =>
      [...figure.querySelectorAll(MARK)].filter((mark) =>
        mark.getAttribute("role") !== "graphics-object" && mark.getClientRects().length);
    const leave = () => {
      figure.querySelectorAll(".at").forEach((mark) => mark.classList.remove("at"));
      show(null);
    };
    figure.tabIndex = 0;
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", "Chart; the arrow keys tell what its marks stand for");
    figure.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave();
      const all = marks();
      const target = { Home: 0, End: all.length - 1 }[event.key];
      if (!all.length || (!(event.key in STEPS) && target === undefined)) return;
      event.preventDefault();
      place = target ?? Math.min(all.length - 1, Math.max(0, place + STEPS[event.key]));
      leave();
      all[place].classList.add("at");
      show(all[place]);
    });
    figure.addEventListener("blur", leave);
  }
})();
