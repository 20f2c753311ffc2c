(() => {
  "use strict";

  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/\s+/g, " ").trim();

  const lineOf = (element) => ({
    element,
    isTotal: element.classList.contains("total"),
    isHeading: element.classList.contains("area") || element.classList.contains("criterion"),
    depth: Number(element.dataset.depth || 0),
    facets: (element.dataset.facets || "").split(";").map((places) => places.split(" ")),
    text: null,
  });

  const textOf = (line) => {
    line.text ??= fold(Array.from(line.element.cells, (cell) => cell.textContent).join(" "));
    return line.text;
  };

  // A heading is shown where a row below it is: seen from the end, `isOpen[d]` says whether a heading of depth d has one.
  const narrow = (lines, words, wanted) => {
    const isNarrowed = words.length > 0 || wanted.some((place) => place !== "");
    const isOpen = [];
    let shown = 0;
    for (let index = lines.length - 1; index >= 0; index -= 1) {
      const line = lines[index];
      let isShown = !isNarrowed;
      if (line.isHeading) {
        isShown ||= isOpen[line.depth] === true;
        isOpen.length = Math.min(isOpen.length, line.depth);
      } else if (!line.isTotal) {
        isShown =
          wanted.every((place, choice) => place === "" || (line.facets[choice] || []).includes(place)) &&
          words.every((word) => textOf(line).includes(word));
        isOpen.length = Math.min(isOpen.length, line.depth);
        if (isShown) {
          shown += 1;
          for (let depth = 0; depth < line.depth; depth += 1) isOpen[depth] = true;
        }
      }
      if (line.element.hidden === isShown) line.element.hidden = !isShown;
    }
    return { shown, isNarrowed };
  };

  const setUp = (block) => {
    const lines = Array.from(block.querySelector("tbody").rows, lineOf);
    const total = lines.filter((line) => !line.isHeading && !line.isTotal).length;
    const controls = block.querySelector(".controls");
    const search = controls.querySelector("input");
    const selects = Array.from(controls.querySelectorAll("select"));
    const count = block.querySelector(".count");

    const apply = () => {
      const words = search ? fold(search.value).split(" ").filter(Boolean) : [];
      const { shown, isNarrowed } = narrow(lines, words, selects.map((select) => select.value));
      const text = `Hiện ${shown}/${total} dòng`;
      if (count.textContent !== text) count.textContent = text;
      block.classList.toggle("narrowed", isNarrowed);
      block.querySelector(".none").hidden = shown > 0;
      block.querySelector(".box").hidden = shown === 0 && isNarrowed;
    };
    let waiting = 0;
    const applySoon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, lines.length > 1000 ? 200 : 0);
    };
    const reset = () => {
      if (search) search.value = "";
      for (const select of selects) select.value = "";
      apply();
    };

    if (search) search.addEventListener("input", applySoon);
    for (const select of selects) select.addEventListener("change", apply);
    controls.querySelector("button").addEventListener("click", reset);
    block.addEventListener("reveal", reset);
    controls.hidden = false;
    count.hidden = false;
    apply();
  };

  // What a link leads to is unfolded, and shown even where its table was narrowed.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) target.closest("[data-narrowed]")?.dispatchEvent(new Event("reveal"));
    const folded = target.closest("details") || target.querySelector(":scope > details");
    if (folded) folded.open = true;
    target.scrollIntoView();
  };

  // A table that is wider than its box says so: a phone shows no scroll bar.
  const tellWider = () => {
    for (const box of document.querySelectorAll(".box")) {
      box.parentElement.classList.toggle("wider", box.scrollWidth > box.clientWidth + 1);
    }
  };

  const unfolded = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details:not([open])")) {
      details.open = true;
      unfolded.push(details);
    }
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded.splice(0)) details.open = false;
  });

  document.querySelectorAll("[data-narrowed]").forEach(setUp);
  addEventListener("hashchange", reveal);
  addEventListener("resize", tellWider);
  document.addEventListener("toggle", tellWider, true);
  tellWider();
  // A link to where one already is changes no hash, yet what it leads to may have been folded again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) reveal();
  });
  if (location.hash) reveal();
})();
