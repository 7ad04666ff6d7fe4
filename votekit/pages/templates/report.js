// Whoever cannot point reaches a picture's shapes with the arrow keys.
(() => {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  for (const figure of document.querySelectorAll(".votekit-picture")) {
    const shapes = () => [...figure.querySelectorAll("[aria-roledescription][aria-label]")]
      .filter((shape) => shape.getClientRects().length);
    if (!shapes().length) continue;
    let place = -1;
    figure.tabIndex = 0;
    figure.setAttribute("aria-label", "Picture; arrow keys tell what its shapes stand for");
    const leave = () => {
      figure.querySelectorAll(".at").forEach((shape) => shape.classList.remove("at"));
      document.body.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    };
    figure.addEventListener("keydown", (event) => {
      const all = shapes();
      const target = { Home: 0, End: all.length - 1 }[event.key];
      if (!(event.key in steps) && target === undefined) return;
      event.preventDefault();
      place = target ?? Math.min(all.length - 1, Math.max(0, place + steps[event.key]));
      leave();
      all[place].classList.add("at");
      all[place].dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    });
    figure.addEventListener("blur", leave);
  }
})();
