// Questions to JupyterLab's page, for notebook_page.py. Loaded before the page's own scripts.
(() => {
  const FADING = 0.02; // differences of colour that nobody sees
  const panel = () => window.jupyterapp?.shell.currentWidget;
  const kernel = () => panel()?.sessionContext?.session?.kernel;
  const cells = () => panel()?.content?.widgets || [];
  const find = (id) => cells().find((cell) => cell.model.id === id);
  const outputArea = (id) => find(id).node.querySelector(".jp-Cell-outputArea");
  const join = (text) => (Array.isArray(text) ? text.join("") : text || "");

  // The parts of an output that show something: not the controls, nor what is written beside or in them.
  const CONTROLS = "button, select, input, textarea, .noUi-target, .widget-readout, .widget-label, .widget-inline-hbox > label";

  function shows(area) {
    const copy = area.cloneNode(true);
    copy.querySelectorAll(CONTROLS).forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    const drawn = [...area.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
    return copy.textContent + [...copy.querySelectorAll("img, svg")].map((part) => part.outerHTML) + drawn;
  }

  function colour(text) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const background = (element) =>
    element ? over(colour(getComputedStyle(element).backgroundColor), background(element.parentElement)) : [255, 255, 255, 1];
  function luminance(rgb) {
    const [r, g, b] = rgb.slice(0, 3).map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  window.course = {
    ready() {
      return cells().length > 0 && panel().sessionContext.isReady && kernel()?.status === "idle";
    },

    // Marks the cells, and from now on notes what the kernel says outside of its answers to them: JupyterLab shows it nowhere.
    listen() {
      cells().forEach((cell) => { cell.node.dataset.courseId = cell.model.id; });
      course.asides = [];
      kernel().iopubMessage.connect((_, message) => {
        const type = message.header.msg_type;
        if (type !== "error" && !(type === "stream" && message.content.name === "stderr")) return;
        if (message.parent_header.msg_type === "execute_request") return;
        const text = message.content.text || message.content.traceback.join("\n");
        // JupyterLab asks every new kernel for its widgets, and one that has not imported ipywidgets yet says this.
        if (!/^No such comm/.test(text.trim())) course.asides.push(text);
      });
    },

    run(command) {
      course.running = true;
      const done = () => { course.running = false; };
      window.jupyterapp.commands.execute(command).then(done, done);
    },

    // idle, and nothing left to run; dead where there is no kernel any more
    dead: () => !kernel() || ["dead", "terminating"].includes(kernel().status),
    idle: () => !course.running && kernel()?.status === "idle" && !cells().some((cell) => cell.prompt === "*"),

    cells() {
      return cells().map((cell) => {
        const model = cell.model;
        const outputs = model.type === "code" ? model.outputs.toJSON() : [];
        const area = cell.node.querySelector(".jp-Cell-outputArea");
        return {
          id: model.id,
          code: model.type === "code",
          source: model.sharedModel.getSource(),
          tags: model.getMetadata("tags") || [],
          run: model.type !== "code" || model.executionCount !== null,
          errors: outputs.filter((o) => o.output_type === "error").map((o) => `${o.ename}: ${o.evalue}`),
          stderr: outputs.filter((o) => o.name === "stderr").map((o) => join(o.text)).join(""),
          broken: [
            ...(area?.textContent.match(/Error displaying widget|Error creating widget|Loading widget\.\.\.|Error rendering output/g) || []),
            ...[...cell.node.querySelectorAll("img")].filter((i) => i.complete && !i.naturalWidth).map((i) => `a picture that does not load: ${i.src.slice(0, 80)}`),
            // What MathJax cannot parse at all, and a command that it does not know, which it leaves red.
            ...[...cell.node.querySelectorAll("math :is(merror, mtext[mathcolor=red])")].map((e) => `a formula that does not parse: ${e.textContent.slice(0, 80)}`),
          ],
        };
      });
    },

    count: (id) => find(id).model.executionCount,

    // What can be used in a cell's output, first to last: its number (in data-course-control), kind and label.
    // kinds: from a kind's name to its selector. parts: a selector for what belongs to a control and is none itself.
    controls(id, kinds, parts) {
      const focusable = "input, select, textarea, button, a[href], summary, [tabindex], [contenteditable]";
      const inside = [...outputArea(id).querySelectorAll(".jupyter-widgets")].filter((part) => !part.closest(".widget-html-content"));
      const all = new Set(inside.flatMap((part) => [part, ...part.querySelectorAll(focusable)]).filter((part) => part.matches(focusable)));
      return [...all].flatMap((part) => {
        const kind = Object.keys(kinds).find((name) => part.matches(kinds[name]));
        if (part.closest(".widget-html-content, .jp-OutputArea-child .jp-OutputArea") || !part.checkVisibility()) return [];
        if (!kind && (part.matches(parts) || part.tabIndex < 0)) return [];
        part.dataset.courseControl ??= String((course.numbered = (course.numbered || 0) + 1));
        const own = part.matches("button") && part.textContent.trim();
        const beside = [...(part.closest(".widget-inline-hbox")?.querySelectorAll(".widget-label, .widget-label-basic") || [])];
        const label = own || beside.map((each) => each.textContent.replace(/\u200b/g, "")).join("").trim() || part.title || part.ariaLabel || part.outerHTML.slice(0, 100);
        return [{ number: part.dataset.courseControl, kind: kind || null, label }];
      });
    },

    shows: (id) => {
      course.seen = null;
      return shows(outputArea(id));
    },

    // After a control was used. "changed": the cell shows something else than before, and has for so many milliseconds
    // while the kernel was idle; "unchanged": it shows the same, and the kernel has been idle for as long as one may wait.
    outcome([id, before, still, patience]) {
      const now = shows(outputArea(id)), clock = performance.now();
      if (course.seen?.shown !== now || !course.idle()) course.seen = { shown: now, since: clock };
      const quiet = clock - course.seen.since;
      if (now !== before) return quiet >= still && "changed";
      return quiet >= patience && "unchanged";
    },

    // The text in an element that stands out too little: [ratio, text] for each piece below the asked-for contrast.
    faint(element, ratio) {
      const found = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
        if (!text || parent.closest("[aria-hidden=true]")) continue;
        const behind = background(parent), ink = over(colour(getComputedStyle(parent).color), behind);
        const [light, dark] = [luminance(ink), luminance(behind)].sort((a, b) => b - a);
        const contrast = (light + 0.05) / (dark + 0.05);
        if (contrast < ratio - FADING) found.push([Math.round(contrast * 100) / 100, text.slice(0, 60)]);
      }
      return found;
    },
  };
})();
