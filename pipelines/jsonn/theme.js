"use strict";
// Before anything is painted: the reader's own choice of light or dark, where one was made.
try {
  const chosen = localStorage.getItem("lavra-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch (refused) {
  // A browser that keeps nothing shows what the system asks for.
}
