/* A formula that is wider than its place scrolls. It must be reached by the keyboard as well. */
"use strict";
(() => {
  const WORDS = "Formula, wider than the page: scroll sideways";
  const reach = () => {
    for (const formula of document.querySelectorAll("mjx-container")) {
      const onItsOwnLine = formula.hasAttribute("display");
      formula.classList.remove("course-scrolls");
      const room = onItsOwnLine ? formula.clientWidth : formula.parentElement.parentElement.clientWidth;
      const scrolls = room > 0 && (onItsOwnLine ? formula.scrollWidth : formula.offsetWidth) > room;
      formula.classList.toggle("course-scrolls", scrolls && !onItsOwnLine);
      if (scrolls) {
        formula.tabIndex = 0;
        formula.setAttribute("role", "group");
        formula.setAttribute("aria-label", WORDS);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) formula.removeAttribute(name);
      }
    }
  };
  window.addEventListener("load", () => window.MathJax?.startup?.promise?.then(reach));
  document.fonts.addEventListener("loadingdone", reach); /* a formula gets wider with its own fonts */
  window.addEventListener("resize", reach);
  /* What was folded had no width. The theme, too, looks for what scrolls when the window changes its size. */
  document.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")), true);
})();
