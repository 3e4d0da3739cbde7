"use strict";
// What scrolls sideways can be reached with the keyboard; the theme wraps its tables when a page is there.
const reach = () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) box.tabIndex = 0;
};
new MutationObserver(reach).observe(document.body, { childList: true, subtree: true });
reach();
