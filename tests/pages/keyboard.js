// Read by tests/pages/visit.py: which tabbable elements of the page look the same with and without the focus.
// A key must have been pressed before, or the browser shows no focus at all.
() => {
  const wanted = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"], audio[controls], iframe';
  const shown = (e) => e.checkVisibility({ visibilityProperty: true });
  const parts = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor",
    "borderTopWidth", "textDecorationLine", "textDecorationThickness", "color", "clipPath", "opacity"];
  const look = (e) => {
    const label = e.labels && e.labels[0];
    const places = [[e, null], [e, "::before"], [e, "::after"], [e.parentElement, null]];
    if (label) places.push([label, null], [label, "::before"], [label, "::after"]);
    return places.map(([one, pseudo]) => {
      const style = getComputedStyle(one, pseudo);
      return parts.map((name) => style[name]).join();
    }).join("|");
  };
  document.activeElement?.blur();
  const faults = [];
  for (const e of document.querySelectorAll(wanted)) {
    if (!shown(e) || e.disabled || e.tabIndex < 0) continue;
    const before = look(e);
    e.focus({ preventScroll: true });
    if (document.activeElement !== e) faults.push(`cannot be focused: ${e.outerHTML.slice(0, 120)}`);
    else if (look(e) === before) faults.push(`focus cannot be seen: ${e.outerHTML.slice(0, 120)}`);
    e.blur();
  }
  return faults.slice(0, 5);
}
