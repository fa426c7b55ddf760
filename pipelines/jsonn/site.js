"use strict";
(() => {
  const root = document.body.dataset.root;

  // Light and dark.
  const button = document.getElementById("theme");
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Show in light colours" : "Show in dark colours");
  };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("lavra-theme", next);
    } catch (refused) {
      // It holds for this page, then.
    }
    label();
  });

  // Search. Everything found is set as text, never as markup.
  const box = document.querySelector(".search");
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  const told = document.getElementById("told");
  const entries = (window.lavraEntries || []).map((entry) => ({
    ...entry,
    name: entry.n.toLowerCase(),
    all: `${entry.n} ${entry.k} ${entry.d}`.toLowerCase(),
  }));
  const rank = (entry, text) => {
    const place = entry.name.indexOf(text);
    const nearness = place === 0 || entry.name.endsWith("." + text) ? 0 : place > 0 ? 1 : 2;
    return nearness * 2 + (entry.k === "table" ? 0 : 1);
  };
  const line = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };
  const show = () => {
    const text = input.value.trim().toLowerCase();
    const words = text.split(/\s+/).filter(Boolean);
    found.replaceChildren();
    found.hidden = words.length === 0;
    if (found.hidden) {
      told.textContent = "";
      return;
    }
    const hits = entries.filter((entry) => words.every((word) => entry.all.includes(word)));
    hits.sort((a, b) => rank(a, text) - rank(b, text));
    for (const hit of hits.slice(0, 12)) {
      const link = document.createElement("a");
      link.href = root + hit.u;
      link.append(line("bdi", "n", hit.n), line("span", "k", hit.k));
      if (hit.d) link.append(line("bdi", "d", hit.d));
      found.append(link);
    }
    told.textContent = hits.length === 1 ? "1 found" : `${hits.length} found`;
    if (hits.length === 0) found.append(line("p", "none", "Nothing has this in its name or description."));
    if (hits.length > 12) found.append(line("p", "none", `and ${hits.length - 12} more`));
  };
  box.hidden = false;
  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  box.addEventListener("keydown", (event) => {
    const links = [...found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      found.hidden = true;
      input.focus();
      found.hidden = true;
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : links[at - 1]).focus();
    } else if (event.key === "Enter" && document.activeElement === input && links.length) {
      links[0].click();
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) found.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });

  // Lineage: what leads to the one pointed at, and what it leads to.
  for (const drawing of document.querySelectorAll("svg.graph")) {
    const curves = [...drawing.querySelectorAll("path[data-from]")];
    const nodes = new Map([...drawing.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]));
    const walk = (start, near, far) => {
      const seen = new Set([start]);
      const open = [start];
      while (open.length) {
        const here = open.pop();
        for (const curve of curves) {
          if (curve.dataset[near] !== here) continue;
          curve.classList.add("on");
          if (!seen.has(curve.dataset[far])) {
            seen.add(curve.dataset[far]);
            open.push(curve.dataset[far]);
          }
        }
      }
      for (const id of seen) nodes.get(id)?.classList.add("on");
    };
    const light = (node) => {
      drawing.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
      drawing.classList.toggle("dim", node !== null);
      if (node === null) return;
      walk(node.dataset.node, "from", "to");
      walk(node.dataset.node, "to", "from");
    };
    for (const node of nodes.values()) {
      if (node.dataset.node === "0") continue;
      node.addEventListener("mouseenter", () => light(node));
      node.addEventListener("mouseleave", () => light(null));
      node.addEventListener("focus", () => light(node));
      node.addEventListener("blur", () => light(null));
    }
  }

  // What is folded away is printed too.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => (d.open = true)));
})();
